package com.flowex.protocol.event;

import com.flowex.domain.event.ClientOrderIdBurnt;
import com.flowex.domain.event.OrderAccepted;
import com.flowex.domain.event.OrderAmended;
import com.flowex.domain.event.OrderCanceled;
import com.flowex.domain.event.OrderDisplayChanged;
import com.flowex.domain.event.OrderExpired;
import com.flowex.domain.event.OrderReduced;
import com.flowex.domain.event.OrderRefreshed;
import com.flowex.domain.event.OrderRejected;
import com.flowex.domain.event.OrderRested;
import com.flowex.domain.event.OrderRevised;
import com.flowex.domain.event.OrderStarted;
import com.flowex.domain.event.OrderTriggered;
import com.flowex.domain.event.OrdersLinked;
import com.flowex.domain.event.OrdersPaired;
import com.flowex.domain.event.SelfTradePrevented;
import com.flowex.domain.event.SliceStarted;
import com.flowex.domain.event.TradeExecuted;
import com.flowex.domain.value.InstrumentId;
import com.flowex.domain.value.OrderId;
import com.flowex.domain.value.Price;
import com.flowex.domain.value.TradeId;
import com.flowex.protocol.body.EnumPair;
import com.flowex.protocol.body.Ids;
import com.flowex.protocol.body.Money;
import com.flowex.protocol.body.OrderBodies;
import com.flowex.protocol.sbe.WireClientOrderIdBurntDecoder;
import com.flowex.protocol.sbe.WireClientOrderIdBurntEncoder;
import com.flowex.protocol.sbe.WireOrderAcceptedDecoder;
import com.flowex.protocol.sbe.WireOrderAcceptedEncoder;
import com.flowex.protocol.sbe.WireOrderAmendedDecoder;
import com.flowex.protocol.sbe.WireOrderAmendedEncoder;
import com.flowex.protocol.sbe.WireOrderCanceledDecoder;
import com.flowex.protocol.sbe.WireOrderCanceledEncoder;
import com.flowex.protocol.sbe.WireOrderDisplayChangedDecoder;
import com.flowex.protocol.sbe.WireOrderDisplayChangedEncoder;
import com.flowex.protocol.sbe.WireOrderExpiredDecoder;
import com.flowex.protocol.sbe.WireOrderExpiredEncoder;
import com.flowex.protocol.sbe.WireOrderReducedDecoder;
import com.flowex.protocol.sbe.WireOrderReducedEncoder;
import com.flowex.protocol.sbe.WireOrderRefreshedDecoder;
import com.flowex.protocol.sbe.WireOrderRefreshedEncoder;
import com.flowex.protocol.sbe.WireOrderRejectedDecoder;
import com.flowex.protocol.sbe.WireOrderRejectedEncoder;
import com.flowex.protocol.sbe.WireOrderRestedDecoder;
import com.flowex.protocol.sbe.WireOrderRestedEncoder;
import com.flowex.protocol.sbe.WireOrderRevisedDecoder;
import com.flowex.protocol.sbe.WireOrderRevisedEncoder;
import com.flowex.protocol.sbe.WireOrderStartedDecoder;
import com.flowex.protocol.sbe.WireOrderStartedEncoder;
import com.flowex.protocol.sbe.WireOrderTriggeredDecoder;
import com.flowex.protocol.sbe.WireOrderTriggeredEncoder;
import com.flowex.protocol.sbe.WireOrdersLinkedDecoder;
import com.flowex.protocol.sbe.WireOrdersLinkedEncoder;
import com.flowex.protocol.sbe.WireOrdersPairedDecoder;
import com.flowex.protocol.sbe.WireOrdersPairedEncoder;
import com.flowex.protocol.sbe.WireSelfTradePreventedDecoder;
import com.flowex.protocol.sbe.WireSelfTradePreventedEncoder;
import com.flowex.protocol.sbe.WireSliceStartedDecoder;
import com.flowex.protocol.sbe.WireSliceStartedEncoder;
import com.flowex.protocol.sbe.WireTradeExecutedDecoder;
import com.flowex.protocol.sbe.WireTradeExecutedEncoder;

/** Encoding and decoding of events of orders. Each write is beside its read; a write returns the end of the body. */
final class OrderEvents {

    private OrderEvents() {}

    static int write(OrderAccepted event, WireOrderAcceptedEncoder out) {
        OrderBodies.write(event.request(), out.request());
        out.order(event.order().value()).quantity(event.quantity().units());
        return out.limit();
    }

    static OrderAccepted read(WireOrderAcceptedDecoder in) {
        return new OrderAccepted(new OrderId(in.order()), OrderBodies.read(in.request()), Ids.quantity(in.quantity()));
    }

    static int write(OrdersPaired event, WireOrdersPairedEncoder out) {
        out.limitOrder(event.limit().value()).stopOrder(event.stop().value());
        return out.limit();
    }

    static OrdersPaired read(WireOrdersPairedDecoder in) {
        return new OrdersPaired(new OrderId(in.limitOrder()), new OrderId(in.stopOrder()));
    }

    static int write(OrdersLinked event, WireOrdersLinkedEncoder out) {
        out.workingOrder(event.working().value()).pendingOrder(event.pending().value());
        return out.limit();
    }

    static OrdersLinked read(WireOrdersLinkedDecoder in) {
        return new OrdersLinked(new OrderId(in.workingOrder()), new OrderId(in.pendingOrder()));
    }

    static int write(OrderStarted event, WireOrderStartedEncoder out) {
        Ids.write(event.account(), out.account());
        out.order(event.order().value()).instrument(event.instrument().value());
        return out.limit();
    }

    static OrderStarted read(WireOrderStartedDecoder in) {
        return new OrderStarted(new OrderId(in.order()), Ids.read(in.account()), new InstrumentId(in.instrument()));
    }

    static int write(OrderTriggered event, WireOrderTriggeredEncoder out) {
        Ids.write(event.account(), out.account());
        out.order(event.order().value())
                .instrument(event.instrument().value())
                .price(event.price().units());
        return out.limit();
    }

    static OrderTriggered read(WireOrderTriggeredDecoder in) {
        return new OrderTriggered(
                new OrderId(in.order()),
                Ids.read(in.account()),
                new InstrumentId(in.instrument()),
                new Price(in.price()));
    }

    static int write(SliceStarted event, WireSliceStartedEncoder out) {
        Ids.write(event.account(), out.account());
        out.order(event.order().value())
                .instrument(event.instrument().value())
                .slice(event.slice())
                .quantity(event.quantity().units());
        return out.limit();
    }

    static SliceStarted read(WireSliceStartedDecoder in) {
        return new SliceStarted(
                new OrderId(in.order()),
                Ids.read(in.account()),
                new InstrumentId(in.instrument()),
                in.slice(),
                Ids.quantity(in.quantity()));
    }

    static int write(OrderRested event, WireOrderRestedEncoder out) {
        out.order(event.order().value())
                .instrument(event.instrument().value())
                .side(EnumPair.SIDE.toWire(event.side()))
                .price(event.price().units())
                .remaining(event.remaining().units())
                .visible(event.visible().units());
        return out.limit();
    }

    static OrderRested read(WireOrderRestedDecoder in) {
        return new OrderRested(
                new OrderId(in.order()),
                new InstrumentId(in.instrument()),
                EnumPair.SIDE.toDomain(in.side()),
                new Price(in.price()),
                Ids.quantity(in.remaining()),
                Ids.quantity(in.visible()));
    }

    static int write(OrderRefreshed event, WireOrderRefreshedEncoder out) {
        out.order(event.order().value())
                .instrument(event.instrument().value())
                .side(EnumPair.SIDE.toWire(event.side()))
                .price(event.price().units())
                .visible(event.visible().units());
        return out.limit();
    }

    static OrderRefreshed read(WireOrderRefreshedDecoder in) {
        return new OrderRefreshed(
                new OrderId(in.order()),
                new InstrumentId(in.instrument()),
                EnumPair.SIDE.toDomain(in.side()),
                new Price(in.price()),
                Ids.quantity(in.visible()));
    }

    static int write(TradeExecuted event, WireTradeExecutedEncoder out) {
        Money.write(event.quote(), out.quote());
        Money.write(event.maker(), out.maker());
        Money.write(event.taker(), out.taker());
        out.trade(event.trade().value())
                .instrument(event.instrument().value())
                .takerSide(EnumPair.SIDE.toWire(event.takerSide()))
                .price(event.price().units())
                .quantity(event.quantity().units());
        return out.limit();
    }

    static TradeExecuted read(WireTradeExecutedDecoder in) {
        return new TradeExecuted(
                new TradeId(in.trade()),
                new InstrumentId(in.instrument()),
                EnumPair.SIDE.toDomain(in.takerSide()),
                new Price(in.price()),
                Ids.quantity(in.quantity()),
                Money.read(in.quote()),
                Money.read(in.maker()),
                Money.read(in.taker()));
    }

    static int write(SelfTradePrevented event, WireSelfTradePreventedEncoder out) {
        out.instrument(event.instrument().value())
                .takerSide(EnumPair.SIDE.toWire(event.takerSide()))
                .price(event.price().units())
                .maker(event.maker().value())
                .makerPrevented(event.makerPrevented().units())
                .makerRemaining(event.makerRemaining().units())
                .visible(event.visible().units())
                .taker(event.taker().value())
                .takerPrevented(event.takerPrevented().units())
                .takerRemaining(event.takerRemaining().units());
        return out.limit();
    }

    static SelfTradePrevented read(WireSelfTradePreventedDecoder in) {
        return new SelfTradePrevented(
                new InstrumentId(in.instrument()),
                EnumPair.SIDE.toDomain(in.takerSide()),
                new Price(in.price()),
                new OrderId(in.maker()),
                Ids.quantity(in.makerPrevented()),
                Ids.quantity(in.makerRemaining()),
                Ids.quantity(in.visible()),
                new OrderId(in.taker()),
                Ids.quantity(in.takerPrevented()),
                Ids.quantity(in.takerRemaining()));
    }

    static int write(OrderReduced event, WireOrderReducedEncoder out) {
        Ids.write(event.account(), out.account());
        out.order(event.order().value())
                .instrument(event.instrument().value())
                .side(EnumPair.SIDE.toWire(event.side()))
                .price(event.price().units())
                .quantity(event.quantity().units())
                .remaining(event.remaining().units())
                .visible(event.visible().units());
        return out.limit();
    }

    static OrderReduced read(WireOrderReducedDecoder in) {
        return new OrderReduced(
                new OrderId(in.order()),
                Ids.read(in.account()),
                new InstrumentId(in.instrument()),
                EnumPair.SIDE.toDomain(in.side()),
                new Price(in.price()),
                Ids.quantity(in.quantity()),
                Ids.quantity(in.remaining()),
                Ids.quantity(in.visible()));
    }

    static int write(OrderAmended event, WireOrderAmendedEncoder out) {
        Ids.write(event.account(), out.account());
        out.order(event.order().value())
                .instrument(event.instrument().value())
                .side(EnumPair.SIDE.toWire(event.side()))
                .oldPrice(event.oldPrice().units())
                .visible(event.visible().units())
                .price(event.price().units())
                .quantity(event.quantity().units())
                .remaining(event.remaining().units());
        return out.limit();
    }

    static OrderAmended read(WireOrderAmendedDecoder in) {
        return new OrderAmended(
                new OrderId(in.order()),
                Ids.read(in.account()),
                new InstrumentId(in.instrument()),
                EnumPair.SIDE.toDomain(in.side()),
                new Price(in.oldPrice()),
                Ids.quantity(in.visible()),
                new Price(in.price()),
                Ids.quantity(in.quantity()),
                Ids.quantity(in.remaining()));
    }

    static int write(OrderRevised event, WireOrderRevisedEncoder out) {
        OrderBodies.write(event.request(), out.request());
        return out.order(event.order().value())
                .heldAt(Ids.units(event.heldAt()))
                .limit();
    }

    static OrderRevised read(WireOrderRevisedDecoder in) {
        return new OrderRevised(new OrderId(in.order()), OrderBodies.read(in.request()), Ids.priceOrNull(in.heldAt()));
    }

    static int write(OrderDisplayChanged event, WireOrderDisplayChangedEncoder out) {
        Ids.write(event.account(), out.account());
        out.order(event.order().value())
                .instrument(event.instrument().value())
                .side(EnumPair.SIDE.toWire(event.side()))
                .price(event.price().units())
                .display(event.display().units())
                .visible(event.visible().units());
        return out.limit();
    }

    static OrderDisplayChanged read(WireOrderDisplayChangedDecoder in) {
        return new OrderDisplayChanged(
                new OrderId(in.order()),
                Ids.read(in.account()),
                new InstrumentId(in.instrument()),
                EnumPair.SIDE.toDomain(in.side()),
                new Price(in.price()),
                Ids.quantity(in.display()),
                Ids.quantity(in.visible()));
    }

    static int write(OrderCanceled event, WireOrderCanceledEncoder out) {
        Ids.write(event.account(), out.account());
        out.order(event.order().value())
                .instrument(event.instrument().value())
                .side(EnumPair.SIDE.toWire(event.side()))
                .price(Ids.units(event.price()))
                .remaining(event.remaining().units())
                .visible(event.visible().units())
                .reason(EnumPair.CANCEL_REASON.toWire(event.reason()));
        return out.limit();
    }

    static OrderCanceled read(WireOrderCanceledDecoder in) {
        return new OrderCanceled(
                new OrderId(in.order()),
                Ids.read(in.account()),
                new InstrumentId(in.instrument()),
                EnumPair.SIDE.toDomain(in.side()),
                Ids.priceOrNull(in.price()),
                Ids.quantity(in.remaining()),
                Ids.quantity(in.visible()),
                EnumPair.CANCEL_REASON.toDomain(in.reason()));
    }

    static int write(OrderExpired event, WireOrderExpiredEncoder out) {
        Ids.write(event.account(), out.account());
        out.order(event.order().value())
                .instrument(event.instrument().value())
                .side(EnumPair.SIDE.toWire(event.side()))
                .price(Ids.units(event.price()))
                .remaining(event.remaining().units())
                .visible(event.visible().units())
                .reason(EnumPair.EXPIRY_REASON.toWire(event.reason()));
        return out.limit();
    }

    static OrderExpired read(WireOrderExpiredDecoder in) {
        return new OrderExpired(
                new OrderId(in.order()),
                Ids.read(in.account()),
                new InstrumentId(in.instrument()),
                EnumPair.SIDE.toDomain(in.side()),
                Ids.priceOrNull(in.price()),
                Ids.quantity(in.remaining()),
                Ids.quantity(in.visible()),
                EnumPair.EXPIRY_REASON.toDomain(in.reason()));
    }

    static int write(ClientOrderIdBurnt event, WireClientOrderIdBurntEncoder out) {
        Ids.write(event.account(), out.account());
        Ids.write(event.clientOrderId(), out.clientOrderId());
        return out.limit();
    }

    static ClientOrderIdBurnt read(WireClientOrderIdBurntDecoder in) {
        return new ClientOrderIdBurnt(Ids.read(in.account()), Ids.read(in.clientOrderId()));
    }

    static int write(OrderRejected event, WireOrderRejectedEncoder out) {
        Ids.write(event.account(), out.account());
        Ids.write(event.clientOrderId(), out.clientOrderId());
        out.instrument(event.instrument().value()).reason(EnumPair.REJECT_REASON.toWire(event.reason()));
        return out.limit();
    }

    static OrderRejected read(WireOrderRejectedDecoder in) {
        return new OrderRejected(
                Ids.read(in.account()),
                Ids.read(in.clientOrderId()),
                new InstrumentId(in.instrument()),
                EnumPair.REJECT_REASON.toDomain(in.reason()));
    }
}
