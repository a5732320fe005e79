package com.flowex.protocol.event;

import com.flowex.domain.event.Event;
import com.flowex.protocol.body.Frame;
import com.flowex.protocol.sbe.WireAccountBoundDecoder;
import com.flowex.protocol.sbe.WireAccountLimitsSetDecoder;
import com.flowex.protocol.sbe.WireAccountOpenedDecoder;
import com.flowex.protocol.sbe.WireAccountRestrictedDecoder;
import com.flowex.protocol.sbe.WireAssetListedDecoder;
import com.flowex.protocol.sbe.WireBalanceChangedDecoder;
import com.flowex.protocol.sbe.WireClientOrderIdBurntDecoder;
import com.flowex.protocol.sbe.WireDeadMansTimerSetDecoder;
import com.flowex.protocol.sbe.WireDebtChangedDecoder;
import com.flowex.protocol.sbe.WireIndexPriceChangedDecoder;
import com.flowex.protocol.sbe.WireInstrumentChangedDecoder;
import com.flowex.protocol.sbe.WireInstrumentListedDecoder;
import com.flowex.protocol.sbe.WireInterestChargedDecoder;
import com.flowex.protocol.sbe.WireInterestRateSetDecoder;
import com.flowex.protocol.sbe.WireKillSwitchSetDecoder;
import com.flowex.protocol.sbe.WireLevelsMovedDecoder;
import com.flowex.protocol.sbe.WireLeverageSetDecoder;
import com.flowex.protocol.sbe.WireLiquidationEndedDecoder;
import com.flowex.protocol.sbe.WireLiquidationStartedDecoder;
import com.flowex.protocol.sbe.WireListingRejectedDecoder;
import com.flowex.protocol.sbe.WireMarginCalledDecoder;
import com.flowex.protocol.sbe.WireMarginLevelsSetDecoder;
import com.flowex.protocol.sbe.WireMarginRatesSetDecoder;
import com.flowex.protocol.sbe.WireMarginTermsSetDecoder;
import com.flowex.protocol.sbe.WireMarketStateChangedDecoder;
import com.flowex.protocol.sbe.WireMarketTimerSetDecoder;
import com.flowex.protocol.sbe.WireOrderAcceptedDecoder;
import com.flowex.protocol.sbe.WireOrderAmendedDecoder;
import com.flowex.protocol.sbe.WireOrderCanceledDecoder;
import com.flowex.protocol.sbe.WireOrderDisplayChangedDecoder;
import com.flowex.protocol.sbe.WireOrderExpiredDecoder;
import com.flowex.protocol.sbe.WireOrderQuotaSetDecoder;
import com.flowex.protocol.sbe.WireOrderReducedDecoder;
import com.flowex.protocol.sbe.WireOrderRefreshedDecoder;
import com.flowex.protocol.sbe.WireOrderRejectedDecoder;
import com.flowex.protocol.sbe.WireOrderRestedDecoder;
import com.flowex.protocol.sbe.WireOrderRevisedDecoder;
import com.flowex.protocol.sbe.WireOrderStartedDecoder;
import com.flowex.protocol.sbe.WireOrderTriggeredDecoder;
import com.flowex.protocol.sbe.WireOrdersLinkedDecoder;
import com.flowex.protocol.sbe.WireOrdersPairedDecoder;
import com.flowex.protocol.sbe.WirePreventionGroupSetDecoder;
import com.flowex.protocol.sbe.WireRequestRejectedDecoder;
import com.flowex.protocol.sbe.WireReservedExpiredDecoder;
import com.flowex.protocol.sbe.WireReservedPostedDecoder;
import com.flowex.protocol.sbe.WireReservedVoidedDecoder;
import com.flowex.protocol.sbe.WireRulesAdoptedDecoder;
import com.flowex.protocol.sbe.WireSelfTradePreventedDecoder;
import com.flowex.protocol.sbe.WireShortfallBookedDecoder;
import com.flowex.protocol.sbe.WireShortfallRecordedDecoder;
import com.flowex.protocol.sbe.WireSliceStartedDecoder;
import com.flowex.protocol.sbe.WireTradeExecutedDecoder;
import com.flowex.protocol.sbe.WireTransferPostedDecoder;
import com.flowex.protocol.sbe.WireTransferRejectedDecoder;
import com.flowex.protocol.sbe.WireTransferReservedDecoder;
import org.agrona.DirectBuffer;

/** Decoder of events, with the flyweight of each template, in the order of the schema. It is not thread-safe. */
final class EventReader implements Frame.Reader<Event> {

    private final Frame frame = new Frame();
    private final WireAssetListedDecoder assetListed = new WireAssetListedDecoder();
    private final WireInstrumentListedDecoder instrumentListed = new WireInstrumentListedDecoder();
    private final WireInstrumentChangedDecoder instrumentChanged = new WireInstrumentChangedDecoder();
    private final WireMarketStateChangedDecoder marketStateChanged = new WireMarketStateChangedDecoder();
    private final WireAccountOpenedDecoder accountOpened = new WireAccountOpenedDecoder();
    private final WireAccountBoundDecoder accountBound = new WireAccountBoundDecoder();
    private final WireAccountLimitsSetDecoder accountLimitsSet = new WireAccountLimitsSetDecoder();
    private final WirePreventionGroupSetDecoder preventionGroupSet = new WirePreventionGroupSetDecoder();
    private final WireKillSwitchSetDecoder killSwitchSet = new WireKillSwitchSetDecoder();
    private final WireOrderQuotaSetDecoder orderQuotaSet = new WireOrderQuotaSetDecoder();
    private final WireMarginRatesSetDecoder marginRatesSet = new WireMarginRatesSetDecoder();
    private final WireInterestRateSetDecoder interestRateSet = new WireInterestRateSetDecoder();
    private final WireMarginTermsSetDecoder marginTermsSet = new WireMarginTermsSetDecoder();
    private final WireIndexPriceChangedDecoder indexPriceChanged = new WireIndexPriceChangedDecoder();
    private final WireInterestChargedDecoder interestCharged = new WireInterestChargedDecoder();
    private final WireDebtChangedDecoder debtChanged = new WireDebtChangedDecoder();
    private final WireLeverageSetDecoder leverageSet = new WireLeverageSetDecoder();
    private final WireMarginLevelsSetDecoder marginLevelsSet = new WireMarginLevelsSetDecoder();
    private final WireMarginCalledDecoder marginCalled = new WireMarginCalledDecoder();
    private final WireLiquidationStartedDecoder liquidationStarted = new WireLiquidationStartedDecoder();
    private final WireLiquidationEndedDecoder liquidationEnded = new WireLiquidationEndedDecoder();
    private final WireShortfallRecordedDecoder shortfallRecorded = new WireShortfallRecordedDecoder();
    private final WireShortfallBookedDecoder shortfallBooked = new WireShortfallBookedDecoder();
    private final WireAccountRestrictedDecoder accountRestricted = new WireAccountRestrictedDecoder();
    private final WireDeadMansTimerSetDecoder deadMansTimerSet = new WireDeadMansTimerSetDecoder();
    private final WireMarketTimerSetDecoder marketTimerSet = new WireMarketTimerSetDecoder();
    private final WireTransferPostedDecoder transferPosted = new WireTransferPostedDecoder();
    private final WireTransferReservedDecoder transferReserved = new WireTransferReservedDecoder();
    private final WireReservedPostedDecoder reservedPosted = new WireReservedPostedDecoder();
    private final WireReservedVoidedDecoder reservedVoided = new WireReservedVoidedDecoder();
    private final WireReservedExpiredDecoder reservedExpired = new WireReservedExpiredDecoder();
    private final WireBalanceChangedDecoder balanceChanged = new WireBalanceChangedDecoder();
    private final WireOrderAcceptedDecoder orderAccepted = new WireOrderAcceptedDecoder();
    private final WireOrdersPairedDecoder ordersPaired = new WireOrdersPairedDecoder();
    private final WireOrdersLinkedDecoder ordersLinked = new WireOrdersLinkedDecoder();
    private final WireOrderStartedDecoder orderStarted = new WireOrderStartedDecoder();
    private final WireOrderTriggeredDecoder orderTriggered = new WireOrderTriggeredDecoder();
    private final WireSliceStartedDecoder sliceStarted = new WireSliceStartedDecoder();
    private final WireOrderRestedDecoder orderRested = new WireOrderRestedDecoder();
    private final WireOrderRefreshedDecoder orderRefreshed = new WireOrderRefreshedDecoder();
    private final WireTradeExecutedDecoder tradeExecuted = new WireTradeExecutedDecoder();
    private final WireSelfTradePreventedDecoder selfTradePrevented = new WireSelfTradePreventedDecoder();
    private final WireOrderReducedDecoder orderReduced = new WireOrderReducedDecoder();
    private final WireOrderRevisedDecoder orderRevised = new WireOrderRevisedDecoder();
    private final WireOrderDisplayChangedDecoder orderDisplayChanged = new WireOrderDisplayChangedDecoder();
    private final WireLevelsMovedDecoder levelsMoved = new WireLevelsMovedDecoder();
    private final WireOrderAmendedDecoder orderAmended = new WireOrderAmendedDecoder();
    private final WireOrderCanceledDecoder orderCanceled = new WireOrderCanceledDecoder();
    private final WireOrderExpiredDecoder orderExpired = new WireOrderExpiredDecoder();
    private final WireClientOrderIdBurntDecoder clientOrderIdBurnt = new WireClientOrderIdBurntDecoder();
    private final WireRulesAdoptedDecoder rulesAdopted = new WireRulesAdoptedDecoder();
    private final WireOrderRejectedDecoder orderRejected = new WireOrderRejectedDecoder();
    private final WireTransferRejectedDecoder transferRejected = new WireTransferRejectedDecoder();
    private final WireRequestRejectedDecoder requestRejected = new WireRequestRejectedDecoder();
    private final WireListingRejectedDecoder listingRejected = new WireListingRejectedDecoder();

    @Override
    public Event read(DirectBuffer buffer, int offset, int length) {
        int templateId = frame.open(buffer, offset, length);
        return switch (templateId) {
            case WireAssetListedDecoder.TEMPLATE_ID ->
                MarketEvents.read(frame.fixed(assetListed, buffer, offset, length));
            case WireInstrumentListedDecoder.TEMPLATE_ID ->
                MarketEvents.read(frame.block(instrumentListed, buffer, offset, length), Frame.bodyEnd(offset, length));
            case WireInstrumentChangedDecoder.TEMPLATE_ID ->
                MarketEvents.read(
                        frame.block(instrumentChanged, buffer, offset, length), Frame.bodyEnd(offset, length));
            case WireMarketStateChangedDecoder.TEMPLATE_ID ->
                MarketEvents.read(frame.fixed(marketStateChanged, buffer, offset, length));
            case WireAccountOpenedDecoder.TEMPLATE_ID ->
                AccountEvents.read(frame.fixed(accountOpened, buffer, offset, length));
            case WireAccountBoundDecoder.TEMPLATE_ID ->
                AccountEvents.read(frame.fixed(accountBound, buffer, offset, length));
            case WireAccountLimitsSetDecoder.TEMPLATE_ID ->
                AccountEvents.read(frame.fixed(accountLimitsSet, buffer, offset, length));
            case WirePreventionGroupSetDecoder.TEMPLATE_ID ->
                AccountEvents.read(frame.fixed(preventionGroupSet, buffer, offset, length));
            case WireKillSwitchSetDecoder.TEMPLATE_ID ->
                AccountEvents.read(frame.fixed(killSwitchSet, buffer, offset, length));
            case WireOrderQuotaSetDecoder.TEMPLATE_ID ->
                AccountEvents.read(frame.fixed(orderQuotaSet, buffer, offset, length));
            case WireMarginTermsSetDecoder.TEMPLATE_ID ->
                MarginEvents.read(frame.block(marginTermsSet, buffer, offset, length), Frame.bodyEnd(offset, length));
            case WireMarginRatesSetDecoder.TEMPLATE_ID ->
                MarginEvents.read(frame.block(marginRatesSet, buffer, offset, length), Frame.bodyEnd(offset, length));
            case WireInterestRateSetDecoder.TEMPLATE_ID ->
                MarginEvents.read(frame.fixed(interestRateSet, buffer, offset, length));
            case WireIndexPriceChangedDecoder.TEMPLATE_ID ->
                MarginEvents.read(frame.fixed(indexPriceChanged, buffer, offset, length));
            case WireInterestChargedDecoder.TEMPLATE_ID ->
                MarginEvents.read(frame.fixed(interestCharged, buffer, offset, length));
            case WireDebtChangedDecoder.TEMPLATE_ID ->
                MarginEvents.read(frame.fixed(debtChanged, buffer, offset, length));
            case WireLeverageSetDecoder.TEMPLATE_ID ->
                MarginEvents.read(frame.fixed(leverageSet, buffer, offset, length));
            case WireMarginLevelsSetDecoder.TEMPLATE_ID ->
                MarginEvents.read(frame.fixed(marginLevelsSet, buffer, offset, length));
            case WireMarginCalledDecoder.TEMPLATE_ID ->
                MarginEvents.read(frame.fixed(marginCalled, buffer, offset, length));
            case WireLiquidationStartedDecoder.TEMPLATE_ID ->
                MarginEvents.read(frame.fixed(liquidationStarted, buffer, offset, length));
            case WireLiquidationEndedDecoder.TEMPLATE_ID ->
                MarginEvents.read(frame.fixed(liquidationEnded, buffer, offset, length));
            case WireShortfallRecordedDecoder.TEMPLATE_ID ->
                MarginEvents.read(frame.fixed(shortfallRecorded, buffer, offset, length));
            case WireShortfallBookedDecoder.TEMPLATE_ID ->
                MarginEvents.read(frame.fixed(shortfallBooked, buffer, offset, length));
            case WireAccountRestrictedDecoder.TEMPLATE_ID ->
                AccountEvents.read(frame.fixed(accountRestricted, buffer, offset, length));
            case WireDeadMansTimerSetDecoder.TEMPLATE_ID ->
                AccountEvents.read(frame.fixed(deadMansTimerSet, buffer, offset, length));
            case WireMarketTimerSetDecoder.TEMPLATE_ID ->
                AccountEvents.read(frame.fixed(marketTimerSet, buffer, offset, length));
            case WireTransferPostedDecoder.TEMPLATE_ID ->
                AccountEvents.read(frame.fixed(transferPosted, buffer, offset, length));
            case WireTransferReservedDecoder.TEMPLATE_ID ->
                AccountEvents.read(frame.fixed(transferReserved, buffer, offset, length));
            case WireReservedPostedDecoder.TEMPLATE_ID ->
                AccountEvents.read(frame.fixed(reservedPosted, buffer, offset, length));
            case WireReservedVoidedDecoder.TEMPLATE_ID ->
                AccountEvents.read(frame.fixed(reservedVoided, buffer, offset, length));
            case WireReservedExpiredDecoder.TEMPLATE_ID ->
                AccountEvents.read(frame.fixed(reservedExpired, buffer, offset, length));
            case WireBalanceChangedDecoder.TEMPLATE_ID ->
                AccountEvents.read(frame.fixed(balanceChanged, buffer, offset, length));
            case WireOrderAcceptedDecoder.TEMPLATE_ID ->
                OrderEvents.read(frame.fixed(orderAccepted, buffer, offset, length));
            case WireOrdersPairedDecoder.TEMPLATE_ID ->
                OrderEvents.read(frame.fixed(ordersPaired, buffer, offset, length));
            case WireOrdersLinkedDecoder.TEMPLATE_ID ->
                OrderEvents.read(frame.fixed(ordersLinked, buffer, offset, length));
            case WireOrderStartedDecoder.TEMPLATE_ID ->
                OrderEvents.read(frame.fixed(orderStarted, buffer, offset, length));
            case WireOrderTriggeredDecoder.TEMPLATE_ID ->
                OrderEvents.read(frame.fixed(orderTriggered, buffer, offset, length));
            case WireSliceStartedDecoder.TEMPLATE_ID ->
                OrderEvents.read(frame.fixed(sliceStarted, buffer, offset, length));
            case WireOrderRestedDecoder.TEMPLATE_ID ->
                OrderEvents.read(frame.fixed(orderRested, buffer, offset, length));
            case WireOrderRefreshedDecoder.TEMPLATE_ID ->
                OrderEvents.read(frame.fixed(orderRefreshed, buffer, offset, length));
            case WireTradeExecutedDecoder.TEMPLATE_ID ->
                OrderEvents.read(frame.fixed(tradeExecuted, buffer, offset, length));
            case WireSelfTradePreventedDecoder.TEMPLATE_ID ->
                OrderEvents.read(frame.fixed(selfTradePrevented, buffer, offset, length));
            case WireOrderReducedDecoder.TEMPLATE_ID ->
                OrderEvents.read(frame.fixed(orderReduced, buffer, offset, length));
            case WireOrderRevisedDecoder.TEMPLATE_ID ->
                OrderEvents.read(frame.fixed(orderRevised, buffer, offset, length));
            case WireOrderDisplayChangedDecoder.TEMPLATE_ID ->
                OrderEvents.read(frame.fixed(orderDisplayChanged, buffer, offset, length));
            case WireLevelsMovedDecoder.TEMPLATE_ID ->
                MarketEvents.read(frame.fixed(levelsMoved, buffer, offset, length));
            case WireOrderAmendedDecoder.TEMPLATE_ID ->
                OrderEvents.read(frame.fixed(orderAmended, buffer, offset, length));
            case WireOrderCanceledDecoder.TEMPLATE_ID ->
                OrderEvents.read(frame.fixed(orderCanceled, buffer, offset, length));
            case WireOrderExpiredDecoder.TEMPLATE_ID ->
                OrderEvents.read(frame.fixed(orderExpired, buffer, offset, length));
            case WireClientOrderIdBurntDecoder.TEMPLATE_ID ->
                OrderEvents.read(frame.fixed(clientOrderIdBurnt, buffer, offset, length));
            case WireRulesAdoptedDecoder.TEMPLATE_ID ->
                MarketEvents.read(frame.fixed(rulesAdopted, buffer, offset, length));
            case WireOrderRejectedDecoder.TEMPLATE_ID ->
                OrderEvents.read(frame.fixed(orderRejected, buffer, offset, length));
            case WireTransferRejectedDecoder.TEMPLATE_ID ->
                AccountEvents.read(frame.fixed(transferRejected, buffer, offset, length));
            case WireRequestRejectedDecoder.TEMPLATE_ID ->
                AccountEvents.read(frame.fixed(requestRejected, buffer, offset, length));
            case WireListingRejectedDecoder.TEMPLATE_ID ->
                MarketEvents.read(frame.fixed(listingRejected, buffer, offset, length));
            default -> throw Frame.unknownTemplate(templateId);
        };
    }
}
