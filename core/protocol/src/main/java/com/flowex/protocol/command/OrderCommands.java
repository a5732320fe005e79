package com.flowex.protocol.command;

import com.flowex.domain.command.AmendOrder;
import com.flowex.domain.command.PlaceBorrowingOrder;
import com.flowex.domain.command.PlaceLinkedOrders;
import com.flowex.domain.command.PlaceLinkedPair;
import com.flowex.domain.command.PlaceOrder;
import com.flowex.domain.command.PlaceOrderPair;
import com.flowex.domain.command.PlacePayingOrders;
import com.flowex.domain.command.PlacePayingPair;
import com.flowex.domain.command.PlaceRepayingOrder;
import com.flowex.domain.command.PlaceReturningOrder;
import com.flowex.domain.command.ReduceOrder;
import com.flowex.domain.command.RepriceOrder;
import com.flowex.domain.command.ResolveClientOrderId;
import com.flowex.domain.command.TryBorrowingOrder;
import com.flowex.domain.command.TryLinkedOrders;
import com.flowex.domain.command.TryLinkedPair;
import com.flowex.domain.command.TryOrder;
import com.flowex.domain.command.TryOrderPair;
import com.flowex.domain.command.TryPayingOrders;
import com.flowex.domain.command.TryPayingPair;
import com.flowex.domain.command.TryRepayingOrder;
import com.flowex.domain.command.TryReturningOrder;
import com.flowex.domain.value.OrderId;
import com.flowex.domain.value.Price;
import com.flowex.protocol.body.Ids;
import com.flowex.protocol.body.OrderBodies;
import com.flowex.protocol.sbe.WireAmendOrderDecoder;
import com.flowex.protocol.sbe.WireAmendOrderEncoder;
import com.flowex.protocol.sbe.WirePlaceBorrowingOrderDecoder;
import com.flowex.protocol.sbe.WirePlaceBorrowingOrderEncoder;
import com.flowex.protocol.sbe.WirePlaceLinkedOrdersDecoder;
import com.flowex.protocol.sbe.WirePlaceLinkedOrdersEncoder;
import com.flowex.protocol.sbe.WirePlaceLinkedPairDecoder;
import com.flowex.protocol.sbe.WirePlaceLinkedPairEncoder;
import com.flowex.protocol.sbe.WirePlaceOrderDecoder;
import com.flowex.protocol.sbe.WirePlaceOrderEncoder;
import com.flowex.protocol.sbe.WirePlaceOrderPairDecoder;
import com.flowex.protocol.sbe.WirePlaceOrderPairEncoder;
import com.flowex.protocol.sbe.WirePlacePayingOrdersDecoder;
import com.flowex.protocol.sbe.WirePlacePayingOrdersEncoder;
import com.flowex.protocol.sbe.WirePlacePayingPairDecoder;
import com.flowex.protocol.sbe.WirePlacePayingPairEncoder;
import com.flowex.protocol.sbe.WirePlaceRepayingOrderDecoder;
import com.flowex.protocol.sbe.WirePlaceRepayingOrderEncoder;
import com.flowex.protocol.sbe.WirePlaceReturningOrderDecoder;
import com.flowex.protocol.sbe.WirePlaceReturningOrderEncoder;
import com.flowex.protocol.sbe.WireReduceOrderDecoder;
import com.flowex.protocol.sbe.WireReduceOrderEncoder;
import com.flowex.protocol.sbe.WireRepriceOrderDecoder;
import com.flowex.protocol.sbe.WireRepriceOrderEncoder;
import com.flowex.protocol.sbe.WireResolveClientOrderIdDecoder;
import com.flowex.protocol.sbe.WireResolveClientOrderIdEncoder;
import com.flowex.protocol.sbe.WireTryBorrowingOrderDecoder;
import com.flowex.protocol.sbe.WireTryBorrowingOrderEncoder;
import com.flowex.protocol.sbe.WireTryLinkedOrdersDecoder;
import com.flowex.protocol.sbe.WireTryLinkedOrdersEncoder;
import com.flowex.protocol.sbe.WireTryLinkedPairDecoder;
import com.flowex.protocol.sbe.WireTryLinkedPairEncoder;
import com.flowex.protocol.sbe.WireTryOrderDecoder;
import com.flowex.protocol.sbe.WireTryOrderEncoder;
import com.flowex.protocol.sbe.WireTryOrderPairDecoder;
import com.flowex.protocol.sbe.WireTryOrderPairEncoder;
import com.flowex.protocol.sbe.WireTryPayingOrdersDecoder;
import com.flowex.protocol.sbe.WireTryPayingOrdersEncoder;
import com.flowex.protocol.sbe.WireTryPayingPairDecoder;
import com.flowex.protocol.sbe.WireTryPayingPairEncoder;
import com.flowex.protocol.sbe.WireTryRepayingOrderDecoder;
import com.flowex.protocol.sbe.WireTryRepayingOrderEncoder;
import com.flowex.protocol.sbe.WireTryReturningOrderDecoder;
import com.flowex.protocol.sbe.WireTryReturningOrderEncoder;

/**
 * Encoding and decoding of commands about orders. Each write is beside its read; a write returns the end of the body.
 */
final class OrderCommands {

    private OrderCommands() {}

    static int write(PlaceOrder command, WirePlaceOrderEncoder out) {
        OrderBodies.write(command.request(), out.request());
        return out.limit();
    }

    static PlaceOrder read(WirePlaceOrderDecoder in) {
        return new PlaceOrder(OrderBodies.read(in.request()));
    }

    static int write(PlaceBorrowingOrder command, WirePlaceBorrowingOrderEncoder out) {
        OrderBodies.write(command.request(), out.request());
        return out.limit();
    }

    static PlaceBorrowingOrder read(WirePlaceBorrowingOrderDecoder in) {
        return new PlaceBorrowingOrder(OrderBodies.read(in.request()));
    }

    static int write(TryBorrowingOrder command, WireTryBorrowingOrderEncoder out) {
        OrderBodies.write(command.order().request(), out.request());
        return out.limit();
    }

    static TryBorrowingOrder read(WireTryBorrowingOrderDecoder in) {
        return new TryBorrowingOrder(new PlaceBorrowingOrder(OrderBodies.read(in.request())));
    }

    static int write(PlaceRepayingOrder command, WirePlaceRepayingOrderEncoder out) {
        OrderBodies.write(command.request(), out.request());
        out.borrows(Ids.wire(command.borrows()));
        return out.limit();
    }

    static PlaceRepayingOrder read(WirePlaceRepayingOrderDecoder in) {
        return new PlaceRepayingOrder(OrderBodies.read(in.request()), Ids.read(in.borrows()));
    }

    static int write(TryRepayingOrder command, WireTryRepayingOrderEncoder out) {
        OrderBodies.write(command.order().request(), out.request());
        out.borrows(Ids.wire(command.order().borrows()));
        return out.limit();
    }

    static TryRepayingOrder read(WireTryRepayingOrderDecoder in) {
        return new TryRepayingOrder(new PlaceRepayingOrder(OrderBodies.read(in.request()), Ids.read(in.borrows())));
    }

    static int write(PlaceReturningOrder command, WirePlaceReturningOrderEncoder out) {
        OrderBodies.write(command.request(), out.request());
        out.repays(Ids.wire(command.repays()));
        return out.limit();
    }

    static PlaceReturningOrder read(WirePlaceReturningOrderDecoder in) {
        return new PlaceReturningOrder(OrderBodies.read(in.request()), Ids.read(in.repays()));
    }

    static int write(TryReturningOrder command, WireTryReturningOrderEncoder out) {
        OrderBodies.write(command.order().request(), out.request());
        out.repays(Ids.wire(command.order().repays()));
        return out.limit();
    }

    static TryReturningOrder read(WireTryReturningOrderDecoder in) {
        return new TryReturningOrder(new PlaceReturningOrder(OrderBodies.read(in.request()), Ids.read(in.repays())));
    }

    static int write(TryOrder command, WireTryOrderEncoder out) {
        OrderBodies.write(command.request(), out.request());
        return out.limit();
    }

    static TryOrder read(WireTryOrderDecoder in) {
        return new TryOrder(OrderBodies.read(in.request()));
    }

    static int write(PlaceOrderPair command, WirePlaceOrderPairEncoder out) {
        OrderBodies.write(command.limit(), out.limitOrder());
        OrderBodies.write(command.stop(), out.stopOrder());
        return out.limit();
    }

    static PlaceOrderPair read(WirePlaceOrderPairDecoder in) {
        return new PlaceOrderPair(OrderBodies.read(in.limitOrder()), OrderBodies.read(in.stopOrder()));
    }

    static int write(PlaceLinkedOrders command, WirePlaceLinkedOrdersEncoder out) {
        OrderBodies.write(command.working(), out.workingOrder());
        OrderBodies.write(command.pending(), out.pendingOrder());
        return out.limit();
    }

    static PlaceLinkedOrders read(WirePlaceLinkedOrdersDecoder in) {
        return new PlaceLinkedOrders(OrderBodies.read(in.workingOrder()), OrderBodies.read(in.pendingOrder()));
    }

    static int write(TryOrderPair command, WireTryOrderPairEncoder out) {
        OrderBodies.write(command.pair().limit(), out.limitOrder());
        OrderBodies.write(command.pair().stop(), out.stopOrder());
        return out.limit();
    }

    static TryOrderPair read(WireTryOrderPairDecoder in) {
        return new TryOrderPair(
                new PlaceOrderPair(OrderBodies.read(in.limitOrder()), OrderBodies.read(in.stopOrder())));
    }

    static int write(TryLinkedOrders command, WireTryLinkedOrdersEncoder out) {
        OrderBodies.write(command.linked().working(), out.workingOrder());
        OrderBodies.write(command.linked().pending(), out.pendingOrder());
        return out.limit();
    }

    static TryLinkedOrders read(WireTryLinkedOrdersDecoder in) {
        return new TryLinkedOrders(
                new PlaceLinkedOrders(OrderBodies.read(in.workingOrder()), OrderBodies.read(in.pendingOrder())));
    }

    static int write(PlaceLinkedPair command, WirePlaceLinkedPairEncoder out) {
        OrderBodies.write(command.working(), out.workingOrder());
        OrderBodies.write(command.pair().limit(), out.limitOrder());
        OrderBodies.write(command.pair().stop(), out.stopOrder());
        return out.limit();
    }

    static PlaceLinkedPair read(WirePlaceLinkedPairDecoder in) {
        return new PlaceLinkedPair(
                OrderBodies.read(in.workingOrder()),
                new PlaceOrderPair(OrderBodies.read(in.limitOrder()), OrderBodies.read(in.stopOrder())));
    }

    static int write(TryLinkedPair command, WireTryLinkedPairEncoder out) {
        OrderBodies.write(command.linked().working(), out.workingOrder());
        OrderBodies.write(command.linked().pair().limit(), out.limitOrder());
        OrderBodies.write(command.linked().pair().stop(), out.stopOrder());
        return out.limit();
    }

    static TryLinkedPair read(WireTryLinkedPairDecoder in) {
        PlaceOrderPair pair = new PlaceOrderPair(OrderBodies.read(in.limitOrder()), OrderBodies.read(in.stopOrder()));
        return new TryLinkedPair(new PlaceLinkedPair(OrderBodies.read(in.workingOrder()), pair));
    }

    static int write(PlacePayingOrders command, WirePlacePayingOrdersEncoder out) {
        OrderBodies.write(command.linked().working(), out.workingOrder());
        OrderBodies.write(command.linked().pending(), out.pendingOrder());
        return out.limit();
    }

    static PlacePayingOrders read(WirePlacePayingOrdersDecoder in) {
        return new PlacePayingOrders(
                new PlaceLinkedOrders(OrderBodies.read(in.workingOrder()), OrderBodies.read(in.pendingOrder())));
    }

    static int write(TryPayingOrders command, WireTryPayingOrdersEncoder out) {
        OrderBodies.write(command.paying().linked().working(), out.workingOrder());
        OrderBodies.write(command.paying().linked().pending(), out.pendingOrder());
        return out.limit();
    }

    static TryPayingOrders read(WireTryPayingOrdersDecoder in) {
        return new TryPayingOrders(new PlacePayingOrders(
                new PlaceLinkedOrders(OrderBodies.read(in.workingOrder()), OrderBodies.read(in.pendingOrder()))));
    }

    static int write(PlacePayingPair command, WirePlacePayingPairEncoder out) {
        OrderBodies.write(command.linked().working(), out.workingOrder());
        OrderBodies.write(command.linked().pair().limit(), out.limitOrder());
        OrderBodies.write(command.linked().pair().stop(), out.stopOrder());
        return out.limit();
    }

    static PlacePayingPair read(WirePlacePayingPairDecoder in) {
        PlaceOrderPair pair = new PlaceOrderPair(OrderBodies.read(in.limitOrder()), OrderBodies.read(in.stopOrder()));
        return new PlacePayingPair(new PlaceLinkedPair(OrderBodies.read(in.workingOrder()), pair));
    }

    static int write(TryPayingPair command, WireTryPayingPairEncoder out) {
        OrderBodies.write(command.paying().linked().working(), out.workingOrder());
        OrderBodies.write(command.paying().linked().pair().limit(), out.limitOrder());
        OrderBodies.write(command.paying().linked().pair().stop(), out.stopOrder());
        return out.limit();
    }

    static TryPayingPair read(WireTryPayingPairDecoder in) {
        PlaceOrderPair pair = new PlaceOrderPair(OrderBodies.read(in.limitOrder()), OrderBodies.read(in.stopOrder()));
        return new TryPayingPair(new PlacePayingPair(new PlaceLinkedPair(OrderBodies.read(in.workingOrder()), pair)));
    }

    static int write(ReduceOrder command, WireReduceOrderEncoder out) {
        Ids.write(command.account(), out.account());
        out.order(command.order().value()).quantity(command.quantity().units());
        return out.limit();
    }

    static ReduceOrder read(WireReduceOrderDecoder in) {
        return new ReduceOrder(Ids.read(in.account()), new OrderId(in.order()), Ids.quantity(in.quantity()));
    }

    static int write(AmendOrder command, WireAmendOrderEncoder out) {
        Ids.write(command.account(), out.account());
        out.order(command.order().value())
                .price(Ids.units(command.price()))
                .quantity(command.quantity().units());
        return out.limit();
    }

    static AmendOrder read(WireAmendOrderDecoder in) {
        return new AmendOrder(
                Ids.read(in.account()),
                new OrderId(in.order()),
                Ids.priceOrNull(in.price()),
                Ids.quantity(in.quantity()));
    }

    static int write(RepriceOrder command, WireRepriceOrderEncoder out) {
        Ids.write(command.account(), out.account());
        return out.order(command.order().value()).price(command.price().units()).limit();
    }

    static RepriceOrder read(WireRepriceOrderDecoder in) {
        return new RepriceOrder(Ids.read(in.account()), new OrderId(in.order()), new Price(in.price()));
    }

    static int write(ResolveClientOrderId command, WireResolveClientOrderIdEncoder out) {
        Ids.write(command.account(), out.account());
        Ids.write(command.clientOrderId(), out.clientOrderId());
        out.burn(Ids.wire(command.burn()));
        return out.limit();
    }

    static ResolveClientOrderId read(WireResolveClientOrderIdDecoder in) {
        return new ResolveClientOrderId(Ids.read(in.account()), Ids.read(in.clientOrderId()), Ids.read(in.burn()));
    }
}
