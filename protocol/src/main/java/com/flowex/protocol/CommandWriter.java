package com.flowex.protocol;

import com.flowex.domain.command.CancelAllOrders;
import com.flowex.domain.command.CancelInstrumentOrders;
import com.flowex.domain.command.CancelOrder;
import com.flowex.domain.command.CancelOrderByClientId;
import com.flowex.domain.command.Command;
import com.flowex.domain.command.HaltInstrument;
import com.flowex.domain.command.ListAsset;
import com.flowex.domain.command.ListInstrument;
import com.flowex.domain.command.OpenAccount;
import com.flowex.domain.command.PlaceOrder;
import com.flowex.domain.command.PostTransfer;
import com.flowex.domain.command.ReduceOrder;
import com.flowex.domain.command.ResolveClientOrderId;
import com.flowex.domain.command.ResumeInstrument;
import com.flowex.protocol.sbe.MessageHeaderEncoder;
import com.flowex.protocol.sbe.WireCancelAllOrdersEncoder;
import com.flowex.protocol.sbe.WireCancelInstrumentOrdersEncoder;
import com.flowex.protocol.sbe.WireCancelOrderByClientIdEncoder;
import com.flowex.protocol.sbe.WireCancelOrderEncoder;
import com.flowex.protocol.sbe.WireHaltInstrumentEncoder;
import com.flowex.protocol.sbe.WireListAssetEncoder;
import com.flowex.protocol.sbe.WireListInstrumentEncoder;
import com.flowex.protocol.sbe.WireOpenAccountEncoder;
import com.flowex.protocol.sbe.WirePlaceOrderEncoder;
import com.flowex.protocol.sbe.WirePostTransferEncoder;
import com.flowex.protocol.sbe.WireReduceOrderEncoder;
import com.flowex.protocol.sbe.WireResolveClientOrderIdEncoder;
import com.flowex.protocol.sbe.WireResumeInstrumentEncoder;
import org.agrona.MutableDirectBuffer;

/** Commands to bytes: one method each, in the order of the switch. Not thread-safe. */
final class CommandWriter {

    private final MessageHeaderEncoder header = new MessageHeaderEncoder();
    private final WirePlaceOrderEncoder placeOrder = new WirePlaceOrderEncoder();
    private final WireCancelOrderEncoder cancelOrder = new WireCancelOrderEncoder();
    private final WireCancelOrderByClientIdEncoder cancelOrderByClientId = new WireCancelOrderByClientIdEncoder();
    private final WireCancelAllOrdersEncoder cancelAllOrders = new WireCancelAllOrdersEncoder();
    private final WireCancelInstrumentOrdersEncoder cancelInstrumentOrders = new WireCancelInstrumentOrdersEncoder();
    private final WireReduceOrderEncoder reduceOrder = new WireReduceOrderEncoder();
    private final WireResolveClientOrderIdEncoder resolveClientOrderId = new WireResolveClientOrderIdEncoder();
    private final WirePostTransferEncoder postTransfer = new WirePostTransferEncoder();
    private final WireOpenAccountEncoder openAccount = new WireOpenAccountEncoder();
    private final WireListAssetEncoder listAsset = new WireListAssetEncoder();
    private final WireListInstrumentEncoder listInstrument = new WireListInstrumentEncoder();
    private final WireHaltInstrumentEncoder haltInstrument = new WireHaltInstrumentEncoder();
    private final WireResumeInstrumentEncoder resumeInstrument = new WireResumeInstrumentEncoder();

    /** Writes one message; returns its length. */
    int write(Command value, MutableDirectBuffer buffer, int offset) {
        return switch (value) {
            case PlaceOrder command -> write(command, buffer, offset);
            case CancelOrder command -> write(command, buffer, offset);
            case CancelOrderByClientId command -> write(command, buffer, offset);
            case CancelAllOrders command -> write(command, buffer, offset);
            case CancelInstrumentOrders command -> write(command, buffer, offset);
            case ReduceOrder command -> write(command, buffer, offset);
            case ResolveClientOrderId command -> write(command, buffer, offset);
            case PostTransfer command -> write(command, buffer, offset);
            case OpenAccount command -> write(command, buffer, offset);
            case ListAsset command -> write(command, buffer, offset);
            case ListInstrument command -> write(command, buffer, offset);
            case HaltInstrument command -> write(command, buffer, offset);
            case ResumeInstrument command -> write(command, buffer, offset);
        };
    }

    private int write(PlaceOrder command, MutableDirectBuffer buffer, int offset) {
        placeOrder.wrapAndApplyHeader(buffer, offset, header);
        ValueWriter.write(command.request(), placeOrder.request());
        return Frame.close(buffer, offset, placeOrder.limit());
    }

    private int write(CancelOrder command, MutableDirectBuffer buffer, int offset) {
        cancelOrder.wrapAndApplyHeader(buffer, offset, header);
        ValueWriter.write(command.account(), cancelOrder.account());
        cancelOrder.order(command.order().value());
        return Frame.close(buffer, offset, cancelOrder.limit());
    }

    private int write(CancelOrderByClientId command, MutableDirectBuffer buffer, int offset) {
        cancelOrderByClientId.wrapAndApplyHeader(buffer, offset, header);
        ValueWriter.write(command.account(), cancelOrderByClientId.account());
        ValueWriter.write(command.clientOrderId(), cancelOrderByClientId.clientOrderId());
        return Frame.close(buffer, offset, cancelOrderByClientId.limit());
    }

    private int write(CancelAllOrders command, MutableDirectBuffer buffer, int offset) {
        cancelAllOrders.wrapAndApplyHeader(buffer, offset, header);
        ValueWriter.write(command.account(), cancelAllOrders.account());
        return Frame.close(buffer, offset, cancelAllOrders.limit());
    }

    private int write(CancelInstrumentOrders command, MutableDirectBuffer buffer, int offset) {
        cancelInstrumentOrders.wrapAndApplyHeader(buffer, offset, header);
        ValueWriter.write(command.account(), cancelInstrumentOrders.account());
        cancelInstrumentOrders.instrument(command.instrument().value());
        return Frame.close(buffer, offset, cancelInstrumentOrders.limit());
    }

    private int write(ReduceOrder command, MutableDirectBuffer buffer, int offset) {
        reduceOrder.wrapAndApplyHeader(buffer, offset, header);
        ValueWriter.write(command.account(), reduceOrder.account());
        reduceOrder.order(command.order().value()).quantity(command.quantity().units());
        return Frame.close(buffer, offset, reduceOrder.limit());
    }

    private int write(ResolveClientOrderId command, MutableDirectBuffer buffer, int offset) {
        resolveClientOrderId.wrapAndApplyHeader(buffer, offset, header);
        ValueWriter.write(command.account(), resolveClientOrderId.account());
        ValueWriter.write(command.clientOrderId(), resolveClientOrderId.clientOrderId());
        resolveClientOrderId.burn(ValueWriter.wire(command.burn()));
        return Frame.close(buffer, offset, resolveClientOrderId.limit());
    }

    private int write(PostTransfer command, MutableDirectBuffer buffer, int offset) {
        postTransfer.wrapAndApplyHeader(buffer, offset, header);
        ValueWriter.write(command.transfer(), postTransfer.transfer());
        return Frame.close(buffer, offset, postTransfer.limit());
    }

    private int write(OpenAccount command, MutableDirectBuffer buffer, int offset) {
        openAccount.wrapAndApplyHeader(buffer, offset, header);
        ValueWriter.write(command.account(), openAccount.account());
        return Frame.close(buffer, offset, openAccount.limit());
    }

    private int write(ListAsset command, MutableDirectBuffer buffer, int offset) {
        listAsset.wrapAndApplyHeader(buffer, offset, header);
        ValueWriter.write(command.asset(), listAsset.asset());
        return Frame.close(buffer, offset, listAsset.limit());
    }

    private int write(ListInstrument command, MutableDirectBuffer buffer, int offset) {
        listInstrument.wrapAndApplyHeader(buffer, offset, header);
        ValueWriter.write(command.instrument(), listInstrument.instrument());
        return Frame.close(buffer, offset, listInstrument.limit());
    }

    private int write(HaltInstrument command, MutableDirectBuffer buffer, int offset) {
        haltInstrument.wrapAndApplyHeader(buffer, offset, header);
        haltInstrument.tenant(command.tenant()).instrument(command.instrument().value());
        return Frame.close(buffer, offset, haltInstrument.limit());
    }

    private int write(ResumeInstrument command, MutableDirectBuffer buffer, int offset) {
        resumeInstrument.wrapAndApplyHeader(buffer, offset, header);
        resumeInstrument
                .tenant(command.tenant())
                .instrument(command.instrument().value());
        return Frame.close(buffer, offset, resumeInstrument.limit());
    }
}
