package com.flowex.engine.order;

import com.flowex.domain.command.PlaceLinkedOrders;
import com.flowex.domain.command.PlaceLinkedPair;
import com.flowex.domain.command.PlaceOrderPair;
import com.flowex.domain.order.DebtEffects;
import com.flowex.domain.order.OrderRequest;
import com.flowex.domain.order.OrderTerms;
import com.flowex.engine.ids.OrderFingerprint;
import com.flowex.engine.state.RuleSet;
import org.jspecify.annotations.Nullable;

/**
 * A working order with what it triggers: one pending order, or a pair of them.
 *
 * @param pending the pending order, or the first of the pair
 * @param stop second of the pair; null if there is one pending order
 * @param pays true if the working order pays what it triggers
 * @param effects effects of the working order on debts
 * @param pendingEffects effects of what is pending, from its beginning on
 */
public record LinkedOrders(
        OrderRequest working,
        OrderRequest pending,
        @Nullable OrderRequest stop,
        boolean pays,
        DebtEffects effects,
        DebtEffects pendingEffects) {

    public static LinkedOrders of(
            PlaceLinkedOrders linked, boolean pays, DebtEffects effects, DebtEffects pendingEffects) {
        return new LinkedOrders(linked.working(), linked.pending(), null, pays, effects, pendingEffects);
    }

    public static LinkedOrders of(
            PlaceLinkedPair linked, boolean pays, DebtEffects effects, DebtEffects pendingEffects) {
        PlaceOrderPair pair = linked.pair();
        return new LinkedOrders(linked.working(), pair.limit(), pair.stop(), pays, effects, pendingEffects);
    }

    long fingerprint() {
        OrderRequest second = stop;
        long print = second == null
                ? OrderFingerprint.ofLinked(working, pending)
                : OrderFingerprint.ofLinked(working, pending, second);
        long paying = pays ? OrderFingerprint.ofPaying(print) : print;
        return effects.areNone() && pendingEffects.areNone()
                ? paying
                : OrderFingerprint.withEffects(OrderFingerprint.withEffects(paying, effects), pendingEffects);
    }

    /** Returns true if the rules do not know such a list yet. */
    boolean areTooNew(RuleSet rules) {
        boolean waits = working.terms() instanceof OrderTerms.Conditional;
        return pays && !rules.ordersPay() || waits && !rules.workingOrdersMayWait();
    }
}
