package com.flowex.engine.order;

import com.flowex.domain.command.PlaceLinkedOrders;
import com.flowex.domain.command.PlaceLinkedPair;
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
 */
public record LinkedOrders(
        OrderRequest working,
        OrderRequest pending,
        @Nullable OrderRequest stop,
        boolean pays) {

    public static LinkedOrders of(PlaceLinkedOrders linked, boolean pays) {
        return new LinkedOrders(linked.working(), linked.pending(), null, pays);
    }

    public static LinkedOrders of(PlaceLinkedPair linked, boolean pays) {
        return new LinkedOrders(
                linked.working(), linked.pair().limit(), linked.pair().stop(), pays);
    }

    long fingerprint() {
        OrderRequest second = stop;
        long print = second == null
                ? OrderFingerprint.ofLinked(working, pending)
                : OrderFingerprint.ofLinked(working, pending, second);
        return pays ? OrderFingerprint.ofPaying(print) : print;
    }

    /** Returns true if the rules do not know such a list yet. */
    boolean areTooNew(RuleSet rules) {
        boolean waits = working.terms() instanceof OrderTerms.Conditional;
        return pays && !rules.ordersPay() || waits && !rules.workingOrdersMayWait();
    }
}
