package com.flowex.protocol;

import com.flowex.domain.event.AccountBound;
import com.flowex.domain.event.AccountLimitsSet;
import com.flowex.domain.event.AccountOpened;
import com.flowex.domain.event.AssetListed;
import com.flowex.domain.event.BalanceChanged;
import com.flowex.domain.event.ClientOrderIdBurnt;
import com.flowex.domain.event.DeadMansTimerSet;
import com.flowex.domain.event.Event;
import com.flowex.domain.event.InstrumentChanged;
import com.flowex.domain.event.InstrumentListed;
import com.flowex.domain.event.KillSwitchSet;
import com.flowex.domain.event.LevelsMoved;
import com.flowex.domain.event.ListingRejected;
import com.flowex.domain.event.MarketStateChanged;
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
import com.flowex.domain.event.PreventionGroupSet;
import com.flowex.domain.event.RequestRejected;
import com.flowex.domain.event.ReservedExpired;
import com.flowex.domain.event.ReservedPosted;
import com.flowex.domain.event.ReservedVoided;
import com.flowex.domain.event.RulesAdopted;
import com.flowex.domain.event.SelfTradePrevented;
import com.flowex.domain.event.SliceStarted;
import com.flowex.domain.event.TradeExecuted;
import com.flowex.domain.event.TransferPosted;
import com.flowex.domain.event.TransferRejected;
import com.flowex.domain.event.TransferReserved;
import com.flowex.protocol.sbe.WireAccountBoundEncoder;
import com.flowex.protocol.sbe.WireAccountLimitsSetEncoder;
import com.flowex.protocol.sbe.WireAccountOpenedEncoder;
import com.flowex.protocol.sbe.WireAssetListedEncoder;
import com.flowex.protocol.sbe.WireBalanceChangedEncoder;
import com.flowex.protocol.sbe.WireClientOrderIdBurntEncoder;
import com.flowex.protocol.sbe.WireDeadMansTimerSetEncoder;
import com.flowex.protocol.sbe.WireInstrumentChangedEncoder;
import com.flowex.protocol.sbe.WireInstrumentListedEncoder;
import com.flowex.protocol.sbe.WireKillSwitchSetEncoder;
import com.flowex.protocol.sbe.WireLevelsMovedEncoder;
import com.flowex.protocol.sbe.WireListingRejectedEncoder;
import com.flowex.protocol.sbe.WireMarketStateChangedEncoder;
import com.flowex.protocol.sbe.WireOrderAcceptedEncoder;
import com.flowex.protocol.sbe.WireOrderAmendedEncoder;
import com.flowex.protocol.sbe.WireOrderCanceledEncoder;
import com.flowex.protocol.sbe.WireOrderDisplayChangedEncoder;
import com.flowex.protocol.sbe.WireOrderExpiredEncoder;
import com.flowex.protocol.sbe.WireOrderReducedEncoder;
import com.flowex.protocol.sbe.WireOrderRefreshedEncoder;
import com.flowex.protocol.sbe.WireOrderRejectedEncoder;
import com.flowex.protocol.sbe.WireOrderRestedEncoder;
import com.flowex.protocol.sbe.WireOrderRevisedEncoder;
import com.flowex.protocol.sbe.WireOrderStartedEncoder;
import com.flowex.protocol.sbe.WireOrderTriggeredEncoder;
import com.flowex.protocol.sbe.WireOrdersLinkedEncoder;
import com.flowex.protocol.sbe.WireOrdersPairedEncoder;
import com.flowex.protocol.sbe.WirePreventionGroupSetEncoder;
import com.flowex.protocol.sbe.WireRequestRejectedEncoder;
import com.flowex.protocol.sbe.WireReservedExpiredEncoder;
import com.flowex.protocol.sbe.WireReservedPostedEncoder;
import com.flowex.protocol.sbe.WireReservedVoidedEncoder;
import com.flowex.protocol.sbe.WireRulesAdoptedEncoder;
import com.flowex.protocol.sbe.WireSelfTradePreventedEncoder;
import com.flowex.protocol.sbe.WireSliceStartedEncoder;
import com.flowex.protocol.sbe.WireTradeExecutedEncoder;
import com.flowex.protocol.sbe.WireTransferPostedEncoder;
import com.flowex.protocol.sbe.WireTransferRejectedEncoder;
import com.flowex.protocol.sbe.WireTransferReservedEncoder;
import org.agrona.MutableDirectBuffer;

/** Events to bytes: which flyweight each kind takes. Not thread-safe. */
final class EventWriter {

    private final WireAssetListedEncoder assetListed = new WireAssetListedEncoder();
    private final WireInstrumentListedEncoder instrumentListed = new WireInstrumentListedEncoder();
    private final WireInstrumentChangedEncoder instrumentChanged = new WireInstrumentChangedEncoder();
    private final WireMarketStateChangedEncoder marketStateChanged = new WireMarketStateChangedEncoder();
    private final WireAccountOpenedEncoder accountOpened = new WireAccountOpenedEncoder();
    private final WireAccountBoundEncoder accountBound = new WireAccountBoundEncoder();
    private final WireAccountLimitsSetEncoder accountLimitsSet = new WireAccountLimitsSetEncoder();
    private final WirePreventionGroupSetEncoder preventionGroupSet = new WirePreventionGroupSetEncoder();
    private final WireKillSwitchSetEncoder killSwitchSet = new WireKillSwitchSetEncoder();
    private final WireDeadMansTimerSetEncoder deadMansTimerSet = new WireDeadMansTimerSetEncoder();
    private final WireTransferPostedEncoder transferPosted = new WireTransferPostedEncoder();
    private final WireTransferReservedEncoder transferReserved = new WireTransferReservedEncoder();
    private final WireReservedPostedEncoder reservedPosted = new WireReservedPostedEncoder();
    private final WireReservedVoidedEncoder reservedVoided = new WireReservedVoidedEncoder();
    private final WireReservedExpiredEncoder reservedExpired = new WireReservedExpiredEncoder();
    private final WireBalanceChangedEncoder balanceChanged = new WireBalanceChangedEncoder();
    private final WireOrderAcceptedEncoder orderAccepted = new WireOrderAcceptedEncoder();
    private final WireOrdersPairedEncoder ordersPaired = new WireOrdersPairedEncoder();
    private final WireOrdersLinkedEncoder ordersLinked = new WireOrdersLinkedEncoder();
    private final WireOrderStartedEncoder orderStarted = new WireOrderStartedEncoder();
    private final WireOrderTriggeredEncoder orderTriggered = new WireOrderTriggeredEncoder();
    private final WireSliceStartedEncoder sliceStarted = new WireSliceStartedEncoder();
    private final WireOrderRestedEncoder orderRested = new WireOrderRestedEncoder();
    private final WireOrderRefreshedEncoder orderRefreshed = new WireOrderRefreshedEncoder();
    private final WireTradeExecutedEncoder tradeExecuted = new WireTradeExecutedEncoder();
    private final WireSelfTradePreventedEncoder selfTradePrevented = new WireSelfTradePreventedEncoder();
    private final WireOrderReducedEncoder orderReduced = new WireOrderReducedEncoder();
    private final WireOrderRevisedEncoder orderRevised = new WireOrderRevisedEncoder();
    private final WireOrderDisplayChangedEncoder orderDisplayChanged = new WireOrderDisplayChangedEncoder();
    private final WireLevelsMovedEncoder levelsMoved = new WireLevelsMovedEncoder();
    private final WireOrderAmendedEncoder orderAmended = new WireOrderAmendedEncoder();
    private final WireOrderCanceledEncoder orderCanceled = new WireOrderCanceledEncoder();
    private final WireOrderExpiredEncoder orderExpired = new WireOrderExpiredEncoder();
    private final WireClientOrderIdBurntEncoder clientOrderIdBurnt = new WireClientOrderIdBurntEncoder();
    private final WireRulesAdoptedEncoder rulesAdopted = new WireRulesAdoptedEncoder();
    private final WireOrderRejectedEncoder orderRejected = new WireOrderRejectedEncoder();
    private final WireTransferRejectedEncoder transferRejected = new WireTransferRejectedEncoder();
    private final WireRequestRejectedEncoder requestRejected = new WireRequestRejectedEncoder();
    private final WireListingRejectedEncoder listingRejected = new WireListingRejectedEncoder();

    /** Writes one message; returns its length. */
    int write(Event value, MutableDirectBuffer buffer, int offset) {
        return Frame.close(buffer, offset, body(value, buffer, offset));
    }

    private int body(Event value, MutableDirectBuffer buffer, int offset) {
        return switch (value) {
            // Types are compared one after the other, so what every order needs comes first.
            case BalanceChanged event -> AccountEvents.write(event, Frame.begin(balanceChanged, buffer, offset));
            case OrderAccepted event -> OrderEvents.write(event, Frame.begin(orderAccepted, buffer, offset));
            case TradeExecuted event -> OrderEvents.write(event, Frame.begin(tradeExecuted, buffer, offset));
            case OrderRested event -> OrderEvents.write(event, Frame.begin(orderRested, buffer, offset));
            case OrderCanceled event -> OrderEvents.write(event, Frame.begin(orderCanceled, buffer, offset));
            case OrderExpired event -> OrderEvents.write(event, Frame.begin(orderExpired, buffer, offset));
            case AssetListed event -> MarketEvents.write(event, Frame.begin(assetListed, buffer, offset));
            case InstrumentListed event -> MarketEvents.write(event, Frame.begin(instrumentListed, buffer, offset));
            case InstrumentChanged event -> MarketEvents.write(event, Frame.begin(instrumentChanged, buffer, offset));
            case MarketStateChanged event -> MarketEvents.write(event, Frame.begin(marketStateChanged, buffer, offset));
            case AccountOpened event -> AccountEvents.write(event, Frame.begin(accountOpened, buffer, offset));
            case AccountBound event -> AccountEvents.write(event, Frame.begin(accountBound, buffer, offset));
            case AccountLimitsSet event -> AccountEvents.write(event, Frame.begin(accountLimitsSet, buffer, offset));
            case PreventionGroupSet event ->
                AccountEvents.write(event, Frame.begin(preventionGroupSet, buffer, offset));
            case KillSwitchSet event -> AccountEvents.write(event, Frame.begin(killSwitchSet, buffer, offset));
            case DeadMansTimerSet event -> AccountEvents.write(event, Frame.begin(deadMansTimerSet, buffer, offset));
            case TransferPosted event -> AccountEvents.write(event, Frame.begin(transferPosted, buffer, offset));
            case TransferReserved event -> AccountEvents.write(event, Frame.begin(transferReserved, buffer, offset));
            case ReservedPosted event -> AccountEvents.write(event, Frame.begin(reservedPosted, buffer, offset));
            case ReservedVoided event -> AccountEvents.write(event, Frame.begin(reservedVoided, buffer, offset));
            case ReservedExpired event -> AccountEvents.write(event, Frame.begin(reservedExpired, buffer, offset));
            case OrdersPaired event -> OrderEvents.write(event, Frame.begin(ordersPaired, buffer, offset));
            case OrdersLinked event -> OrderEvents.write(event, Frame.begin(ordersLinked, buffer, offset));
            case OrderStarted event -> OrderEvents.write(event, Frame.begin(orderStarted, buffer, offset));
            case OrderTriggered event -> OrderEvents.write(event, Frame.begin(orderTriggered, buffer, offset));
            case SliceStarted event -> OrderEvents.write(event, Frame.begin(sliceStarted, buffer, offset));
            case OrderRefreshed event -> OrderEvents.write(event, Frame.begin(orderRefreshed, buffer, offset));
            case SelfTradePrevented event -> OrderEvents.write(event, Frame.begin(selfTradePrevented, buffer, offset));
            case OrderReduced event -> OrderEvents.write(event, Frame.begin(orderReduced, buffer, offset));
            case OrderRevised event -> OrderEvents.write(event, Frame.begin(orderRevised, buffer, offset));
            case OrderDisplayChanged event ->
                OrderEvents.write(event, Frame.begin(orderDisplayChanged, buffer, offset));
            case LevelsMoved event -> MarketEvents.write(event, Frame.begin(levelsMoved, buffer, offset));
            case OrderAmended event -> OrderEvents.write(event, Frame.begin(orderAmended, buffer, offset));
            case ClientOrderIdBurnt event -> OrderEvents.write(event, Frame.begin(clientOrderIdBurnt, buffer, offset));
            case RulesAdopted event -> MarketEvents.write(event, Frame.begin(rulesAdopted, buffer, offset));
            case OrderRejected event -> OrderEvents.write(event, Frame.begin(orderRejected, buffer, offset));
            case TransferRejected event -> AccountEvents.write(event, Frame.begin(transferRejected, buffer, offset));
            case RequestRejected event -> AccountEvents.write(event, Frame.begin(requestRejected, buffer, offset));
            case ListingRejected event -> MarketEvents.write(event, Frame.begin(listingRejected, buffer, offset));
        };
    }
}
