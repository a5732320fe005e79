package com.flowex.cluster.reducer;

import com.flowex.domain.command.CancelReplace;
import com.flowex.domain.command.Command;
import com.flowex.domain.command.PlaceBorrowingOrder;
import com.flowex.domain.command.PlaceLinkedOrders;
import com.flowex.domain.command.PlaceLinkedPair;
import com.flowex.domain.command.PlaceOrder;
import com.flowex.domain.command.PlaceOrderPair;
import com.flowex.domain.command.PlacePayingOrders;
import com.flowex.domain.command.PlacePayingPair;
import com.flowex.domain.command.PlaceRepayingOrder;
import com.flowex.domain.command.ReviseLinkedOrders;
import com.flowex.domain.command.ReviseOrder;
import com.flowex.domain.command.ReviseOrderPair;
import com.flowex.domain.command.TryBorrowingOrder;
import com.flowex.domain.command.TryLinkedOrders;
import com.flowex.domain.command.TryLinkedPair;
import com.flowex.domain.command.TryOrder;
import com.flowex.domain.command.TryOrderPair;
import com.flowex.domain.command.TryPayingOrders;
import com.flowex.domain.command.TryPayingPair;
import com.flowex.domain.command.TryRepayingOrder;
import com.flowex.domain.order.OrderRequest;
import com.flowex.domain.order.OrderTerms;
import com.flowex.domain.order.SelfTradePrevention;
import com.flowex.domain.order.Trigger;
import org.jspecify.annotations.Nullable;

/** Values in the orders of a command that builds before rules 14 cannot read, although they know the command. */
final class NewOrderFields {

    private NewOrderFields() {}

    static boolean areIn(Command command) {
        return switch (command) {
            case PlaceOrder(OrderRequest order) -> areIn(order);
            case TryOrder(OrderRequest order) -> areIn(order);
            case CancelReplace replace -> areIn(replace.replacement());
            case PlaceBorrowingOrder order -> areIn(order.request());
            case TryBorrowingOrder trial -> areIn(trial.order().request());
            case PlaceRepayingOrder order -> areIn(order.request());
            case TryRepayingOrder trial -> areIn(trial.order().request());
            case PlaceOrderPair pair -> areIn(pair);
            case TryOrderPair(PlaceOrderPair pair) -> areIn(pair);
            case PlaceLinkedOrders linked -> areIn(linked);
            case TryLinkedOrders(PlaceLinkedOrders linked) -> areIn(linked);
            case PlacePayingOrders(PlaceLinkedOrders linked) -> areIn(linked);
            case TryPayingOrders(PlacePayingOrders(PlaceLinkedOrders linked)) -> areIn(linked);
            case PlaceLinkedPair linked -> areIn(linked);
            case TryLinkedPair(PlaceLinkedPair linked) -> areIn(linked);
            case PlacePayingPair(PlaceLinkedPair linked) -> areIn(linked);
            case TryPayingPair(PlacePayingPair(PlaceLinkedPair linked)) -> areIn(linked);
            case ReviseOrder revision -> isNew(revision.change().trigger());
            case ReviseOrderPair revision -> isNew(revision.change().trigger());
            case ReviseLinkedOrders revision ->
                revision.change().pending() != null
                        && isNew(revision.change().pending().trigger());
            default -> false;
        };
    }

    private static boolean areIn(PlaceOrderPair pair) {
        return areIn(pair.limit()) || areIn(pair.stop());
    }

    private static boolean areIn(PlaceLinkedOrders linked) {
        return areIn(linked.working()) || areIn(linked.pending());
    }

    private static boolean areIn(PlaceLinkedPair linked) {
        return areIn(linked.working()) || areIn(linked.pair());
    }

    private static boolean areIn(OrderRequest order) {
        return order.selfTradePrevention() == SelfTradePrevention.TRANSFER
                || order.terms() instanceof OrderTerms.Conditional conditional && isNew(conditional.trigger());
    }

    private static boolean isNew(@Nullable Trigger trigger) {
        return trigger instanceof Trigger.TrailingFromLoss;
    }
}
