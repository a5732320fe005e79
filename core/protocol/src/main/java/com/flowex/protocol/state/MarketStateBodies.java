package com.flowex.protocol.state;

import com.flowex.domain.state.AssetState;
import com.flowex.domain.state.Counters;
import com.flowex.domain.state.InstrumentState;
import com.flowex.domain.state.PriceStepState;
import com.flowex.domain.state.TenantState;
import com.flowex.domain.value.InstrumentId;
import com.flowex.protocol.body.EnumPair;
import com.flowex.protocol.body.Ids;
import com.flowex.protocol.body.ListingBodies;
import com.flowex.protocol.sbe.WireAssetStateDecoder;
import com.flowex.protocol.sbe.WireAssetStateEncoder;
import com.flowex.protocol.sbe.WireCountersDecoder;
import com.flowex.protocol.sbe.WireCountersEncoder;
import com.flowex.protocol.sbe.WireInstrumentStateDecoder;
import com.flowex.protocol.sbe.WireInstrumentStateEncoder;
import com.flowex.protocol.sbe.WirePriceStepStateDecoder;
import com.flowex.protocol.sbe.WirePriceStepStateEncoder;
import com.flowex.protocol.sbe.WireTenantStateDecoder;
import com.flowex.protocol.sbe.WireTenantStateEncoder;

/**
 * Encoding and decoding of the state of assets, markets, tenants and the engine. Each write is beside its read; a write
 * returns the end of the body.
 */
final class MarketStateBodies {

    private MarketStateBodies() {}

    static int write(Counters state, WireCountersEncoder out) {
        out.sequence(state.sequence())
                .nextOrder(state.nextOrder())
                .nextTrade(state.nextTrade())
                .timeNanos(state.timeNanos())
                .rulesVersion(state.rulesVersion());
        return out.limit();
    }

    static Counters read(WireCountersDecoder in) {
        return new Counters(in.sequence(), in.nextOrder(), in.nextTrade(), in.timeNanos(), in.rulesVersion());
    }

    static int write(AssetState state, WireAssetStateEncoder out) {
        ListingBodies.write(state.asset(), out.asset());
        return out.limit();
    }

    static AssetState read(WireAssetStateDecoder in) {
        return new AssetState(ListingBodies.read(in.asset()));
    }

    static int write(TenantState state, WireTenantStateEncoder out) {
        out.tenant(state.tenant()).isEnding(Ids.wire(state.isEnding()));
        return out.limit();
    }

    static TenantState read(WireTenantStateDecoder in) {
        return new TenantState(in.tenant(), Ids.read(in.isEnding()));
    }

    static int write(InstrumentState state, WireInstrumentStateEncoder out) {
        out.state(EnumPair.MARKET_STATE.toWire(state.state()))
                .lastPriceUnits(state.lastPriceUnits())
                .resumesNanos(state.resumesNanos())
                .isKilled(Ids.wire(state.isKilled()))
                .isEnding(Ids.wire(state.isEnding()));
        return ListingBodies.write(state.instrument(), out.instrument(), out.buffer(), out.limit());
    }

    static InstrumentState read(WireInstrumentStateDecoder in, int end) {
        return new InstrumentState(
                ListingBodies.read(in.instrument(), in.limit(), end),
                EnumPair.MARKET_STATE.toDomain(in.state()),
                in.lastPriceUnits(),
                in.resumesNanos(),
                Ids.read(in.isKilled()),
                Ids.read(in.isEnding()));
    }

    static int write(PriceStepState state, WirePriceStepStateEncoder out) {
        out.instrument(state.instrument().value())
                .step(state.step())
                .lowUnits(state.lowUnits())
                .highUnits(state.highUnits());
        return out.limit();
    }

    static PriceStepState read(WirePriceStepStateDecoder in) {
        return new PriceStepState(new InstrumentId(in.instrument()), in.step(), in.lowUnits(), in.highUnits());
    }
}
