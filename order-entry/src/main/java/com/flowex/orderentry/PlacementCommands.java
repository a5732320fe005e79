package com.flowex.orderentry;

import com.flowex.domain.command.Command;
import com.flowex.domain.command.CompoundPlacement;
import com.flowex.domain.command.PlaceBorrowingOrder;
import com.flowex.domain.command.PlaceOrder;
import com.flowex.domain.command.PlaceRepayingOrder;
import com.flowex.domain.command.PlaceReturningOrder;
import com.flowex.domain.command.PlaceWithEffects;
import com.flowex.domain.command.TryBorrowingOrder;
import com.flowex.domain.command.TryOrder;
import com.flowex.domain.command.TryRepayingOrder;
import com.flowex.domain.command.TryReturningOrder;
import com.flowex.domain.order.DebtEffects;
import com.flowex.domain.order.OrderRequest;

/** Commands that place or preview orders, by their effects on debts. */
final class PlacementCommands {

    private PlacementCommands() {}

    /** Returns the command that places an order with these effects. */
    static Command placing(OrderRequest order, DebtEffects effects) {
        if (effects.returns()) {
            return new PlaceReturningOrder(order, effects.repays());
        }
        if (effects.repays()) {
            return new PlaceRepayingOrder(order, effects.borrows());
        }
        return effects.borrows() ? new PlaceBorrowingOrder(order) : new PlaceOrder(order);
    }

    /** Returns the command that previews an order with these effects. */
    static Command trial(OrderRequest order, DebtEffects effects) {
        if (effects.returns()) {
            return new TryReturningOrder(new PlaceReturningOrder(order, effects.repays()));
        }
        if (effects.repays()) {
            return new TryRepayingOrder(new PlaceRepayingOrder(order, effects.borrows()));
        }
        return effects.borrows() ? new TryBorrowingOrder(new PlaceBorrowingOrder(order)) : new TryOrder(order);
    }

    /**
     * Returns the command that places or previews several orders, or replaces one, with these effects.
     *
     * @param pending effects of what waits in a list; none otherwise
     */
    static Command with(DebtEffects effects, DebtEffects pending, CompoundPlacement placement) {
        return effects.areNone() && pending.areNone() ? placement : new PlaceWithEffects(effects, pending, placement);
    }
}
