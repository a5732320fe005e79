package com.flowex.engine;

import com.flowex.domain.command.CancelReplace;
import com.flowex.domain.command.Command;
import com.flowex.domain.command.CompoundPlacement;
import com.flowex.domain.command.PlaceBorrowingOrder;
import com.flowex.domain.command.PlaceLinkedOrders;
import com.flowex.domain.command.PlaceLinkedPair;
import com.flowex.domain.command.PlaceOrder;
import com.flowex.domain.command.PlaceOrderPair;
import com.flowex.domain.command.PlacePayingOrders;
import com.flowex.domain.command.PlacePayingPair;
import com.flowex.domain.command.PlaceRepayingOrder;
import com.flowex.domain.command.PlaceReturningOrder;
import com.flowex.domain.command.PlaceWithEffects;
import com.flowex.domain.command.TryBorrowingOrder;
import com.flowex.domain.command.TryLinkedOrders;
import com.flowex.domain.command.TryLinkedPair;
import com.flowex.domain.command.TryOrder;
import com.flowex.domain.command.TryOrderPair;
import com.flowex.domain.command.TryPayingOrders;
import com.flowex.domain.command.TryPayingPair;
import com.flowex.domain.command.TryRepayingOrder;
import com.flowex.domain.command.TryReturningOrder;
import com.flowex.domain.order.OrderRequest;
import org.jspecify.annotations.Nullable;

/** Previews of commands that place orders. */
final class Trials {

    private Trials() {}

    /** Returns the preview of a command; null if it places nothing or cannot be tried. */
    static @Nullable Command of(Command placing) {
        return switch (placing) {
            case PlaceOrder(var request) -> new TryOrder(request);
            case PlaceBorrowingOrder order -> new TryBorrowingOrder(order);
            case PlaceRepayingOrder order -> new TryRepayingOrder(order);
            case PlaceReturningOrder order -> new TryReturningOrder(order);
            case CompoundPlacement placement -> of(placement);
            case PlaceWithEffects(var effects, var pending, var placement) -> {
                CompoundPlacement trial = of(placement);
                yield trial == null ? null : new PlaceWithEffects(effects, pending, trial);
            }
            default -> null;
        };
    }

    private static @Nullable CompoundPlacement of(CompoundPlacement placing) {
        return switch (placing) {
            case PlaceOrderPair pair -> new TryOrderPair(pair);
            case PlaceLinkedOrders list -> new TryLinkedOrders(list);
            case PlaceLinkedPair list -> new TryLinkedPair(list);
            case PlacePayingOrders list -> new TryPayingOrders(list);
            case PlacePayingPair list -> new TryPayingPair(list);
            case CancelReplace _,
                    TryOrderPair _,
                    TryLinkedOrders _,
                    TryLinkedPair _,
                    TryPayingOrders _,
                    TryPayingPair _ -> null;
        };
    }

    /** Returns the order whose id and events stand for a command that can be tried. */
    static OrderRequest first(Command placing) {
        return switch (placing) {
            case PlaceOrder(var request) -> request;
            case PlaceBorrowingOrder order -> order.request();
            case PlaceRepayingOrder order -> order.request();
            case PlaceReturningOrder order -> order.request();
            case PlaceOrderPair pair -> pair.limit();
            case PlaceLinkedOrders list -> list.working();
            case PlaceLinkedPair list -> list.working();
            case PlacePayingOrders(var list) -> list.working();
            case PlacePayingPair(var list) -> list.working();
            case PlaceWithEffects(var _, var _, var placement) -> first(placement);
            default -> throw new IllegalArgumentException("it places no order: " + placing);
        };
    }
}
