package com.flowex.protocol.body;

import com.flowex.domain.account.AccountLimits;
import com.flowex.domain.account.KillScope;
import com.flowex.domain.account.OrderQuota;
import com.flowex.domain.market.Asset;
import com.flowex.domain.market.FeeRates;
import com.flowex.domain.market.FeeSchedule;
import com.flowex.domain.market.FeeTier;
import com.flowex.domain.market.Instrument;
import com.flowex.domain.market.InstrumentRules;
import com.flowex.domain.value.AccountId;
import com.flowex.domain.value.AssetId;
import com.flowex.domain.value.InstrumentId;
import com.flowex.domain.value.Scale;
import com.flowex.protocol.sbe.WireAccountLimitsDecoder;
import com.flowex.protocol.sbe.WireAccountLimitsEncoder;
import com.flowex.protocol.sbe.WireAssetDecoder;
import com.flowex.protocol.sbe.WireAssetEncoder;
import com.flowex.protocol.sbe.WireFeeTierDecoder;
import com.flowex.protocol.sbe.WireFeeTierEncoder;
import com.flowex.protocol.sbe.WireInstrumentDecoder;
import com.flowex.protocol.sbe.WireInstrumentEncoder;
import com.flowex.protocol.sbe.WireKillScopeDecoder;
import com.flowex.protocol.sbe.WireKillScopeEncoder;
import com.flowex.protocol.sbe.WireOrderQuotaDecoder;
import com.flowex.protocol.sbe.WireOrderQuotaEncoder;
import com.flowex.protocol.sbe.WireScopeKind;
import java.util.ArrayList;
import java.util.List;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;

/** Encoding and decoding of assets, markets, and operators' settings for them and for accounts. */
public final class ListingBodies {

    /** Highest length of a fee schedule at the end of a message, in bytes. */
    public static final int FEES_LENGTH_MAX =
            Groups.HEADER_LENGTH + FeeSchedule.TIERS_MAX * WireFeeTierEncoder.ENCODED_LENGTH;

    private ListingBodies() {}

    public static void write(Asset asset, WireAssetEncoder out) {
        out.tenant(asset.tenant())
                .id(asset.id().value())
                .code(asset.code())
                .scale((short) asset.scale().places())
                .supplyWhole(asset.supplyWhole());
    }

    public static Asset read(WireAssetDecoder in) {
        String code = in.code();
        requireZeros(
                in.buffer(),
                in.offset() + WireAssetDecoder.codeEncodingOffset(),
                code.length(),
                WireAssetDecoder.codeEncodingLength());
        return new Asset(in.tenant(), new AssetId(in.id()), code, new Scale(in.scale()), in.supplyWhole());
    }

    /**
     * Writes a market and, at {@code limit}, its fees.
     *
     * @return offset at which they end
     */
    public static int write(Instrument instrument, WireInstrumentEncoder out, MutableDirectBuffer buffer, int limit) {
        InstrumentRules rules = instrument.rules();
        out.tenant(instrument.tenant())
                .id(instrument.id().value())
                .symbol(instrument.symbol())
                .base(instrument.base().value())
                .quote(instrument.quote().value())
                .priceScale((short) rules.priceScale().places())
                .tickUnits(rules.tickUnits())
                .priceMaxUnits(rules.priceMaxUnits())
                .lotUnits(rules.lotUnits())
                .quantityMinUnits(rules.quantityMinUnits())
                .quantityMaxUnits(rules.quantityMaxUnits())
                .notionalMinUnits(rules.notionalMinUnits());
        Risk.write(rules.risk(), out.risk());
        return write(instrument.fees(), buffer, limit);
    }

    /**
     * Reads a market and, from {@code limit} to {@code end}, its fees.
     *
     * @param end offset at which the body of the message ends
     */
    public static Instrument read(WireInstrumentDecoder in, int limit, int end) {
        String symbol = in.symbol();
        requireZeros(
                in.buffer(),
                in.offset() + WireInstrumentDecoder.symbolEncodingOffset(),
                symbol.length(),
                WireInstrumentDecoder.symbolEncodingLength());
        return new Instrument(
                in.tenant(),
                new InstrumentId(in.id()),
                symbol,
                new AssetId(in.base()),
                new AssetId(in.quote()),
                rules(in),
                fees(in.buffer(), limit, end));
    }

    private static InstrumentRules rules(WireInstrumentDecoder in) {
        return new InstrumentRules(
                new Scale(in.priceScale()),
                in.tickUnits(),
                in.priceMaxUnits(),
                in.lotUnits(),
                in.quantityMinUnits(),
                in.quantityMaxUnits(),
                in.notionalMinUnits(),
                Risk.read(in.risk()));
    }

    private static int write(FeeSchedule fees, MutableDirectBuffer buffer, int from) {
        int at = Groups.begin(fees.tiers().size(), WireFeeTierEncoder.ENCODED_LENGTH, buffer, from);
        WireFeeTierEncoder out = new WireFeeTierEncoder();
        for (FeeTier tier : fees.tiers()) {
            out.wrap(buffer, at)
                    .volumeFromUnits(tier.volumeFromUnits())
                    .makerMillionths(tier.rates().makerMillionths())
                    .takerMillionths(tier.rates().takerMillionths());
            at += WireFeeTierEncoder.ENCODED_LENGTH;
        }
        return at;
    }

    /** Returns the end of the fees at {@code limit}, if more data follows them. */
    public static int feesEnd(DirectBuffer buffer, int limit, int end) {
        return Groups.end(WireFeeTierDecoder.ENCODED_LENGTH, buffer, limit, end);
    }

    private static FeeSchedule fees(DirectBuffer buffer, int from, int end) {
        int count = Groups.count(WireFeeTierDecoder.ENCODED_LENGTH, buffer, from, end);
        if (count > FeeSchedule.TIERS_MAX) {
            throw new GarbledException(count + " fee tiers");
        }
        List<FeeTier> tiers = new ArrayList<>(count);
        WireFeeTierDecoder in = new WireFeeTierDecoder();
        for (int i = 0; i < count; i++) {
            in.wrap(buffer, from + Groups.HEADER_LENGTH + i * WireFeeTierDecoder.ENCODED_LENGTH);
            tiers.add(new FeeTier(in.volumeFromUnits(), new FeeRates(in.makerMillionths(), in.takerMillionths())));
        }
        return new FeeSchedule(tiers);
    }

    public static void write(AccountLimits limits, WireAccountLimitsEncoder out) {
        out.orderValueMaxUnits(limits.orderValueMaxUnits())
                .positionMaxUnits(limits.positionMaxUnits())
                .openOrdersMax(limits.openOrdersMax());
    }

    public static AccountLimits read(WireAccountLimitsDecoder in) {
        return new AccountLimits(in.orderValueMaxUnits(), in.positionMaxUnits(), in.openOrdersMax());
    }

    public static void write(OrderQuota quota, WireOrderQuotaEncoder out) {
        out.openOrdersMax(quota.openOrdersMax()).clientOrderIdsMax(quota.clientOrderIdsMax());
    }

    public static OrderQuota read(WireOrderQuotaDecoder in) {
        return new OrderQuota(in.openOrdersMax(), in.clientOrderIdsMax());
    }

    public static void write(KillScope scope, WireKillScopeEncoder out) {
        out.tenant(scope.tenant());
        switch (scope) {
            case KillScope.OfAccount(AccountId account) ->
                out.kind(WireScopeKind.ACCOUNT).account(account.number()).instrument(0);
            case KillScope.OfMarket(int _, InstrumentId instrument) ->
                out.kind(WireScopeKind.MARKET).account(0).instrument(instrument.value());
            case KillScope.OfTenant _ ->
                out.kind(WireScopeKind.TENANT).account(0).instrument(0);
        }
    }

    public static KillScope read(WireKillScopeDecoder in) {
        return switch (in.kind()) {
            case ACCOUNT -> {
                Ids.requireZero(in.instrument());
                yield new KillScope.OfAccount(new AccountId(in.tenant(), in.account()));
            }
            case MARKET -> {
                Ids.requireZero(in.account());
                yield new KillScope.OfMarket(in.tenant(), new InstrumentId(in.instrument()));
            }
            case TENANT -> {
                Ids.requireZero(in.account() | in.instrument());
                yield new KillScope.OfTenant(in.tenant());
            }
            case NULL_VAL -> throw new GarbledException("a kill switch has a scope");
        };
    }

    /** Checks that the unused bytes of a text are zero, so that text has one form on the wire. */
    private static void requireZeros(DirectBuffer buffer, int offset, int from, int to) {
        for (int i = from; i < to; i++) {
            if (buffer.getByte(offset + i) != 0) {
                throw new GarbledException("text is followed by zeros");
            }
        }
    }
}
