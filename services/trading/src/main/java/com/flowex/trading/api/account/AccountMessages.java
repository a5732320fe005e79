package com.flowex.trading.api.account;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.flowex.access.http.response.Json;
import com.flowex.domain.market.Asset;
import com.flowex.domain.value.Decimals;
import com.flowex.domain.value.InstrumentId;
import com.flowex.orderentry.LogTime;
import com.flowex.orderentry.market.InstrumentDirectory;
import com.flowex.orderentry.market.ListedMarket;
import com.flowex.platform.errors.FieldError;
import com.flowex.platform.errors.Refusal;
import com.flowex.platform.tracing.Tracing;
import com.flowex.trading.api.FillBody;
import com.flowex.trading.api.order.OrderBody;
import com.flowex.trading.app.account.OwnWork;
import com.flowex.trading.store.FillRow;
import com.flowex.trading.store.account.AccountEntry;
import com.flowex.trading.store.account.AccountEvent;
import com.flowex.trading.store.account.AccountUpdate;
import com.flowex.trading.store.account.OrderState;
import com.flowex.trading.store.account.OrderStep;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Messages of the account stream as JSON: docs/api/account-stream.md. */
final class AccountMessages implements EntryFormat {

    private final InstrumentDirectory directory;
    private final Tracing tracing;

    AccountMessages(InstrumentDirectory directory, Tracing tracing) {
        this.directory = directory;
        this.tracing = tracing;
    }

    /** A reply carries the {@code id} of its request if the request had one. */
    private record Pong(
            String type,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            String id) {}

    private record WorkMessage(
            String type,
            String id,
            String state,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            Integer progress,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            Instant lastBarAt) {}

    private record Following(
            String type,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            String id,

            String account,
            long next,
            long last) {}

    private record Renewed(
            String type,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            String id) {}

    private record Attended(
            String type,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            String id,

            int timeoutSeconds,
            @JsonInclude(JsonInclude.Include.NON_EMPTY) Set<String> symbols) {}

    private record TooOld(String type, long oldest) {}

    private record Refused(
            String type,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            String id,

            String code,
            String detail,
            @JsonInclude(JsonInclude.Include.NON_EMPTY) List<FieldError> errors) {}

    private record OrderMessage(String type, long number, long sequence, Instant at, String event, OrderBody order) {}

    private record FillMessage(String type, long number, long sequence, Instant at, FillBody fill, OrderBody order) {}

    private record PreventedMessage(
            String type,
            long number,
            long sequence,
            Instant at,
            String liquidity,
            String otherOrderId,
            String price,
            String quantity,
            OrderBody order) {}

    private record RefusedMessage(
            String type, long number, long sequence, Instant at, String clientOrderId, String symbol, String code) {}

    private record TransferMessage(
            String type,
            long number,
            long sequence,
            Instant at,
            String stage,
            String transferId,
            String kind,
            String currency,
            String amount) {}

    private record BalanceMessage(
            String type,
            long number,
            long sequence,
            Instant at,
            String currency,
            String available,
            String locked,
            String total,
            String cause,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            Long causeNumber) {}

    String followingStrategies(Optional<String> id) {
        return json(new Pong("following_strategies", id.orElse(null)));
    }

    String followingMargin(Optional<String> id) {
        return json(new Pong("following_margin", id.orElse(null)));
    }

    /** Returns the message about a back-test or run; it has no number, since only its last state counts. */
    String work(OwnWork.State state) {
        boolean isRun = state.kind() == OwnWork.Kind.RUN;
        return json(new WorkMessage(
                state.kind().name().toLowerCase(Locale.ROOT),
                Long.toString(state.id()),
                state.state(),
                isRun ? null : state.progress(),
                state.lastBarAt()));
    }

    String pong(Optional<String> id) {
        return json(new Pong("pong", id.orElse(null)));
    }

    String following(long account, long next, long last, Optional<String> id) {
        return json(new Following("following", id.orElse(null), Long.toString(account), next, last));
    }

    String renewed(Optional<String> id) {
        return json(new Renewed("renewed", id.orElse(null)));
    }

    /** @param symbols markets whose orders are canceled; empty means all markets */
    String attended(int graceSeconds, Set<String> symbols, Optional<String> id) {
        return json(new Attended("cancel_on_disconnect", id.orElse(null), graceSeconds, symbols));
    }

    @Override
    public Optional<String> tooOld(long oldest) {
        return Optional.of(json(new TooOld("too_old", oldest)));
    }

    String refused(Refusal why, Optional<String> id) {
        return json(new Refused("error", id.orElse(null), why.code().code(), why.detail(), why.errors()));
    }

    @Override
    public void send(List<AccountEntry> entries, Consumer<String> out) {
        for (AccountEntry entry : entries) {
            out.accept(entry(entry));
            long sequence = entry.event().sequence();
            tracing.seen("stream account", sequence, sequence, 0);
        }
    }

    private String entry(AccountEntry entry) {
        AccountEvent event = entry.event();
        long number = entry.number();
        long sequence = event.sequence();
        Instant at = LogTime.instant(event.timeNanos());
        return json(
                switch (event.news()) {
                    case AccountUpdate.Order(OrderStep step, OrderState order) ->
                        new OrderMessage("order", number, sequence, at, step.code(), body(order));
                    case AccountUpdate.Trade trade ->
                        new FillMessage("fill", number, sequence, at, fill(trade, event), body(trade.order()));
                    case AccountUpdate.Prevented prevented -> prevented(prevented, number, sequence, at);
                    case AccountUpdate.Refused refused ->
                        new RefusedMessage(
                                "refused",
                                number,
                                sequence,
                                at,
                                refused.clientOrderId().toString(),
                                symbol(refused.instrument()),
                                refused.reason().code());
                    case AccountUpdate.Transfer transfer -> transfer(transfer, number, sequence, at);
                    case AccountUpdate.Balance balance -> balance(balance, entry, sequence, at);
                });
    }

    private OrderBody body(OrderState order) {
        return OrderBody.of(order.tracked(), market(order));
    }

    private ListedMarket market(OrderState order) {
        return directory.market(order.request().instrument());
    }

    private FillBody fill(AccountUpdate.Trade trade, AccountEvent event) {
        OrderState order = trade.order();
        FillRow row = new FillRow(
                event.sequence(),
                trade.isMaker(),
                trade.trade().value(),
                order.id().value(),
                order.request().instrument(),
                order.request().side(),
                trade.priceUnits(),
                trade.quantityUnits(),
                trade.quoteUnits(),
                Math.max(trade.feeUnits(), 0),
                Math.max(-trade.feeUnits(), 0),
                event.timeNanos());
        return FillBody.of(row, market(order));
    }

    private PreventedMessage prevented(AccountUpdate.Prevented prevented, long number, long sequence, Instant at) {
        ListedMarket market = market(prevented.order());
        return new PreventedMessage(
                "prevented",
                number,
                sequence,
                at,
                prevented.isMaker() ? "maker" : "taker",
                prevented.other().toString(),
                Decimals.format(prevented.priceUnits(), market.priceScale()),
                Decimals.format(prevented.preventedUnits(), market.quantityScale()),
                body(prevented.order()));
    }

    private TransferMessage transfer(AccountUpdate.Transfer transfer, long number, long sequence, Instant at) {
        Asset asset = directory.asset(transfer.asset());
        return new TransferMessage(
                "transfer",
                number,
                sequence,
                at,
                transfer.stage().code(),
                transfer.id().toString(),
                transfer.kind().name().toLowerCase(Locale.ROOT),
                asset.code(),
                Decimals.format(transfer.units(), asset.scale()));
    }

    private BalanceMessage balance(AccountUpdate.Balance balance, AccountEntry entry, long sequence, Instant at) {
        Asset asset = directory.asset(balance.asset());
        long cause = entry.causeNumber();
        return new BalanceMessage(
                "balance",
                entry.number(),
                sequence,
                at,
                asset.code(),
                Decimals.format(balance.availableUnits(), asset.scale()),
                Decimals.format(balance.heldUnits(), asset.scale()),
                Decimals.format(balance.balanceUnits(), asset.scale()),
                balance.cause().code(),
                cause == 0 ? null : cause);
    }

    /** Returns a market's symbol; empty if there is no such market, which a refused order may name. */
    private String symbol(InstrumentId instrument) {
        return directory
                .find(instrument)
                .map(market -> market.instrument().symbol())
                .orElse("");
    }

    private static String json(Object message) {
        return new String(Json.bytes(message), StandardCharsets.UTF_8);
    }
}
