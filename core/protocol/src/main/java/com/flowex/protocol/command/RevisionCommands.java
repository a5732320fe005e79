package com.flowex.protocol.command;

import com.flowex.domain.command.ReviseLinkedOrders;
import com.flowex.domain.command.ReviseOrder;
import com.flowex.domain.command.ReviseOrderPair;
import com.flowex.domain.order.LinkedChange;
import com.flowex.domain.order.OrderChange;
import com.flowex.domain.order.PairChange;
import com.flowex.domain.order.Trigger;
import com.flowex.domain.value.OrderId;
import com.flowex.domain.value.Price;
import com.flowex.domain.value.Quantity;
import com.flowex.protocol.body.GarbledException;
import com.flowex.protocol.body.Ids;
import com.flowex.protocol.body.OrderBodies;
import com.flowex.protocol.sbe.WireReviseLinkedOrdersDecoder;
import com.flowex.protocol.sbe.WireReviseLinkedOrdersEncoder;
import com.flowex.protocol.sbe.WireReviseOrderDecoder;
import com.flowex.protocol.sbe.WireReviseOrderEncoder;
import com.flowex.protocol.sbe.WireReviseOrderPairDecoder;
import com.flowex.protocol.sbe.WireReviseOrderPairEncoder;
import com.flowex.protocol.sbe.WireReviseProfitPairDecoder;
import com.flowex.protocol.sbe.WireReviseProfitPairEncoder;
import org.jspecify.annotations.Nullable;

/**
 * Encoding and decoding of changes of open orders. Each write is beside its read; a write returns the end of the body.
 */
final class RevisionCommands {

    private RevisionCommands() {}

    static int write(ReviseOrder command, WireReviseOrderEncoder out) {
        OrderChange change = command.change();
        Ids.write(command.account(), out.account());
        out.order(command.order().value())
                .price(Ids.units(change.price()))
                .quantity(Ids.units(change.quantity()))
                .activation(OrderBodies.activationOf(change.trigger()))
                .display(Ids.units(change.display()));
        OrderBodies.writePerhaps(change.trigger(), out.trigger());
        return out.limit();
    }

    static ReviseOrder read(WireReviseOrderDecoder in) {
        OrderChange change = new OrderChange(
                Ids.priceOrNull(in.price()),
                Ids.quantityOrNull(in.quantity()),
                OrderBodies.readPerhaps(in.trigger(), in.activation()),
                Ids.quantityOrNull(in.display()));
        return new ReviseOrder(Ids.read(in.account()), new OrderId(in.order()), change);
    }

    static int write(ReviseOrderPair command, WireReviseOrderPairEncoder out) {
        PairChange change = command.change();
        Ids.write(command.account(), out.account());
        out.order(command.order().value())
                .price(Ids.units(change.price()))
                .quantity(Ids.units(change.quantity()))
                .activation(OrderBodies.activationOf(change.trigger()))
                .stopLimit(Ids.units(change.stopLimit()));
        OrderBodies.writePerhaps(change.trigger(), out.trigger());
        return out.limit();
    }

    static ReviseOrderPair read(WireReviseOrderPairDecoder in) {
        PairChange change = new PairChange(
                Ids.priceOrNull(in.price()),
                Ids.quantityOrNull(in.quantity()),
                OrderBodies.readPerhaps(in.trigger(), in.activation()),
                Ids.priceOrNull(in.stopLimit()));
        return new ReviseOrderPair(Ids.read(in.account()), new OrderId(in.order()), change);
    }

    static int write(ReviseOrderPair command, Trigger firstTrigger, WireReviseProfitPairEncoder out) {
        PairChange change = command.change();
        Ids.write(command.account(), out.account());
        out.order(command.order().value())
                .price(Ids.units(change.price()))
                .quantity(Ids.units(change.quantity()))
                .firstActivation(OrderBodies.activationOf(firstTrigger))
                .activation(OrderBodies.activationOf(change.trigger()))
                .stopLimit(Ids.units(change.stopLimit()));
        OrderBodies.writePerhaps(firstTrigger, out.firstTrigger());
        OrderBodies.writePerhaps(change.trigger(), out.trigger());
        return out.limit();
    }

    static ReviseOrderPair read(WireReviseProfitPairDecoder in) {
        Trigger firstTrigger = OrderBodies.readPerhaps(in.firstTrigger(), in.firstActivation());
        if (firstTrigger == null) {
            throw new GarbledException("a change of a take-profit names its trigger");
        }
        PairChange change = new PairChange(
                Ids.priceOrNull(in.price()),
                firstTrigger,
                Ids.quantityOrNull(in.quantity()),
                OrderBodies.readPerhaps(in.trigger(), in.activation()),
                Ids.priceOrNull(in.stopLimit()));
        return new ReviseOrderPair(Ids.read(in.account()), new OrderId(in.order()), change);
    }

    static int write(ReviseLinkedOrders command, WireReviseLinkedOrdersEncoder out) {
        LinkedChange change = command.change();
        OrderChange pending = change.pending();
        Ids.write(command.account(), out.account());
        out.order(command.order().value())
                .price(Ids.units(change.price()))
                .quantity(Ids.units(change.quantity()))
                .pendingPrice(pending == null ? 0 : Ids.units(pending.price()))
                .pendingQuantity(pending == null ? 0 : Ids.units(pending.quantity()))
                .pendingActivation(pending == null ? 0 : OrderBodies.activationOf(pending.trigger()))
                .pendingDisplay(pending == null ? 0 : Ids.units(pending.display()));
        OrderBodies.writePerhaps(pending == null ? null : pending.trigger(), out.pendingTrigger());
        return out.limit();
    }

    static ReviseLinkedOrders read(WireReviseLinkedOrdersDecoder in) {
        LinkedChange change =
                new LinkedChange(Ids.priceOrNull(in.price()), Ids.quantityOrNull(in.quantity()), pending(in));
        return new ReviseLinkedOrders(Ids.read(in.account()), new OrderId(in.order()), change);
    }

    private static @Nullable OrderChange pending(WireReviseLinkedOrdersDecoder in) {
        Price price = Ids.priceOrNull(in.pendingPrice());
        Quantity quantity = Ids.quantityOrNull(in.pendingQuantity());
        Trigger trigger = OrderBodies.readPerhaps(in.pendingTrigger(), in.pendingActivation());
        Quantity display = Ids.quantityOrNull(in.pendingDisplay());
        boolean isEmpty = price == null && quantity == null && trigger == null && display == null;
        return isEmpty ? null : new OrderChange(price, quantity, trigger, display);
    }
}
