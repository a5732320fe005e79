package com.flowex.trading.view;

import com.flowex.domain.event.AccountLimitsSet;
import com.flowex.domain.event.Event;
import com.flowex.domain.event.KillSwitchSet;
import com.flowex.domain.event.OrderQuotaSet;
import com.flowex.domain.event.PreventionGroupSet;
import com.flowex.domain.market.Asset;
import com.flowex.domain.market.Instrument;
import com.flowex.domain.market.MarketState;
import com.flowex.domain.value.AccountId;
import com.flowex.domain.value.InstrumentId;
import com.flowex.trading.store.PositionKey;
import com.flowex.trading.store.PositionRow;
import com.flowex.trading.store.account.AccountEvent;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiPredicate;
import java.util.function.IntPredicate;
import java.util.function.ToIntFunction;

/** Changes of one flush: each row at most once, as after the last event of the flush. */
final class ViewChanges {

    final List<Asset> assets = new ArrayList<>();
    final Map<InstrumentId, Instrument> instruments = new LinkedHashMap<>();
    final Map<InstrumentId, MarketState> marketStates = new LinkedHashMap<>();
    final Map<InstrumentId, Long> lastPrices = new LinkedHashMap<>();
    /** Limits, groups and switches: rare, and written one by one in their order. */
    final List<RiskEvent> risk = new ArrayList<>();

    final List<OrderRowState> orders = new ArrayList<>();
    final List<ExecutedTrade> trades = new ArrayList<>();
    final Map<PositionKey, PositionRow> positions = new LinkedHashMap<>();
    /** Steps of orders that no other table contains. */
    final List<OrderStepRow> steps = new ArrayList<>();
    /** Traded volumes since the last flush. */
    final Map<VolumeTable.Key, BigInteger> volumes = new LinkedHashMap<>();
    /** Events of each account, in order. */
    final Map<AccountId, List<AccountEvent>> events = new LinkedHashMap<>();

    /** Event about limits, groups or switches, with its number. */
    record RiskEvent(long sequence, Event event) {

        int tenant() {
            return switch (event) {
                case AccountLimitsSet limits -> limits.account().tenant();
                case OrderQuotaSet quota -> quota.account().tenant();
                case PreventionGroupSet group -> group.account().tenant();
                case KillSwitchSet set -> set.scope().tenant();
                default -> throw new IllegalStateException("this is not about risk: " + event);
            };
        }
    }

    void orderChanged(OrderRowState entry) {
        if (!entry.changed) {
            entry.changed = true;
            orders.add(entry);
        }
    }

    /** Returns the profit realized in a position since it was last written. */
    BigInteger realized(PositionKey key) {
        PositionRow row = positions.get(key);
        return row == null ? BigInteger.ZERO : row.realizedUnits();
    }

    /** Counts one side of a trade, for the main account. */
    void traded(AccountId account, Asset quote, long timeNanos, long units) {
        volumes.merge(
                VolumeTable.Key.of(account.main(), quote.id(), timeNanos), BigInteger.valueOf(units), BigInteger::add);
    }

    /**
     * Returns the changes of some tenants.
     *
     * @param markets returns the tenant of a market
     */
    ViewChanges of(IntPredicate tenants, ToIntFunction<InstrumentId> markets) {
        ViewChanges some = new ViewChanges();
        assets.stream().filter(asset -> tenants.test(asset.tenant())).forEach(some.assets::add);
        copy(instruments, some.instruments, (_, market) -> tenants.test(market.tenant()));
        copy(marketStates, some.marketStates, (market, _) -> tenants.test(markets.applyAsInt(market)));
        copy(lastPrices, some.lastPrices, (market, _) -> tenants.test(markets.applyAsInt(market)));
        risk.stream().filter(each -> tenants.test(each.tenant())).forEach(some.risk::add);
        orders.stream().filter(entry -> tenants.test(entry.tenant())).forEach(some.orders::add);
        trades.stream().filter(trade -> tenants.test(trade.tenant())).forEach(some.trades::add);
        copy(positions, some.positions, (key, _) -> tenants.test(key.account().tenant()));
        steps.stream().filter(step -> tenants.test(step.tenant())).forEach(some.steps::add);
        copy(volumes, some.volumes, (key, _) -> tenants.test(key.tenant()));
        copy(events, some.events, (account, _) -> tenants.test(account.tenant()));
        return some;
    }

    private static <K, V> void copy(Map<K, V> from, Map<K, V> to, BiPredicate<K, V> filter) {
        from.forEach((key, value) -> {
            if (filter.test(key, value)) {
                to.put(key, value);
            }
        });
    }

    /** Discards the changes of one tenant. */
    void discard(int tenant, ToIntFunction<InstrumentId> markets) {
        assets.removeIf(asset -> asset.tenant() == tenant);
        instruments.values().removeIf(market -> market.tenant() == tenant);
        marketStates.keySet().removeIf(market -> markets.applyAsInt(market) == tenant);
        lastPrices.keySet().removeIf(market -> markets.applyAsInt(market) == tenant);
        risk.removeIf(each -> each.tenant() == tenant);
        orders.removeIf(entry -> entry.tenant() == tenant);
        trades.removeIf(trade -> trade.tenant() == tenant);
        positions.keySet().removeIf(key -> key.account().tenant() == tenant);
        steps.removeIf(step -> step.tenant() == tenant);
        volumes.keySet().removeIf(key -> key.tenant() == tenant);
        events.keySet().removeIf(account -> account.tenant() == tenant);
    }

    /** Clears all changes after the commit of the transaction that wrote them. */
    void committed() {
        for (OrderRowState entry : orders) {
            entry.changed = false;
            entry.stored = true;
            entry.revised = false;
        }
        assets.clear();
        instruments.clear();
        marketStates.clear();
        lastPrices.clear();
        risk.clear();
        orders.clear();
        trades.clear();
        positions.clear();
        steps.clear();
        volumes.clear();
        events.clear();
    }
}
