package com.flowex.engine.state;

/**
 * The rules that have changed since the first version, by name. Code that depends on a rule asks here; nothing else in
 * the engine knows version numbers. {@code docs/trading-rules.md}, section 11, lists them; ADR 0050 says how one is
 * added.
 */
public final class RuleSet {
    private final int version;

    /** @param version version of the rules, 1 or more, known to this build */
    RuleSet(int version) {
        this.version = version;
    }

    public int version() {
        return version;
    }

    /**
     * Returns true if an overdue order ends instead of trading: a maker when it is met, a triggered order at its turn.
     */
    public boolean overdueOrdersEndWhenMet() {
        return version >= 2;
    }

    /**
     * Returns true if an operator's halt replaces a circuit breaker's, so that the market no longer opens by itself.
     */
    public boolean operatorsHaltOutlastsBreakers() {
        return version >= 2;
    }

    /**
     * Returns true if a slice that is late by an interval or more delays the following ones, so that two are never due
     * at once.
     */
    public boolean lateSlicesMoveTheRest() {
        return version >= 2;
    }

    /**
     * Returns true if an iceberg must show at least a hundredth of itself, worth at least the market's least notional.
     */
    public boolean icebergsShowEnough() {
        return version >= 2;
    }

    /** Returns true if an order that meets an iceberg for the second time takes its hidden quantity in one trade. */
    public boolean hiddenPartsTradeAtOnce() {
        return version >= 2;
    }

    /** Returns true if the price band of a triggered order or slice is around the last trade before its own turn. */
    public boolean bandFollowsEachTurn() {
        return version >= 2;
    }

    /** Returns true if trades of an owner with itself do not count as volume. */
    boolean ownTradesAreNoVolume() {
        return version >= 2;
    }

    /** Returns true if the least notional also applies to orders without a limit. */
    public boolean leastNotionalIsOfAllOrders() {
        return version >= 2;
    }

    /** Returns true if an amount that covers too little is refused with another reason than an empty book. */
    public boolean smallAmountsAreReported() {
        return version >= 2;
    }

    /** Returns true if the cancellation of one leg of a pair also cancels the other. */
    public boolean otherLegIsCanceledToo() {
        return version >= 2;
    }

    /** Returns true if a conditional market buy holds the cost of its quantity at its trigger price. */
    public boolean conditionalMarketBuysHold() {
        return version >= 2;
    }

    /**
     * Returns true if an id that may have traded is not forgotten at once when later ids arrive. The ids of a tenant
     * then use at most its share of memory.
     */
    public boolean tradedIdsAreKept() {
        return version >= 2;
    }

    /** Returns true if the sums of a match plan stay at the largest {@code long} instead of overflowing. */
    public boolean walksDoNotWrap() {
        return version >= 2;
    }

    /**
     * Returns true if an order is refused because it and the open buys of its account in the market would exceed a
     * {@code long}.
     */
    public boolean openBuysAreBounded() {
        return version >= 2;
    }

    /**
     * Returns true if no id that may have traded is forgotten for a day. A tenant that has used up its share of memory
     * is refused further ids.
     */
    boolean tradedIdsAreKeptADay() {
        return version >= 3;
    }

    /** Returns true if changes of the trigger levels of trailing orders are published as events. */
    public boolean levelsAreReported() {
        return version >= 3;
    }

    /** Returns true if a fill rounds against its taker: a taking buyer pays the fraction of a quote unit. */
    public boolean fillsRoundAgainstTakers() {
        return version >= 5;
    }

    /**
     * Returns true if no fill moves the base asset for nothing. An order must be worth at least one quote unit, and a
     * rest that is worth less ends.
     */
    public boolean everyFillIsPaid() {
        return version >= 5;
    }

    /**
     * Returns true if the result of a transfer is kept for a month instead of forever. Its id still does not become new
     * again.
     */
    boolean oldTransfersLeave() {
        return version >= 4;
    }

    /**
     * Returns true if a limit order that has made all fills of one way through the book goes on later, before other
     * takers of its market.
     */
    public boolean limitOrdersGoOn() {
        return version >= 6;
    }

    /** Returns true if customers may borrow from their tenant's lending account, and owe what they borrow. */
    public boolean accountsBorrow() {
        return version >= 7;
    }

    /** Returns true if the levels of accounts that owe are watched, and accounts whose level is too low are liquidated. */
    public boolean accountsAreLiquidated() {
        return version >= 8;
    }

    /** Returns true if an order may borrow what its account lacks for it. */
    public boolean ordersBorrow() {
        return version >= 9;
    }

    /** Returns true if the fills of an order may repay debts. */
    public boolean ordersRepay() {
        return version >= 12;
    }

    /** Returns true if a working order may pay its pending one. */
    public boolean ordersPay() {
        return version >= 13;
    }

    /** Returns true if a trailing stop may have an activation price that is reached as that of a stop-loss. */
    public boolean lossesActivateTrailing() {
        return version >= 14;
    }

    /** Returns true if orders may name the prevention mode that transfers between accounts. */
    public boolean preventionMayTransfer() {
        return version >= 14;
    }

    /** Returns true if the first order of a pair may be a take-profit that trails. */
    public boolean takeProfitsOfPairsTrail() {
        return version >= 15;
    }

    /** Returns true if a pair may change of which neither order is in the book. */
    public boolean pairsOutsideTheBookChange() {
        return version >= 15;
    }

    /** Returns true if an order may return what it does not use of its loan. */
    public boolean ordersReturnLoans() {
        return version >= 15;
    }

    /** Returns true if a working order may wait for a trigger. */
    public boolean workingOrdersMayWait() {
        return version >= 15;
    }

    /** Returns true if orders that wait for a trigger, pairs, lists and replacements may have effects on debts. */
    public boolean allOrdersHaveEffects() {
        return version >= 16;
    }

    /** Returns true if a list changes whose working order waits for its trigger. */
    public boolean waitingListsChange() {
        return version >= 16;
    }

    /** Returns true if an account may have timers of markets, which cancel its orders there. */
    public boolean timersOfMarkets() {
        return version >= 15;
    }

    /** Returns true if customers may have isolated accounts. */
    public boolean accountsAreIsolated() {
        return version >= 16;
    }

    /** Returns true if an asset may have rates by the use of its pool and the volumes of its borrowers. */
    public boolean ratesFollowUseAndVolume() {
        return version >= 16;
    }

    /** Returns true if limits of positions are judged again when an open order is to trade. */
    public boolean positionsBoundFills() {
        return version >= 17;
    }

    /** Returns true if a cancel may depend on the fills of its order. */
    public boolean cancelsAreRestricted() {
        return version >= 10;
    }

    /** Returns true if an account may have a leverage of its own. */
    public boolean accountsHaveLeverage() {
        return version >= 11;
    }

    /** Returns true if an iceberg behind a trigger is allowed only where icebergs are. */
    public boolean icebergsBehindTriggersNeedTheirKind() {
        return version >= 11;
    }
}
