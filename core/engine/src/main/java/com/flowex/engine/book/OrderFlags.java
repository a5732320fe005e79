package com.flowex.engine.book;

import com.flowex.domain.order.DebtEffects;
import com.flowex.domain.order.SelfTradePrevention;
import com.flowex.domain.order.Side;

/**
 * Flags of an order, packed into 16 bits: side, phase, prevention mode, post-only, whether it has an entry in extras,
 * whether it may not rest, whether its fills repay debts, whether its working order pays it, and whether it borrows once it
 * begins and returns that loan.
 */
public final class OrderFlags {

    static final int SELL = 1;
    static final int POST_ONLY = 1 << 1;
    static final int EXTRA = 1 << 2;

    private static final int PHASE_SHIFT = 3;
    private static final int PHASE_MASK = 7 << PHASE_SHIFT;
    private static final int PREVENTION_SHIFT = 6;
    private static final int PREVENTION_MASK = 7 << PREVENTION_SHIFT;

    static final int IMMEDIATE = 1 << 9;
    static final int REPAYS = 1 << 10;
    static final int PAID = 1 << 11;
    static final int BORROWS = 1 << 12;
    static final int RETURNS = 1 << 13;

    private static final OrderPhase[] PHASES = OrderPhase.values();
    private static final SelfTradePrevention[] PREVENTIONS = SelfTradePrevention.values();

    private OrderFlags() {}

    /** The ordinals in the bits never leave the process. */
    @SuppressWarnings("EnumOrdinal")
    public static int of(Side side, OrderPhase phase, SelfTradePrevention prevention, boolean postOnly) {
        return (side == Side.SELL ? SELL : 0)
                | (postOnly ? POST_ONLY : 0)
                | phase.ordinal() << PHASE_SHIFT
                | prevention.ordinal() << PREVENTION_SHIFT;
    }

    /** Returns the flags of an order that waits for its turn to take. */
    public static int ofTaking(Side side, SelfTradePrevention prevention, boolean mayRest) {
        return of(side, OrderPhase.TAKING, prevention, false) | (mayRest ? 0 : IMMEDIATE);
    }

    /** Returns the flags of the same order whose fills repay debts, or do not. */
    public static int repaying(int flags, boolean repays) {
        return repays ? flags | REPAYS : flags & ~REPAYS;
    }

    /** Returns the flags of the same order that its working order pays, or does not. */
    static int paid(int flags, boolean isPaid) {
        return isPaid ? flags | PAID : flags & ~PAID;
    }

    /** Returns the flags of the same order that has these effects on debts once it begins. */
    static int with(int flags, DebtEffects effects) {
        return repaying(flags, effects.repays()) & ~(BORROWS | RETURNS)
                | (effects.borrows() ? BORROWS : 0)
                | (effects.returns() ? RETURNS : 0);
    }

    @SuppressWarnings("EnumOrdinal")
    static int with(int flags, OrderPhase phase) {
        return flags & ~PHASE_MASK | phase.ordinal() << PHASE_SHIFT;
    }

    static OrderPhase phase(int flags) {
        return PHASES[(flags & PHASE_MASK) >>> PHASE_SHIFT];
    }

    static SelfTradePrevention prevention(int flags) {
        return PREVENTIONS[(flags & PREVENTION_MASK) >>> PREVENTION_SHIFT];
    }
}
