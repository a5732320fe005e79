package com.flowex.protocol;

import com.flowex.domain.AssetId;
import com.flowex.domain.InstrumentId;
import com.flowex.domain.OrderId;
import com.flowex.domain.Price;
import com.flowex.domain.Quantity;
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
import com.flowex.protocol.sbe.WireAcceptedIdStateDecoder;
import com.flowex.protocol.sbe.WireAccountStateDecoder;
import com.flowex.protocol.sbe.WireAssetStateDecoder;
import com.flowex.protocol.sbe.WireBalanceStateDecoder;
import com.flowex.protocol.sbe.WireBurntIdStateDecoder;
import com.flowex.protocol.sbe.WireCountersDecoder;
import com.flowex.protocol.sbe.WireExpiredIdStateDecoder;
import com.flowex.protocol.sbe.WireInstrumentStateDecoder;
import com.flowex.protocol.sbe.WirePostedTransferStateDecoder;
import com.flowex.protocol.sbe.WireRefusedIdStateDecoder;
import com.flowex.protocol.sbe.WireRefusedTransferStateDecoder;
import com.flowex.protocol.sbe.WireRestingOrderStateDecoder;
import org.agrona.DirectBuffer;

/** State records from bytes: one method each, in the order of the switch. Not thread-safe. */
final class StateReader implements Frame.Reader<StateRecord> {

    private final Frame frame = new Frame();
    private final WireCountersDecoder counters = new WireCountersDecoder();
    private final WireAssetStateDecoder assetState = new WireAssetStateDecoder();
    private final WireInstrumentStateDecoder instrumentState = new WireInstrumentStateDecoder();
    private final WireAccountStateDecoder accountState = new WireAccountStateDecoder();
    private final WireBalanceStateDecoder balanceState = new WireBalanceStateDecoder();
    private final WireRestingOrderStateDecoder restingOrderState = new WireRestingOrderStateDecoder();
    private final WireAcceptedIdStateDecoder acceptedIdState = new WireAcceptedIdStateDecoder();
    private final WireRefusedIdStateDecoder refusedIdState = new WireRefusedIdStateDecoder();
    private final WireBurntIdStateDecoder burntIdState = new WireBurntIdStateDecoder();
    private final WireExpiredIdStateDecoder expiredIdState = new WireExpiredIdStateDecoder();
    private final WirePostedTransferStateDecoder postedTransferState = new WirePostedTransferStateDecoder();
    private final WireRefusedTransferStateDecoder refusedTransferState = new WireRefusedTransferStateDecoder();

    @Override
    public StateRecord read(DirectBuffer buffer, int offset, int length) {
        int templateId = frame.open(buffer, offset, length);
        return switch (templateId) {
            case WireCountersDecoder.TEMPLATE_ID -> counters(buffer, offset, length);
            case WireAssetStateDecoder.TEMPLATE_ID -> assetState(buffer, offset, length);
            case WireInstrumentStateDecoder.TEMPLATE_ID -> instrumentState(buffer, offset, length);
            case WireAccountStateDecoder.TEMPLATE_ID -> accountState(buffer, offset, length);
            case WireBalanceStateDecoder.TEMPLATE_ID -> balanceState(buffer, offset, length);
            case WireRestingOrderStateDecoder.TEMPLATE_ID -> restingOrderState(buffer, offset, length);
            case WireAcceptedIdStateDecoder.TEMPLATE_ID -> acceptedIdState(buffer, offset, length);
            case WireRefusedIdStateDecoder.TEMPLATE_ID -> refusedIdState(buffer, offset, length);
            case WireBurntIdStateDecoder.TEMPLATE_ID -> burntIdState(buffer, offset, length);
            case WireExpiredIdStateDecoder.TEMPLATE_ID -> expiredIdState(buffer, offset, length);
            case WirePostedTransferStateDecoder.TEMPLATE_ID -> postedTransferState(buffer, offset, length);
            case WireRefusedTransferStateDecoder.TEMPLATE_ID -> refusedTransferState(buffer, offset, length);
            default -> throw Frame.unknownTemplate(templateId);
        };
    }

    private Counters counters(DirectBuffer buffer, int offset, int length) {
        frame.requireFixed(WireCountersDecoder.BLOCK_LENGTH, length);
        WireCountersDecoder in = counters.wrap(
                buffer,
                offset + Frame.HEADER_LENGTH,
                WireCountersDecoder.BLOCK_LENGTH,
                WireCountersDecoder.SCHEMA_VERSION);
        return new Counters(in.sequence(), in.nextOrder(), in.nextTrade(), in.timeNanos());
    }

    private AssetState assetState(DirectBuffer buffer, int offset, int length) {
        frame.requireFixed(WireAssetStateDecoder.BLOCK_LENGTH, length);
        WireAssetStateDecoder in = assetState.wrap(
                buffer,
                offset + Frame.HEADER_LENGTH,
                WireAssetStateDecoder.BLOCK_LENGTH,
                WireAssetStateDecoder.SCHEMA_VERSION);
        return new AssetState(ValueReader.read(in.asset()));
    }

    private InstrumentState instrumentState(DirectBuffer buffer, int offset, int length) {
        frame.requireFixed(WireInstrumentStateDecoder.BLOCK_LENGTH, length);
        WireInstrumentStateDecoder in = instrumentState.wrap(
                buffer,
                offset + Frame.HEADER_LENGTH,
                WireInstrumentStateDecoder.BLOCK_LENGTH,
                WireInstrumentStateDecoder.SCHEMA_VERSION);
        return new InstrumentState(ValueReader.read(in.instrument()), EnumPair.MARKET_STATE.toDomain(in.state()));
    }

    private AccountState accountState(DirectBuffer buffer, int offset, int length) {
        frame.requireFixed(WireAccountStateDecoder.BLOCK_LENGTH, length);
        WireAccountStateDecoder in = accountState.wrap(
                buffer,
                offset + Frame.HEADER_LENGTH,
                WireAccountStateDecoder.BLOCK_LENGTH,
                WireAccountStateDecoder.SCHEMA_VERSION);
        return new AccountState(ValueReader.read(in.account()), ValueReader.read(in.hasForgottenIds()));
    }

    private BalanceState balanceState(DirectBuffer buffer, int offset, int length) {
        frame.requireFixed(WireBalanceStateDecoder.BLOCK_LENGTH, length);
        WireBalanceStateDecoder in = balanceState.wrap(
                buffer,
                offset + Frame.HEADER_LENGTH,
                WireBalanceStateDecoder.BLOCK_LENGTH,
                WireBalanceStateDecoder.SCHEMA_VERSION);
        return new BalanceState(
                ValueReader.read(in.account()), new AssetId(in.asset()), in.balanceUnits(), in.heldUnits());
    }

    private RestingOrderState restingOrderState(DirectBuffer buffer, int offset, int length) {
        frame.requireFixed(WireRestingOrderStateDecoder.BLOCK_LENGTH, length);
        WireRestingOrderStateDecoder in = restingOrderState.wrap(
                buffer,
                offset + Frame.HEADER_LENGTH,
                WireRestingOrderStateDecoder.BLOCK_LENGTH,
                WireRestingOrderStateDecoder.SCHEMA_VERSION);
        return new RestingOrderState(
                new OrderId(in.order()),
                ValueReader.read(in.account()),
                new InstrumentId(in.instrument()),
                EnumPair.SIDE.toDomain(in.side()),
                new Price(in.price()),
                new Quantity(in.quantity()),
                new Quantity(in.remaining()));
    }

    private AcceptedIdState acceptedIdState(DirectBuffer buffer, int offset, int length) {
        frame.requireFixed(WireAcceptedIdStateDecoder.BLOCK_LENGTH, length);
        WireAcceptedIdStateDecoder in = acceptedIdState.wrap(
                buffer,
                offset + Frame.HEADER_LENGTH,
                WireAcceptedIdStateDecoder.BLOCK_LENGTH,
                WireAcceptedIdStateDecoder.SCHEMA_VERSION);
        return new AcceptedIdState(
                ValueReader.read(in.account()),
                ValueReader.read(in.clientOrderId()),
                in.fingerprint(),
                new OrderId(in.order()),
                in.sequence(),
                in.closedNanos());
    }

    private RefusedIdState refusedIdState(DirectBuffer buffer, int offset, int length) {
        frame.requireFixed(WireRefusedIdStateDecoder.BLOCK_LENGTH, length);
        WireRefusedIdStateDecoder in = refusedIdState.wrap(
                buffer,
                offset + Frame.HEADER_LENGTH,
                WireRefusedIdStateDecoder.BLOCK_LENGTH,
                WireRefusedIdStateDecoder.SCHEMA_VERSION);
        return new RefusedIdState(
                ValueReader.read(in.account()),
                ValueReader.read(in.clientOrderId()),
                in.fingerprint(),
                EnumPair.REJECT_REASON.toDomain(in.reason()),
                in.closedNanos());
    }

    private BurntIdState burntIdState(DirectBuffer buffer, int offset, int length) {
        frame.requireFixed(WireBurntIdStateDecoder.BLOCK_LENGTH, length);
        WireBurntIdStateDecoder in = burntIdState.wrap(
                buffer,
                offset + Frame.HEADER_LENGTH,
                WireBurntIdStateDecoder.BLOCK_LENGTH,
                WireBurntIdStateDecoder.SCHEMA_VERSION);
        return new BurntIdState(ValueReader.read(in.account()), ValueReader.read(in.clientOrderId()), in.closedNanos());
    }

    private ExpiredIdState expiredIdState(DirectBuffer buffer, int offset, int length) {
        frame.requireFixed(WireExpiredIdStateDecoder.BLOCK_LENGTH, length);
        WireExpiredIdStateDecoder in = expiredIdState.wrap(
                buffer,
                offset + Frame.HEADER_LENGTH,
                WireExpiredIdStateDecoder.BLOCK_LENGTH,
                WireExpiredIdStateDecoder.SCHEMA_VERSION);
        return new ExpiredIdState(ValueReader.read(in.account()), in.hash(), in.closedNanos());
    }

    private PostedTransferState postedTransferState(DirectBuffer buffer, int offset, int length) {
        frame.requireFixed(WirePostedTransferStateDecoder.BLOCK_LENGTH, length);
        WirePostedTransferStateDecoder in = postedTransferState.wrap(
                buffer,
                offset + Frame.HEADER_LENGTH,
                WirePostedTransferStateDecoder.BLOCK_LENGTH,
                WirePostedTransferStateDecoder.SCHEMA_VERSION);
        return new PostedTransferState(ValueReader.read(in.transfer()), in.sequence());
    }

    private RefusedTransferState refusedTransferState(DirectBuffer buffer, int offset, int length) {
        frame.requireFixed(WireRefusedTransferStateDecoder.BLOCK_LENGTH, length);
        WireRefusedTransferStateDecoder in = refusedTransferState.wrap(
                buffer,
                offset + Frame.HEADER_LENGTH,
                WireRefusedTransferStateDecoder.BLOCK_LENGTH,
                WireRefusedTransferStateDecoder.SCHEMA_VERSION);
        return new RefusedTransferState(ValueReader.read(in.transfer()), EnumPair.REJECT_REASON.toDomain(in.reason()));
    }
}
