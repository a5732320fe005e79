package com.flowex.engine.oracle;

import com.flowex.domain.RejectReason;
import com.flowex.domain.account.AccountLimits;
import com.flowex.domain.account.AccountRestriction;
import com.flowex.domain.account.OrderQuota;
import com.flowex.domain.order.Side;
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

    /** Its main account, by rules 16; null: it is none of an isolated one. */
    @Nullable
    private final Account main;

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

    Account(AccountId id, boolean mayOwe, @Nullable Account main) {
        this.id = id;
        this.mayOwe = mayOwe;
        this.main = main;
    }

    /** Its main account; of one that is not isolated, itself. */
    Account main() {
        return main == null ? this : main;
    }

    /** Section 9: the reason not to have an order of this side in a market; null: there is none. */
    @Nullable
    RejectReason refusal(Market market, Side side) {
        if (isKilled || main().isKilled) {
            return RejectReason.ACCOUNT_KILLED;
        }
        if (main != null && !id.isolatedMarket().equals(market.id())) {
            return RejectReason.ISOLATED_MARKET;
        }
        return isLiquidated() || !allows(side) ? RejectReason.ACCOUNT_RESTRICTED : null;
    }

    boolean allows(Side side) {
        return restriction.allows(side) && main().restriction.allows(side);
    }

    boolean isLiquidated() {
        Margin known = margin;
        return known != null && known.fees != null;
    }

    long timerIn(Market market) {
        return marketTimers.getOrDefault(market.id(), 0L);
    }

    AccountLimits limitsIn(Market market) {
        return main().limits.getOrDefault(market.id(), AccountLimits.NONE);
    }

    int openOrdersMax() {
        int most = main().quota.openOrdersMax();
        return most == 0 ? World.OPEN_ORDERS_MAX : most;
    }

    long openIn(Market market) {
        return open.values().stream().filter(order -> order.market == market).count();
    }

    boolean isOneOwnerWith(Account other) {
        long ofMain = main().group;
        return main() == other.main()
                || ofMain != 0 && ofMain == other.main().group && id.tenant() == other.id.tenant();
    }

    /** A copy, because what is done with the orders changes which are open. */
    List<Order> openOrders() {
        return List.copyOf(open.values());
    }
}
