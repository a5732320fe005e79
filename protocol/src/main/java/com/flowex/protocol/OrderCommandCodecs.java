package com.flowex.protocol;

import com.flowex.domain.AccountId;
import com.flowex.domain.OrderChange;
import com.flowex.domain.OrderId;
import com.flowex.domain.OrderRequest;
import com.flowex.domain.Price;
import com.flowex.domain.command.AmendOrder;
import com.flowex.domain.command.CancelOrder;
import com.flowex.domain.command.CancelOrderByClientId;
import com.flowex.domain.command.CancelOrders;
import com.flowex.domain.command.CancelReplace;
import com.flowex.domain.command.CancelSingleOrder;
import com.flowex.domain.command.PlaceLinkedOrders;
import com.flowex.domain.command.PlaceOrder;
import com.flowex.domain.command.PlaceOrderPair;
import com.flowex.domain.command.PreviewLinkedOrders;
import com.flowex.domain.command.PreviewOrder;
import com.flowex.domain.command.PreviewOrderPair;
import com.flowex.domain.command.ReduceOrder;
import com.flowex.domain.command.RepriceOrder;
import com.flowex.domain.command.ResolveClientOrderId;
import com.flowex.domain.command.ReviseOrder;
import com.flowex.protocol.sbe.WireAmendOrderDecoder;
import com.flowex.protocol.sbe.WireAmendOrderEncoder;
import com.flowex.protocol.sbe.WireCancelOrderByClientIdDecoder;
import com.flowex.protocol.sbe.WireCancelOrderByClientIdEncoder;
import com.flowex.protocol.sbe.WireCancelOrderDecoder;
import com.flowex.protocol.sbe.WireCancelOrderEncoder;
import com.flowex.protocol.sbe.WireCancelOrdersDecoder;
import com.flowex.protocol.sbe.WireCancelOrdersEncoder;
import com.flowex.protocol.sbe.WireCancelReplaceDecoder;
import com.flowex.protocol.sbe.WireCancelReplaceEncoder;
import com.flowex.protocol.sbe.WirePlaceLinkedOrdersDecoder;
import com.flowex.protocol.sbe.WirePlaceLinkedOrdersEncoder;
import com.flowex.protocol.sbe.WirePlaceOrderDecoder;
import com.flowex.protocol.sbe.WirePlaceOrderEncoder;
import com.flowex.protocol.sbe.WirePlaceOrderPairDecoder;
import com.flowex.protocol.sbe.WirePlaceOrderPairEncoder;
import com.flowex.protocol.sbe.WireReduceOrderDecoder;
import com.flowex.protocol.sbe.WireReduceOrderEncoder;
import com.flowex.protocol.sbe.WireRepriceOrderDecoder;
import com.flowex.protocol.sbe.WireRepriceOrderEncoder;
import com.flowex.protocol.sbe.WireResolveClientOrderIdDecoder;
import com.flowex.protocol.sbe.WireResolveClientOrderIdEncoder;
import com.flowex.protocol.sbe.WireReviseOrderDecoder;
import com.flowex.protocol.sbe.WireReviseOrderEncoder;
import com.flowex.protocol.sbe.WireTryLinkedOrdersDecoder;
import com.flowex.protocol.sbe.WireTryLinkedOrdersEncoder;
import com.flowex.protocol.sbe.WireTryOrderDecoder;
import com.flowex.protocol.sbe.WireTryOrderEncoder;
import com.flowex.protocol.sbe.WireTryOrderPairDecoder;
import com.flowex.protocol.sbe.WireTryOrderPairEncoder;

/**
 * Encoding and decoding of commands about orders. Each write is beside its read; a write returns the end of the body.
 */
final class OrderCommandCodecs {

    private OrderCommandCodecs() {}

    static int write(PlaceOrder command, WirePlaceOrderEncoder out) {
        OrderRequestCodecs.write(command.request(), out.request());
        return out.limit();
    }

    static PlaceOrder read(WirePlaceOrderDecoder in) {
        return new PlaceOrder(OrderRequestCodecs.read(in.request()));
    }

    static int write(PreviewOrder command, WireTryOrderEncoder out) {
        OrderRequestCodecs.write(command.request(), out.request());
        return out.limit();
    }

    static PreviewOrder read(WireTryOrderDecoder in) {
        return new PreviewOrder(OrderRequestCodecs.read(in.request()));
    }

    static int write(PlaceOrderPair command, WirePlaceOrderPairEncoder out) {
        OrderRequestCodecs.write(command.limit(), out.limitOrder());
        OrderRequestCodecs.write(command.stop(), out.stopOrder());
        return out.limit();
    }

    static PlaceOrderPair read(WirePlaceOrderPairDecoder in) {
        return new PlaceOrderPair(OrderRequestCodecs.read(in.limitOrder()), OrderRequestCodecs.read(in.stopOrder()));
    }

    static int write(PlaceLinkedOrders command, WirePlaceLinkedOrdersEncoder out) {
        OrderRequestCodecs.write(command.working(), out.workingOrder());
        OrderRequestCodecs.write(command.pending(), out.pendingOrder());
        return out.limit();
    }

    static PlaceLinkedOrders read(WirePlaceLinkedOrdersDecoder in) {
        return new PlaceLinkedOrders(
                OrderRequestCodecs.read(in.workingOrder()), OrderRequestCodecs.read(in.pendingOrder()));
    }

    static int write(PreviewOrderPair command, WireTryOrderPairEncoder out) {
        OrderRequestCodecs.write(command.pair().limit(), out.limitOrder());
        OrderRequestCodecs.write(command.pair().stop(), out.stopOrder());
        return out.limit();
    }

    static PreviewOrderPair read(WireTryOrderPairDecoder in) {
        return new PreviewOrderPair(
                new PlaceOrderPair(OrderRequestCodecs.read(in.limitOrder()), OrderRequestCodecs.read(in.stopOrder())));
    }

    static int write(PreviewLinkedOrders command, WireTryLinkedOrdersEncoder out) {
        OrderRequestCodecs.write(command.linked().working(), out.workingOrder());
        OrderRequestCodecs.write(command.linked().pending(), out.pendingOrder());
        return out.limit();
    }

    static PreviewLinkedOrders read(WireTryLinkedOrdersDecoder in) {
        return new PreviewLinkedOrders(new PlaceLinkedOrders(
                OrderRequestCodecs.read(in.workingOrder()), OrderRequestCodecs.read(in.pendingOrder())));
    }

    static int write(CancelOrder command, WireCancelOrderEncoder out) {
        IdCodecs.write(command.account(), out.account());
        out.order(command.order().value());
        return out.limit();
    }

    static CancelOrder read(WireCancelOrderDecoder in) {
        return new CancelOrder(IdCodecs.read(in.account()), new OrderId(in.order()));
    }

    static int write(CancelOrderByClientId command, WireCancelOrderByClientIdEncoder out) {
        IdCodecs.write(command.account(), out.account());
        IdCodecs.write(command.clientOrderId(), out.clientOrderId());
        return out.limit();
    }

    static CancelOrderByClientId read(WireCancelOrderByClientIdDecoder in) {
        return new CancelOrderByClientId(IdCodecs.read(in.account()), IdCodecs.read(in.clientOrderId()));
    }

    static int write(CancelOrders command, WireCancelOrdersEncoder out) {
        IdCodecs.write(command.account(), out.account());
        out.instrument(IdCodecs.value(command.instrument()))
                .side(EnumMapping.SIDE.toWireOrAbsent(command.side()))
                .reason(EnumMapping.CANCEL_REASON.toWire(command.reason()));
        return out.limit();
    }

    static CancelOrders read(WireCancelOrdersDecoder in) {
        return new CancelOrders(
                IdCodecs.read(in.account()),
                IdCodecs.instrumentOrNull(in.instrument()),
                EnumMapping.SIDE.toDomainOrNull(in.side()),
                EnumMapping.CANCEL_REASON.toDomain(in.reason()));
    }

    static int write(CancelReplace command, WireCancelReplaceEncoder out) {
        switch (command.cancel()) {
            case CancelOrder cancel -> {
                out.canceledOrder(cancel.order().value());
                IdCodecs.writeNone(out.canceledClientOrderId());
            }
            case CancelOrderByClientId cancel -> {
                out.canceledOrder(0);
                IdCodecs.write(cancel.clientOrderId(), out.canceledClientOrderId());
            }
        }
        OrderRequestCodecs.write(command.replacement(), out.replacement());
        out.mode(EnumMapping.REPLACE_MODE.toWire(command.mode()));
        return out.limit();
    }

    static CancelReplace read(WireCancelReplaceDecoder in) {
        OrderRequest replacement = OrderRequestCodecs.read(in.replacement());
        return new CancelReplace(
                canceled(in, replacement.account()), replacement, EnumMapping.REPLACE_MODE.toDomain(in.mode()));
    }

    /** The account of the canceled order is that of the replacement. */
    private static CancelSingleOrder canceled(WireCancelReplaceDecoder in, AccountId account) {
        if (in.canceledOrder() == 0) {
            return new CancelOrderByClientId(account, IdCodecs.read(in.canceledClientOrderId()));
        }
        IdCodecs.requireNone(in.canceledClientOrderId());
        return new CancelOrder(account, new OrderId(in.canceledOrder()));
    }

    static int write(ReduceOrder command, WireReduceOrderEncoder out) {
        IdCodecs.write(command.account(), out.account());
        out.order(command.order().value()).quantity(command.quantity().units());
        return out.limit();
    }

    static ReduceOrder read(WireReduceOrderDecoder in) {
        return new ReduceOrder(IdCodecs.read(in.account()), new OrderId(in.order()), IdCodecs.quantity(in.quantity()));
    }

    static int write(AmendOrder command, WireAmendOrderEncoder out) {
        IdCodecs.write(command.account(), out.account());
        out.order(command.order().value())
                .price(IdCodecs.units(command.price()))
                .quantity(command.quantity().units());
        return out.limit();
    }

    static AmendOrder read(WireAmendOrderDecoder in) {
        return new AmendOrder(
                IdCodecs.read(in.account()),
                new OrderId(in.order()),
                IdCodecs.priceOrNull(in.price()),
                IdCodecs.quantity(in.quantity()));
    }

    static int write(RepriceOrder command, WireRepriceOrderEncoder out) {
        IdCodecs.write(command.account(), out.account());
        return out.order(command.order().value()).price(command.price().units()).limit();
    }

    static RepriceOrder read(WireRepriceOrderDecoder in) {
        return new RepriceOrder(IdCodecs.read(in.account()), new OrderId(in.order()), new Price(in.price()));
    }

    static int write(ReviseOrder command, WireReviseOrderEncoder out) {
        OrderChange change = command.change();
        IdCodecs.write(command.account(), out.account());
        out.order(command.order().value())
                .price(IdCodecs.units(change.price()))
                .quantity(IdCodecs.units(change.quantity()))
                .activation(OrderRequestCodecs.activationOf(change.trigger()))
                .display(IdCodecs.units(change.display()));
        OrderRequestCodecs.writePerhaps(change.trigger(), out.trigger());
        return out.limit();
    }

    static ReviseOrder read(WireReviseOrderDecoder in) {
        OrderChange change = new OrderChange(
                IdCodecs.priceOrNull(in.price()),
                IdCodecs.quantityOrNull(in.quantity()),
                OrderRequestCodecs.from(in.activation(), OrderRequestCodecs.readPerhaps(in.trigger())),
                IdCodecs.quantityOrNull(in.display()));
        return new ReviseOrder(IdCodecs.read(in.account()), new OrderId(in.order()), change);
    }

    static int write(ResolveClientOrderId command, WireResolveClientOrderIdEncoder out) {
        IdCodecs.write(command.account(), out.account());
        IdCodecs.write(command.clientOrderId(), out.clientOrderId());
        out.burn(IdCodecs.wire(command.burn()));
        return out.limit();
    }

    static ResolveClientOrderId read(WireResolveClientOrderIdDecoder in) {
        return new ResolveClientOrderId(
                IdCodecs.read(in.account()), IdCodecs.read(in.clientOrderId()), IdCodecs.read(in.burn()));
    }
}
