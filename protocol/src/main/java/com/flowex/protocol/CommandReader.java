package com.flowex.protocol;

import com.flowex.domain.InstrumentId;
import com.flowex.domain.OrderId;
import com.flowex.domain.Quantity;
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
import com.flowex.protocol.sbe.WireCancelAllOrdersDecoder;
import com.flowex.protocol.sbe.WireCancelInstrumentOrdersDecoder;
import com.flowex.protocol.sbe.WireCancelOrderByClientIdDecoder;
import com.flowex.protocol.sbe.WireCancelOrderDecoder;
import com.flowex.protocol.sbe.WireHaltInstrumentDecoder;
import com.flowex.protocol.sbe.WireListAssetDecoder;
import com.flowex.protocol.sbe.WireListInstrumentDecoder;
import com.flowex.protocol.sbe.WireOpenAccountDecoder;
import com.flowex.protocol.sbe.WirePlaceOrderDecoder;
import com.flowex.protocol.sbe.WirePostTransferDecoder;
import com.flowex.protocol.sbe.WireReduceOrderDecoder;
import com.flowex.protocol.sbe.WireResolveClientOrderIdDecoder;
import com.flowex.protocol.sbe.WireResumeInstrumentDecoder;
import org.agrona.DirectBuffer;

/** Commands from bytes: one method each, in the order of the switch. Not thread-safe. */
final class CommandReader implements Frame.Reader<Command> {

    private final Frame frame = new Frame();
    private final WirePlaceOrderDecoder placeOrder = new WirePlaceOrderDecoder();
    private final WireCancelOrderDecoder cancelOrder = new WireCancelOrderDecoder();
    private final WireCancelOrderByClientIdDecoder cancelOrderByClientId = new WireCancelOrderByClientIdDecoder();
    private final WireCancelAllOrdersDecoder cancelAllOrders = new WireCancelAllOrdersDecoder();
    private final WireCancelInstrumentOrdersDecoder cancelInstrumentOrders = new WireCancelInstrumentOrdersDecoder();
    private final WireReduceOrderDecoder reduceOrder = new WireReduceOrderDecoder();
    private final WireResolveClientOrderIdDecoder resolveClientOrderId = new WireResolveClientOrderIdDecoder();
    private final WirePostTransferDecoder postTransfer = new WirePostTransferDecoder();
    private final WireOpenAccountDecoder openAccount = new WireOpenAccountDecoder();
    private final WireListAssetDecoder listAsset = new WireListAssetDecoder();
    private final WireListInstrumentDecoder listInstrument = new WireListInstrumentDecoder();
    private final WireHaltInstrumentDecoder haltInstrument = new WireHaltInstrumentDecoder();
    private final WireResumeInstrumentDecoder resumeInstrument = new WireResumeInstrumentDecoder();

    @Override
    public Command read(DirectBuffer buffer, int offset, int length) {
        int templateId = frame.open(buffer, offset, length);
        return switch (templateId) {
            case WirePlaceOrderDecoder.TEMPLATE_ID -> placeOrder(buffer, offset, length);
            case WireCancelOrderDecoder.TEMPLATE_ID -> cancelOrder(buffer, offset, length);
            case WireCancelOrderByClientIdDecoder.TEMPLATE_ID -> cancelOrderByClientId(buffer, offset, length);
            case WireCancelAllOrdersDecoder.TEMPLATE_ID -> cancelAllOrders(buffer, offset, length);
            case WireCancelInstrumentOrdersDecoder.TEMPLATE_ID -> cancelInstrumentOrders(buffer, offset, length);
            case WireReduceOrderDecoder.TEMPLATE_ID -> reduceOrder(buffer, offset, length);
            case WireResolveClientOrderIdDecoder.TEMPLATE_ID -> resolveClientOrderId(buffer, offset, length);
            case WirePostTransferDecoder.TEMPLATE_ID -> postTransfer(buffer, offset, length);
            case WireOpenAccountDecoder.TEMPLATE_ID -> openAccount(buffer, offset, length);
            case WireListAssetDecoder.TEMPLATE_ID -> listAsset(buffer, offset, length);
            case WireListInstrumentDecoder.TEMPLATE_ID -> listInstrument(buffer, offset, length);
            case WireHaltInstrumentDecoder.TEMPLATE_ID -> haltInstrument(buffer, offset, length);
            case WireResumeInstrumentDecoder.TEMPLATE_ID -> resumeInstrument(buffer, offset, length);
            default -> throw Frame.unknownTemplate(templateId);
        };
    }

    private PlaceOrder placeOrder(DirectBuffer buffer, int offset, int length) {
        frame.requireFixed(WirePlaceOrderDecoder.BLOCK_LENGTH, length);
        WirePlaceOrderDecoder in = placeOrder.wrap(
                buffer,
                offset + Frame.HEADER_LENGTH,
                WirePlaceOrderDecoder.BLOCK_LENGTH,
                WirePlaceOrderDecoder.SCHEMA_VERSION);
        return new PlaceOrder(ValueReader.read(in.request()));
    }

    private CancelOrder cancelOrder(DirectBuffer buffer, int offset, int length) {
        frame.requireFixed(WireCancelOrderDecoder.BLOCK_LENGTH, length);
        WireCancelOrderDecoder in = cancelOrder.wrap(
                buffer,
                offset + Frame.HEADER_LENGTH,
                WireCancelOrderDecoder.BLOCK_LENGTH,
                WireCancelOrderDecoder.SCHEMA_VERSION);
        return new CancelOrder(ValueReader.read(in.account()), new OrderId(in.order()));
    }

    private CancelOrderByClientId cancelOrderByClientId(DirectBuffer buffer, int offset, int length) {
        frame.requireFixed(WireCancelOrderByClientIdDecoder.BLOCK_LENGTH, length);
        WireCancelOrderByClientIdDecoder in = cancelOrderByClientId.wrap(
                buffer,
                offset + Frame.HEADER_LENGTH,
                WireCancelOrderByClientIdDecoder.BLOCK_LENGTH,
                WireCancelOrderByClientIdDecoder.SCHEMA_VERSION);
        return new CancelOrderByClientId(ValueReader.read(in.account()), ValueReader.read(in.clientOrderId()));
    }

    private CancelAllOrders cancelAllOrders(DirectBuffer buffer, int offset, int length) {
        frame.requireFixed(WireCancelAllOrdersDecoder.BLOCK_LENGTH, length);
        WireCancelAllOrdersDecoder in = cancelAllOrders.wrap(
                buffer,
                offset + Frame.HEADER_LENGTH,
                WireCancelAllOrdersDecoder.BLOCK_LENGTH,
                WireCancelAllOrdersDecoder.SCHEMA_VERSION);
        return new CancelAllOrders(ValueReader.read(in.account()));
    }

    private CancelInstrumentOrders cancelInstrumentOrders(DirectBuffer buffer, int offset, int length) {
        frame.requireFixed(WireCancelInstrumentOrdersDecoder.BLOCK_LENGTH, length);
        WireCancelInstrumentOrdersDecoder in = cancelInstrumentOrders.wrap(
                buffer,
                offset + Frame.HEADER_LENGTH,
                WireCancelInstrumentOrdersDecoder.BLOCK_LENGTH,
                WireCancelInstrumentOrdersDecoder.SCHEMA_VERSION);
        return new CancelInstrumentOrders(ValueReader.read(in.account()), new InstrumentId(in.instrument()));
    }

    private ReduceOrder reduceOrder(DirectBuffer buffer, int offset, int length) {
        frame.requireFixed(WireReduceOrderDecoder.BLOCK_LENGTH, length);
        WireReduceOrderDecoder in = reduceOrder.wrap(
                buffer,
                offset + Frame.HEADER_LENGTH,
                WireReduceOrderDecoder.BLOCK_LENGTH,
                WireReduceOrderDecoder.SCHEMA_VERSION);
        return new ReduceOrder(ValueReader.read(in.account()), new OrderId(in.order()), new Quantity(in.quantity()));
    }

    private ResolveClientOrderId resolveClientOrderId(DirectBuffer buffer, int offset, int length) {
        frame.requireFixed(WireResolveClientOrderIdDecoder.BLOCK_LENGTH, length);
        WireResolveClientOrderIdDecoder in = resolveClientOrderId.wrap(
                buffer,
                offset + Frame.HEADER_LENGTH,
                WireResolveClientOrderIdDecoder.BLOCK_LENGTH,
                WireResolveClientOrderIdDecoder.SCHEMA_VERSION);
        return new ResolveClientOrderId(
                ValueReader.read(in.account()), ValueReader.read(in.clientOrderId()), ValueReader.read(in.burn()));
    }

    private PostTransfer postTransfer(DirectBuffer buffer, int offset, int length) {
        frame.requireFixed(WirePostTransferDecoder.BLOCK_LENGTH, length);
        WirePostTransferDecoder in = postTransfer.wrap(
                buffer,
                offset + Frame.HEADER_LENGTH,
                WirePostTransferDecoder.BLOCK_LENGTH,
                WirePostTransferDecoder.SCHEMA_VERSION);
        return new PostTransfer(ValueReader.read(in.transfer()));
    }

    private OpenAccount openAccount(DirectBuffer buffer, int offset, int length) {
        frame.requireFixed(WireOpenAccountDecoder.BLOCK_LENGTH, length);
        WireOpenAccountDecoder in = openAccount.wrap(
                buffer,
                offset + Frame.HEADER_LENGTH,
                WireOpenAccountDecoder.BLOCK_LENGTH,
                WireOpenAccountDecoder.SCHEMA_VERSION);
        return new OpenAccount(ValueReader.read(in.account()));
    }

    private ListAsset listAsset(DirectBuffer buffer, int offset, int length) {
        frame.requireFixed(WireListAssetDecoder.BLOCK_LENGTH, length);
        WireListAssetDecoder in = listAsset.wrap(
                buffer,
                offset + Frame.HEADER_LENGTH,
                WireListAssetDecoder.BLOCK_LENGTH,
                WireListAssetDecoder.SCHEMA_VERSION);
        return new ListAsset(ValueReader.read(in.asset()));
    }

    private ListInstrument listInstrument(DirectBuffer buffer, int offset, int length) {
        frame.requireFixed(WireListInstrumentDecoder.BLOCK_LENGTH, length);
        WireListInstrumentDecoder in = listInstrument.wrap(
                buffer,
                offset + Frame.HEADER_LENGTH,
                WireListInstrumentDecoder.BLOCK_LENGTH,
                WireListInstrumentDecoder.SCHEMA_VERSION);
        return new ListInstrument(ValueReader.read(in.instrument()));
    }

    private HaltInstrument haltInstrument(DirectBuffer buffer, int offset, int length) {
        frame.requireFixed(WireHaltInstrumentDecoder.BLOCK_LENGTH, length);
        WireHaltInstrumentDecoder in = haltInstrument.wrap(
                buffer,
                offset + Frame.HEADER_LENGTH,
                WireHaltInstrumentDecoder.BLOCK_LENGTH,
                WireHaltInstrumentDecoder.SCHEMA_VERSION);
        return new HaltInstrument(in.tenant(), new InstrumentId(in.instrument()));
    }

    private ResumeInstrument resumeInstrument(DirectBuffer buffer, int offset, int length) {
        frame.requireFixed(WireResumeInstrumentDecoder.BLOCK_LENGTH, length);
        WireResumeInstrumentDecoder in = resumeInstrument.wrap(
                buffer,
                offset + Frame.HEADER_LENGTH,
                WireResumeInstrumentDecoder.BLOCK_LENGTH,
                WireResumeInstrumentDecoder.SCHEMA_VERSION);
        return new ResumeInstrument(in.tenant(), new InstrumentId(in.instrument()));
    }
}
