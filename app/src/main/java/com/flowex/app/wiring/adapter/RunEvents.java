package com.flowex.app.wiring.adapter;

import com.flowex.domain.value.AccountId;
import com.flowex.orderentry.market.InstrumentDirectory;
import com.flowex.platform.database.Database;
import com.flowex.strategies.app.run.OwnerEvents;
import com.flowex.trading.app.account.AccountStream;
import com.flowex.trading.app.account.AccountSubscription;
import com.flowex.trading.store.account.AccountEntry;
import com.flowex.trading.store.account.AccountEntryQueries;
import com.flowex.trading.store.account.AccountUpdate;
import com.flowex.trading.store.account.OrderState;
import com.flowex.wallet.store.balance.BalanceQueries;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Events of owners' accounts for runs, read from the stored entries of trading. */
public final class RunEvents implements OwnerEvents {

    private final AccountStream stream;
    private final BalanceQueries balances;

    public RunEvents(Database database, InstrumentDirectory directory) {
        this.stream = new AccountStream(new AccountEntryQueries(database));
        this.balances = new BalanceQueries(database, directory);
    }

    @Override
    public long last(AccountId account) {
        return stream.last(account);
    }

    @Override
    public @Nullable List<OwnerEvent> after(AccountId account, long number, int limit) {
        return switch (stream.stored(account, number + 1, limit)) {
            case AccountSubscription.EntryPage.TooOld _ -> null;
            case AccountSubscription.EntryPage.Entries(List<AccountEntry> entries) ->
                entries.stream().map(RunEvents::event).toList();
        };
    }

    @Override
    public Map<Integer, OwnerBalance> balances(AccountId account) {
        Map<Integer, OwnerBalance> all = new HashMap<>();
        balances.of(account)
                .balances()
                .forEach(
                        each -> all.put(each.asset().value(), new OwnerBalance(each.balanceUnits(), each.heldUnits())));
        return all;
    }

    private static OwnerEvent event(AccountEntry entry) {
        long number = entry.number();
        long time = entry.event().timeNanos();
        return switch (entry.event().news()) {
            case AccountUpdate.Order(var step, OrderState order) ->
                switch (step) {
                    case ACCEPTED -> of(number, time, Kind.ACCEPTED, order, "");
                    case CANCELED -> {
                        var reason = order.progress().cancelReason();
                        yield of(number, time, Kind.CANCELED, order, reason == null ? "" : reason.code());
                    }
                    case EXPIRED -> {
                        var reason = order.progress().expiryReason();
                        yield of(number, time, Kind.EXPIRED, order, reason == null ? "" : reason.code());
                    }
                    case REDUCED, AMENDED, REVISED -> of(number, time, Kind.REDUCED, order, "");
                    case PAIRED, LINKED, STARTED, TRIGGERED, SLICE_STARTED, RESTED, REFRESHED, DISPLAY_CHANGED ->
                        OwnerEvent.other(number, time);
                };
            case AccountUpdate.Trade trade -> traded(number, time, trade);
            case AccountUpdate.Prevented prevented -> of(number, time, Kind.REDUCED, prevented.order(), "");
            case AccountUpdate.Refused(var id, var _, var reason) ->
                OwnerEvent.of(
                        number,
                        time,
                        Kind.REFUSED,
                        OrderRef.refused(id.toString()),
                        reason.code(),
                        "the exchange refused the order: " + reason.code());
            case AccountUpdate.Balance balance ->
                OwnerEvent.balance(
                        number,
                        time,
                        balance.asset().value(),
                        new OwnerBalance(balance.balanceUnits(), balance.heldUnits()));
            case AccountUpdate.Transfer _ -> OwnerEvent.other(number, time);
        };
    }

    private static OwnerEvent of(long number, long time, Kind kind, OrderState order, String reason) {
        return OwnerEvent.of(
                number,
                time,
                kind,
                new OrderRef(
                        order.request().clientOrderId().toString(),
                        order.id().value(),
                        order.progress().remainingUnits()),
                reason,
                "");
    }

    private static OwnerEvent traded(long number, long time, AccountUpdate.Trade trade) {
        OrderState order = trade.order();
        return new OwnerEvent(
                number,
                time,
                Kind.TRADED,
                order.request().clientOrderId().toString(),
                order.id().value(),
                order.progress().remainingUnits(),
                "",
                "",
                trade.priceUnits(),
                trade.quantityUnits(),
                trade.quoteUnits(),
                trade.feeUnits(),
                trade.isMaker(),
                0,
                0,
                0);
    }
}
