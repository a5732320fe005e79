package com.flowex.trading.history;

import com.flowex.domain.InstrumentId;
import com.flowex.domain.Side;
import com.flowex.platform.http.ProblemException;
import com.flowex.platform.http.Request;
import com.flowex.trading.market.InstrumentDirectory;
import com.flowex.trading.order.OrderStatus;
import com.flowex.trading.order.OrderWords;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What of an account's past is wanted.
 *
 * @param instrument null for all
 * @param side null for both
 * @param statuses empty for all
 * @param from not before this
 * @param to before this
 */
record HistoryFilter(
        @Nullable InstrumentId instrument, @Nullable Side side, Set<OrderStatus> statuses, Instant from, Instant to) {

    /**
     * As the query of a request says.
     *
     * @throws ProblemException 400 for what cannot be understood, 404 for a market that is not listed
     */
    static HistoryFilter of(Request request, InstrumentDirectory directory) {
        return new HistoryFilter(
                request.query("symbol")
                        .map(symbol -> directory
                                .find(request.caller().tenant(), symbol)
                                .orElseThrow(() -> ProblemException.notFound("there is no market " + symbol))
                                .instrument()
                                .id())
                        .orElse(null),
                side(request).orElse(null),
                statuses(request),
                time(request, "from").orElse(Instant.MIN),
                time(request, "to").orElse(Instant.MAX));
    }

    private static Optional<Side> side(Request request) {
        return request.query("side")
                .map(word -> OrderWords.side(word).orElseThrow(() -> ProblemException.invalid("side", "buy or sell")));
    }

    private static Set<OrderStatus> statuses(Request request) {
        Set<OrderStatus> statuses = EnumSet.noneOf(OrderStatus.class);
        request.query("status").ifPresent(text -> {
            for (String word : text.split(",", -1)) {
                statuses.add(OrderStatus.of(word)
                        .orElseThrow(
                                () -> ProblemException.invalid("status", "statuses of orders, separated by commas")));
            }
        });
        return statuses;
    }

    private static Optional<Instant> time(Request request, String name) {
        return request.query(name).map(text -> {
            try {
                return Instant.parse(text);
            } catch (DateTimeException e) {
                throw ProblemException.invalid(name, "a time such as 2026-11-20T09:30:00Z");
            }
        });
    }

    /** Whether something of this side and moment is wanted. */
    boolean wants(Side of, Instant at) {
        return (side == null || side == of) && !at.isBefore(from) && at.isBefore(to);
    }
}
