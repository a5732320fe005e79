package com.flowex.trading.api.order;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.flowex.access.http.response.Answer;
import com.flowex.access.http.route.Endpoint;
import com.flowex.access.http.route.Request;
import com.flowex.domain.RejectReason;
import com.flowex.domain.command.SetDeadMansTimer;
import com.flowex.domain.value.AccountId;
import com.flowex.domain.value.InstrumentId;
import com.flowex.orderentry.CommittedEvents;
import com.flowex.orderentry.LogTime;
import com.flowex.orderentry.OrderEntryService;
import com.flowex.platform.errors.Refusal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * {@code PUT /api/trading/orders/timer}: starts a timer that cancels the caller's orders, in all markets or in one, unless
 * the caller restarts it in time.
 */
public record TimerEndpoint(OrderEntryService orderEntry) implements Endpoint {

    private static final long NANOS_PER_SECOND = 1_000_000_000;
    private static final long SECONDS_MAX = SetDeadMansTimer.TIMEOUT_MAX_NANOS / NANOS_PER_SECOND;

    /** The request body. */
    private record TimerBody(
            @Nullable Integer timeoutSeconds, @Nullable String symbol) {}

    /** The schema Timer of docs/api/openapi.yaml. */
    private record SetBody(
            int timeoutSeconds,
            @Nullable Instant cancelsAt,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            String symbol,

            long sequence) {}

    @Override
    public Answer answer(Request request) {
        AccountId account = request.caller().account();
        TimerBody body = request.body(TimerBody.class);
        Integer seconds = body.timeoutSeconds();
        if (seconds == null || seconds < 0 || seconds > SECONDS_MAX) {
            throw Refusal.invalid("timeout_seconds", "a whole number from 0 to " + SECONDS_MAX);
        }
        long nanos = seconds * NANOS_PER_SECOND;
        CommittedEvents set =
                orderEntry.timer(account, market(account, body.symbol()), nanos).orThrow();
        Instant cancelsAt = nanos == 0 ? null : LogTime.instant(set.timeNanos() + nanos);
        return Answer.ok(new SetBody(seconds, cancelsAt, body.symbol(), set.lastSequence()));
    }

    private @Nullable InstrumentId market(AccountId account, @Nullable String symbol) {
        if (symbol == null) {
            return null;
        }
        return orderEntry
                .listed()
                .find(account.tenant(), symbol)
                .orElseThrow(() -> Refusal.refused(RejectReason.UNKNOWN_INSTRUMENT))
                .instrument()
                .id();
    }
}
