package com.flowex.engine.oracle;

import com.flowex.domain.account.AccountLimits;
import com.flowex.domain.account.AccountRestriction;
import com.flowex.domain.account.OrderQuota;
import com.flowex.domain.value.AccountId;
import com.flowex.domain.value.AssetId;
import com.flowex.domain.value.ClientOrderId;
import com.flowex.domain.value.InstrumentId;
import com.flowex.domain.value.OwnerId;
import java.math.BigInteger;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** An open account and all that is its own. */
final class Account {

    final AccountId id;
    final boolean mayOwe;
    boolean isKilled;
    AccountRestriction restriction = AccountRestriction.NONE;
    /** Its owner; null: none. */
    @Nullable
    OwnerId owner;

    /** Open orders that it may have if that was set for it; 0: as all. */
    OrderQuota quota = OrderQuota.DEFAULT;

    long group;
    /** Log time of the dead man's timer; 0: none. */
    long deadMans;

    /** Log times of its timers in markets; absent or 0: none. */
    final Map<InstrumentId, Long> marketTimers = new HashMap<>();

    final Map<InstrumentId, AccountLimits> limits = new HashMap<>();
    final Map<AssetId, Lending.Debt> debts = new HashMap<>();
    /** Its level and liquidation, by rules 8; null: it owes nothing. */
    @Nullable
    Margin margin;

    final Map<AssetId, BigInteger> balances = new HashMap<>();
    /** By the order's number, which is the order of acceptance. */
    final TreeMap<Long, Order> open = new TreeMap<>();

    final Map<ClientOrderId, Ids.UsedId> seen = new LinkedHashMap<>();
    boolean hasForgotten;
    /** Log time at which rules 2 began, if traces had been forgotten by then; 0: none. */
    long forgottenUntil;

    /** Volume in markets of a quote asset, by day. */
    final Map<AssetId, Map<Long, BigInteger>> volumes = new HashMap<>();

    Account(AccountId id, boolean mayOwe) {
        this.id = id;
        this.mayOwe = mayOwe;
    }

    boolean isLiquidated() {
        Margin known = margin;
        return known != null && known.fees != null;
    }

    long timerIn(Market market) {
        return marketTimers.getOrDefault(market.id(), 0L);
    }

    AccountLimits limitsIn(Market market) {
        return limits.getOrDefault(market.id(), AccountLimits.NONE);
    }

    int openOrdersMax() {
        return quota.openOrdersMax() == 0 ? World.OPEN_ORDERS_MAX : quota.openOrdersMax();
    }

    long openIn(Market market) {
        return open.values().stream().filter(order -> order.market == market).count();
    }

    boolean isOneOwnerWith(Account other) {
        return this == other || group != 0 && group == other.group && id.tenant() == other.id.tenant();
    }

    /** A copy, because what is done with the orders changes which are open. */
    List<Order> openOrders() {
        return List.copyOf(open.values());
    }
}
