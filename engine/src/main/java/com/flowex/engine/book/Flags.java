package com.flowex.engine.book;

import com.flowex.domain.SelfTradePrevention;
import com.flowex.domain.Side;

/** The small facts of an order, packed into 16 bits: side, standing, prevention mode, post-only, more in extras. */
public final class Flags {

    static final int SELL = 1;
    static final int POST_ONLY = 1 << 1;
    static final int EXTRA = 1 << 2;

    private static final int STANDING_SHIFT = 3;
    private static final int STANDING_MASK = 3 << STANDING_SHIFT;
    private static final int PREVENTION_SHIFT = 5;
    private static final int PREVENTION_MASK = 7 << PREVENTION_SHIFT;

    private static final Standing[] STANDINGS = Standing.values();
    private static final SelfTradePrevention[] PREVENTIONS = SelfTradePrevention.values();

    private Flags() {}

    /** The numbers in the bits never leave the process. */
    @SuppressWarnings("EnumOrdinal")
    public static int of(Side side, Standing standing, SelfTradePrevention prevention, boolean postOnly) {
        return (side == Side.SELL ? SELL : 0)
                | (postOnly ? POST_ONLY : 0)
                | standing.ordinal() << STANDING_SHIFT
                | prevention.ordinal() << PREVENTION_SHIFT;
    }

    @SuppressWarnings("EnumOrdinal")
    static int with(int flags, Standing standing) {
        return flags & ~STANDING_MASK | standing.ordinal() << STANDING_SHIFT;
    }

    static Standing standing(int flags) {
        return STANDINGS[(flags & STANDING_MASK) >>> STANDING_SHIFT];
    }

    static SelfTradePrevention prevention(int flags) {
        return PREVENTIONS[(flags & PREVENTION_MASK) >>> PREVENTION_SHIFT];
    }
}
