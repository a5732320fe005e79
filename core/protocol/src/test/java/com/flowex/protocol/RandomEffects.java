package com.flowex.protocol;

import com.flowex.domain.command.CancelReplace;
import com.flowex.domain.command.CompoundPlacement;
import com.flowex.domain.command.PlaceLinkedPair;
import com.flowex.domain.command.PlaceWithEffects;
import com.flowex.domain.command.TryLinkedOrders;
import com.flowex.domain.command.TryOrderPair;
import com.flowex.domain.order.DebtEffects;
import com.flowex.domain.state.PendingLoanState;

/** Messages of orders with effects on debts. */
final class RandomEffects {

    private RandomEffects() {}

    static PlaceWithEffects command(RandomValues any) {
        CompoundPlacement placement =
                switch (any.within(0, 5)) {
                    case 0 -> RandomTwos.pair(any);
                    case 1 -> RandomTwos.linked(any);
                    case 2 -> RandomTwos.linkedPair(any);
                    case 3 -> new TryOrderPair(RandomTwos.pair(any));
                    case 4 -> new TryLinkedOrders(RandomTwos.linked(any));
                    default -> replacement(any);
                };
        boolean isList = placement instanceof PlaceLinkedPair;
        return new PlaceWithEffects(
                new DebtEffects(true, any.flag(), any.flag()), isList ? effects(any) : DebtEffects.NONE, placement);
    }

    private static CancelReplace replacement(RandomValues any) {
        CancelReplace replace = RandomTwos.cancelReplace(any);
        while (!DebtEffects.mayBeOf(replace.replacement().terms())) {
            replace = RandomTwos.cancelReplace(any);
        }
        return replace;
    }

    private static DebtEffects effects(RandomValues any) {
        boolean borrows = any.flag();
        return new DebtEffects(borrows, any.flag(), borrows && any.flag());
    }

    static PendingLoanState state(RandomValues any) {
        return new PendingLoanState(any.order(), any.flag());
    }
}
