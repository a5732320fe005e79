package com.flowex.protocol;

import com.flowex.domain.state.AcceptedIdState;
import com.flowex.domain.state.AccountState;
import com.flowex.domain.state.AssetState;
import com.flowex.domain.state.BalanceState;
import com.flowex.domain.state.BurntIdState;
import com.flowex.domain.state.Counters;
import com.flowex.domain.state.ExpiredIdState;
import com.flowex.domain.state.InstrumentState;
import com.flowex.domain.state.PostedTransferState;
import com.flowex.domain.state.RefusedIdState;
import com.flowex.domain.state.RefusedTransferState;
import com.flowex.domain.state.RestingOrderState;
import com.flowex.domain.state.StateRecord;
import com.flowex.protocol.sbe.MessageHeaderEncoder;
import com.flowex.protocol.sbe.WireAcceptedIdStateEncoder;
import com.flowex.protocol.sbe.WireAccountStateEncoder;
import com.flowex.protocol.sbe.WireAssetStateEncoder;
import com.flowex.protocol.sbe.WireBalanceStateEncoder;
import com.flowex.protocol.sbe.WireBurntIdStateEncoder;
import com.flowex.protocol.sbe.WireCountersEncoder;
import com.flowex.protocol.sbe.WireExpiredIdStateEncoder;
import com.flowex.protocol.sbe.WireInstrumentStateEncoder;
import com.flowex.protocol.sbe.WirePostedTransferStateEncoder;
import com.flowex.protocol.sbe.WireRefusedIdStateEncoder;
import com.flowex.protocol.sbe.WireRefusedTransferStateEncoder;
import com.flowex.protocol.sbe.WireRestingOrderStateEncoder;
import org.agrona.MutableDirectBuffer;

/** State records to bytes: one method each, in the order of the switch. Not thread-safe. */
final class StateWriter {

    private final MessageHeaderEncoder header = new MessageHeaderEncoder();
    private final WireCountersEncoder counters = new WireCountersEncoder();
    private final WireAssetStateEncoder assetState = new WireAssetStateEncoder();
    private final WireInstrumentStateEncoder instrumentState = new WireInstrumentStateEncoder();
    private final WireAccountStateEncoder accountState = new WireAccountStateEncoder();
    private final WireBalanceStateEncoder balanceState = new WireBalanceStateEncoder();
    private final WireRestingOrderStateEncoder restingOrderState = new WireRestingOrderStateEncoder();
    private final WireAcceptedIdStateEncoder acceptedIdState = new WireAcceptedIdStateEncoder();
    private final WireRefusedIdStateEncoder refusedIdState = new WireRefusedIdStateEncoder();
    private final WireBurntIdStateEncoder burntIdState = new WireBurntIdStateEncoder();
    private final WireExpiredIdStateEncoder expiredIdState = new WireExpiredIdStateEncoder();
    private final WirePostedTransferStateEncoder postedTransferState = new WirePostedTransferStateEncoder();
    private final WireRefusedTransferStateEncoder refusedTransferState = new WireRefusedTransferStateEncoder();

    /** Writes one message; returns its length. */
    int write(StateRecord value, MutableDirectBuffer buffer, int offset) {
        return switch (value) {
            case Counters state -> write(state, buffer, offset);
            case AssetState state -> write(state, buffer, offset);
            case InstrumentState state -> write(state, buffer, offset);
            case AccountState state -> write(state, buffer, offset);
            case BalanceState state -> write(state, buffer, offset);
            case RestingOrderState state -> write(state, buffer, offset);
            case AcceptedIdState state -> write(state, buffer, offset);
            case RefusedIdState state -> write(state, buffer, offset);
            case BurntIdState state -> write(state, buffer, offset);
            case ExpiredIdState state -> write(state, buffer, offset);
            case PostedTransferState state -> write(state, buffer, offset);
            case RefusedTransferState state -> write(state, buffer, offset);
        };
    }

    private int write(Counters state, MutableDirectBuffer buffer, int offset) {
        counters.wrapAndApplyHeader(buffer, offset, header);
        counters.sequence(state.sequence())
                .nextOrder(state.nextOrder())
                .nextTrade(state.nextTrade())
                .timeNanos(state.timeNanos());
        return Frame.close(buffer, offset, counters.limit());
    }

    private int write(AssetState state, MutableDirectBuffer buffer, int offset) {
        assetState.wrapAndApplyHeader(buffer, offset, header);
        ValueWriter.write(state.asset(), assetState.asset());
        return Frame.close(buffer, offset, assetState.limit());
    }

    private int write(InstrumentState state, MutableDirectBuffer buffer, int offset) {
        instrumentState.wrapAndApplyHeader(buffer, offset, header);
        ValueWriter.write(state.instrument(), instrumentState.instrument());
        instrumentState.state(EnumPair.MARKET_STATE.toWire(state.state()));
        return Frame.close(buffer, offset, instrumentState.limit());
    }

    private int write(AccountState state, MutableDirectBuffer buffer, int offset) {
        accountState.wrapAndApplyHeader(buffer, offset, header);
        ValueWriter.write(state.account(), accountState.account());
        accountState.hasForgottenIds(ValueWriter.wire(state.hasForgottenIds()));
        return Frame.close(buffer, offset, accountState.limit());
    }

    private int write(BalanceState state, MutableDirectBuffer buffer, int offset) {
        balanceState.wrapAndApplyHeader(buffer, offset, header);
        ValueWriter.write(state.account(), balanceState.account());
        balanceState
                .asset(state.asset().value())
                .balanceUnits(state.balanceUnits())
                .heldUnits(state.heldUnits());
        return Frame.close(buffer, offset, balanceState.limit());
    }

    private int write(RestingOrderState state, MutableDirectBuffer buffer, int offset) {
        restingOrderState.wrapAndApplyHeader(buffer, offset, header);
        restingOrderState.order(state.order().value());
        ValueWriter.write(state.account(), restingOrderState.account());
        restingOrderState
                .instrument(state.instrument().value())
                .side(EnumPair.SIDE.toWire(state.side()))
                .price(state.price().units())
                .quantity(state.quantity().units())
                .remaining(state.remaining().units());
        return Frame.close(buffer, offset, restingOrderState.limit());
    }

    private int write(AcceptedIdState state, MutableDirectBuffer buffer, int offset) {
        acceptedIdState.wrapAndApplyHeader(buffer, offset, header);
        ValueWriter.write(state.account(), acceptedIdState.account());
        ValueWriter.write(state.clientOrderId(), acceptedIdState.clientOrderId());
        acceptedIdState
                .fingerprint(state.fingerprint())
                .order(state.order().value())
                .sequence(state.sequence())
                .closedNanos(state.closedNanos());
        return Frame.close(buffer, offset, acceptedIdState.limit());
    }

    private int write(RefusedIdState state, MutableDirectBuffer buffer, int offset) {
        refusedIdState.wrapAndApplyHeader(buffer, offset, header);
        ValueWriter.write(state.account(), refusedIdState.account());
        ValueWriter.write(state.clientOrderId(), refusedIdState.clientOrderId());
        refusedIdState
                .fingerprint(state.fingerprint())
                .reason(EnumPair.REJECT_REASON.toWire(state.reason()))
                .closedNanos(state.closedNanos());
        return Frame.close(buffer, offset, refusedIdState.limit());
    }

    private int write(BurntIdState state, MutableDirectBuffer buffer, int offset) {
        burntIdState.wrapAndApplyHeader(buffer, offset, header);
        ValueWriter.write(state.account(), burntIdState.account());
        ValueWriter.write(state.clientOrderId(), burntIdState.clientOrderId());
        burntIdState.closedNanos(state.closedNanos());
        return Frame.close(buffer, offset, burntIdState.limit());
    }

    private int write(ExpiredIdState state, MutableDirectBuffer buffer, int offset) {
        expiredIdState.wrapAndApplyHeader(buffer, offset, header);
        ValueWriter.write(state.account(), expiredIdState.account());
        expiredIdState.hash(state.hash()).closedNanos(state.closedNanos());
        return Frame.close(buffer, offset, expiredIdState.limit());
    }

    private int write(PostedTransferState state, MutableDirectBuffer buffer, int offset) {
        postedTransferState.wrapAndApplyHeader(buffer, offset, header);
        ValueWriter.write(state.transfer(), postedTransferState.transfer());
        postedTransferState.sequence(state.sequence());
        return Frame.close(buffer, offset, postedTransferState.limit());
    }

    private int write(RefusedTransferState state, MutableDirectBuffer buffer, int offset) {
        refusedTransferState.wrapAndApplyHeader(buffer, offset, header);
        ValueWriter.write(state.transfer(), refusedTransferState.transfer());
        refusedTransferState.reason(EnumPair.REJECT_REASON.toWire(state.reason()));
        return Frame.close(buffer, offset, refusedTransferState.limit());
    }
}
