package com.flowex.orderentry;

import com.flowex.domain.command.Command;
import com.flowex.domain.command.CompoundPlacement;
import com.flowex.domain.command.PlaceLinkedOrders;
import com.flowex.domain.command.PlaceLinkedPair;
import com.flowex.domain.command.PlaceOrderPair;
import com.flowex.domain.command.PlacePayingOrders;
import com.flowex.domain.command.PlacePayingPair;
import com.flowex.domain.command.TryLinkedOrders;
import com.flowex.domain.command.TryLinkedPair;
import com.flowex.domain.command.TryPayingOrders;
import com.flowex.domain.command.TryPayingPair;
import com.flowex.domain.order.DebtEffects;
import com.flowex.domain.order.OrderRequest;
import org.jspecify.annotations.Nullable;

/**
 * Requests of a working order and of what starts when it is filled: one order (OTO), or a pair (OTOCO).
 *
 * @param pending the order that starts, or the first of the pair
 * @param stop the other order of the pair; null if one order starts
 * @param pays true if the working order buys what the others sell (OPO, OPOCO); all have the same quantity then
 * @param effects effects of the working order on debts
 * @param pendingEffects effects of what starts
 */
public record LinkedRequests(
        OrderRequest working,
        OrderRequest pending,
        @Nullable OrderRequest stop,
        boolean pays,
        DebtEffects effects,
        DebtEffects pendingEffects) {

    /** Returns the same list whose working order pays: the others sell its quantity, less what its fills cost. */
    public LinkedRequests paying() {
        OrderRequest second = stop;
        return new LinkedRequests(
                working,
                pending.withQuantity(working.quantity()),
                second == null ? null : second.withQuantity(working.quantity()),
                true,
                effects,
                pendingEffects);
    }

    /** Returns true if one of the orders borrows what its account lacks. */
    public boolean borrow() {
        return effects.borrows() || pendingEffects.borrows();
    }

    /** Returns the command that places all of them. */
    Command placing() {
        return PlacementCommands.with(effects, pendingEffects, placement());
    }

    private CompoundPlacement placement() {
        OrderRequest second = stop;
        if (second == null) {
            PlaceLinkedOrders linked = new PlaceLinkedOrders(working, pending);
            return pays ? new PlacePayingOrders(linked) : linked;
        }
        PlaceLinkedPair linked = new PlaceLinkedPair(working, new PlaceOrderPair(pending, second));
        return pays ? new PlacePayingPair(linked) : linked;
    }

    /** Returns the command that previews all of them. */
    Command trial() {
        CompoundPlacement trial =
                switch (placement()) {
                    case PlacePayingOrders paying -> new TryPayingOrders(paying);
                    case PlacePayingPair paying -> new TryPayingPair(paying);
                    case PlaceLinkedPair linked -> new TryLinkedPair(linked);
                    case PlaceLinkedOrders linked -> new TryLinkedOrders(linked);
                    case CompoundPlacement other -> throw new IllegalStateException("no linked orders: " + other);
                };
        return PlacementCommands.with(effects, pendingEffects, trial);
    }
}
