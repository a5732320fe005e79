package com.flowex.protocol.state;

import com.flowex.domain.state.AcceptedIdState;
import com.flowex.domain.state.AccountLimitsState;
import com.flowex.domain.state.AccountOwnerState;
import com.flowex.domain.state.AccountRestrictionState;
import com.flowex.domain.state.AccountState;
import com.flowex.domain.state.AssetState;
import com.flowex.domain.state.BalanceState;
import com.flowex.domain.state.BurntIdState;
import com.flowex.domain.state.ConditionalOrderState;
import com.flowex.domain.state.Counters;
import com.flowex.domain.state.DatedIdsState;
import com.flowex.domain.state.DebtState;
import com.flowex.domain.state.ExpiredIdState;
import com.flowex.domain.state.ForgottenTransfersState;
import com.flowex.domain.state.HeldPriceState;
import com.flowex.domain.state.IndexQuoteState;
import com.flowex.domain.state.InstrumentState;
import com.flowex.domain.state.KeptReservationState;
import com.flowex.domain.state.LeverageState;
import com.flowex.domain.state.LiquidationState;
import com.flowex.domain.state.MarginAccountState;
import com.flowex.domain.state.MarginLevelsState;
import com.flowex.domain.state.MarginRatesState;
import com.flowex.domain.state.MarginTermsState;
import com.flowex.domain.state.MarketTimerState;
import com.flowex.domain.state.OrderLoanState;
import com.flowex.domain.state.OrderPairState;
import com.flowex.domain.state.OrderQuotaState;
import com.flowex.domain.state.PaidOrderState;
import com.flowex.domain.state.PendingLoanState;
import com.flowex.domain.state.PendingOrderState;
import com.flowex.domain.state.PriceStepState;
import com.flowex.domain.state.RefusedIdState;
import com.flowex.domain.state.RepayingOrderState;
import com.flowex.domain.state.ReservationState;
import com.flowex.domain.state.RestingOrderState;
import com.flowex.domain.state.ShortfallState;
import com.flowex.domain.state.StateRecord;
import com.flowex.domain.state.TenantState;
import com.flowex.domain.state.TransferDayState;
import com.flowex.domain.state.TransferStepState;
import com.flowex.domain.state.TwapOrderState;
import com.flowex.domain.state.VolumeState;
import com.flowex.protocol.body.Frame;
import com.flowex.protocol.sbe.WireAcceptedIdStateEncoder;
import com.flowex.protocol.sbe.WireAccountLimitsStateEncoder;
import com.flowex.protocol.sbe.WireAccountOwnerStateEncoder;
import com.flowex.protocol.sbe.WireAccountRestrictionStateEncoder;
import com.flowex.protocol.sbe.WireAccountStateEncoder;
import com.flowex.protocol.sbe.WireAssetStateEncoder;
import com.flowex.protocol.sbe.WireBalanceStateEncoder;
import com.flowex.protocol.sbe.WireBurntIdStateEncoder;
import com.flowex.protocol.sbe.WireConditionalOrderStateEncoder;
import com.flowex.protocol.sbe.WireCountersEncoder;
import com.flowex.protocol.sbe.WireDatedIdsStateEncoder;
import com.flowex.protocol.sbe.WireDebtStateEncoder;
import com.flowex.protocol.sbe.WireExpiredIdStateEncoder;
import com.flowex.protocol.sbe.WireForgottenTransfersStateEncoder;
import com.flowex.protocol.sbe.WireHeldPriceStateEncoder;
import com.flowex.protocol.sbe.WireIndexQuoteStateEncoder;
import com.flowex.protocol.sbe.WireInstrumentStateEncoder;
import com.flowex.protocol.sbe.WireKeptReservationStateEncoder;
import com.flowex.protocol.sbe.WireLeverageStateEncoder;
import com.flowex.protocol.sbe.WireLiquidationStateEncoder;
import com.flowex.protocol.sbe.WireMarginAccountStateEncoder;
import com.flowex.protocol.sbe.WireMarginLevelsStateEncoder;
import com.flowex.protocol.sbe.WireMarginRatesStateEncoder;
import com.flowex.protocol.sbe.WireMarginTermsStateEncoder;
import com.flowex.protocol.sbe.WireMarketTimerStateEncoder;
import com.flowex.protocol.sbe.WireOrderLoanStateEncoder;
import com.flowex.protocol.sbe.WireOrderPairStateEncoder;
import com.flowex.protocol.sbe.WireOrderQuotaStateEncoder;
import com.flowex.protocol.sbe.WirePaidOrderStateEncoder;
import com.flowex.protocol.sbe.WirePendingLoanStateEncoder;
import com.flowex.protocol.sbe.WirePendingOrderStateEncoder;
import com.flowex.protocol.sbe.WirePriceStepStateEncoder;
import com.flowex.protocol.sbe.WireRefusedIdStateEncoder;
import com.flowex.protocol.sbe.WireRepayingOrderStateEncoder;
import com.flowex.protocol.sbe.WireReservationStateEncoder;
import com.flowex.protocol.sbe.WireRestingOrderStateEncoder;
import com.flowex.protocol.sbe.WireShortfallStateEncoder;
import com.flowex.protocol.sbe.WireTenantStateEncoder;
import com.flowex.protocol.sbe.WireTransferDayStateEncoder;
import com.flowex.protocol.sbe.WireTransferStepStateEncoder;
import com.flowex.protocol.sbe.WireTwapOrderStateEncoder;
import com.flowex.protocol.sbe.WireVolumeStateEncoder;
import org.agrona.MutableDirectBuffer;

/**
 * Encoder of state records, with the flyweight of each kind, in the order of the sealed list. It is not thread-safe.
 */
final class StateEncoding {

    private final WireCountersEncoder counters = new WireCountersEncoder();
    private final WireAssetStateEncoder assetState = new WireAssetStateEncoder();
    private final WireTenantStateEncoder tenantState = new WireTenantStateEncoder();
    private final WireInstrumentStateEncoder instrumentState = new WireInstrumentStateEncoder();
    private final WirePriceStepStateEncoder priceStepState = new WirePriceStepStateEncoder();
    private final WireAccountStateEncoder accountState = new WireAccountStateEncoder();
    private final WireAccountOwnerStateEncoder accountOwnerState = new WireAccountOwnerStateEncoder();
    private final WireAccountRestrictionStateEncoder accountRestrictionState = new WireAccountRestrictionStateEncoder();
    private final WireOrderQuotaStateEncoder orderQuotaState = new WireOrderQuotaStateEncoder();
    private final WireAccountLimitsStateEncoder accountLimitsState = new WireAccountLimitsStateEncoder();
    private final WireBalanceStateEncoder balanceState = new WireBalanceStateEncoder();
    private final WireMarginRatesStateEncoder marginRatesState = new WireMarginRatesStateEncoder();
    private final WireMarginTermsStateEncoder marginTermsState = new WireMarginTermsStateEncoder();
    private final WireIndexQuoteStateEncoder indexQuoteState = new WireIndexQuoteStateEncoder();
    private final WireDebtStateEncoder debtState = new WireDebtStateEncoder();
    private final WireLeverageStateEncoder leverageState = new WireLeverageStateEncoder();
    private final WireMarginLevelsStateEncoder marginLevelsState = new WireMarginLevelsStateEncoder();
    private final WireMarginAccountStateEncoder marginAccountState = new WireMarginAccountStateEncoder();
    private final WireLiquidationStateEncoder liquidationState = new WireLiquidationStateEncoder();
    private final WireShortfallStateEncoder shortfallState = new WireShortfallStateEncoder();
    private final WireVolumeStateEncoder volumeState = new WireVolumeStateEncoder();
    private final WireRestingOrderStateEncoder restingOrderState = new WireRestingOrderStateEncoder();
    private final WireConditionalOrderStateEncoder conditionalOrderState = new WireConditionalOrderStateEncoder();
    private final WireDatedIdsStateEncoder datedIdsState = new WireDatedIdsStateEncoder();
    private final WireMarketTimerStateEncoder marketTimerState = new WireMarketTimerStateEncoder();
    private final WirePaidOrderStateEncoder paidOrderState = new WirePaidOrderStateEncoder();
    private final WirePendingLoanStateEncoder pendingLoanState = new WirePendingLoanStateEncoder();
    private final WireOrderLoanStateEncoder orderLoanState = new WireOrderLoanStateEncoder();
    private final WireRepayingOrderStateEncoder repayingOrderState = new WireRepayingOrderStateEncoder();
    private final WireHeldPriceStateEncoder heldPriceState = new WireHeldPriceStateEncoder();
    private final WireTwapOrderStateEncoder twapOrderState = new WireTwapOrderStateEncoder();
    private final WireOrderPairStateEncoder orderPairState = new WireOrderPairStateEncoder();
    private final WirePendingOrderStateEncoder pendingOrderState = new WirePendingOrderStateEncoder();
    private final WireAcceptedIdStateEncoder acceptedIdState = new WireAcceptedIdStateEncoder();
    private final WireRefusedIdStateEncoder refusedIdState = new WireRefusedIdStateEncoder();
    private final WireBurntIdStateEncoder burntIdState = new WireBurntIdStateEncoder();
    private final WireExpiredIdStateEncoder expiredIdState = new WireExpiredIdStateEncoder();
    private final WireTransferStepStateEncoder transferStepState = new WireTransferStepStateEncoder();
    private final WireReservationStateEncoder reservationState = new WireReservationStateEncoder();
    private final WireKeptReservationStateEncoder keptReservationState = new WireKeptReservationStateEncoder();
    private final WireTransferDayStateEncoder transferDayState = new WireTransferDayStateEncoder();
    private final WireForgottenTransfersStateEncoder forgottenTransfersState = new WireForgottenTransfersStateEncoder();

    /** Writes one message; returns its length. */
    int write(StateRecord value, MutableDirectBuffer buffer, int offset) {
        return Frame.close(buffer, offset, body(value, buffer, offset));
    }

    private int body(StateRecord value, MutableDirectBuffer buffer, int offset) {
        return switch (value) {
            case Counters state -> MarketStateBodies.write(state, Frame.begin(counters, buffer, offset));
            case AssetState state -> MarketStateBodies.write(state, Frame.begin(assetState, buffer, offset));
            case TenantState state -> MarketStateBodies.write(state, Frame.begin(tenantState, buffer, offset));
            case InstrumentState state -> MarketStateBodies.write(state, Frame.begin(instrumentState, buffer, offset));
            case PriceStepState state -> MarketStateBodies.write(state, Frame.begin(priceStepState, buffer, offset));
            case AccountState state -> AccountStateBodies.write(state, Frame.begin(accountState, buffer, offset));
            case AccountOwnerState state ->
                AccountStateBodies.write(state, Frame.begin(accountOwnerState, buffer, offset));
            case AccountRestrictionState state ->
                AccountStateBodies.write(state, Frame.begin(accountRestrictionState, buffer, offset));
            case OrderQuotaState state -> AccountStateBodies.write(state, Frame.begin(orderQuotaState, buffer, offset));
            case AccountLimitsState state ->
                AccountStateBodies.write(state, Frame.begin(accountLimitsState, buffer, offset));
            case BalanceState state -> AccountStateBodies.write(state, Frame.begin(balanceState, buffer, offset));
            case MarginTermsState state ->
                MarginStateBodies.write(state, Frame.begin(marginTermsState, buffer, offset));
            case MarginRatesState state ->
                MarginStateBodies.write(state, Frame.begin(marginRatesState, buffer, offset));
            case IndexQuoteState state -> MarginStateBodies.write(state, Frame.begin(indexQuoteState, buffer, offset));
            case DebtState state -> MarginStateBodies.write(state, Frame.begin(debtState, buffer, offset));
            case LeverageState state -> MarginStateBodies.write(state, Frame.begin(leverageState, buffer, offset));
            case MarginLevelsState state ->
                MarginStateBodies.write(state, Frame.begin(marginLevelsState, buffer, offset));
            case MarginAccountState state ->
                MarginStateBodies.write(state, Frame.begin(marginAccountState, buffer, offset));
            case LiquidationState state ->
                MarginStateBodies.write(state, Frame.begin(liquidationState, buffer, offset));
            case ShortfallState state -> MarginStateBodies.write(state, Frame.begin(shortfallState, buffer, offset));
            case VolumeState state -> AccountStateBodies.write(state, Frame.begin(volumeState, buffer, offset));
            case RestingOrderState state ->
                OrderStateBodies.write(state, Frame.begin(restingOrderState, buffer, offset));
            case ConditionalOrderState state ->
                OrderStateBodies.write(state, Frame.begin(conditionalOrderState, buffer, offset));
            case DatedIdsState state -> AccountStateBodies.write(state, Frame.begin(datedIdsState, buffer, offset));
            case MarketTimerState state ->
                AccountStateBodies.write(state, Frame.begin(marketTimerState, buffer, offset));
            case PaidOrderState state -> OrderStateBodies.write(state, Frame.begin(paidOrderState, buffer, offset));
            case PendingLoanState state -> OrderStateBodies.write(state, Frame.begin(pendingLoanState, buffer, offset));
            case OrderLoanState state -> OrderStateBodies.write(state, Frame.begin(orderLoanState, buffer, offset));
            case RepayingOrderState state ->
                OrderStateBodies.write(state, Frame.begin(repayingOrderState, buffer, offset));
            case HeldPriceState state -> OrderStateBodies.write(state, Frame.begin(heldPriceState, buffer, offset));
            case TwapOrderState state -> OrderStateBodies.write(state, Frame.begin(twapOrderState, buffer, offset));
            case OrderPairState state -> OrderStateBodies.write(state, Frame.begin(orderPairState, buffer, offset));
            case PendingOrderState state ->
                OrderStateBodies.write(state, Frame.begin(pendingOrderState, buffer, offset));
            case AcceptedIdState state -> OrderStateBodies.write(state, Frame.begin(acceptedIdState, buffer, offset));
            case RefusedIdState state -> OrderStateBodies.write(state, Frame.begin(refusedIdState, buffer, offset));
            case BurntIdState state -> OrderStateBodies.write(state, Frame.begin(burntIdState, buffer, offset));
            case ExpiredIdState state -> OrderStateBodies.write(state, Frame.begin(expiredIdState, buffer, offset));
            case TransferStepState state ->
                AccountStateBodies.write(state, Frame.begin(transferStepState, buffer, offset));
            case ReservationState state ->
                AccountStateBodies.write(state, Frame.begin(reservationState, buffer, offset));
            case KeptReservationState state ->
                TransferStateBodies.write(state, Frame.begin(keptReservationState, buffer, offset));
            case TransferDayState state ->
                TransferStateBodies.write(state, Frame.begin(transferDayState, buffer, offset));
            case ForgottenTransfersState state ->
                TransferStateBodies.write(state, Frame.begin(forgottenTransfersState, buffer, offset));
        };
    }
}
