package com.flowex.protocol;

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
import com.flowex.domain.event.Rejection;
import com.flowex.domain.event.RequestRejected;
import com.flowex.domain.event.TradeExecuted;
import com.flowex.domain.event.TransferPosted;
import com.flowex.domain.event.TransferRejected;
import com.flowex.protocol.sbe.MessageHeaderEncoder;
import com.flowex.protocol.sbe.WireAccountOpenedEncoder;
import com.flowex.protocol.sbe.WireAssetListedEncoder;
import com.flowex.protocol.sbe.WireBalanceChangedEncoder;
import com.flowex.protocol.sbe.WireClientOrderIdBurntEncoder;
import com.flowex.protocol.sbe.WireInstrumentHaltedEncoder;
import com.flowex.protocol.sbe.WireInstrumentListedEncoder;
import com.flowex.protocol.sbe.WireInstrumentResumedEncoder;
import com.flowex.protocol.sbe.WireListingRejectedEncoder;
import com.flowex.protocol.sbe.WireOrderAcceptedEncoder;
import com.flowex.protocol.sbe.WireOrderCanceledEncoder;
import com.flowex.protocol.sbe.WireOrderExpiredEncoder;
import com.flowex.protocol.sbe.WireOrderReducedEncoder;
import com.flowex.protocol.sbe.WireOrderRejectedEncoder;
import com.flowex.protocol.sbe.WireOrderRestedEncoder;
import com.flowex.protocol.sbe.WireRequestRejectedEncoder;
import com.flowex.protocol.sbe.WireTradeExecutedEncoder;
import com.flowex.protocol.sbe.WireTransferPostedEncoder;
import com.flowex.protocol.sbe.WireTransferRejectedEncoder;
import org.agrona.MutableDirectBuffer;

/** Events to bytes: one method each, in the order of the switch. Not thread-safe. */
final class EventWriter {

    private final MessageHeaderEncoder header = new MessageHeaderEncoder();
    private final WireOrderAcceptedEncoder orderAccepted = new WireOrderAcceptedEncoder();
    private final WireTradeExecutedEncoder tradeExecuted = new WireTradeExecutedEncoder();
    private final WireOrderRestedEncoder orderRested = new WireOrderRestedEncoder();
    private final WireBalanceChangedEncoder balanceChanged = new WireBalanceChangedEncoder();
    private final WireOrderReducedEncoder orderReduced = new WireOrderReducedEncoder();
    private final WireOrderCanceledEncoder orderCanceled = new WireOrderCanceledEncoder();
    private final WireOrderExpiredEncoder orderExpired = new WireOrderExpiredEncoder();
    private final WireOrderRejectedEncoder orderRejected = new WireOrderRejectedEncoder();
    private final WireTransferRejectedEncoder transferRejected = new WireTransferRejectedEncoder();
    private final WireRequestRejectedEncoder requestRejected = new WireRequestRejectedEncoder();
    private final WireListingRejectedEncoder listingRejected = new WireListingRejectedEncoder();
    private final WireClientOrderIdBurntEncoder clientOrderIdBurnt = new WireClientOrderIdBurntEncoder();
    private final WireTransferPostedEncoder transferPosted = new WireTransferPostedEncoder();
    private final WireAccountOpenedEncoder accountOpened = new WireAccountOpenedEncoder();
    private final WireAssetListedEncoder assetListed = new WireAssetListedEncoder();
    private final WireInstrumentListedEncoder instrumentListed = new WireInstrumentListedEncoder();
    private final WireInstrumentHaltedEncoder instrumentHalted = new WireInstrumentHaltedEncoder();
    private final WireInstrumentResumedEncoder instrumentResumed = new WireInstrumentResumedEncoder();

    /** Writes one message; returns its length. */
    int write(Event value, MutableDirectBuffer buffer, int offset) {
        return switch (value) {
            case OrderAccepted event -> write(event, buffer, offset);
            case TradeExecuted event -> write(event, buffer, offset);
            case OrderRested event -> write(event, buffer, offset);
            case BalanceChanged event -> write(event, buffer, offset);
            case OrderReduced event -> write(event, buffer, offset);
            case OrderCanceled event -> write(event, buffer, offset);
            case OrderExpired event -> write(event, buffer, offset);
            case ClientOrderIdBurnt event -> write(event, buffer, offset);
            case TransferPosted event -> write(event, buffer, offset);
            case AccountOpened event -> write(event, buffer, offset);
            case AssetListed event -> write(event, buffer, offset);
            case InstrumentListed event -> write(event, buffer, offset);
            case InstrumentHalted event -> write(event, buffer, offset);
            case InstrumentResumed event -> write(event, buffer, offset);
            case Rejection rejection -> write(rejection, buffer, offset);
        };
    }

    private int write(Rejection value, MutableDirectBuffer buffer, int offset) {
        return switch (value) {
            case OrderRejected event -> write(event, buffer, offset);
            case TransferRejected event -> write(event, buffer, offset);
            case RequestRejected event -> write(event, buffer, offset);
            case ListingRejected event -> write(event, buffer, offset);
        };
    }

    private int write(OrderAccepted event, MutableDirectBuffer buffer, int offset) {
        orderAccepted.wrapAndApplyHeader(buffer, offset, header);
        orderAccepted.order(event.order().value());
        ValueWriter.write(event.request(), orderAccepted.request());
        return Frame.close(buffer, offset, orderAccepted.limit());
    }

    private int write(TradeExecuted event, MutableDirectBuffer buffer, int offset) {
        tradeExecuted.wrapAndApplyHeader(buffer, offset, header);
        tradeExecuted
                .trade(event.trade().value())
                .instrument(event.instrument().value())
                .takerSide(EnumPair.SIDE.toWire(event.takerSide()))
                .price(event.price().units())
                .quantity(event.quantity().units());
        ValueWriter.write(event.quote(), tradeExecuted.quote());
        ValueWriter.write(event.maker(), tradeExecuted.maker());
        ValueWriter.write(event.taker(), tradeExecuted.taker());
        return Frame.close(buffer, offset, tradeExecuted.limit());
    }

    private int write(OrderRested event, MutableDirectBuffer buffer, int offset) {
        orderRested.wrapAndApplyHeader(buffer, offset, header);
        orderRested
                .order(event.order().value())
                .instrument(event.instrument().value())
                .side(EnumPair.SIDE.toWire(event.side()))
                .price(event.price().units())
                .remaining(event.remaining().units());
        return Frame.close(buffer, offset, orderRested.limit());
    }

    private int write(BalanceChanged event, MutableDirectBuffer buffer, int offset) {
        balanceChanged.wrapAndApplyHeader(buffer, offset, header);
        ValueWriter.write(event.account(), balanceChanged.account());
        balanceChanged
                .asset(event.asset().value())
                .balanceUnits(event.balanceUnits())
                .heldUnits(event.heldUnits());
        return Frame.close(buffer, offset, balanceChanged.limit());
    }

    private int write(OrderReduced event, MutableDirectBuffer buffer, int offset) {
        orderReduced.wrapAndApplyHeader(buffer, offset, header);
        orderReduced.order(event.order().value());
        ValueWriter.write(event.account(), orderReduced.account());
        orderReduced
                .instrument(event.instrument().value())
                .side(EnumPair.SIDE.toWire(event.side()))
                .price(event.price().units())
                .quantity(event.quantity().units())
                .remaining(event.remaining().units())
                .reducedBy(event.reducedBy().units());
        return Frame.close(buffer, offset, orderReduced.limit());
    }

    private int write(OrderCanceled event, MutableDirectBuffer buffer, int offset) {
        orderCanceled.wrapAndApplyHeader(buffer, offset, header);
        orderCanceled.order(event.order().value());
        ValueWriter.write(event.account(), orderCanceled.account());
        orderCanceled
                .instrument(event.instrument().value())
                .side(EnumPair.SIDE.toWire(event.side()))
                .price(event.price().units())
                .remaining(event.remaining().units());
        return Frame.close(buffer, offset, orderCanceled.limit());
    }

    private int write(OrderExpired event, MutableDirectBuffer buffer, int offset) {
        orderExpired.wrapAndApplyHeader(buffer, offset, header);
        orderExpired.order(event.order().value());
        ValueWriter.write(event.account(), orderExpired.account());
        orderExpired
                .instrument(event.instrument().value())
                .remaining(event.remaining().units())
                .reason(EnumPair.EXPIRY_REASON.toWire(event.reason()));
        return Frame.close(buffer, offset, orderExpired.limit());
    }

    private int write(OrderRejected event, MutableDirectBuffer buffer, int offset) {
        orderRejected.wrapAndApplyHeader(buffer, offset, header);
        ValueWriter.write(event.account(), orderRejected.account());
        ValueWriter.write(event.clientOrderId(), orderRejected.clientOrderId());
        orderRejected.instrument(event.instrument().value()).reason(EnumPair.REJECT_REASON.toWire(event.reason()));
        return Frame.close(buffer, offset, orderRejected.limit());
    }

    private int write(TransferRejected event, MutableDirectBuffer buffer, int offset) {
        transferRejected.wrapAndApplyHeader(buffer, offset, header);
        ValueWriter.write(event.transfer(), transferRejected.transfer());
        transferRejected.reason(EnumPair.REJECT_REASON.toWire(event.reason()));
        return Frame.close(buffer, offset, transferRejected.limit());
    }

    private int write(RequestRejected event, MutableDirectBuffer buffer, int offset) {
        requestRejected.wrapAndApplyHeader(buffer, offset, header);
        ValueWriter.write(event.account(), requestRejected.account());
        requestRejected.reason(EnumPair.REJECT_REASON.toWire(event.reason()));
        return Frame.close(buffer, offset, requestRejected.limit());
    }

    private int write(ListingRejected event, MutableDirectBuffer buffer, int offset) {
        listingRejected.wrapAndApplyHeader(buffer, offset, header);
        listingRejected.tenant(event.tenant()).reason(EnumPair.REJECT_REASON.toWire(event.reason()));
        return Frame.close(buffer, offset, listingRejected.limit());
    }

    private int write(ClientOrderIdBurnt event, MutableDirectBuffer buffer, int offset) {
        clientOrderIdBurnt.wrapAndApplyHeader(buffer, offset, header);
        ValueWriter.write(event.account(), clientOrderIdBurnt.account());
        ValueWriter.write(event.clientOrderId(), clientOrderIdBurnt.clientOrderId());
        return Frame.close(buffer, offset, clientOrderIdBurnt.limit());
    }

    private int write(TransferPosted event, MutableDirectBuffer buffer, int offset) {
        transferPosted.wrapAndApplyHeader(buffer, offset, header);
        ValueWriter.write(event.transfer(), transferPosted.transfer());
        return Frame.close(buffer, offset, transferPosted.limit());
    }

    private int write(AccountOpened event, MutableDirectBuffer buffer, int offset) {
        accountOpened.wrapAndApplyHeader(buffer, offset, header);
        ValueWriter.write(event.account(), accountOpened.account());
        return Frame.close(buffer, offset, accountOpened.limit());
    }

    private int write(AssetListed event, MutableDirectBuffer buffer, int offset) {
        assetListed.wrapAndApplyHeader(buffer, offset, header);
        ValueWriter.write(event.asset(), assetListed.asset());
        return Frame.close(buffer, offset, assetListed.limit());
    }

    private int write(InstrumentListed event, MutableDirectBuffer buffer, int offset) {
        instrumentListed.wrapAndApplyHeader(buffer, offset, header);
        ValueWriter.write(event.instrument(), instrumentListed.instrument());
        return Frame.close(buffer, offset, instrumentListed.limit());
    }

    private int write(InstrumentHalted event, MutableDirectBuffer buffer, int offset) {
        instrumentHalted.wrapAndApplyHeader(buffer, offset, header);
        instrumentHalted.instrument(event.instrument().value());
        return Frame.close(buffer, offset, instrumentHalted.limit());
    }

    private int write(InstrumentResumed event, MutableDirectBuffer buffer, int offset) {
        instrumentResumed.wrapAndApplyHeader(buffer, offset, header);
        instrumentResumed.instrument(event.instrument().value());
        return Frame.close(buffer, offset, instrumentResumed.limit());
    }
}
