package com.flowex.protocol;

import com.flowex.domain.AssetId;
import com.flowex.domain.InstrumentId;
import com.flowex.domain.OrderId;
import com.flowex.domain.Price;
import com.flowex.domain.Quantity;
import com.flowex.domain.TradeId;
import com.flowex.domain.event.AccountOpened;
import com.flowex.domain.event.AssetListed;
import com.flowex.domain.event.BalanceChanged;
import com.flowex.domain.event.ClientOrderIdBurnt;
import com.flowex.domain.event.Event;
import com.flowex.domain.event.InstrumentHalted;
import com.flowex.domain.event.InstrumentListed;
import com.flowex.domain.event.InstrumentResumed;
import com.flowex.domain.event.ListingRejected;
import com.flowex.domain.event.OrderAccepted;
import com.flowex.domain.event.OrderCanceled;
import com.flowex.domain.event.OrderExpired;
import com.flowex.domain.event.OrderReduced;
import com.flowex.domain.event.OrderRejected;
import com.flowex.domain.event.OrderRested;
import com.flowex.domain.event.RequestRejected;
import com.flowex.domain.event.TradeExecuted;
import com.flowex.domain.event.TransferPosted;
import com.flowex.domain.event.TransferRejected;
import com.flowex.protocol.sbe.WireAccountOpenedDecoder;
import com.flowex.protocol.sbe.WireAssetListedDecoder;
import com.flowex.protocol.sbe.WireBalanceChangedDecoder;
import com.flowex.protocol.sbe.WireClientOrderIdBurntDecoder;
import com.flowex.protocol.sbe.WireInstrumentHaltedDecoder;
import com.flowex.protocol.sbe.WireInstrumentListedDecoder;
import com.flowex.protocol.sbe.WireInstrumentResumedDecoder;
import com.flowex.protocol.sbe.WireListingRejectedDecoder;
import com.flowex.protocol.sbe.WireOrderAcceptedDecoder;
import com.flowex.protocol.sbe.WireOrderCanceledDecoder;
import com.flowex.protocol.sbe.WireOrderExpiredDecoder;
import com.flowex.protocol.sbe.WireOrderReducedDecoder;
import com.flowex.protocol.sbe.WireOrderRejectedDecoder;
import com.flowex.protocol.sbe.WireOrderRestedDecoder;
import com.flowex.protocol.sbe.WireRequestRejectedDecoder;
import com.flowex.protocol.sbe.WireTradeExecutedDecoder;
import com.flowex.protocol.sbe.WireTransferPostedDecoder;
import com.flowex.protocol.sbe.WireTransferRejectedDecoder;
import org.agrona.DirectBuffer;

/** Events from bytes: one method each, in the order of the switch. Not thread-safe. */
final class EventReader implements Frame.Reader<Event> {

    private final Frame frame = new Frame();
    private final WireOrderAcceptedDecoder orderAccepted = new WireOrderAcceptedDecoder();
    private final WireTradeExecutedDecoder tradeExecuted = new WireTradeExecutedDecoder();
    private final WireOrderRestedDecoder orderRested = new WireOrderRestedDecoder();
    private final WireBalanceChangedDecoder balanceChanged = new WireBalanceChangedDecoder();
    private final WireOrderReducedDecoder orderReduced = new WireOrderReducedDecoder();
    private final WireOrderCanceledDecoder orderCanceled = new WireOrderCanceledDecoder();
    private final WireOrderExpiredDecoder orderExpired = new WireOrderExpiredDecoder();
    private final WireOrderRejectedDecoder orderRejected = new WireOrderRejectedDecoder();
    private final WireTransferRejectedDecoder transferRejected = new WireTransferRejectedDecoder();
    private final WireRequestRejectedDecoder requestRejected = new WireRequestRejectedDecoder();
    private final WireListingRejectedDecoder listingRejected = new WireListingRejectedDecoder();
    private final WireClientOrderIdBurntDecoder clientOrderIdBurnt = new WireClientOrderIdBurntDecoder();
    private final WireTransferPostedDecoder transferPosted = new WireTransferPostedDecoder();
    private final WireAccountOpenedDecoder accountOpened = new WireAccountOpenedDecoder();
    private final WireAssetListedDecoder assetListed = new WireAssetListedDecoder();
    private final WireInstrumentListedDecoder instrumentListed = new WireInstrumentListedDecoder();
    private final WireInstrumentHaltedDecoder instrumentHalted = new WireInstrumentHaltedDecoder();
    private final WireInstrumentResumedDecoder instrumentResumed = new WireInstrumentResumedDecoder();

    @Override
    public Event read(DirectBuffer buffer, int offset, int length) {
        int templateId = frame.open(buffer, offset, length);
        return switch (templateId) {
            case WireOrderAcceptedDecoder.TEMPLATE_ID -> orderAccepted(buffer, offset, length);
            case WireTradeExecutedDecoder.TEMPLATE_ID -> tradeExecuted(buffer, offset, length);
            case WireOrderRestedDecoder.TEMPLATE_ID -> orderRested(buffer, offset, length);
            case WireBalanceChangedDecoder.TEMPLATE_ID -> balanceChanged(buffer, offset, length);
            case WireOrderReducedDecoder.TEMPLATE_ID -> orderReduced(buffer, offset, length);
            case WireOrderCanceledDecoder.TEMPLATE_ID -> orderCanceled(buffer, offset, length);
            case WireOrderExpiredDecoder.TEMPLATE_ID -> orderExpired(buffer, offset, length);
            case WireOrderRejectedDecoder.TEMPLATE_ID -> orderRejected(buffer, offset, length);
            case WireTransferRejectedDecoder.TEMPLATE_ID -> transferRejected(buffer, offset, length);
            case WireRequestRejectedDecoder.TEMPLATE_ID -> requestRejected(buffer, offset, length);
            case WireListingRejectedDecoder.TEMPLATE_ID -> listingRejected(buffer, offset, length);
            case WireClientOrderIdBurntDecoder.TEMPLATE_ID -> clientOrderIdBurnt(buffer, offset, length);
            case WireTransferPostedDecoder.TEMPLATE_ID -> transferPosted(buffer, offset, length);
            case WireAccountOpenedDecoder.TEMPLATE_ID -> accountOpened(buffer, offset, length);
            case WireAssetListedDecoder.TEMPLATE_ID -> assetListed(buffer, offset, length);
            case WireInstrumentListedDecoder.TEMPLATE_ID -> instrumentListed(buffer, offset, length);
            case WireInstrumentHaltedDecoder.TEMPLATE_ID -> instrumentHalted(buffer, offset, length);
            case WireInstrumentResumedDecoder.TEMPLATE_ID -> instrumentResumed(buffer, offset, length);
            default -> throw Frame.unknownTemplate(templateId);
        };
    }

    private OrderAccepted orderAccepted(DirectBuffer buffer, int offset, int length) {
        frame.requireFixed(WireOrderAcceptedDecoder.BLOCK_LENGTH, length);
        WireOrderAcceptedDecoder in = orderAccepted.wrap(
                buffer,
                offset + Frame.HEADER_LENGTH,
                WireOrderAcceptedDecoder.BLOCK_LENGTH,
                WireOrderAcceptedDecoder.SCHEMA_VERSION);
        return new OrderAccepted(new OrderId(in.order()), ValueReader.read(in.request()));
    }

    private TradeExecuted tradeExecuted(DirectBuffer buffer, int offset, int length) {
        frame.requireFixed(WireTradeExecutedDecoder.BLOCK_LENGTH, length);
        WireTradeExecutedDecoder in = tradeExecuted.wrap(
                buffer,
                offset + Frame.HEADER_LENGTH,
                WireTradeExecutedDecoder.BLOCK_LENGTH,
                WireTradeExecutedDecoder.SCHEMA_VERSION);
        return new TradeExecuted(
                new TradeId(in.trade()),
                new InstrumentId(in.instrument()),
                EnumPair.SIDE.toDomain(in.takerSide()),
                new Price(in.price()),
                new Quantity(in.quantity()),
                ValueReader.read(in.quote()),
                ValueReader.read(in.maker()),
                ValueReader.read(in.taker()));
    }

    private OrderRested orderRested(DirectBuffer buffer, int offset, int length) {
        frame.requireFixed(WireOrderRestedDecoder.BLOCK_LENGTH, length);
        WireOrderRestedDecoder in = orderRested.wrap(
                buffer,
                offset + Frame.HEADER_LENGTH,
                WireOrderRestedDecoder.BLOCK_LENGTH,
                WireOrderRestedDecoder.SCHEMA_VERSION);
        return new OrderRested(
                new OrderId(in.order()),
                new InstrumentId(in.instrument()),
                EnumPair.SIDE.toDomain(in.side()),
                new Price(in.price()),
                new Quantity(in.remaining()));
    }

    private BalanceChanged balanceChanged(DirectBuffer buffer, int offset, int length) {
        frame.requireFixed(WireBalanceChangedDecoder.BLOCK_LENGTH, length);
        WireBalanceChangedDecoder in = balanceChanged.wrap(
                buffer,
                offset + Frame.HEADER_LENGTH,
                WireBalanceChangedDecoder.BLOCK_LENGTH,
                WireBalanceChangedDecoder.SCHEMA_VERSION);
        return new BalanceChanged(
                ValueReader.read(in.account()), new AssetId(in.asset()), in.balanceUnits(), in.heldUnits());
    }

    private OrderReduced orderReduced(DirectBuffer buffer, int offset, int length) {
        frame.requireFixed(WireOrderReducedDecoder.BLOCK_LENGTH, length);
        WireOrderReducedDecoder in = orderReduced.wrap(
                buffer,
                offset + Frame.HEADER_LENGTH,
                WireOrderReducedDecoder.BLOCK_LENGTH,
                WireOrderReducedDecoder.SCHEMA_VERSION);
        return new OrderReduced(
                new OrderId(in.order()),
                ValueReader.read(in.account()),
                new InstrumentId(in.instrument()),
                EnumPair.SIDE.toDomain(in.side()),
                new Price(in.price()),
                new Quantity(in.quantity()),
                new Quantity(in.remaining()),
                new Quantity(in.reducedBy()));
    }

    private OrderCanceled orderCanceled(DirectBuffer buffer, int offset, int length) {
        frame.requireFixed(WireOrderCanceledDecoder.BLOCK_LENGTH, length);
        WireOrderCanceledDecoder in = orderCanceled.wrap(
                buffer,
                offset + Frame.HEADER_LENGTH,
                WireOrderCanceledDecoder.BLOCK_LENGTH,
                WireOrderCanceledDecoder.SCHEMA_VERSION);
        return new OrderCanceled(
                new OrderId(in.order()),
                ValueReader.read(in.account()),
                new InstrumentId(in.instrument()),
                EnumPair.SIDE.toDomain(in.side()),
                new Price(in.price()),
                new Quantity(in.remaining()));
    }

    private OrderExpired orderExpired(DirectBuffer buffer, int offset, int length) {
        frame.requireFixed(WireOrderExpiredDecoder.BLOCK_LENGTH, length);
        WireOrderExpiredDecoder in = orderExpired.wrap(
                buffer,
                offset + Frame.HEADER_LENGTH,
                WireOrderExpiredDecoder.BLOCK_LENGTH,
                WireOrderExpiredDecoder.SCHEMA_VERSION);
        return new OrderExpired(
                new OrderId(in.order()),
                ValueReader.read(in.account()),
                new InstrumentId(in.instrument()),
                new Quantity(in.remaining()),
                EnumPair.EXPIRY_REASON.toDomain(in.reason()));
    }

    private OrderRejected orderRejected(DirectBuffer buffer, int offset, int length) {
        frame.requireFixed(WireOrderRejectedDecoder.BLOCK_LENGTH, length);
        WireOrderRejectedDecoder in = orderRejected.wrap(
                buffer,
                offset + Frame.HEADER_LENGTH,
                WireOrderRejectedDecoder.BLOCK_LENGTH,
                WireOrderRejectedDecoder.SCHEMA_VERSION);
        return new OrderRejected(
                ValueReader.read(in.account()),
                ValueReader.read(in.clientOrderId()),
                new InstrumentId(in.instrument()),
                EnumPair.REJECT_REASON.toDomain(in.reason()));
    }

    private TransferRejected transferRejected(DirectBuffer buffer, int offset, int length) {
        frame.requireFixed(WireTransferRejectedDecoder.BLOCK_LENGTH, length);
        WireTransferRejectedDecoder in = transferRejected.wrap(
                buffer,
                offset + Frame.HEADER_LENGTH,
                WireTransferRejectedDecoder.BLOCK_LENGTH,
                WireTransferRejectedDecoder.SCHEMA_VERSION);
        return new TransferRejected(ValueReader.read(in.transfer()), EnumPair.REJECT_REASON.toDomain(in.reason()));
    }

    private RequestRejected requestRejected(DirectBuffer buffer, int offset, int length) {
        frame.requireFixed(WireRequestRejectedDecoder.BLOCK_LENGTH, length);
        WireRequestRejectedDecoder in = requestRejected.wrap(
                buffer,
                offset + Frame.HEADER_LENGTH,
                WireRequestRejectedDecoder.BLOCK_LENGTH,
                WireRequestRejectedDecoder.SCHEMA_VERSION);
        return new RequestRejected(ValueReader.read(in.account()), EnumPair.REJECT_REASON.toDomain(in.reason()));
    }

    private ListingRejected listingRejected(DirectBuffer buffer, int offset, int length) {
        frame.requireFixed(WireListingRejectedDecoder.BLOCK_LENGTH, length);
        WireListingRejectedDecoder in = listingRejected.wrap(
                buffer,
                offset + Frame.HEADER_LENGTH,
                WireListingRejectedDecoder.BLOCK_LENGTH,
                WireListingRejectedDecoder.SCHEMA_VERSION);
        return new ListingRejected(in.tenant(), EnumPair.REJECT_REASON.toDomain(in.reason()));
    }

    private ClientOrderIdBurnt clientOrderIdBurnt(DirectBuffer buffer, int offset, int length) {
        frame.requireFixed(WireClientOrderIdBurntDecoder.BLOCK_LENGTH, length);
        WireClientOrderIdBurntDecoder in = clientOrderIdBurnt.wrap(
                buffer,
                offset + Frame.HEADER_LENGTH,
                WireClientOrderIdBurntDecoder.BLOCK_LENGTH,
                WireClientOrderIdBurntDecoder.SCHEMA_VERSION);
        return new ClientOrderIdBurnt(ValueReader.read(in.account()), ValueReader.read(in.clientOrderId()));
    }

    private TransferPosted transferPosted(DirectBuffer buffer, int offset, int length) {
        frame.requireFixed(WireTransferPostedDecoder.BLOCK_LENGTH, length);
        WireTransferPostedDecoder in = transferPosted.wrap(
                buffer,
                offset + Frame.HEADER_LENGTH,
                WireTransferPostedDecoder.BLOCK_LENGTH,
                WireTransferPostedDecoder.SCHEMA_VERSION);
        return new TransferPosted(ValueReader.read(in.transfer()));
    }

    private AccountOpened accountOpened(DirectBuffer buffer, int offset, int length) {
        frame.requireFixed(WireAccountOpenedDecoder.BLOCK_LENGTH, length);
        WireAccountOpenedDecoder in = accountOpened.wrap(
                buffer,
                offset + Frame.HEADER_LENGTH,
                WireAccountOpenedDecoder.BLOCK_LENGTH,
                WireAccountOpenedDecoder.SCHEMA_VERSION);
        return new AccountOpened(ValueReader.read(in.account()));
    }

    private AssetListed assetListed(DirectBuffer buffer, int offset, int length) {
        frame.requireFixed(WireAssetListedDecoder.BLOCK_LENGTH, length);
        WireAssetListedDecoder in = assetListed.wrap(
                buffer,
                offset + Frame.HEADER_LENGTH,
                WireAssetListedDecoder.BLOCK_LENGTH,
                WireAssetListedDecoder.SCHEMA_VERSION);
        return new AssetListed(ValueReader.read(in.asset()));
    }

    private InstrumentListed instrumentListed(DirectBuffer buffer, int offset, int length) {
        frame.requireFixed(WireInstrumentListedDecoder.BLOCK_LENGTH, length);
        WireInstrumentListedDecoder in = instrumentListed.wrap(
                buffer,
                offset + Frame.HEADER_LENGTH,
                WireInstrumentListedDecoder.BLOCK_LENGTH,
                WireInstrumentListedDecoder.SCHEMA_VERSION);
        return new InstrumentListed(ValueReader.read(in.instrument()));
    }

    private InstrumentHalted instrumentHalted(DirectBuffer buffer, int offset, int length) {
        frame.requireFixed(WireInstrumentHaltedDecoder.BLOCK_LENGTH, length);
        WireInstrumentHaltedDecoder in = instrumentHalted.wrap(
                buffer,
                offset + Frame.HEADER_LENGTH,
                WireInstrumentHaltedDecoder.BLOCK_LENGTH,
                WireInstrumentHaltedDecoder.SCHEMA_VERSION);
        return new InstrumentHalted(new InstrumentId(in.instrument()));
    }

    private InstrumentResumed instrumentResumed(DirectBuffer buffer, int offset, int length) {
        frame.requireFixed(WireInstrumentResumedDecoder.BLOCK_LENGTH, length);
        WireInstrumentResumedDecoder in = instrumentResumed.wrap(
                buffer,
                offset + Frame.HEADER_LENGTH,
                WireInstrumentResumedDecoder.BLOCK_LENGTH,
                WireInstrumentResumedDecoder.SCHEMA_VERSION);
        return new InstrumentResumed(new InstrumentId(in.instrument()));
    }
}
