package com.flowex.protocol;

import com.flowex.domain.event.AccountBound;
import com.flowex.domain.event.AccountLimitsSet;
import com.flowex.domain.event.AccountOpened;
import com.flowex.domain.event.AccountRestricted;
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
import com.flowex.protocol.sbe.WireAccountRestrictedEncoder;
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

/** Encoder of events, with the flyweight of each kind. It is not thread-safe. */
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
    private final WireAccountRestrictedEncoder accountRestricted = new WireAccountRestrictedEncoder();
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
            // Types are compared one after the other, so the most frequent ones come first.
            case BalanceChanged event -> AccountEventCodecs.write(event, Frame.begin(balanceChanged, buffer, offset));
            case OrderAccepted event -> OrderEventCodecs.write(event, Frame.begin(orderAccepted, buffer, offset));
            case TradeExecuted event -> OrderEventCodecs.write(event, Frame.begin(tradeExecuted, buffer, offset));
            case OrderRested event -> OrderEventCodecs.write(event, Frame.begin(orderRested, buffer, offset));
            case OrderCanceled event -> OrderEventCodecs.write(event, Frame.begin(orderCanceled, buffer, offset));
            case OrderExpired event -> OrderEventCodecs.write(event, Frame.begin(orderExpired, buffer, offset));
            case AssetListed event -> MarketEventCodecs.write(event, Frame.begin(assetListed, buffer, offset));
            case InstrumentListed event ->
                MarketEventCodecs.write(event, Frame.begin(instrumentListed, buffer, offset));
            case InstrumentChanged event ->
                MarketEventCodecs.write(event, Frame.begin(instrumentChanged, buffer, offset));
            case MarketStateChanged event ->
                MarketEventCodecs.write(event, Frame.begin(marketStateChanged, buffer, offset));
            case AccountOpened event -> AccountEventCodecs.write(event, Frame.begin(accountOpened, buffer, offset));
            case AccountBound event -> AccountEventCodecs.write(event, Frame.begin(accountBound, buffer, offset));
            case AccountLimitsSet event ->
                AccountEventCodecs.write(event, Frame.begin(accountLimitsSet, buffer, offset));
            case PreventionGroupSet event ->
                AccountEventCodecs.write(event, Frame.begin(preventionGroupSet, buffer, offset));
            case KillSwitchSet event -> AccountEventCodecs.write(event, Frame.begin(killSwitchSet, buffer, offset));
            case AccountRestricted event ->
                AccountEventCodecs.write(event, Frame.begin(accountRestricted, buffer, offset));
            case DeadMansTimerSet event ->
                AccountEventCodecs.write(event, Frame.begin(deadMansTimerSet, buffer, offset));
            case TransferPosted event -> AccountEventCodecs.write(event, Frame.begin(transferPosted, buffer, offset));
            case TransferReserved event ->
                AccountEventCodecs.write(event, Frame.begin(transferReserved, buffer, offset));
            case ReservedPosted event -> AccountEventCodecs.write(event, Frame.begin(reservedPosted, buffer, offset));
            case ReservedVoided event -> AccountEventCodecs.write(event, Frame.begin(reservedVoided, buffer, offset));
            case ReservedExpired event -> AccountEventCodecs.write(event, Frame.begin(reservedExpired, buffer, offset));
            case OrdersPaired event -> OrderEventCodecs.write(event, Frame.begin(ordersPaired, buffer, offset));
            case OrdersLinked event -> OrderEventCodecs.write(event, Frame.begin(ordersLinked, buffer, offset));
            case OrderStarted event -> OrderEventCodecs.write(event, Frame.begin(orderStarted, buffer, offset));
            case OrderTriggered event -> OrderEventCodecs.write(event, Frame.begin(orderTriggered, buffer, offset));
            case SliceStarted event -> OrderEventCodecs.write(event, Frame.begin(sliceStarted, buffer, offset));
            case OrderRefreshed event -> OrderEventCodecs.write(event, Frame.begin(orderRefreshed, buffer, offset));
            case SelfTradePrevented event ->
                OrderEventCodecs.write(event, Frame.begin(selfTradePrevented, buffer, offset));
            case OrderReduced event -> OrderEventCodecs.write(event, Frame.begin(orderReduced, buffer, offset));
            case OrderRevised event -> OrderEventCodecs.write(event, Frame.begin(orderRevised, buffer, offset));
            case OrderDisplayChanged event ->
                OrderEventCodecs.write(event, Frame.begin(orderDisplayChanged, buffer, offset));
            case LevelsMoved event -> MarketEventCodecs.write(event, Frame.begin(levelsMoved, buffer, offset));
            case OrderAmended event -> OrderEventCodecs.write(event, Frame.begin(orderAmended, buffer, offset));
            case ClientOrderIdBurnt event ->
                OrderEventCodecs.write(event, Frame.begin(clientOrderIdBurnt, buffer, offset));
            case RulesAdopted event -> MarketEventCodecs.write(event, Frame.begin(rulesAdopted, buffer, offset));
            case OrderRejected event -> OrderEventCodecs.write(event, Frame.begin(orderRejected, buffer, offset));
            case TransferRejected event ->
                AccountEventCodecs.write(event, Frame.begin(transferRejected, buffer, offset));
            case RequestRejected event -> AccountEventCodecs.write(event, Frame.begin(requestRejected, buffer, offset));
            case ListingRejected event -> MarketEventCodecs.write(event, Frame.begin(listingRejected, buffer, offset));
        };
    }
}
