package com.flowex.protocol;

import com.flowex.domain.command.AdoptRules;
import com.flowex.domain.command.AdvanceTime;
import com.flowex.domain.command.AmendOrder;
import com.flowex.domain.command.CancelOrder;
import com.flowex.domain.command.CancelOrderByClientId;
import com.flowex.domain.command.CancelOrders;
import com.flowex.domain.command.CancelReplace;
import com.flowex.domain.command.ChangeInstrument;
import com.flowex.domain.command.ChangeMarketState;
import com.flowex.domain.command.Command;
import com.flowex.domain.command.ListAsset;
import com.flowex.domain.command.ListInstrument;
import com.flowex.domain.command.OpenAccount;
import com.flowex.domain.command.PlaceOrder;
import com.flowex.domain.command.PlaceOrderPair;
import com.flowex.domain.command.PostTransfer;
import com.flowex.domain.command.PostTransferChain;
import com.flowex.domain.command.ReduceOrder;
import com.flowex.domain.command.ResolveClientOrderId;
import com.flowex.domain.command.SetAccountLimits;
import com.flowex.domain.command.SetDeadMansTimer;
import com.flowex.domain.command.SetKillSwitch;
import com.flowex.domain.command.SetPreventionGroup;
import com.flowex.protocol.sbe.MessageHeaderEncoder;
import com.flowex.protocol.sbe.WireAdoptRulesEncoder;
import com.flowex.protocol.sbe.WireAdvanceTimeEncoder;
import com.flowex.protocol.sbe.WireAmendOrderEncoder;
import com.flowex.protocol.sbe.WireCancelOrderByClientIdEncoder;
import com.flowex.protocol.sbe.WireCancelOrderEncoder;
import com.flowex.protocol.sbe.WireCancelOrdersEncoder;
import com.flowex.protocol.sbe.WireCancelReplaceEncoder;
import com.flowex.protocol.sbe.WireChangeInstrumentEncoder;
import com.flowex.protocol.sbe.WireChangeMarketStateEncoder;
import com.flowex.protocol.sbe.WireListAssetEncoder;
import com.flowex.protocol.sbe.WireListInstrumentEncoder;
import com.flowex.protocol.sbe.WireOpenAccountEncoder;
import com.flowex.protocol.sbe.WirePlaceOrderEncoder;
import com.flowex.protocol.sbe.WirePlaceOrderPairEncoder;
import com.flowex.protocol.sbe.WirePostTransferChainEncoder;
import com.flowex.protocol.sbe.WirePostTransferEncoder;
import com.flowex.protocol.sbe.WireReduceOrderEncoder;
import com.flowex.protocol.sbe.WireResolveClientOrderIdEncoder;
import com.flowex.protocol.sbe.WireSetAccountLimitsEncoder;
import com.flowex.protocol.sbe.WireSetDeadMansTimerEncoder;
import com.flowex.protocol.sbe.WireSetKillSwitchEncoder;
import com.flowex.protocol.sbe.WireSetPreventionGroupEncoder;
import org.agrona.MutableDirectBuffer;

/** Commands to bytes: which flyweight each kind takes, in the order of the sealed list. Not thread-safe. */
final class CommandWriter {

    private final MessageHeaderEncoder header = new MessageHeaderEncoder();
    private final WireListAssetEncoder listAsset = new WireListAssetEncoder();
    private final WireListInstrumentEncoder listInstrument = new WireListInstrumentEncoder();
    private final WireChangeInstrumentEncoder changeInstrument = new WireChangeInstrumentEncoder();
    private final WireChangeMarketStateEncoder changeMarketState = new WireChangeMarketStateEncoder();
    private final WireOpenAccountEncoder openAccount = new WireOpenAccountEncoder();
    private final WireSetAccountLimitsEncoder setAccountLimits = new WireSetAccountLimitsEncoder();
    private final WireSetPreventionGroupEncoder setPreventionGroup = new WireSetPreventionGroupEncoder();
    private final WireSetKillSwitchEncoder setKillSwitch = new WireSetKillSwitchEncoder();
    private final WireSetDeadMansTimerEncoder setDeadMansTimer = new WireSetDeadMansTimerEncoder();
    private final WirePostTransferEncoder postTransfer = new WirePostTransferEncoder();
    private final WirePostTransferChainEncoder postTransferChain = new WirePostTransferChainEncoder();
    private final WirePlaceOrderEncoder placeOrder = new WirePlaceOrderEncoder();
    private final WirePlaceOrderPairEncoder placeOrderPair = new WirePlaceOrderPairEncoder();
    private final WireCancelOrderEncoder cancelOrder = new WireCancelOrderEncoder();
    private final WireCancelOrderByClientIdEncoder cancelOrderByClientId = new WireCancelOrderByClientIdEncoder();
    private final WireCancelOrdersEncoder cancelOrders = new WireCancelOrdersEncoder();
    private final WireCancelReplaceEncoder cancelReplace = new WireCancelReplaceEncoder();
    private final WireReduceOrderEncoder reduceOrder = new WireReduceOrderEncoder();
    private final WireAmendOrderEncoder amendOrder = new WireAmendOrderEncoder();
    private final WireResolveClientOrderIdEncoder resolveClientOrderId = new WireResolveClientOrderIdEncoder();
    private final WireAdvanceTimeEncoder advanceTime = new WireAdvanceTimeEncoder();
    private final WireAdoptRulesEncoder adoptRules = new WireAdoptRulesEncoder();

    /** Writes one message; returns its length. */
    int write(Command value, MutableDirectBuffer buffer, int offset) {
        return Frame.close(buffer, offset, body(value, buffer, offset));
    }

    private int body(Command value, MutableDirectBuffer buffer, int offset) {
        return switch (value) {
            case ListAsset command ->
                MarketCommands.write(command, listAsset.wrapAndApplyHeader(buffer, offset, header));
            case ListInstrument command ->
                MarketCommands.write(command, listInstrument.wrapAndApplyHeader(buffer, offset, header));
            case ChangeInstrument command ->
                MarketCommands.write(command, changeInstrument.wrapAndApplyHeader(buffer, offset, header));
            case ChangeMarketState command ->
                MarketCommands.write(command, changeMarketState.wrapAndApplyHeader(buffer, offset, header));
            case OpenAccount command ->
                AccountCommands.write(command, openAccount.wrapAndApplyHeader(buffer, offset, header));
            case SetAccountLimits command ->
                AccountCommands.write(command, setAccountLimits.wrapAndApplyHeader(buffer, offset, header));
            case SetPreventionGroup command ->
                AccountCommands.write(command, setPreventionGroup.wrapAndApplyHeader(buffer, offset, header));
            case SetKillSwitch command ->
                AccountCommands.write(command, setKillSwitch.wrapAndApplyHeader(buffer, offset, header));
            case SetDeadMansTimer command ->
                AccountCommands.write(command, setDeadMansTimer.wrapAndApplyHeader(buffer, offset, header));
            case PostTransfer command ->
                AccountCommands.write(command, postTransfer.wrapAndApplyHeader(buffer, offset, header));
            case PostTransferChain command ->
                AccountCommands.write(command, postTransferChain.wrapAndApplyHeader(buffer, offset, header));
            case PlaceOrder command ->
                OrderCommands.write(command, placeOrder.wrapAndApplyHeader(buffer, offset, header));
            case PlaceOrderPair command ->
                OrderCommands.write(command, placeOrderPair.wrapAndApplyHeader(buffer, offset, header));
            case CancelOrder command ->
                OrderCommands.write(command, cancelOrder.wrapAndApplyHeader(buffer, offset, header));
            case CancelOrderByClientId command ->
                OrderCommands.write(command, cancelOrderByClientId.wrapAndApplyHeader(buffer, offset, header));
            case CancelOrders command ->
                OrderCommands.write(command, cancelOrders.wrapAndApplyHeader(buffer, offset, header));
            case CancelReplace command ->
                OrderCommands.write(command, cancelReplace.wrapAndApplyHeader(buffer, offset, header));
            case ReduceOrder command ->
                OrderCommands.write(command, reduceOrder.wrapAndApplyHeader(buffer, offset, header));
            case AmendOrder command ->
                OrderCommands.write(command, amendOrder.wrapAndApplyHeader(buffer, offset, header));
            case ResolveClientOrderId command ->
                OrderCommands.write(command, resolveClientOrderId.wrapAndApplyHeader(buffer, offset, header));
            case AdvanceTime _ ->
                advanceTime.wrapAndApplyHeader(buffer, offset, header).limit();
            case AdoptRules command ->
                MarketCommands.write(command, adoptRules.wrapAndApplyHeader(buffer, offset, header));
        };
    }
}
