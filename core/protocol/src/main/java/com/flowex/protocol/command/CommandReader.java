package com.flowex.protocol.command;

import com.flowex.domain.command.AdvanceTime;
import com.flowex.domain.command.Command;
import com.flowex.protocol.body.Frame;
import com.flowex.protocol.sbe.WireAdoptRulesDecoder;
import com.flowex.protocol.sbe.WireAdvanceTimeDecoder;
import com.flowex.protocol.sbe.WireAmendOrderDecoder;
import com.flowex.protocol.sbe.WireBindAccountDecoder;
import com.flowex.protocol.sbe.WireCancelOrderByClientIdDecoder;
import com.flowex.protocol.sbe.WireCancelOrderDecoder;
import com.flowex.protocol.sbe.WireCancelOrdersDecoder;
import com.flowex.protocol.sbe.WireCancelReplaceDecoder;
import com.flowex.protocol.sbe.WireCancelReplaceRestrictedDecoder;
import com.flowex.protocol.sbe.WireCancelRestrictedDecoder;
import com.flowex.protocol.sbe.WireChangeInstrumentDecoder;
import com.flowex.protocol.sbe.WireChangeMarketStateDecoder;
import com.flowex.protocol.sbe.WireCloseLiquidationDecoder;
import com.flowex.protocol.sbe.WireListAssetDecoder;
import com.flowex.protocol.sbe.WireListInstrumentDecoder;
import com.flowex.protocol.sbe.WireOpenAccountDecoder;
import com.flowex.protocol.sbe.WireOpenOwnedAccountDecoder;
import com.flowex.protocol.sbe.WirePlaceBorrowingOrderDecoder;
import com.flowex.protocol.sbe.WirePlaceLinkedOrdersDecoder;
import com.flowex.protocol.sbe.WirePlaceLinkedPairDecoder;
import com.flowex.protocol.sbe.WirePlaceOrderDecoder;
import com.flowex.protocol.sbe.WirePlaceOrderPairDecoder;
import com.flowex.protocol.sbe.WirePlacePayingOrdersDecoder;
import com.flowex.protocol.sbe.WirePlacePayingPairDecoder;
import com.flowex.protocol.sbe.WirePlaceRepayingOrderDecoder;
import com.flowex.protocol.sbe.WirePlaceReturningOrderDecoder;
import com.flowex.protocol.sbe.WirePlaceWithEffectsDecoder;
import com.flowex.protocol.sbe.WirePostTransferChainDecoder;
import com.flowex.protocol.sbe.WirePostTransferDecoder;
import com.flowex.protocol.sbe.WireQueryOrderQuotaDecoder;
import com.flowex.protocol.sbe.WireQuoteIndexPriceDecoder;
import com.flowex.protocol.sbe.WireReduceOrderDecoder;
import com.flowex.protocol.sbe.WireReplaceInstrumentDecoder;
import com.flowex.protocol.sbe.WireRepriceOrderDecoder;
import com.flowex.protocol.sbe.WireResolveClientOrderIdDecoder;
import com.flowex.protocol.sbe.WireRestrictAccountDecoder;
import com.flowex.protocol.sbe.WireReviseLinkedOrdersDecoder;
import com.flowex.protocol.sbe.WireReviseOrderDecoder;
import com.flowex.protocol.sbe.WireReviseOrderPairDecoder;
import com.flowex.protocol.sbe.WireReviseProfitPairDecoder;
import com.flowex.protocol.sbe.WireSetAccountLimitsDecoder;
import com.flowex.protocol.sbe.WireSetDeadMansTimerDecoder;
import com.flowex.protocol.sbe.WireSetKillSwitchDecoder;
import com.flowex.protocol.sbe.WireSetLeverageDecoder;
import com.flowex.protocol.sbe.WireSetMarginLevelsDecoder;
import com.flowex.protocol.sbe.WireSetMarginRatesDecoder;
import com.flowex.protocol.sbe.WireSetMarginTermsDecoder;
import com.flowex.protocol.sbe.WireSetMarketTimerDecoder;
import com.flowex.protocol.sbe.WireSetOrderQuotaDecoder;
import com.flowex.protocol.sbe.WireSetPreventionGroupDecoder;
import com.flowex.protocol.sbe.WireTryBorrowingOrderDecoder;
import com.flowex.protocol.sbe.WireTryLinkedOrdersDecoder;
import com.flowex.protocol.sbe.WireTryLinkedPairDecoder;
import com.flowex.protocol.sbe.WireTryOrderDecoder;
import com.flowex.protocol.sbe.WireTryOrderPairDecoder;
import com.flowex.protocol.sbe.WireTryPayingOrdersDecoder;
import com.flowex.protocol.sbe.WireTryPayingPairDecoder;
import com.flowex.protocol.sbe.WireTryRepayingOrderDecoder;
import com.flowex.protocol.sbe.WireTryReturningOrderDecoder;
import org.agrona.DirectBuffer;

/** Decoder of commands, with the flyweight of each template, in the order of the schema. It is not thread-safe. */
final class CommandReader implements Frame.Reader<Command> {

    private final Frame frame = new Frame();
    private final WireListAssetDecoder listAsset = new WireListAssetDecoder();
    private final WireListInstrumentDecoder listInstrument = new WireListInstrumentDecoder();
    private final WireChangeInstrumentDecoder changeInstrument = new WireChangeInstrumentDecoder();
    private final WireChangeMarketStateDecoder changeMarketState = new WireChangeMarketStateDecoder();
    private final WireOpenAccountDecoder openAccount = new WireOpenAccountDecoder();
    private final WireReplaceInstrumentDecoder replaceInstrument = new WireReplaceInstrumentDecoder();
    private final WireOpenOwnedAccountDecoder openOwnedAccount = new WireOpenOwnedAccountDecoder();
    private final WireBindAccountDecoder bindAccount = new WireBindAccountDecoder();
    private final WireSetAccountLimitsDecoder setAccountLimits = new WireSetAccountLimitsDecoder();
    private final WireSetPreventionGroupDecoder setPreventionGroup = new WireSetPreventionGroupDecoder();
    private final WireSetKillSwitchDecoder setKillSwitch = new WireSetKillSwitchDecoder();
    private final WireSetOrderQuotaDecoder setOrderQuota = new WireSetOrderQuotaDecoder();
    private final WireQueryOrderQuotaDecoder queryOrderQuota = new WireQueryOrderQuotaDecoder();
    private final WireSetMarginRatesDecoder setMarginRates = new WireSetMarginRatesDecoder();
    private final WireSetMarginTermsDecoder setMarginTerms = new WireSetMarginTermsDecoder();
    private final WireQuoteIndexPriceDecoder quoteIndexPrice = new WireQuoteIndexPriceDecoder();
    private final WireSetLeverageDecoder setLeverage = new WireSetLeverageDecoder();
    private final WireSetMarginLevelsDecoder setMarginLevels = new WireSetMarginLevelsDecoder();
    private final WireCloseLiquidationDecoder closeLiquidation = new WireCloseLiquidationDecoder();
    private final WireRestrictAccountDecoder restrictAccount = new WireRestrictAccountDecoder();
    private final WireSetDeadMansTimerDecoder setDeadMansTimer = new WireSetDeadMansTimerDecoder();
    private final WireSetMarketTimerDecoder setMarketTimer = new WireSetMarketTimerDecoder();
    private final WirePostTransferDecoder postTransfer = new WirePostTransferDecoder();
    private final WirePostTransferChainDecoder postTransferChain = new WirePostTransferChainDecoder();
    private final WirePlaceOrderDecoder placeOrder = new WirePlaceOrderDecoder();
    private final WireTryOrderDecoder tryOrder = new WireTryOrderDecoder();
    private final WireTryOrderPairDecoder tryOrderPair = new WireTryOrderPairDecoder();
    private final WireTryLinkedOrdersDecoder tryLinkedOrders = new WireTryLinkedOrdersDecoder();
    private final WireTryLinkedPairDecoder tryLinkedPair = new WireTryLinkedPairDecoder();
    private final WirePlaceBorrowingOrderDecoder placeBorrowingOrder = new WirePlaceBorrowingOrderDecoder();
    private final WireTryBorrowingOrderDecoder tryBorrowingOrder = new WireTryBorrowingOrderDecoder();
    private final WirePlaceRepayingOrderDecoder placeRepayingOrder = new WirePlaceRepayingOrderDecoder();
    private final WirePlaceReturningOrderDecoder placeReturningOrder = new WirePlaceReturningOrderDecoder();
    private final WireTryReturningOrderDecoder tryReturningOrder = new WireTryReturningOrderDecoder();
    private final WireTryRepayingOrderDecoder tryRepayingOrder = new WireTryRepayingOrderDecoder();
    private final WirePlacePayingOrdersDecoder placePayingOrders = new WirePlacePayingOrdersDecoder();
    private final WireTryPayingOrdersDecoder tryPayingOrders = new WireTryPayingOrdersDecoder();
    private final WirePlacePayingPairDecoder placePayingPair = new WirePlacePayingPairDecoder();
    private final WireTryPayingPairDecoder tryPayingPair = new WireTryPayingPairDecoder();
    private final WirePlaceWithEffectsDecoder placeWithEffects = new WirePlaceWithEffectsDecoder();
    private final WirePlaceOrderPairDecoder placeOrderPair = new WirePlaceOrderPairDecoder();
    private final WirePlaceLinkedOrdersDecoder placeLinkedOrders = new WirePlaceLinkedOrdersDecoder();
    private final WirePlaceLinkedPairDecoder placeLinkedPair = new WirePlaceLinkedPairDecoder();
    private final WireCancelOrderDecoder cancelOrder = new WireCancelOrderDecoder();
    private final WireCancelOrderByClientIdDecoder cancelOrderByClientId = new WireCancelOrderByClientIdDecoder();
    private final WireCancelOrdersDecoder cancelOrders = new WireCancelOrdersDecoder();
    private final WireCancelReplaceDecoder cancelReplace = new WireCancelReplaceDecoder();
    private final WireCancelReplaceRestrictedDecoder cancelReplaceRestricted = new WireCancelReplaceRestrictedDecoder();
    private final WireCancelRestrictedDecoder cancelRestricted = new WireCancelRestrictedDecoder();
    private final WireReduceOrderDecoder reduceOrder = new WireReduceOrderDecoder();
    private final WireAmendOrderDecoder amendOrder = new WireAmendOrderDecoder();
    private final WireRepriceOrderDecoder repriceOrder = new WireRepriceOrderDecoder();
    private final WireReviseOrderDecoder reviseOrder = new WireReviseOrderDecoder();
    private final WireReviseLinkedOrdersDecoder reviseLinkedOrders = new WireReviseLinkedOrdersDecoder();
    private final WireReviseOrderPairDecoder reviseOrderPair = new WireReviseOrderPairDecoder();
    private final WireReviseProfitPairDecoder reviseProfitPair = new WireReviseProfitPairDecoder();
    private final WireResolveClientOrderIdDecoder resolveClientOrderId = new WireResolveClientOrderIdDecoder();
    private final WireAdvanceTimeDecoder advanceTime = new WireAdvanceTimeDecoder();
    private final WireAdoptRulesDecoder adoptRules = new WireAdoptRulesDecoder();

    @Override
    public Command read(DirectBuffer buffer, int offset, int length) {
        int templateId = frame.open(buffer, offset, length);
        return switch (templateId) {
            case WireListAssetDecoder.TEMPLATE_ID ->
                MarketCommands.read(frame.fixed(listAsset, buffer, offset, length));
            case WireListInstrumentDecoder.TEMPLATE_ID ->
                MarketCommands.read(frame.block(listInstrument, buffer, offset, length), Frame.bodyEnd(offset, length));
            case WireChangeInstrumentDecoder.TEMPLATE_ID ->
                MarketCommands.read(
                        frame.block(changeInstrument, buffer, offset, length), Frame.bodyEnd(offset, length));
            case WireReplaceInstrumentDecoder.TEMPLATE_ID ->
                MarketCommands.read(
                        frame.block(replaceInstrument, buffer, offset, length), Frame.bodyEnd(offset, length));
            case WireChangeMarketStateDecoder.TEMPLATE_ID ->
                MarketCommands.read(frame.fixed(changeMarketState, buffer, offset, length));
            case WireOpenAccountDecoder.TEMPLATE_ID ->
                AccountCommands.read(frame.fixed(openAccount, buffer, offset, length));
            case WireOpenOwnedAccountDecoder.TEMPLATE_ID ->
                AccountCommands.read(frame.fixed(openOwnedAccount, buffer, offset, length));
            case WireBindAccountDecoder.TEMPLATE_ID ->
                AccountCommands.read(frame.fixed(bindAccount, buffer, offset, length));
            case WireSetAccountLimitsDecoder.TEMPLATE_ID ->
                AccountCommands.read(frame.fixed(setAccountLimits, buffer, offset, length));
            case WireSetPreventionGroupDecoder.TEMPLATE_ID ->
                AccountCommands.read(frame.fixed(setPreventionGroup, buffer, offset, length));
            case WireSetKillSwitchDecoder.TEMPLATE_ID ->
                AccountCommands.read(frame.fixed(setKillSwitch, buffer, offset, length));
            case WireSetOrderQuotaDecoder.TEMPLATE_ID ->
                AccountCommands.read(frame.fixed(setOrderQuota, buffer, offset, length));
            case WireQueryOrderQuotaDecoder.TEMPLATE_ID ->
                AccountCommands.read(frame.fixed(queryOrderQuota, buffer, offset, length));
            case WireSetMarginTermsDecoder.TEMPLATE_ID ->
                MarginCommands.read(frame.block(setMarginTerms, buffer, offset, length), Frame.bodyEnd(offset, length));
            case WireSetMarginRatesDecoder.TEMPLATE_ID ->
                MarginCommands.read(frame.block(setMarginRates, buffer, offset, length), Frame.bodyEnd(offset, length));
            case WireQuoteIndexPriceDecoder.TEMPLATE_ID ->
                MarginCommands.read(frame.fixed(quoteIndexPrice, buffer, offset, length));
            case WireSetMarginLevelsDecoder.TEMPLATE_ID ->
                MarginCommands.read(frame.fixed(setMarginLevels, buffer, offset, length));
            case WireSetLeverageDecoder.TEMPLATE_ID ->
                MarginCommands.read(frame.fixed(setLeverage, buffer, offset, length));
            case WireCloseLiquidationDecoder.TEMPLATE_ID ->
                MarginCommands.read(frame.fixed(closeLiquidation, buffer, offset, length));
            case WireRestrictAccountDecoder.TEMPLATE_ID ->
                AccountCommands.read(frame.fixed(restrictAccount, buffer, offset, length));
            case WireSetDeadMansTimerDecoder.TEMPLATE_ID ->
                AccountCommands.read(frame.fixed(setDeadMansTimer, buffer, offset, length));
            case WireSetMarketTimerDecoder.TEMPLATE_ID ->
                AccountCommands.read(frame.fixed(setMarketTimer, buffer, offset, length));
            case WirePostTransferDecoder.TEMPLATE_ID ->
                AccountCommands.read(frame.fixed(postTransfer, buffer, offset, length));
            case WirePostTransferChainDecoder.TEMPLATE_ID ->
                AccountCommands.read(
                        frame.block(postTransferChain, buffer, offset, length), Frame.bodyEnd(offset, length));
            case WirePlaceOrderDecoder.TEMPLATE_ID ->
                OrderCommands.read(frame.fixed(placeOrder, buffer, offset, length));
            case WireTryOrderDecoder.TEMPLATE_ID -> OrderCommands.read(frame.fixed(tryOrder, buffer, offset, length));
            case WireTryOrderPairDecoder.TEMPLATE_ID ->
                OrderCommands.read(frame.fixed(tryOrderPair, buffer, offset, length));
            case WireTryLinkedOrdersDecoder.TEMPLATE_ID ->
                OrderCommands.read(frame.fixed(tryLinkedOrders, buffer, offset, length));
            case WirePlaceBorrowingOrderDecoder.TEMPLATE_ID ->
                OrderCommands.read(frame.fixed(placeBorrowingOrder, buffer, offset, length));
            case WireTryBorrowingOrderDecoder.TEMPLATE_ID ->
                OrderCommands.read(frame.fixed(tryBorrowingOrder, buffer, offset, length));
            case WirePlaceRepayingOrderDecoder.TEMPLATE_ID ->
                OrderCommands.read(frame.fixed(placeRepayingOrder, buffer, offset, length));
            case WirePlaceReturningOrderDecoder.TEMPLATE_ID ->
                OrderCommands.read(frame.fixed(placeReturningOrder, buffer, offset, length));
            case WireTryReturningOrderDecoder.TEMPLATE_ID ->
                OrderCommands.read(frame.fixed(tryReturningOrder, buffer, offset, length));
            case WireTryRepayingOrderDecoder.TEMPLATE_ID ->
                OrderCommands.read(frame.fixed(tryRepayingOrder, buffer, offset, length));
            case WirePlacePayingOrdersDecoder.TEMPLATE_ID ->
                OrderCommands.read(frame.fixed(placePayingOrders, buffer, offset, length));
            case WireTryPayingOrdersDecoder.TEMPLATE_ID ->
                OrderCommands.read(frame.fixed(tryPayingOrders, buffer, offset, length));
            case WirePlacePayingPairDecoder.TEMPLATE_ID ->
                OrderCommands.read(frame.fixed(placePayingPair, buffer, offset, length));
            case WireTryPayingPairDecoder.TEMPLATE_ID ->
                OrderCommands.read(frame.fixed(tryPayingPair, buffer, offset, length));
            case WirePlaceWithEffectsDecoder.TEMPLATE_ID -> {
                WirePlaceWithEffectsDecoder in = frame.block(placeWithEffects, buffer, offset, length);
                yield EffectCommands.read(in, this, buffer, offset, length);
            }
            case WireTryLinkedPairDecoder.TEMPLATE_ID ->
                OrderCommands.read(frame.fixed(tryLinkedPair, buffer, offset, length));
            case WirePlaceLinkedPairDecoder.TEMPLATE_ID ->
                OrderCommands.read(frame.fixed(placeLinkedPair, buffer, offset, length));
            case WirePlaceOrderPairDecoder.TEMPLATE_ID ->
                OrderCommands.read(frame.fixed(placeOrderPair, buffer, offset, length));
            case WirePlaceLinkedOrdersDecoder.TEMPLATE_ID ->
                OrderCommands.read(frame.fixed(placeLinkedOrders, buffer, offset, length));
            case WireCancelOrderDecoder.TEMPLATE_ID ->
                CancelCommands.read(frame.fixed(cancelOrder, buffer, offset, length));
            case WireCancelOrderByClientIdDecoder.TEMPLATE_ID ->
                CancelCommands.read(frame.fixed(cancelOrderByClientId, buffer, offset, length));
            case WireCancelOrdersDecoder.TEMPLATE_ID ->
                CancelCommands.read(frame.fixed(cancelOrders, buffer, offset, length));
            case WireCancelReplaceDecoder.TEMPLATE_ID ->
                CancelCommands.read(frame.fixed(cancelReplace, buffer, offset, length));
            case WireCancelReplaceRestrictedDecoder.TEMPLATE_ID ->
                CancelCommands.read(frame.fixed(cancelReplaceRestricted, buffer, offset, length));
            case WireCancelRestrictedDecoder.TEMPLATE_ID ->
                CancelCommands.read(frame.fixed(cancelRestricted, buffer, offset, length));
            case WireReduceOrderDecoder.TEMPLATE_ID ->
                OrderCommands.read(frame.fixed(reduceOrder, buffer, offset, length));
            case WireRepriceOrderDecoder.TEMPLATE_ID ->
                OrderCommands.read(frame.fixed(repriceOrder, buffer, offset, length));
            case WireReviseOrderDecoder.TEMPLATE_ID ->
                RevisionCommands.read(frame.fixed(reviseOrder, buffer, offset, length));
            case WireReviseOrderPairDecoder.TEMPLATE_ID ->
                RevisionCommands.read(frame.fixed(reviseOrderPair, buffer, offset, length));
            case WireReviseProfitPairDecoder.TEMPLATE_ID ->
                RevisionCommands.read(frame.fixed(reviseProfitPair, buffer, offset, length));
            case WireReviseLinkedOrdersDecoder.TEMPLATE_ID ->
                RevisionCommands.read(frame.fixed(reviseLinkedOrders, buffer, offset, length));
            case WireAmendOrderDecoder.TEMPLATE_ID ->
                OrderCommands.read(frame.fixed(amendOrder, buffer, offset, length));
            case WireResolveClientOrderIdDecoder.TEMPLATE_ID ->
                OrderCommands.read(frame.fixed(resolveClientOrderId, buffer, offset, length));
            case WireAdvanceTimeDecoder.TEMPLATE_ID -> advanceTime(buffer, offset, length);
            case WireAdoptRulesDecoder.TEMPLATE_ID ->
                MarketCommands.read(frame.fixed(adoptRules, buffer, offset, length));
            default -> throw Frame.unknownTemplate(templateId);
        };
    }

    private AdvanceTime advanceTime(DirectBuffer buffer, int offset, int length) {
        frame.fixed(advanceTime, buffer, offset, length);
        return AdvanceTime.ADVANCE_TIME;
    }
}
