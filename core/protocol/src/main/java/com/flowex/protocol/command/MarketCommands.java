package com.flowex.protocol.command;

import com.flowex.domain.command.AdoptRules;
import com.flowex.domain.command.ChangeInstrument;
import com.flowex.domain.command.ChangeMarketState;
import com.flowex.domain.command.ListAsset;
import com.flowex.domain.command.ListInstrument;
import com.flowex.domain.command.ReplaceInstrument;
import com.flowex.domain.value.InstrumentId;
import com.flowex.protocol.body.EnumPair;
import com.flowex.protocol.body.ListingBodies;
import com.flowex.protocol.sbe.WireAdoptRulesDecoder;
import com.flowex.protocol.sbe.WireAdoptRulesEncoder;
import com.flowex.protocol.sbe.WireChangeInstrumentDecoder;
import com.flowex.protocol.sbe.WireChangeInstrumentEncoder;
import com.flowex.protocol.sbe.WireChangeMarketStateDecoder;
import com.flowex.protocol.sbe.WireChangeMarketStateEncoder;
import com.flowex.protocol.sbe.WireListAssetDecoder;
import com.flowex.protocol.sbe.WireListAssetEncoder;
import com.flowex.protocol.sbe.WireListInstrumentDecoder;
import com.flowex.protocol.sbe.WireListInstrumentEncoder;
import com.flowex.protocol.sbe.WireReplaceInstrumentDecoder;
import com.flowex.protocol.sbe.WireReplaceInstrumentEncoder;

/**
 * Encoding and decoding of commands about assets, markets and rules. Each write is beside its read; a write returns the
 * end of the body.
 */
final class MarketCommands {

    private MarketCommands() {}

    static int write(ListAsset command, WireListAssetEncoder out) {
        ListingBodies.write(command.asset(), out.asset());
        return out.limit();
    }

    static ListAsset read(WireListAssetDecoder in) {
        return new ListAsset(ListingBodies.read(in.asset()));
    }

    static int write(ListInstrument command, WireListInstrumentEncoder out) {
        return ListingBodies.write(command.instrument(), out.instrument(), out.buffer(), out.limit());
    }

    static ListInstrument read(WireListInstrumentDecoder in, int end) {
        return new ListInstrument(ListingBodies.read(in.instrument(), in.limit(), end));
    }

    static int write(ChangeInstrument command, WireChangeInstrumentEncoder out) {
        return ListingBodies.write(command.instrument(), out.instrument(), out.buffer(), out.limit());
    }

    static ChangeInstrument read(WireChangeInstrumentDecoder in, int end) {
        return new ChangeInstrument(ListingBodies.read(in.instrument(), in.limit(), end));
    }

    static int write(ReplaceInstrument command, WireReplaceInstrumentEncoder out) {
        int end = ListingBodies.write(command.before(), out.before(), out.buffer(), out.limit());
        return ListingBodies.write(command.next(), out.next(), out.buffer(), end);
    }

    static ReplaceInstrument read(WireReplaceInstrumentDecoder in, int end) {
        int middle = ListingBodies.feesEnd(in.buffer(), in.limit(), end);
        return new ReplaceInstrument(
                ListingBodies.read(in.before(), in.limit(), middle), ListingBodies.read(in.next(), middle, end));
    }

    static int write(ChangeMarketState command, WireChangeMarketStateEncoder out) {
        out.tenant(command.tenant())
                .instrument(command.instrument().value())
                .state(EnumPair.MARKET_STATE.toWire(command.state()));
        return out.limit();
    }

    static ChangeMarketState read(WireChangeMarketStateDecoder in) {
        return new ChangeMarketState(
                in.tenant(), new InstrumentId(in.instrument()), EnumPair.MARKET_STATE.toDomain(in.state()));
    }

    static int write(AdoptRules command, WireAdoptRulesEncoder out) {
        out.rulesVersion(command.version());
        return out.limit();
    }

    static AdoptRules read(WireAdoptRulesDecoder in) {
        return new AdoptRules(in.rulesVersion());
    }
}
