package com.flowex.protocol.command;

import com.flowex.domain.command.CancelOne;
import com.flowex.domain.command.CancelOrder;
import com.flowex.domain.command.CancelOrderByClientId;
import com.flowex.domain.command.CancelOrders;
import com.flowex.domain.command.CancelReplace;
import com.flowex.domain.command.CancelRestricted;
import com.flowex.domain.order.OrderRequest;
import com.flowex.domain.value.AccountId;
import com.flowex.domain.value.OrderId;
import com.flowex.protocol.body.EnumPair;
import com.flowex.protocol.body.Ids;
import com.flowex.protocol.body.OrderBodies;
import com.flowex.protocol.sbe.WireCancelOrderByClientIdDecoder;
import com.flowex.protocol.sbe.WireCancelOrderByClientIdEncoder;
import com.flowex.protocol.sbe.WireCancelOrderDecoder;
import com.flowex.protocol.sbe.WireCancelOrderEncoder;
import com.flowex.protocol.sbe.WireCancelOrdersDecoder;
import com.flowex.protocol.sbe.WireCancelOrdersEncoder;
import com.flowex.protocol.sbe.WireCancelReplaceDecoder;
import com.flowex.protocol.sbe.WireCancelReplaceEncoder;
import com.flowex.protocol.sbe.WireCancelReplaceRestrictedDecoder;
import com.flowex.protocol.sbe.WireCancelReplaceRestrictedEncoder;
import com.flowex.protocol.sbe.WireCancelRestrictedDecoder;
import com.flowex.protocol.sbe.WireCancelRestrictedEncoder;
import com.flowex.protocol.sbe.WireClientOrderIdDecoder;
import com.flowex.protocol.sbe.WireClientOrderIdEncoder;

/** Encoding and decoding of cancels. Each write is beside its read; a write returns the end of the body. */
final class CancelCommands {

    private CancelCommands() {}

    static int write(CancelOrder command, WireCancelOrderEncoder out) {
        Ids.write(command.account(), out.account());
        out.order(command.order().value());
        return out.limit();
    }

    static CancelOrder read(WireCancelOrderDecoder in) {
        return new CancelOrder(Ids.read(in.account()), new OrderId(in.order()));
    }

    static int write(CancelOrderByClientId command, WireCancelOrderByClientIdEncoder out) {
        Ids.write(command.account(), out.account());
        Ids.write(command.clientOrderId(), out.clientOrderId());
        return out.limit();
    }

    static CancelOrderByClientId read(WireCancelOrderByClientIdDecoder in) {
        return new CancelOrderByClientId(Ids.read(in.account()), Ids.read(in.clientOrderId()));
    }

    static int write(CancelOrders command, WireCancelOrdersEncoder out) {
        Ids.write(command.account(), out.account());
        out.instrument(Ids.value(command.instrument()))
                .side(EnumPair.SIDE.toWireOrAbsent(command.side()))
                .reason(EnumPair.CANCEL_REASON.toWire(command.reason()));
        return out.limit();
    }

    static CancelOrders read(WireCancelOrdersDecoder in) {
        return new CancelOrders(
                Ids.read(in.account()),
                Ids.instrumentOrNull(in.instrument()),
                EnumPair.SIDE.toDomainOrNull(in.side()),
                EnumPair.CANCEL_REASON.toDomain(in.reason()));
    }

    static int write(CancelRestricted command, WireCancelRestrictedEncoder out) {
        Ids.write(command.account(), out.account());
        out.order(write(command.cancel(), out.clientOrderId()))
                .restriction(EnumPair.CANCEL_RESTRICTION.toWire(command.restriction()));
        return out.limit();
    }

    static CancelRestricted read(WireCancelRestrictedDecoder in) {
        return new CancelRestricted(
                canceled(in.order(), in.clientOrderId(), Ids.read(in.account())),
                EnumPair.CANCEL_RESTRICTION.toDomain(in.restriction()));
    }

    static int write(CancelReplace command, WireCancelReplaceEncoder out) {
        out.canceledOrder(write(command.cancel(), out.canceledClientOrderId()));
        OrderBodies.write(command.replacement(), out.replacement());
        out.mode(EnumPair.REPLACE_MODE.toWire(command.mode()));
        return out.limit();
    }

    static CancelReplace read(WireCancelReplaceDecoder in) {
        OrderRequest replacement = OrderBodies.read(in.replacement());
        CancelOne cancel = canceled(in.canceledOrder(), in.canceledClientOrderId(), replacement.account());
        return new CancelReplace(cancel, replacement, EnumPair.REPLACE_MODE.toDomain(in.mode()));
    }

    /** @param restricted cancel of the command */
    static int write(CancelReplace command, CancelRestricted restricted, WireCancelReplaceRestrictedEncoder out) {
        out.canceledOrder(write(restricted.cancel(), out.canceledClientOrderId()))
                .restriction(EnumPair.CANCEL_RESTRICTION.toWire(restricted.restriction()));
        OrderBodies.write(command.replacement(), out.replacement());
        out.mode(EnumPair.REPLACE_MODE.toWire(command.mode()));
        return out.limit();
    }

    static CancelReplace read(WireCancelReplaceRestrictedDecoder in) {
        OrderRequest replacement = OrderBodies.read(in.replacement());
        CancelOne cancel = canceled(in.canceledOrder(), in.canceledClientOrderId(), replacement.account());
        return new CancelReplace(
                new CancelRestricted(cancel, EnumPair.CANCEL_RESTRICTION.toDomain(in.restriction())),
                replacement,
                EnumPair.REPLACE_MODE.toDomain(in.mode()));
    }

    /** Writes the client's id, if it names the order; returns the order's number, else zero. */
    private static long write(CancelOne cancel, WireClientOrderIdEncoder out) {
        return switch (cancel) {
            case CancelOrder(var _, var order) -> {
                Ids.writeNone(out);
                yield order.value();
            }
            case CancelOrderByClientId(var _, var id) -> {
                Ids.write(id, out);
                yield 0;
            }
            case CancelRestricted _ ->
                throw new IllegalArgumentException("a restricted cancel has messages of its own");
        };
    }

    /** In a replacement the account of the canceled order is that of the new one. */
    private static CancelOne canceled(long order, WireClientOrderIdDecoder id, AccountId account) {
        if (order == 0) {
            return new CancelOrderByClientId(account, Ids.read(id));
        }
        Ids.requireNone(id);
        return new CancelOrder(account, new OrderId(order));
    }
}
