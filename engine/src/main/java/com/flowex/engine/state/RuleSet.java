package com.flowex.engine.state;

/**
 * The rules that have changed since the first version, by name: whoever obeys one asks for it here, and nothing else in the
 * engine knows a version's number. {@code docs/trading-rules.md}, section 11, lists them; ADR 0050 says how one is added.
 */
public final class RuleSet {
    private final int version;

    /** @param version 1 or more, known to this build */
    RuleSet(int version) {
        this.version = version;
    }

    public int version() {
        return version;
    }

    /** A maker whose time is past ends when it is met, and a triggered order at its turn, instead of trading after its time. */
    public boolean overdueOrdersEndWhenMet() {
        return version >= 2;
    }

    /** An operator's halt takes the place of a circuit breaker's: the market does not open by itself any more. */
    public boolean operatorsHaltOutlastsBreakers() {
        return version >= 2;
    }

    /** A slice that comes an interval late, or more, moves those behind it: never two at once. */
    public boolean lateSlicesMoveTheRest() {
        return version >= 2;
    }

    /** An iceberg shows a hundredth of itself or more, worth the market's least notional or more. */
    public boolean icebergsShowEnough() {
        return version >= 2;
    }

    /** An order that comes to an iceberg for the second time takes what it hides in one trade. */
    public boolean hiddenPartsTradeAtOnce() {
        return version >= 2;
    }

    /** The band of a triggered order, and of a slice, is around the last trade before its own turn. */
    public boolean bandFollowsEachTurn() {
        return version >= 2;
    }

    /** What an owner trades with itself is no volume. */
    boolean ownTradesAreNoVolume() {
        return version >= 2;
    }

    /** The least notional is asked of orders without a limit, too. */
    public boolean leastNotionalIsOfAllOrders() {
        return version >= 2;
    }

    /** An amount that covers too little is told apart from a book that has nothing. */
    public boolean smallAmountsAreTold() {
        return version >= 2;
    }

    /** The other leg of a pair that is canceled is canceled, too. */
    public boolean otherLegIsCanceledToo() {
        return version >= 2;
    }

    /** A buy that waits to become a market order holds what its quantity costs at the price that sets it off. */
    public boolean conditionalMarketBuysHold() {
        return version >= 2;
    }

    /** No id that may have traded is forgotten at once because others came after it, and no tenant's ids use more than its share of memory. */
    public boolean tradedIdsAreKept() {
        return version >= 2;
    }

    /** What walking the book finds stays at the largest {@code long} where it does not fit. */
    public boolean walksDoNotWrap() {
        return version >= 2;
    }

    /** An order is refused if the open buys of its account in the market would not fit a {@code long} with it. */
    public boolean openBuysAreBounded() {
        return version >= 2;
    }

    /** None for a day, and who has used up what may be remembered is refused further ids. */
    boolean tradedIdsAreKeptADay() {
        return version >= 3;
    }

    /** Where trailing orders would be met is told when it moves. */
    public boolean levelsAreTold() {
        return version >= 3;
    }

    /** A fill rounds against its taker: a buyer that takes pays the fraction of a quote unit. */
    public boolean fillsRoundAgainstTakers() {
        return version >= 5;
    }

    /** No fill moves the base asset for nothing: an order is worth one quote unit or more, and a rest that is worth less ends. */
    public boolean everyFillIsPaid() {
        return version >= 5;
    }

    /** What came of a transfer is remembered for a month and not for ever; its id is not new again. */
    boolean oldTransfersLeave() {
        return version >= 4;
    }
}
