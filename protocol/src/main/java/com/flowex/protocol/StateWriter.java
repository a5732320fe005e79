package com.flowex.protocol;

import com.flowex.domain.state.AcceptedIdState;
import com.flowex.domain.state.AccountLimitsState;
import com.flowex.domain.state.AccountState;
import com.flowex.domain.state.AssetState;
import com.flowex.domain.state.BalanceState;
import com.flowex.domain.state.BurntIdState;
import com.flowex.domain.state.ConditionalOrderState;
import com.flowex.domain.state.Counters;
import com.flowex.domain.state.ExpiredIdState;
import com.flowex.domain.state.InstrumentState;
import com.flowex.domain.state.OrderPairState;
import com.flowex.domain.state.PriceStepState;
import com.flowex.domain.state.RefusedIdState;
import com.flowex.domain.state.ReservationState;
import com.flowex.domain.state.RestingOrderState;
import com.flowex.domain.state.StateRecord;
import com.flowex.domain.state.TenantState;
import com.flowex.domain.state.TransferStepState;
import com.flowex.domain.state.TwapOrderState;
import com.flowex.domain.state.VolumeState;
import com.flowex.protocol.sbe.MessageHeaderEncoder;
import com.flowex.protocol.sbe.WireAcceptedIdStateEncoder;
import com.flowex.protocol.sbe.WireAccountLimitsStateEncoder;
import com.flowex.protocol.sbe.WireAccountStateEncoder;
import com.flowex.protocol.sbe.WireAssetStateEncoder;
import com.flowex.protocol.sbe.WireBalanceStateEncoder;
import com.flowex.protocol.sbe.WireBurntIdStateEncoder;
import com.flowex.protocol.sbe.WireConditionalOrderStateEncoder;
import com.flowex.protocol.sbe.WireCountersEncoder;
import com.flowex.protocol.sbe.WireExpiredIdStateEncoder;
import com.flowex.protocol.sbe.WireInstrumentStateEncoder;
import com.flowex.protocol.sbe.WireOrderPairStateEncoder;
import com.flowex.protocol.sbe.WirePriceStepStateEncoder;
import com.flowex.protocol.sbe.WireRefusedIdStateEncoder;
import com.flowex.protocol.sbe.WireReservationStateEncoder;
import com.flowex.protocol.sbe.WireRestingOrderStateEncoder;
import com.flowex.protocol.sbe.WireTenantStateEncoder;
import com.flowex.protocol.sbe.WireTransferStepStateEncoder;
import com.flowex.protocol.sbe.WireTwapOrderStateEncoder;
import com.flowex.protocol.sbe.WireVolumeStateEncoder;
import org.agrona.MutableDirectBuffer;

/** State records to bytes: which flyweight each kind takes, in the order of the sealed list. Not thread-safe. */
final class StateWriter {

    private final MessageHeaderEncoder header = new MessageHeaderEncoder();
    private final WireCountersEncoder counters = new WireCountersEncoder();
    private final WireAssetStateEncoder assetState = new WireAssetStateEncoder();
    private final WireTenantStateEncoder tenantState = new WireTenantStateEncoder();
    private final WireInstrumentStateEncoder instrumentState = new WireInstrumentStateEncoder();
    private final WirePriceStepStateEncoder priceStepState = new WirePriceStepStateEncoder();
    private final WireAccountStateEncoder accountState = new WireAccountStateEncoder();
    private final WireAccountLimitsStateEncoder accountLimitsState = new WireAccountLimitsStateEncoder();
    private final WireBalanceStateEncoder balanceState = new WireBalanceStateEncoder();
    private final WireVolumeStateEncoder volumeState = new WireVolumeStateEncoder();
    private final WireRestingOrderStateEncoder restingOrderState = new WireRestingOrderStateEncoder();
    private final WireConditionalOrderStateEncoder conditionalOrderState = new WireConditionalOrderStateEncoder();
    private final WireTwapOrderStateEncoder twapOrderState = new WireTwapOrderStateEncoder();
    private final WireOrderPairStateEncoder orderPairState = new WireOrderPairStateEncoder();
    private final WireAcceptedIdStateEncoder acceptedIdState = new WireAcceptedIdStateEncoder();
    private final WireRefusedIdStateEncoder refusedIdState = new WireRefusedIdStateEncoder();
    private final WireBurntIdStateEncoder burntIdState = new WireBurntIdStateEncoder();
    private final WireExpiredIdStateEncoder expiredIdState = new WireExpiredIdStateEncoder();
    private final WireTransferStepStateEncoder transferStepState = new WireTransferStepStateEncoder();
    private final WireReservationStateEncoder reservationState = new WireReservationStateEncoder();

    /** Writes one message; returns its length. */
    int write(StateRecord value, MutableDirectBuffer buffer, int offset) {
        return Frame.close(buffer, offset, body(value, buffer, offset));
    }

    private int body(StateRecord value, MutableDirectBuffer buffer, int offset) {
        return switch (value) {
            case Counters state -> MarketStates.write(state, counters.wrapAndApplyHeader(buffer, offset, header));
            case AssetState state -> MarketStates.write(state, assetState.wrapAndApplyHeader(buffer, offset, header));
            case TenantState state -> MarketStates.write(state, tenantState.wrapAndApplyHeader(buffer, offset, header));
            case InstrumentState state ->
                MarketStates.write(state, instrumentState.wrapAndApplyHeader(buffer, offset, header));
            case PriceStepState state ->
                MarketStates.write(state, priceStepState.wrapAndApplyHeader(buffer, offset, header));
            case AccountState state ->
                AccountStates.write(state, accountState.wrapAndApplyHeader(buffer, offset, header));
            case AccountLimitsState state ->
                AccountStates.write(state, accountLimitsState.wrapAndApplyHeader(buffer, offset, header));
            case BalanceState state ->
                AccountStates.write(state, balanceState.wrapAndApplyHeader(buffer, offset, header));
            case VolumeState state ->
                AccountStates.write(state, volumeState.wrapAndApplyHeader(buffer, offset, header));
            case RestingOrderState state ->
                OrderStates.write(state, restingOrderState.wrapAndApplyHeader(buffer, offset, header));
            case ConditionalOrderState state ->
                OrderStates.write(state, conditionalOrderState.wrapAndApplyHeader(buffer, offset, header));
            case TwapOrderState state ->
                OrderStates.write(state, twapOrderState.wrapAndApplyHeader(buffer, offset, header));
            case OrderPairState state ->
                OrderStates.write(state, orderPairState.wrapAndApplyHeader(buffer, offset, header));
            case AcceptedIdState state ->
                OrderStates.write(state, acceptedIdState.wrapAndApplyHeader(buffer, offset, header));
            case RefusedIdState state ->
                OrderStates.write(state, refusedIdState.wrapAndApplyHeader(buffer, offset, header));
            case BurntIdState state ->
                OrderStates.write(state, burntIdState.wrapAndApplyHeader(buffer, offset, header));
            case ExpiredIdState state ->
                OrderStates.write(state, expiredIdState.wrapAndApplyHeader(buffer, offset, header));
            case TransferStepState state ->
                AccountStates.write(state, transferStepState.wrapAndApplyHeader(buffer, offset, header));
            case ReservationState state ->
                AccountStates.write(state, reservationState.wrapAndApplyHeader(buffer, offset, header));
        };
    }
}
