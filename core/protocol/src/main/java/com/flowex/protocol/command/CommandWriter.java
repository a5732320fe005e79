package com.flowex.protocol.command;

import com.flowex.domain.command.AdoptRules;
import com.flowex.domain.command.AdvanceTime;
import com.flowex.domain.command.AmendOrder;
import com.flowex.domain.command.BindAccount;
import com.flowex.domain.command.CancelOrder;
import com.flowex.domain.command.CancelOrderByClientId;
import com.flowex.domain.command.CancelOrders;
import com.flowex.domain.command.CancelReplace;
import com.flowex.domain.command.CancelRestricted;
import com.flowex.domain.command.ChangeInstrument;
import com.flowex.domain.command.ChangeMarketState;
import com.flowex.domain.command.CloseLiquidation;
import com.flowex.domain.command.Command;
import com.flowex.domain.command.ListAsset;
import com.flowex.domain.command.ListInstrument;
import com.flowex.domain.command.OpenAccount;
import com.flowex.domain.command.OpenOwnedAccount;
import com.flowex.domain.command.PlaceBorrowingOrder;
import com.flowex.domain.command.PlaceLinkedOrders;
import com.flowex.domain.command.PlaceLinkedPair;
import com.flowex.domain.command.PlaceOrder;
import com.flowex.domain.command.PlaceOrderPair;
import com.flowex.domain.command.PlacePayingOrders;
import com.flowex.domain.command.PlacePayingPair;
import com.flowex.domain.command.PlaceRepayingOrder;
import com.flowex.domain.command.PlaceReturningOrder;
import com.flowex.domain.command.PlaceWithEffects;
import com.flowex.domain.command.PostTransfer;
import com.flowex.domain.command.PostTransferChain;
import com.flowex.domain.command.QueryOrderQuota;
import com.flowex.domain.command.QuoteIndexPrice;
import com.flowex.domain.command.ReduceOrder;
import com.flowex.domain.command.ReplaceInstrument;
import com.flowex.domain.command.RepriceOrder;
import com.flowex.domain.command.ResolveClientOrderId;
import com.flowex.domain.command.RestrictAccount;
import com.flowex.domain.command.ReviseLinkedOrders;
import com.flowex.domain.command.ReviseOrder;
import com.flowex.domain.command.ReviseOrderPair;
import com.flowex.domain.command.SetAccountLimits;
import com.flowex.domain.command.SetDeadMansTimer;
import com.flowex.domain.command.SetKillSwitch;
import com.flowex.domain.command.SetLeverage;
import com.flowex.domain.command.SetMarginLevels;
import com.flowex.domain.command.SetMarginRates;
import com.flowex.domain.command.SetMarginTerms;
import com.flowex.domain.command.SetMarketTimer;
import com.flowex.domain.command.SetOrderQuota;
import com.flowex.domain.command.SetPreventionGroup;
import com.flowex.domain.command.TryBorrowingOrder;
import com.flowex.domain.command.TryLinkedOrders;
import com.flowex.domain.command.TryLinkedPair;
import com.flowex.domain.command.TryOrder;
import com.flowex.domain.command.TryOrderPair;
import com.flowex.domain.command.TryPayingOrders;
import com.flowex.domain.command.TryPayingPair;
import com.flowex.domain.command.TryRepayingOrder;
import com.flowex.domain.command.TryReturningOrder;
import com.flowex.protocol.body.Frame;
import com.flowex.protocol.sbe.WireAdoptRulesEncoder;
import com.flowex.protocol.sbe.WireAdvanceTimeEncoder;
import com.flowex.protocol.sbe.WireAmendOrderEncoder;
import com.flowex.protocol.sbe.WireBindAccountEncoder;
import com.flowex.protocol.sbe.WireCancelOrderByClientIdEncoder;
import com.flowex.protocol.sbe.WireCancelOrderEncoder;
import com.flowex.protocol.sbe.WireCancelOrdersEncoder;
import com.flowex.protocol.sbe.WireCancelReplaceEncoder;
import com.flowex.protocol.sbe.WireCancelReplaceRestrictedEncoder;
import com.flowex.protocol.sbe.WireCancelRestrictedEncoder;
import com.flowex.protocol.sbe.WireChangeInstrumentEncoder;
import com.flowex.protocol.sbe.WireChangeMarketStateEncoder;
import com.flowex.protocol.sbe.WireCloseLiquidationEncoder;
import com.flowex.protocol.sbe.WireListAssetEncoder;
import com.flowex.protocol.sbe.WireListInstrumentEncoder;
import com.flowex.protocol.sbe.WireOpenAccountEncoder;
import com.flowex.protocol.sbe.WireOpenOwnedAccountEncoder;
import com.flowex.protocol.sbe.WirePlaceBorrowingOrderEncoder;
import com.flowex.protocol.sbe.WirePlaceLinkedOrdersEncoder;
import com.flowex.protocol.sbe.WirePlaceLinkedPairEncoder;
import com.flowex.protocol.sbe.WirePlaceOrderEncoder;
import com.flowex.protocol.sbe.WirePlaceOrderPairEncoder;
import com.flowex.protocol.sbe.WirePlacePayingOrdersEncoder;
import com.flowex.protocol.sbe.WirePlacePayingPairEncoder;
import com.flowex.protocol.sbe.WirePlaceRepayingOrderEncoder;
import com.flowex.protocol.sbe.WirePlaceReturningOrderEncoder;
import com.flowex.protocol.sbe.WirePlaceWithEffectsEncoder;
import com.flowex.protocol.sbe.WirePostTransferChainEncoder;
import com.flowex.protocol.sbe.WirePostTransferEncoder;
import com.flowex.protocol.sbe.WireQueryOrderQuotaEncoder;
import com.flowex.protocol.sbe.WireQuoteIndexPriceEncoder;
import com.flowex.protocol.sbe.WireReduceOrderEncoder;
import com.flowex.protocol.sbe.WireReplaceInstrumentEncoder;
import com.flowex.protocol.sbe.WireRepriceOrderEncoder;
import com.flowex.protocol.sbe.WireResolveClientOrderIdEncoder;
import com.flowex.protocol.sbe.WireRestrictAccountEncoder;
import com.flowex.protocol.sbe.WireReviseLinkedOrdersEncoder;
import com.flowex.protocol.sbe.WireReviseOrderEncoder;
import com.flowex.protocol.sbe.WireReviseOrderPairEncoder;
import com.flowex.protocol.sbe.WireReviseProfitPairEncoder;
import com.flowex.protocol.sbe.WireSetAccountLimitsEncoder;
import com.flowex.protocol.sbe.WireSetDeadMansTimerEncoder;
import com.flowex.protocol.sbe.WireSetKillSwitchEncoder;
import com.flowex.protocol.sbe.WireSetLeverageEncoder;
import com.flowex.protocol.sbe.WireSetMarginLevelsEncoder;
import com.flowex.protocol.sbe.WireSetMarginRatesEncoder;
import com.flowex.protocol.sbe.WireSetMarginTermsEncoder;
import com.flowex.protocol.sbe.WireSetMarketTimerEncoder;
import com.flowex.protocol.sbe.WireSetOrderQuotaEncoder;
import com.flowex.protocol.sbe.WireSetPreventionGroupEncoder;
import com.flowex.protocol.sbe.WireTryBorrowingOrderEncoder;
import com.flowex.protocol.sbe.WireTryLinkedOrdersEncoder;
import com.flowex.protocol.sbe.WireTryLinkedPairEncoder;
import com.flowex.protocol.sbe.WireTryOrderEncoder;
import com.flowex.protocol.sbe.WireTryOrderPairEncoder;
import com.flowex.protocol.sbe.WireTryPayingOrdersEncoder;
import com.flowex.protocol.sbe.WireTryPayingPairEncoder;
import com.flowex.protocol.sbe.WireTryRepayingOrderEncoder;
import com.flowex.protocol.sbe.WireTryReturningOrderEncoder;
import org.agrona.MutableDirectBuffer;

/** Encoder of commands, with the flyweight of each kind. It is not thread-safe. */
final class CommandWriter {

    private final WireListAssetEncoder listAsset = new WireListAssetEncoder();
    private final WireListInstrumentEncoder listInstrument = new WireListInstrumentEncoder();
    private final WireChangeInstrumentEncoder changeInstrument = new WireChangeInstrumentEncoder();
    private final WireChangeMarketStateEncoder changeMarketState = new WireChangeMarketStateEncoder();
    private final WireOpenAccountEncoder openAccount = new WireOpenAccountEncoder();
    private final WireReplaceInstrumentEncoder replaceInstrument = new WireReplaceInstrumentEncoder();
    private final WireOpenOwnedAccountEncoder openOwnedAccount = new WireOpenOwnedAccountEncoder();
    private final WireBindAccountEncoder bindAccount = new WireBindAccountEncoder();
    private final WireSetAccountLimitsEncoder setAccountLimits = new WireSetAccountLimitsEncoder();
    private final WireSetPreventionGroupEncoder setPreventionGroup = new WireSetPreventionGroupEncoder();
    private final WireSetKillSwitchEncoder setKillSwitch = new WireSetKillSwitchEncoder();
    private final WireSetOrderQuotaEncoder setOrderQuota = new WireSetOrderQuotaEncoder();
    private final WireQueryOrderQuotaEncoder queryOrderQuota = new WireQueryOrderQuotaEncoder();
    private final WireSetMarginRatesEncoder setMarginRates = new WireSetMarginRatesEncoder();
    private final WireSetMarginTermsEncoder setMarginTerms = new WireSetMarginTermsEncoder();
    private final WireQuoteIndexPriceEncoder quoteIndexPrice = new WireQuoteIndexPriceEncoder();
    private final WireSetLeverageEncoder setLeverage = new WireSetLeverageEncoder();
    private final WireSetMarginLevelsEncoder setMarginLevels = new WireSetMarginLevelsEncoder();
    private final WireCloseLiquidationEncoder closeLiquidation = new WireCloseLiquidationEncoder();
    private final WireRestrictAccountEncoder restrictAccount = new WireRestrictAccountEncoder();
    private final WireSetDeadMansTimerEncoder setDeadMansTimer = new WireSetDeadMansTimerEncoder();
    private final WireSetMarketTimerEncoder setMarketTimer = new WireSetMarketTimerEncoder();
    private final WirePostTransferEncoder postTransfer = new WirePostTransferEncoder();
    private final WirePostTransferChainEncoder postTransferChain = new WirePostTransferChainEncoder();
    private final WirePlaceOrderEncoder placeOrder = new WirePlaceOrderEncoder();
    private final WireTryOrderEncoder tryOrder = new WireTryOrderEncoder();
    private final WireTryOrderPairEncoder tryOrderPair = new WireTryOrderPairEncoder();
    private final WireTryLinkedOrdersEncoder tryLinkedOrders = new WireTryLinkedOrdersEncoder();
    private final WireTryLinkedPairEncoder tryLinkedPair = new WireTryLinkedPairEncoder();
    private final WirePlaceBorrowingOrderEncoder placeBorrowingOrder = new WirePlaceBorrowingOrderEncoder();
    private final WireTryBorrowingOrderEncoder tryBorrowingOrder = new WireTryBorrowingOrderEncoder();
    private final WirePlaceRepayingOrderEncoder placeRepayingOrder = new WirePlaceRepayingOrderEncoder();
    private final WirePlaceReturningOrderEncoder placeReturningOrder = new WirePlaceReturningOrderEncoder();
    private final WireTryReturningOrderEncoder tryReturningOrder = new WireTryReturningOrderEncoder();
    private final WireTryRepayingOrderEncoder tryRepayingOrder = new WireTryRepayingOrderEncoder();
    private final WirePlacePayingOrdersEncoder placePayingOrders = new WirePlacePayingOrdersEncoder();
    private final WireTryPayingOrdersEncoder tryPayingOrders = new WireTryPayingOrdersEncoder();
    private final WirePlacePayingPairEncoder placePayingPair = new WirePlacePayingPairEncoder();
    private final WireTryPayingPairEncoder tryPayingPair = new WireTryPayingPairEncoder();
    private final WirePlaceWithEffectsEncoder placeWithEffects = new WirePlaceWithEffectsEncoder();
    private final WirePlaceOrderPairEncoder placeOrderPair = new WirePlaceOrderPairEncoder();
    private final WirePlaceLinkedOrdersEncoder placeLinkedOrders = new WirePlaceLinkedOrdersEncoder();
    private final WirePlaceLinkedPairEncoder placeLinkedPair = new WirePlaceLinkedPairEncoder();
    private final WireCancelOrderEncoder cancelOrder = new WireCancelOrderEncoder();
    private final WireCancelOrderByClientIdEncoder cancelOrderByClientId = new WireCancelOrderByClientIdEncoder();
    private final WireCancelOrdersEncoder cancelOrders = new WireCancelOrdersEncoder();
    private final WireCancelReplaceEncoder cancelReplace = new WireCancelReplaceEncoder();
    private final WireCancelReplaceRestrictedEncoder cancelReplaceRestricted = new WireCancelReplaceRestrictedEncoder();
    private final WireCancelRestrictedEncoder cancelRestricted = new WireCancelRestrictedEncoder();
    private final WireReduceOrderEncoder reduceOrder = new WireReduceOrderEncoder();
    private final WireAmendOrderEncoder amendOrder = new WireAmendOrderEncoder();
    private final WireRepriceOrderEncoder repriceOrder = new WireRepriceOrderEncoder();
    private final WireReviseOrderEncoder reviseOrder = new WireReviseOrderEncoder();
    private final WireReviseOrderPairEncoder reviseOrderPair = new WireReviseOrderPairEncoder();
    private final WireReviseProfitPairEncoder reviseProfitPair = new WireReviseProfitPairEncoder();
    private final WireReviseLinkedOrdersEncoder reviseLinkedOrders = new WireReviseLinkedOrdersEncoder();
    private final WireResolveClientOrderIdEncoder resolveClientOrderId = new WireResolveClientOrderIdEncoder();
    private final WireAdvanceTimeEncoder advanceTime = new WireAdvanceTimeEncoder();
    private final WireAdoptRulesEncoder adoptRules = new WireAdoptRulesEncoder();

    /** Writes one message; returns its length. */
    int write(Command value, MutableDirectBuffer buffer, int offset) {
        return Frame.close(buffer, offset, body(value, buffer, offset));
    }

    private int body(Command value, MutableDirectBuffer buffer, int offset) {
        return switch (value) {
            // Types are compared one after the other, so the most frequent ones come first.
            case PlaceOrder command -> OrderCommands.write(command, Frame.begin(placeOrder, buffer, offset));
            case CancelOrder command -> CancelCommands.write(command, Frame.begin(cancelOrder, buffer, offset));
            case CancelOrderByClientId command ->
                CancelCommands.write(command, Frame.begin(cancelOrderByClientId, buffer, offset));
            case CancelRestricted command ->
                CancelCommands.write(command, Frame.begin(cancelRestricted, buffer, offset));
            case CancelReplace command
            when command.cancel() instanceof CancelRestricted restricted ->
                CancelCommands.write(command, restricted, Frame.begin(cancelReplaceRestricted, buffer, offset));
            case CancelReplace command -> CancelCommands.write(command, Frame.begin(cancelReplace, buffer, offset));
            case ListAsset command -> MarketCommands.write(command, Frame.begin(listAsset, buffer, offset));
            case ListInstrument command -> MarketCommands.write(command, Frame.begin(listInstrument, buffer, offset));
            case ChangeInstrument command ->
                MarketCommands.write(command, Frame.begin(changeInstrument, buffer, offset));
            case ReplaceInstrument command ->
                MarketCommands.write(command, Frame.begin(replaceInstrument, buffer, offset));
            case ChangeMarketState command ->
                MarketCommands.write(command, Frame.begin(changeMarketState, buffer, offset));
            case OpenAccount command -> AccountCommands.write(command, Frame.begin(openAccount, buffer, offset));
            case OpenOwnedAccount command ->
                AccountCommands.write(command, Frame.begin(openOwnedAccount, buffer, offset));
            case BindAccount command -> AccountCommands.write(command, Frame.begin(bindAccount, buffer, offset));
            case SetAccountLimits command ->
                AccountCommands.write(command, Frame.begin(setAccountLimits, buffer, offset));
            case SetPreventionGroup command ->
                AccountCommands.write(command, Frame.begin(setPreventionGroup, buffer, offset));
            case SetKillSwitch command -> AccountCommands.write(command, Frame.begin(setKillSwitch, buffer, offset));
            case SetOrderQuota command -> AccountCommands.write(command, Frame.begin(setOrderQuota, buffer, offset));
            case QueryOrderQuota command ->
                AccountCommands.write(command, Frame.begin(queryOrderQuota, buffer, offset));
            case SetMarginTerms command -> MarginCommands.write(command, Frame.begin(setMarginTerms, buffer, offset));
            case SetMarginRates command -> MarginCommands.write(command, Frame.begin(setMarginRates, buffer, offset));
            case QuoteIndexPrice command -> MarginCommands.write(command, Frame.begin(quoteIndexPrice, buffer, offset));
            case SetLeverage command -> MarginCommands.write(command, Frame.begin(setLeverage, buffer, offset));
            case SetMarginLevels command -> MarginCommands.write(command, Frame.begin(setMarginLevels, buffer, offset));
            case CloseLiquidation command ->
                MarginCommands.write(command, Frame.begin(closeLiquidation, buffer, offset));
            case RestrictAccount command ->
                AccountCommands.write(command, Frame.begin(restrictAccount, buffer, offset));
            case SetDeadMansTimer command ->
                AccountCommands.write(command, Frame.begin(setDeadMansTimer, buffer, offset));
            case SetMarketTimer command -> AccountCommands.write(command, Frame.begin(setMarketTimer, buffer, offset));
            case PostTransfer command -> AccountCommands.write(command, Frame.begin(postTransfer, buffer, offset));
            case PostTransferChain command ->
                AccountCommands.write(command, Frame.begin(postTransferChain, buffer, offset));
            case TryOrder command -> OrderCommands.write(command, Frame.begin(tryOrder, buffer, offset));
            case TryOrderPair command -> OrderCommands.write(command, Frame.begin(tryOrderPair, buffer, offset));
            case TryLinkedOrders command -> OrderCommands.write(command, Frame.begin(tryLinkedOrders, buffer, offset));
            case PlaceBorrowingOrder command ->
                OrderCommands.write(command, Frame.begin(placeBorrowingOrder, buffer, offset));
            case TryBorrowingOrder command ->
                OrderCommands.write(command, Frame.begin(tryBorrowingOrder, buffer, offset));
            case PlaceRepayingOrder command ->
                OrderCommands.write(command, Frame.begin(placeRepayingOrder, buffer, offset));
            case PlaceReturningOrder command ->
                OrderCommands.write(command, Frame.begin(placeReturningOrder, buffer, offset));
            case TryReturningOrder command ->
                OrderCommands.write(command, Frame.begin(tryReturningOrder, buffer, offset));
            case TryRepayingOrder command ->
                OrderCommands.write(command, Frame.begin(tryRepayingOrder, buffer, offset));
            case PlacePayingOrders command ->
                OrderCommands.write(command, Frame.begin(placePayingOrders, buffer, offset));
            case TryPayingOrders command -> OrderCommands.write(command, Frame.begin(tryPayingOrders, buffer, offset));
            case PlacePayingPair command -> OrderCommands.write(command, Frame.begin(placePayingPair, buffer, offset));
            case TryPayingPair command -> OrderCommands.write(command, Frame.begin(tryPayingPair, buffer, offset));
            case PlaceWithEffects command -> withEffects(command, buffer, offset);
            case TryLinkedPair command -> OrderCommands.write(command, Frame.begin(tryLinkedPair, buffer, offset));
            case PlaceLinkedPair command -> OrderCommands.write(command, Frame.begin(placeLinkedPair, buffer, offset));
            case PlaceOrderPair command -> OrderCommands.write(command, Frame.begin(placeOrderPair, buffer, offset));
            case PlaceLinkedOrders command ->
                OrderCommands.write(command, Frame.begin(placeLinkedOrders, buffer, offset));
            case CancelOrders command -> CancelCommands.write(command, Frame.begin(cancelOrders, buffer, offset));
            case ReduceOrder command -> OrderCommands.write(command, Frame.begin(reduceOrder, buffer, offset));
            case RepriceOrder command -> OrderCommands.write(command, Frame.begin(repriceOrder, buffer, offset));
            case ReviseOrder command -> RevisionCommands.write(command, Frame.begin(reviseOrder, buffer, offset));
            case ReviseOrderPair command
            when command.change().firstTrigger() != null ->
                RevisionCommands.write(
                        command, command.change().firstTrigger(), Frame.begin(reviseProfitPair, buffer, offset));
            case ReviseOrderPair command ->
                RevisionCommands.write(command, Frame.begin(reviseOrderPair, buffer, offset));
            case ReviseLinkedOrders command ->
                RevisionCommands.write(command, Frame.begin(reviseLinkedOrders, buffer, offset));
            case AmendOrder command -> OrderCommands.write(command, Frame.begin(amendOrder, buffer, offset));
            case ResolveClientOrderId command ->
                OrderCommands.write(command, Frame.begin(resolveClientOrderId, buffer, offset));
            case AdvanceTime _ -> Frame.begin(advanceTime, buffer, offset).limit();
            case AdoptRules command -> MarketCommands.write(command, Frame.begin(adoptRules, buffer, offset));
        };
    }

    private int withEffects(PlaceWithEffects command, MutableDirectBuffer buffer, int offset) {
        int inner = EffectCommands.begin(command, Frame.begin(placeWithEffects, buffer, offset));
        return EffectCommands.close(buffer, inner, write(command.placement(), buffer, inner));
    }
}
