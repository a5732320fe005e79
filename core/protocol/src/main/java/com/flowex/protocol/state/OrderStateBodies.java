package com.flowex.protocol.state;

import com.flowex.domain.state.AcceptedIdState;
import com.flowex.domain.state.BurntIdState;
import com.flowex.domain.state.ConditionalOrderState;
import com.flowex.domain.state.ExpiredIdState;
import com.flowex.domain.state.HeldPriceState;
import com.flowex.domain.state.OrderLoanState;
import com.flowex.domain.state.OrderPairState;
import com.flowex.domain.state.PaidOrderState;
import com.flowex.domain.state.PendingLoanState;
import com.flowex.domain.state.PendingOrderState;
import com.flowex.domain.state.RefusedIdState;
import com.flowex.domain.state.RepayingOrderState;
import com.flowex.domain.state.RestingOrderState;
import com.flowex.domain.state.TwapOrderState;
import com.flowex.domain.value.InstrumentId;
import com.flowex.domain.value.OrderId;
import com.flowex.protocol.body.EnumPair;
import com.flowex.protocol.body.Ids;
import com.flowex.protocol.body.OrderBodies;
import com.flowex.protocol.sbe.WireAcceptedIdStateDecoder;
import com.flowex.protocol.sbe.WireAcceptedIdStateEncoder;
import com.flowex.protocol.sbe.WireBurntIdStateDecoder;
import com.flowex.protocol.sbe.WireBurntIdStateEncoder;
import com.flowex.protocol.sbe.WireConditionalOrderStateDecoder;
import com.flowex.protocol.sbe.WireConditionalOrderStateEncoder;
import com.flowex.protocol.sbe.WireExpiredIdStateDecoder;
import com.flowex.protocol.sbe.WireExpiredIdStateEncoder;
import com.flowex.protocol.sbe.WireHeldPriceStateDecoder;
import com.flowex.protocol.sbe.WireHeldPriceStateEncoder;
import com.flowex.protocol.sbe.WireOrderLoanStateDecoder;
import com.flowex.protocol.sbe.WireOrderLoanStateEncoder;
import com.flowex.protocol.sbe.WireOrderPairStateDecoder;
import com.flowex.protocol.sbe.WireOrderPairStateEncoder;
import com.flowex.protocol.sbe.WirePaidOrderStateDecoder;
import com.flowex.protocol.sbe.WirePaidOrderStateEncoder;
import com.flowex.protocol.sbe.WirePendingLoanStateDecoder;
import com.flowex.protocol.sbe.WirePendingLoanStateEncoder;
import com.flowex.protocol.sbe.WirePendingOrderStateDecoder;
import com.flowex.protocol.sbe.WirePendingOrderStateEncoder;
import com.flowex.protocol.sbe.WireRefusedIdStateDecoder;
import com.flowex.protocol.sbe.WireRefusedIdStateEncoder;
import com.flowex.protocol.sbe.WireRepayingOrderStateDecoder;
import com.flowex.protocol.sbe.WireRepayingOrderStateEncoder;
import com.flowex.protocol.sbe.WireRestingOrderStateDecoder;
import com.flowex.protocol.sbe.WireRestingOrderStateEncoder;
import com.flowex.protocol.sbe.WireTwapOrderStateDecoder;
import com.flowex.protocol.sbe.WireTwapOrderStateEncoder;

/**
 * Encoding and decoding of the state of orders and their ids. Each write is beside its read; a write returns the end of
 * the body.
 */
final class OrderStateBodies {

    private OrderStateBodies() {}

    static int write(RestingOrderState state, WireRestingOrderStateEncoder out) {
        Ids.write(state.account(), out.account());
        OrderBodies.write(state.terms(), out.terms());
        out.order(state.order().value())
                .instrument(state.instrument().value())
                .side(EnumPair.SIDE.toWire(state.side()))
                .selfTradePrevention(EnumPair.SELF_TRADE_PREVENTION.toWire(state.selfTradePrevention()))
                .quantity(state.quantity().units())
                .remaining(state.remaining().units())
                .visible(state.visible().units());
        return out.limit();
    }

    static RestingOrderState read(WireRestingOrderStateDecoder in) {
        return new RestingOrderState(
                new OrderId(in.order()),
                Ids.read(in.account()),
                new InstrumentId(in.instrument()),
                EnumPair.SIDE.toDomain(in.side()),
                OrderBodies.read(in.terms()),
                EnumPair.SELF_TRADE_PREVENTION.toDomain(in.selfTradePrevention()),
                Ids.quantity(in.quantity()),
                Ids.quantity(in.remaining()),
                Ids.quantity(in.visible()));
    }

    static int write(ConditionalOrderState state, WireConditionalOrderStateEncoder out) {
        OrderBodies.write(state.request(), out.request());
        out.order(state.order().value()).extremeUnits(state.extremeUnits()).turn(state.turn());
        return out.limit();
    }

    static ConditionalOrderState read(WireConditionalOrderStateDecoder in) {
        return new ConditionalOrderState(
                new OrderId(in.order()), OrderBodies.read(in.request()), in.extremeUnits(), in.turn());
    }

    static int write(PendingOrderState state, WirePendingOrderStateEncoder out) {
        OrderId working = state.working();
        OrderBodies.write(state.request(), out.request());
        out.order(state.order().value())
                .workingOrder(working == null ? 0 : working.value())
                .turn(state.turn());
        return out.limit();
    }

    static PendingOrderState read(WirePendingOrderStateDecoder in) {
        OrderId working = in.workingOrder() == 0 ? null : new OrderId(in.workingOrder());
        return new PendingOrderState(new OrderId(in.order()), OrderBodies.read(in.request()), working, in.turn());
    }

    static int write(PaidOrderState state, WirePaidOrderStateEncoder out) {
        out.order(state.order().value()).receivedUnits(state.receivedUnits());
        return out.limit();
    }

    static PaidOrderState read(WirePaidOrderStateDecoder in) {
        return new PaidOrderState(new OrderId(in.order()), in.receivedUnits());
    }

    static int write(PendingLoanState state, WirePendingLoanStateEncoder out) {
        out.order(state.order().value()).returns(Ids.wire(state.returns()));
        return out.limit();
    }

    static PendingLoanState read(WirePendingLoanStateDecoder in) {
        return new PendingLoanState(new OrderId(in.order()), Ids.read(in.returns()));
    }

    static int write(OrderLoanState state, WireOrderLoanStateEncoder out) {
        out.order(state.order().value()).units(state.units());
        return out.limit();
    }

    static OrderLoanState read(WireOrderLoanStateDecoder in) {
        return new OrderLoanState(new OrderId(in.order()), in.units());
    }

    static int write(RepayingOrderState state, WireRepayingOrderStateEncoder out) {
        out.order(state.order().value());
        return out.limit();
    }

    static RepayingOrderState read(WireRepayingOrderStateDecoder in) {
        return new RepayingOrderState(new OrderId(in.order()));
    }

    static int write(HeldPriceState state, WireHeldPriceStateEncoder out) {
        out.order(state.order().value()).priceUnits(state.priceUnits());
        return out.limit();
    }

    static HeldPriceState read(WireHeldPriceStateDecoder in) {
        return new HeldPriceState(new OrderId(in.order()), in.priceUnits());
    }

    static int write(TwapOrderState state, WireTwapOrderStateEncoder out) {
        OrderBodies.write(state.request(), out.request());
        out.order(state.order().value())
                .remaining(state.remaining().units())
                .slicesDone(state.slicesDone())
                .nextNanos(state.nextNanos());
        return out.limit();
    }

    static TwapOrderState read(WireTwapOrderStateDecoder in) {
        return new TwapOrderState(
                new OrderId(in.order()),
                OrderBodies.read(in.request()),
                Ids.quantity(in.remaining()),
                in.slicesDone(),
                in.nextNanos());
    }

    static int write(OrderPairState state, WireOrderPairStateEncoder out) {
        out.limitOrder(state.limit().value()).stopOrder(state.stop().value());
        return out.limit();
    }

    static OrderPairState read(WireOrderPairStateDecoder in) {
        return new OrderPairState(new OrderId(in.limitOrder()), new OrderId(in.stopOrder()));
    }

    static int write(AcceptedIdState state, WireAcceptedIdStateEncoder out) {
        Ids.write(state.account(), out.account());
        Ids.write(state.clientOrderId(), out.clientOrderId());
        out.fingerprint(state.fingerprint())
                .order(state.order().value())
                .sequence(state.sequence())
                .closedNanos(state.closedNanos());
        return out.limit();
    }

    static AcceptedIdState read(WireAcceptedIdStateDecoder in) {
        return new AcceptedIdState(
                Ids.read(in.account()),
                Ids.read(in.clientOrderId()),
                in.fingerprint(),
                new OrderId(in.order()),
                in.sequence(),
                in.closedNanos());
    }

    static int write(RefusedIdState state, WireRefusedIdStateEncoder out) {
        Ids.write(state.account(), out.account());
        Ids.write(state.clientOrderId(), out.clientOrderId());
        out.fingerprint(state.fingerprint())
                .reason(EnumPair.REJECT_REASON.toWire(state.reason()))
                .closedNanos(state.closedNanos());
        return out.limit();
    }

    static RefusedIdState read(WireRefusedIdStateDecoder in) {
        return new RefusedIdState(
                Ids.read(in.account()),
                Ids.read(in.clientOrderId()),
                in.fingerprint(),
                EnumPair.REJECT_REASON.toDomain(in.reason()),
                in.closedNanos());
    }

    static int write(BurntIdState state, WireBurntIdStateEncoder out) {
        Ids.write(state.account(), out.account());
        Ids.write(state.clientOrderId(), out.clientOrderId());
        out.closedNanos(state.closedNanos());
        return out.limit();
    }

    static BurntIdState read(WireBurntIdStateDecoder in) {
        return new BurntIdState(Ids.read(in.account()), Ids.read(in.clientOrderId()), in.closedNanos());
    }

    static int write(ExpiredIdState state, WireExpiredIdStateEncoder out) {
        Ids.write(state.account(), out.account());
        out.hash(state.hash()).closedNanos(state.closedNanos());
        return out.limit();
    }

    static ExpiredIdState read(WireExpiredIdStateDecoder in) {
        return new ExpiredIdState(Ids.read(in.account()), in.hash(), in.closedNanos());
    }
}
