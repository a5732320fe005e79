package com.flowex.protocol.event;

import com.flowex.domain.event.AssetListed;
import com.flowex.domain.event.InstrumentChanged;
import com.flowex.domain.event.InstrumentListed;
import com.flowex.domain.event.LevelsMoved;
import com.flowex.domain.event.ListingRejected;
import com.flowex.domain.event.MarketStateChanged;
import com.flowex.domain.event.RulesAdopted;
import com.flowex.domain.value.InstrumentId;
import com.flowex.protocol.body.EnumPair;
import com.flowex.protocol.body.Ids;
import com.flowex.protocol.body.ListingBodies;
import com.flowex.protocol.sbe.WireAssetListedDecoder;
import com.flowex.protocol.sbe.WireAssetListedEncoder;
import com.flowex.protocol.sbe.WireInstrumentChangedDecoder;
import com.flowex.protocol.sbe.WireInstrumentChangedEncoder;
import com.flowex.protocol.sbe.WireInstrumentListedDecoder;
import com.flowex.protocol.sbe.WireInstrumentListedEncoder;
import com.flowex.protocol.sbe.WireLevelsMovedDecoder;
import com.flowex.protocol.sbe.WireLevelsMovedEncoder;
import com.flowex.protocol.sbe.WireListingRejectedDecoder;
import com.flowex.protocol.sbe.WireListingRejectedEncoder;
import com.flowex.protocol.sbe.WireMarketStateChangedDecoder;
import com.flowex.protocol.sbe.WireMarketStateChangedEncoder;
import com.flowex.protocol.sbe.WireRulesAdoptedDecoder;
import com.flowex.protocol.sbe.WireRulesAdoptedEncoder;

/**
 * Encoding and decoding of events of assets, markets and rules. Each write is beside its read; a write returns the end
 * of the body.
 */
final class MarketEvents {

    private MarketEvents() {}

    static int write(AssetListed event, WireAssetListedEncoder out) {
        ListingBodies.write(event.asset(), out.asset());
        return out.limit();
    }

    static AssetListed read(WireAssetListedDecoder in) {
        return new AssetListed(ListingBodies.read(in.asset()));
    }

    static int write(InstrumentListed event, WireInstrumentListedEncoder out) {
        return ListingBodies.write(event.instrument(), out.instrument(), out.buffer(), out.limit());
    }

    static InstrumentListed read(WireInstrumentListedDecoder in, int end) {
        return new InstrumentListed(ListingBodies.read(in.instrument(), in.limit(), end));
    }

    static int write(InstrumentChanged event, WireInstrumentChangedEncoder out) {
        return ListingBodies.write(event.instrument(), out.instrument(), out.buffer(), out.limit());
    }

    static InstrumentChanged read(WireInstrumentChangedDecoder in, int end) {
        return new InstrumentChanged(ListingBodies.read(in.instrument(), in.limit(), end));
    }

    static int write(MarketStateChanged event, WireMarketStateChangedEncoder out) {
        out.instrument(event.instrument().value())
                .state(EnumPair.MARKET_STATE.toWire(event.state()))
                .cause(EnumPair.MARKET_STATE_CAUSE.toWire(event.cause()))
                .resumesNanos(event.resumesNanos());
        return out.limit();
    }

    static MarketStateChanged read(WireMarketStateChangedDecoder in) {
        return new MarketStateChanged(
                new InstrumentId(in.instrument()),
                EnumPair.MARKET_STATE.toDomain(in.state()),
                EnumPair.MARKET_STATE_CAUSE.toDomain(in.cause()),
                in.resumesNanos());
    }

    static int write(RulesAdopted event, WireRulesAdoptedEncoder out) {
        out.rulesVersion(event.version());
        return out.limit();
    }

    static RulesAdopted read(WireRulesAdoptedDecoder in) {
        return new RulesAdopted(in.rulesVersion());
    }

    static int write(ListingRejected event, WireListingRejectedEncoder out) {
        out.tenant(event.tenant()).reason(EnumPair.REJECT_REASON.toWire(event.reason()));
        return out.limit();
    }

    static ListingRejected read(WireListingRejectedDecoder in) {
        return new ListingRejected(in.tenant(), EnumPair.REJECT_REASON.toDomain(in.reason()));
    }

    static int write(LevelsMoved event, WireLevelsMovedEncoder out) {
        return out.instrument(event.instrument().value())
                .lowestTrade(Ids.units(event.lowestTrade()))
                .highestTrade(Ids.units(event.highestTrade()))
                .lowestAsk(Ids.units(event.lowestAsk()))
                .highestBid(Ids.units(event.highestBid()))
                .limit();
    }

    static LevelsMoved read(WireLevelsMovedDecoder in) {
        return new LevelsMoved(
                new InstrumentId(in.instrument()),
                Ids.priceOrNull(in.lowestTrade()),
                Ids.priceOrNull(in.highestTrade()),
                Ids.priceOrNull(in.lowestAsk()),
                Ids.priceOrNull(in.highestBid()));
    }
}
