package com.flowex.domain.command;

import com.flowex.domain.order.DebtEffects;

/**
 * Places orders with effects on debts, or previews that. Otherwise it works like the command that it carries.
 *
 * <p>A pair has one hold and so one effect: it borrows once for the larger need, the fills of either order repay, and what it
 * does not use returns once.
 *
 * @param effects effects of the pair, of the working order of a list, or of the order that replaces another
 * @param pendingEffects effects of the pending order or pair of a list, from its beginning on; none otherwise. One that its
 *     working order pays may repay, and does not borrow
 */
public record PlaceWithEffects(DebtEffects effects, DebtEffects pendingEffects, CompoundPlacement placement)
        implements Command {

    public PlaceWithEffects {
        if (effects.areNone() && pendingEffects.areNone()) {
            throw new IllegalArgumentException("orders without effects are placed by the plain command");
        }
        boolean areAllowed =
                switch (placement) {
                    case PlaceOrderPair _, TryOrderPair _ -> pendingEffects.areNone();
                    case CancelReplace replace -> {
                        PlaceBorrowingOrder.requireEffects(replace.replacement());
                        yield pendingEffects.areNone();
                    }
                    case PlaceLinkedOrders _, TryLinkedOrders _, PlaceLinkedPair _, TryLinkedPair _ -> true;
                    // The working order owes its fills to the pending one, which sells those and nothing borrowed.
                    case PlacePayingOrders _, TryPayingOrders _, PlacePayingPair _, TryPayingPair _ ->
                        !effects.repays() && !pendingEffects.borrows();
                };
        if (!areAllowed) {
            throw new IllegalArgumentException(
                    "effects that these orders cannot have: " + effects + ", " + pendingEffects);
        }
    }
}
