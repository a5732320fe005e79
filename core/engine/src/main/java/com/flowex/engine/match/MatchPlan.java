package com.flowex.engine.match;

import com.flowex.domain.order.Side;
import com.flowex.engine.market.Market;
import com.flowex.engine.state.SaturatingMath;

/**
 * The execution of an order in the book as planned, part by part, and the reason why it stops. {@link MatchPlanner} writes it;
 * {@link MatchExecution} carries it out and decides nothing. Other classes read it to know the result in advance. One object
 * is reused: a plan is valid until the next one is made, or until anything changes in its market.
 *
 * <p>A part takes four longs, half a cache line: the resting order and what happens to it, the quantity, and its value
 * in the quote asset.
 */
public final class MatchPlan {

    /** Trades and preventions of one plan: 500 x (one trade of 120 bytes + two balances of 40) is 100 kB of events. */
    static final int FILLS_MAX = 500;

    /** One order ends or refreshes at most this many others that it meets without a fill: as many events as its own fills. */
    static final int ENDED_MAX = FILLS_MAX;

    /** Treatment of the resting order of a part. */
    enum Kind {
        /** It trades. */
        TRADE,
        /** It is of the same owner, and both orders lose a quantity without a trade. */
        DECREMENT,
        /** It is of the same owner and expires; the order goes on. */
        PASS,
        /** It is of the same owner, and the order expires; the resting order, too, if the mode says so. */
        STOP,
        /** Its time was past before the order came: it ends. */
        OVERDUE,
        /** Its trade would lead its customer above a limit of positions: it ends. */
        ABOVE_POSITION_LIMIT,
        /** Its rest is worth less than one quote unit: it ends. */
        UNPAYABLE,
        /** An iceberg whose shown part is worth less than one quote unit: it shows more, at the back of its price. */
        REFRESH
    }

    /** Why a plan goes no further. */
    public enum PlanEnd {
        /** All of the quantity is dealt with, or all of the quote amount. */
        AMOUNT,
        /** The other side of the book holds no further order. */
        BOOK,
        /** The next order is beyond limit or band. */
        BOUND,
        FILL_LIMIT,
        /** The next order belongs to the same owner, and that ends the plan. */
        OWN_ORDER,
        /** Its last trade halts the market. */
        HALTED,
        /** The order's rest is worth less than one quote unit at the next price. */
        UNPAYABLE
    }

    private static final Kind[] KINDS = Kind.values();
    private static final int PARTS_MAX = FILLS_MAX + ENDED_MAX;

    private static final int WORDS_SHIFT = 2;
    /** The resting order's slot in 32 bits, the kind in 16, above them whether the order stays in its place. */
    private static final int MAKER_KIND = 0;

    private static final int UNITS = 1;
    private static final int QUOTE = 2;

    private static final int KIND_SHIFT = 32;
    private static final int KIND_MASK = 0xFFFF;
    private static final long STAYS = 1L << 48;

    private final long[] words = new long[PARTS_MAX << WORDS_SHIFT];
    private int count;
    private PlanEnd end = PlanEnd.AMOUNT;
    private boolean isWhole;
    private long traded;
    private long taken;
    private long quoteTraded;
    private long quoteTaken;

    /** Nothing happens. */
    void clear() {
        count = 0;
        end(PlanEnd.AMOUNT, true);
        sums(0, 0, 0, 0);
    }

    /** One part more, in which the order itself loses nothing or everything. */
    void add(Kind kind, int maker) {
        add(kind, maker, 0, 0, false);
    }

    /**
     * One part more.
     *
     * @param staysInPlace an iceberg whose shown part this uses up shows in its place all that the order still takes; another
     *     shows its next part at the back of its price
     */
    void add(Kind kind, int maker, long units, long quote, boolean staysInPlace) {
        int at = count++ << WORDS_SHIFT;
        words[at + MAKER_KIND] = maker | (long) code(kind) << KIND_SHIFT | (staysInPlace ? STAYS : 0);
        words[at + UNITS] = units;
        words[at + QUOTE] = quote;
    }

    /** The number never leaves the process. */
    @SuppressWarnings("EnumOrdinal")
    private static int code(Kind kind) {
        return kind.ordinal();
    }

    /** Keeps this many parts; the last of them is everything that the order takes of its maker. */
    void cutTo(int parts) {
        count = parts;
        if (parts > 0) {
            words[(parts - 1 << WORDS_SHIFT) + MAKER_KIND] &= ~STAYS;
        }
    }

    /** A part becomes smaller. */
    void shrink(int part, long units, long quote) {
        words[(part << WORDS_SHIFT) + UNITS] = units;
        words[(part << WORDS_SHIFT) + QUOTE] = quote;
    }

    /** @param leavesNothing true if nothing of the order is open afterwards */
    void end(PlanEnd why, boolean leavesNothing) {
        end = why;
        isWhole = leavesNothing;
    }

    void sums(long unitsTraded, long unitsTaken, long ofQuoteTraded, long ofQuoteTaken) {
        traded = unitsTraded;
        taken = unitsTaken;
        quoteTraded = ofQuoteTraded;
        quoteTaken = ofQuoteTaken;
    }

    /** Number of parts. */
    int count() {
        return count;
    }

    /** Slot of a part's resting order. */
    int maker(int part) {
        return (int) words[(part << WORDS_SHIFT) + MAKER_KIND];
    }

    Kind kind(int part) {
        return KINDS[(int) (words[(part << WORDS_SHIFT) + MAKER_KIND] >>> KIND_SHIFT) & KIND_MASK];
    }

    /**
     * Returns true if an iceberg whose visible part is used up stays in place, instead of going to the back of its
     * price.
     */
    boolean staysInPlace(int part) {
        return (words[(part << WORDS_SHIFT) + MAKER_KIND] & STAYS) != 0;
    }

    /** Quantity of a part that trades or is prevented. */
    long units(int part) {
        return words[(part << WORDS_SHIFT) + UNITS];
    }

    /** Quote units of a part, rounded down. */
    long quote(int part) {
        return words[(part << WORDS_SHIFT) + QUOTE];
    }

    /** Why it goes no further. */
    public PlanEnd end() {
        return end;
    }

    /** Returns true if the order meets another order. */
    public boolean takes() {
        return count > 0 || end == PlanEnd.UNPAYABLE;
    }

    /** Quantity that trades. */
    public long traded() {
        return traded;
    }

    /** Quantity that trades or is prevented. */
    public long taken() {
        return taken;
    }

    /** Quote units that trade. */
    public long quoteTraded() {
        return quoteTraded;
    }

    /** Quote units that trade or are prevented. */
    public long quoteTaken() {
        return quoteTaken;
    }

    /**
     * Returns what a limit order with this plan must find available: what it holds if it only rests, or what its plan costs and the
     * rest then holds. The second is more where the fills of a buy round up.
     *
     * @return units of {@link Market#heldAsset}
     */
    public long needOf(Market market, Side side, long limit, long quantity) {
        long resting = market.need(side, limit, quantity);
        return side == Side.SELL ? resting : Math.max(resting, costWithRest(market, limit, quantity));
    }

    /** Returns the quote units that the plan of a buy costs, with those that the rest of it holds at its limit. */
    public long costWithRest(Market market, long limit, long quantity) {
        return SaturatingMath.sum(quoteTraded, market.need(Side.BUY, limit, quantity - taken));
    }

    /** Returns true if an order of the same owner ends the plan or takes its last part. */
    public boolean endsByPrevention() {
        return end == PlanEnd.OWN_ORDER || isWhole && count > 0 && kind(count - 1) == Kind.DECREMENT;
    }
}
