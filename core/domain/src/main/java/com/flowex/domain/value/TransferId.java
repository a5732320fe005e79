package com.flowex.domain.value;

/**
 * 128-bit id that the caller gives a transfer; the same id moves money at most once, for ever.
 *
 * <p>An id may contain its time: a UUID of version 7 (RFC 9562) in which 18 of the free bits are a mark. The mark keeps
 * a hash or a foreign UUID from being taken for one. That still happens once in 2^24, and only if the apparent time is
 * past. Such an id takes no space in the exchange once it is old.
 *
 * @param high the upper 64 bits
 * @param low the lower 64 bits; both zero is not an id
 */
public record TransferId(long high, long low) {

    /** {@link #millis} of an id that contains no time. */
    public static final long UNDATED = -1;

    /** Version 7 and 12 bits of the mark: the lowest 16 bits of the upper half. */
    private static final long UPPER_MARK = 0x7F1E;

    private static final long UPPER_MARK_BITS = 0xFFFF;
    private static final int MILLIS_SHIFT = 16;

    /** Variant and 6 bits of the mark: the highest 8 bits of the lower half. */
    private static final long LOWER_MARK = 0b10_10_1101;

    private static final int LOWER_SHIFT = 56;

    /** Upper half of the ids that the engine gives its own transfers: "FlowExLq". */
    private static final long OF_ENGINE = 0x46_6C_6F_77_45_78_4C_71L;

    /** Upper half of the ids of loans by orders: "FlowExBo". */
    private static final long OF_LOAN = 0x46_6C_6F_77_45_78_42_6FL;

    /** Upper half of the ids of repayments by fills of makers: "FlowExRm". */
    private static final long OF_MAKERS_REPAYMENT = 0x46_6C_6F_77_45_78_52_6DL;

    /** Upper half of the ids of repayments by fills of takers: "FlowExRt". */
    private static final long OF_TAKERS_REPAYMENT = 0x46_6C_6F_77_45_78_52_74L;

    /** Upper half of the ids of repayments by the ends of orders: "FlowExRo". */
    private static final long OF_RETURN = 0x46_6C_6F_77_45_78_52_6FL;

    public TransferId {
        if (high == 0 && low == 0) {
            throw new IllegalArgumentException("a transfer id is not zero");
        }
    }

    /**
     * Returns an id that contains its time.
     *
     * @param millis milliseconds since 1970, of which 48 bits count
     * @param lower random bits, of which the lowest 56 distinguish the id from others of the same time
     */
    public static TransferId dated(long millis, long lower) {
        long free = lower & (1L << LOWER_SHIFT) - 1;
        return new TransferId(millis << MILLIS_SHIFT | UPPER_MARK, LOWER_MARK << LOWER_SHIFT | free);
    }

    /**
     * Returns the id of a transfer that the engine makes by itself, such as one of a liquidation.
     *
     * @param sequence number of the transfer's event
     */
    public static TransferId ofEngine(long sequence) {
        return new TransferId(OF_ENGINE, sequence);
    }

    /** Returns the id of the loan that an order borrows at its admission; an order borrows at most once. */
    public static TransferId ofLoan(OrderId order) {
        return new TransferId(OF_LOAN, order.value());
    }

    /** Returns true for an id of {@link #ofLoan}, whose lower half is the number of the order. */
    public boolean isOfLoan() {
        return high == OF_LOAN;
    }

    /** Returns the id of the repayment that an order makes at its end of what it has not used of its loan. */
    public static TransferId ofReturn(OrderId order) {
        return new TransferId(OF_RETURN, order.value());
    }

    /** Returns true for an id of {@link #ofReturn}, whose lower half is the number of the order. */
    public boolean isOfReturn() {
        return high == OF_RETURN;
    }

    /** Returns the id of the repayment that one of the two fills of a trade makes. */
    public static TransferId ofRepayment(TradeId trade, boolean isOfMaker) {
        return new TransferId(isOfMaker ? OF_MAKERS_REPAYMENT : OF_TAKERS_REPAYMENT, trade.value());
    }

    /** Returns true for an id of {@link #ofRepayment}, whose lower half is the number of the trade. */
    public boolean isOfRepayment() {
        return high == OF_MAKERS_REPAYMENT || high == OF_TAKERS_REPAYMENT;
    }

    /**
     * Returns the time that the id itself contains: milliseconds since 1970, or {@link #UNDATED} if it contains none.
     */
    public long millis() {
        boolean isDated = (high & UPPER_MARK_BITS) == UPPER_MARK && low >>> LOWER_SHIFT == LOWER_MARK;
        return isDated ? high >>> MILLIS_SHIFT : UNDATED;
    }

    /** Returns 32 hexadecimal digits. */
    @Override
    public String toString() {
        return hex(high) + hex(low);
    }

    private static String hex(long word) {
        String digits = Long.toHexString(word);
        return "0".repeat(16 - digits.length()) + digits;
    }
}
