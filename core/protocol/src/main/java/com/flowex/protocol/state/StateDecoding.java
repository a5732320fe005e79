package com.flowex.protocol.state;

import com.flowex.domain.state.StateRecord;
import com.flowex.protocol.body.Frame;
import com.flowex.protocol.sbe.WireAcceptedIdStateDecoder;
import com.flowex.protocol.sbe.WireAccountLimitsStateDecoder;
import com.flowex.protocol.sbe.WireAccountOwnerStateDecoder;
import com.flowex.protocol.sbe.WireAccountRestrictionStateDecoder;
import com.flowex.protocol.sbe.WireAccountStateDecoder;
import com.flowex.protocol.sbe.WireAssetStateDecoder;
import com.flowex.protocol.sbe.WireBalanceStateDecoder;
import com.flowex.protocol.sbe.WireBurntIdStateDecoder;
import com.flowex.protocol.sbe.WireConditionalOrderStateDecoder;
import com.flowex.protocol.sbe.WireCountersDecoder;
import com.flowex.protocol.sbe.WireDatedIdsStateDecoder;
import com.flowex.protocol.sbe.WireDebtStateDecoder;
import com.flowex.protocol.sbe.WireExpiredIdStateDecoder;
import com.flowex.protocol.sbe.WireForgottenTransfersStateDecoder;
import com.flowex.protocol.sbe.WireHeldPriceStateDecoder;
import com.flowex.protocol.sbe.WireIndexQuoteStateDecoder;
import com.flowex.protocol.sbe.WireInstrumentStateDecoder;
import com.flowex.protocol.sbe.WireKeptReservationStateDecoder;
import com.flowex.protocol.sbe.WireLeverageStateDecoder;
import com.flowex.protocol.sbe.WireLiquidationStateDecoder;
import com.flowex.protocol.sbe.WireMarginAccountStateDecoder;
import com.flowex.protocol.sbe.WireMarginLevelsStateDecoder;
import com.flowex.protocol.sbe.WireMarginRatesStateDecoder;
import com.flowex.protocol.sbe.WireMarginTermsStateDecoder;
import com.flowex.protocol.sbe.WireMarketTimerStateDecoder;
import com.flowex.protocol.sbe.WireOrderLoanStateDecoder;
import com.flowex.protocol.sbe.WireOrderPairStateDecoder;
import com.flowex.protocol.sbe.WireOrderQuotaStateDecoder;
import com.flowex.protocol.sbe.WirePaidOrderStateDecoder;
import com.flowex.protocol.sbe.WirePendingLoanStateDecoder;
import com.flowex.protocol.sbe.WirePendingOrderStateDecoder;
import com.flowex.protocol.sbe.WirePriceStepStateDecoder;
import com.flowex.protocol.sbe.WireRefusedIdStateDecoder;
import com.flowex.protocol.sbe.WireRepayingOrderStateDecoder;
import com.flowex.protocol.sbe.WireReservationStateDecoder;
import com.flowex.protocol.sbe.WireRestingOrderStateDecoder;
import com.flowex.protocol.sbe.WireShortfallStateDecoder;
import com.flowex.protocol.sbe.WireTenantStateDecoder;
import com.flowex.protocol.sbe.WireTransferDayStateDecoder;
import com.flowex.protocol.sbe.WireTransferStepStateDecoder;
import com.flowex.protocol.sbe.WireTwapOrderStateDecoder;
import com.flowex.protocol.sbe.WireVolumeStateDecoder;
import org.agrona.DirectBuffer;

/** Decoder of state records, with the flyweight of each template, in the order of the schema. It is not thread-safe. */
final class StateDecoding implements Frame.Reader<StateRecord> {

    private final Frame frame = new Frame();
    private final WireCountersDecoder counters = new WireCountersDecoder();
    private final WireAssetStateDecoder assetState = new WireAssetStateDecoder();
    private final WireTenantStateDecoder tenantState = new WireTenantStateDecoder();
    private final WireInstrumentStateDecoder instrumentState = new WireInstrumentStateDecoder();
    private final WirePriceStepStateDecoder priceStepState = new WirePriceStepStateDecoder();
    private final WireAccountStateDecoder accountState = new WireAccountStateDecoder();
    private final WireAccountOwnerStateDecoder accountOwnerState = new WireAccountOwnerStateDecoder();
    private final WireAccountRestrictionStateDecoder accountRestrictionState = new WireAccountRestrictionStateDecoder();
    private final WireOrderQuotaStateDecoder orderQuotaState = new WireOrderQuotaStateDecoder();
    private final WireAccountLimitsStateDecoder accountLimitsState = new WireAccountLimitsStateDecoder();
    private final WireBalanceStateDecoder balanceState = new WireBalanceStateDecoder();
    private final WireMarginRatesStateDecoder marginRatesState = new WireMarginRatesStateDecoder();
    private final WireMarginTermsStateDecoder marginTermsState = new WireMarginTermsStateDecoder();
    private final WireIndexQuoteStateDecoder indexQuoteState = new WireIndexQuoteStateDecoder();
    private final WireDebtStateDecoder debtState = new WireDebtStateDecoder();
    private final WireLeverageStateDecoder leverageState = new WireLeverageStateDecoder();
    private final WireMarginLevelsStateDecoder marginLevelsState = new WireMarginLevelsStateDecoder();
    private final WireMarginAccountStateDecoder marginAccountState = new WireMarginAccountStateDecoder();
    private final WireLiquidationStateDecoder liquidationState = new WireLiquidationStateDecoder();
    private final WireShortfallStateDecoder shortfallState = new WireShortfallStateDecoder();
    private final WireVolumeStateDecoder volumeState = new WireVolumeStateDecoder();
    private final WireRestingOrderStateDecoder restingOrderState = new WireRestingOrderStateDecoder();
    private final WireConditionalOrderStateDecoder conditionalOrderState = new WireConditionalOrderStateDecoder();
    private final WireDatedIdsStateDecoder datedIdsState = new WireDatedIdsStateDecoder();
    private final WireMarketTimerStateDecoder marketTimerState = new WireMarketTimerStateDecoder();
    private final WirePaidOrderStateDecoder paidOrderState = new WirePaidOrderStateDecoder();
    private final WirePendingLoanStateDecoder pendingLoanState = new WirePendingLoanStateDecoder();
    private final WireOrderLoanStateDecoder orderLoanState = new WireOrderLoanStateDecoder();
    private final WireRepayingOrderStateDecoder repayingOrderState = new WireRepayingOrderStateDecoder();
    private final WireHeldPriceStateDecoder heldPriceState = new WireHeldPriceStateDecoder();
    private final WireTwapOrderStateDecoder twapOrderState = new WireTwapOrderStateDecoder();
    private final WireOrderPairStateDecoder orderPairState = new WireOrderPairStateDecoder();
    private final WirePendingOrderStateDecoder pendingOrderState = new WirePendingOrderStateDecoder();
    private final WireAcceptedIdStateDecoder acceptedIdState = new WireAcceptedIdStateDecoder();
    private final WireRefusedIdStateDecoder refusedIdState = new WireRefusedIdStateDecoder();
    private final WireBurntIdStateDecoder burntIdState = new WireBurntIdStateDecoder();
    private final WireExpiredIdStateDecoder expiredIdState = new WireExpiredIdStateDecoder();
    private final WireTransferStepStateDecoder transferStepState = new WireTransferStepStateDecoder();
    private final WireReservationStateDecoder reservationState = new WireReservationStateDecoder();
    private final WireKeptReservationStateDecoder keptReservationState = new WireKeptReservationStateDecoder();
    private final WireTransferDayStateDecoder transferDayState = new WireTransferDayStateDecoder();
    private final WireForgottenTransfersStateDecoder forgottenTransfersState = new WireForgottenTransfersStateDecoder();

    @Override
    public StateRecord read(DirectBuffer buffer, int offset, int length) {
        int templateId = frame.open(buffer, offset, length);
        return switch (templateId) {
            case WireCountersDecoder.TEMPLATE_ID ->
                MarketStateBodies.read(frame.fixed(counters, buffer, offset, length));
            case WireAssetStateDecoder.TEMPLATE_ID ->
                MarketStateBodies.read(frame.fixed(assetState, buffer, offset, length));
            case WireTenantStateDecoder.TEMPLATE_ID ->
                MarketStateBodies.read(frame.fixed(tenantState, buffer, offset, length));
            case WireInstrumentStateDecoder.TEMPLATE_ID ->
                MarketStateBodies.read(
                        frame.block(instrumentState, buffer, offset, length), Frame.bodyEnd(offset, length));
            case WirePriceStepStateDecoder.TEMPLATE_ID ->
                MarketStateBodies.read(frame.fixed(priceStepState, buffer, offset, length));
            case WireAccountStateDecoder.TEMPLATE_ID ->
                AccountStateBodies.read(frame.fixed(accountState, buffer, offset, length));
            case WireAccountOwnerStateDecoder.TEMPLATE_ID ->
                AccountStateBodies.read(frame.fixed(accountOwnerState, buffer, offset, length));
            case WireAccountRestrictionStateDecoder.TEMPLATE_ID ->
                AccountStateBodies.read(frame.fixed(accountRestrictionState, buffer, offset, length));
            case WireOrderQuotaStateDecoder.TEMPLATE_ID ->
                AccountStateBodies.read(frame.fixed(orderQuotaState, buffer, offset, length));
            case WireAccountLimitsStateDecoder.TEMPLATE_ID ->
                AccountStateBodies.read(frame.fixed(accountLimitsState, buffer, offset, length));
            case WireBalanceStateDecoder.TEMPLATE_ID ->
                AccountStateBodies.read(frame.fixed(balanceState, buffer, offset, length));
            case WireMarginRatesStateDecoder.TEMPLATE_ID ->
                MarginStateBodies.read(
                        frame.block(marginRatesState, buffer, offset, length), Frame.bodyEnd(offset, length));
            case WireMarginTermsStateDecoder.TEMPLATE_ID ->
                MarginStateBodies.read(
                        frame.block(marginTermsState, buffer, offset, length), Frame.bodyEnd(offset, length));
            case WireIndexQuoteStateDecoder.TEMPLATE_ID ->
                MarginStateBodies.read(frame.fixed(indexQuoteState, buffer, offset, length));
            case WireDebtStateDecoder.TEMPLATE_ID ->
                MarginStateBodies.read(frame.fixed(debtState, buffer, offset, length));
            case WireLeverageStateDecoder.TEMPLATE_ID ->
                MarginStateBodies.read(frame.fixed(leverageState, buffer, offset, length));
            case WireMarginLevelsStateDecoder.TEMPLATE_ID ->
                MarginStateBodies.read(frame.fixed(marginLevelsState, buffer, offset, length));
            case WireMarginAccountStateDecoder.TEMPLATE_ID ->
                MarginStateBodies.read(frame.fixed(marginAccountState, buffer, offset, length));
            case WireLiquidationStateDecoder.TEMPLATE_ID ->
                MarginStateBodies.read(
                        frame.block(liquidationState, buffer, offset, length), Frame.bodyEnd(offset, length));
            case WireShortfallStateDecoder.TEMPLATE_ID ->
                MarginStateBodies.read(frame.fixed(shortfallState, buffer, offset, length));
            case WireVolumeStateDecoder.TEMPLATE_ID ->
                AccountStateBodies.read(frame.fixed(volumeState, buffer, offset, length));
            case WireRestingOrderStateDecoder.TEMPLATE_ID ->
                OrderStateBodies.read(frame.fixed(restingOrderState, buffer, offset, length));
            case WireConditionalOrderStateDecoder.TEMPLATE_ID ->
                OrderStateBodies.read(frame.fixed(conditionalOrderState, buffer, offset, length));
            case WireDatedIdsStateDecoder.TEMPLATE_ID ->
                AccountStateBodies.read(frame.fixed(datedIdsState, buffer, offset, length));
            case WireMarketTimerStateDecoder.TEMPLATE_ID ->
                AccountStateBodies.read(frame.fixed(marketTimerState, buffer, offset, length));
            case WirePaidOrderStateDecoder.TEMPLATE_ID ->
                OrderStateBodies.read(frame.fixed(paidOrderState, buffer, offset, length));
            case WirePendingLoanStateDecoder.TEMPLATE_ID ->
                OrderStateBodies.read(frame.fixed(pendingLoanState, buffer, offset, length));
            case WireOrderLoanStateDecoder.TEMPLATE_ID ->
                OrderStateBodies.read(frame.fixed(orderLoanState, buffer, offset, length));
            case WireRepayingOrderStateDecoder.TEMPLATE_ID ->
                OrderStateBodies.read(frame.fixed(repayingOrderState, buffer, offset, length));
            case WireHeldPriceStateDecoder.TEMPLATE_ID ->
                OrderStateBodies.read(frame.fixed(heldPriceState, buffer, offset, length));
            case WireTwapOrderStateDecoder.TEMPLATE_ID ->
                OrderStateBodies.read(frame.fixed(twapOrderState, buffer, offset, length));
            case WireOrderPairStateDecoder.TEMPLATE_ID ->
                OrderStateBodies.read(frame.fixed(orderPairState, buffer, offset, length));
            case WirePendingOrderStateDecoder.TEMPLATE_ID ->
                OrderStateBodies.read(frame.fixed(pendingOrderState, buffer, offset, length));
            case WireAcceptedIdStateDecoder.TEMPLATE_ID ->
                OrderStateBodies.read(frame.fixed(acceptedIdState, buffer, offset, length));
            case WireRefusedIdStateDecoder.TEMPLATE_ID ->
                OrderStateBodies.read(frame.fixed(refusedIdState, buffer, offset, length));
            case WireBurntIdStateDecoder.TEMPLATE_ID ->
                OrderStateBodies.read(frame.fixed(burntIdState, buffer, offset, length));
            case WireExpiredIdStateDecoder.TEMPLATE_ID ->
                OrderStateBodies.read(frame.fixed(expiredIdState, buffer, offset, length));
            case WireTransferStepStateDecoder.TEMPLATE_ID ->
                AccountStateBodies.read(frame.fixed(transferStepState, buffer, offset, length));
            case WireReservationStateDecoder.TEMPLATE_ID ->
                AccountStateBodies.read(frame.fixed(reservationState, buffer, offset, length));
            case WireKeptReservationStateDecoder.TEMPLATE_ID ->
                TransferStateBodies.read(frame.fixed(keptReservationState, buffer, offset, length));
            case WireTransferDayStateDecoder.TEMPLATE_ID ->
                TransferStateBodies.read(frame.fixed(transferDayState, buffer, offset, length));
            case WireForgottenTransfersStateDecoder.TEMPLATE_ID ->
                TransferStateBodies.read(
                        frame.block(forgottenTransfersState, buffer, offset, length), Frame.bodyEnd(offset, length));
            default -> throw Frame.unknownTemplate(templateId);
        };
    }
}
