package com.flowex.protocol.body;

import com.flowex.domain.margin.IndexQuote;
import com.flowex.domain.margin.MarginLevels;
import com.flowex.domain.margin.MarginRates;
import com.flowex.domain.margin.MarginTerms;
import com.flowex.domain.margin.MarginTier;
import com.flowex.domain.margin.RateDiscount;
import com.flowex.domain.margin.RatePoint;
import com.flowex.domain.value.AssetId;
import com.flowex.domain.value.Scale;
import com.flowex.protocol.sbe.WireIndexQuoteDecoder;
import com.flowex.protocol.sbe.WireIndexQuoteEncoder;
import com.flowex.protocol.sbe.WireMarginLevelsDecoder;
import com.flowex.protocol.sbe.WireMarginLevelsEncoder;
import com.flowex.protocol.sbe.WireMarginTermsDecoder;
import com.flowex.protocol.sbe.WireMarginTermsEncoder;
import com.flowex.protocol.sbe.WireMarginTierDecoder;
import com.flowex.protocol.sbe.WireMarginTierEncoder;
import com.flowex.protocol.sbe.WireRateDiscountDecoder;
import com.flowex.protocol.sbe.WireRateDiscountEncoder;
import com.flowex.protocol.sbe.WireRatePointDecoder;
import com.flowex.protocol.sbe.WireRatePointEncoder;
import java.util.ArrayList;
import java.util.List;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;
import org.jspecify.annotations.Nullable;

/** Encoding and decoding of margin terms, margin rates, margin levels and quotes of index prices. */
public final class Margin {

    private Margin() {}

    /**
     * Writes terms and, at {@code limit}, their tiers.
     *
     * @return offset at which they end
     */
    public static int write(MarginTerms terms, WireMarginTermsEncoder out, MutableDirectBuffer buffer, int limit) {
        out.priceScale((short) terms.priceScale().places())
                .haircutMillionths(terms.haircutMillionths())
                .capUnits(terms.capUnits())
                .hourlyRateBillionths(terms.hourlyRateBillionths());
        int at = Groups.begin(terms.tiers().size(), WireMarginTierEncoder.ENCODED_LENGTH, buffer, limit);
        WireMarginTierEncoder entry = new WireMarginTierEncoder();
        for (MarginTier tier : terms.tiers()) {
            entry.wrap(buffer, at)
                    .fromWhole(tier.fromWhole())
                    .initialMillionths(tier.initialMillionths())
                    .maintenanceMillionths(tier.maintenanceMillionths());
            at += WireMarginTierEncoder.ENCODED_LENGTH;
        }
        return at;
    }

    /**
     * Reads terms and, from {@code limit} to {@code end}, their tiers.
     *
     * @param end offset at which the body of the message ends
     */
    public static MarginTerms read(WireMarginTermsDecoder in, int limit, int end) {
        return new MarginTerms(
                new Scale(in.priceScale()),
                in.haircutMillionths(),
                tiers(in.buffer(), limit, end),
                in.capUnits(),
                in.hourlyRateBillionths());
    }

    private static List<MarginTier> tiers(DirectBuffer buffer, int from, int end) {
        int count = Groups.count(WireMarginTierDecoder.ENCODED_LENGTH, buffer, from, end);
        if (count > MarginTerms.TIERS_MAX) {
            throw new GarbledException(count + " margin tiers");
        }
        List<MarginTier> tiers = new ArrayList<>(count);
        WireMarginTierDecoder in = new WireMarginTierDecoder();
        for (int i = 0; i < count; i++) {
            in.wrap(buffer, from + Groups.HEADER_LENGTH + i * WireMarginTierDecoder.ENCODED_LENGTH);
            tiers.add(new MarginTier(in.fromWhole(), in.initialMillionths(), in.maintenanceMillionths()));
        }
        return tiers;
    }

    /** Returns the asset of the volumes as a message has it: zero without discounts. */
    public static int volumeAsset(MarginRates rates) {
        AssetId asset = rates.volumeAsset();
        return asset == null ? 0 : asset.value();
    }

    /**
     * Writes a curve and discounts at {@code limit}.
     *
     * @return offset at which they end
     */
    public static int write(MarginRates rates, MutableDirectBuffer buffer, int limit) {
        int at = Groups.begin(rates.curve().size(), WireRatePointEncoder.ENCODED_LENGTH, buffer, limit);
        WireRatePointEncoder point = new WireRatePointEncoder();
        for (RatePoint each : rates.curve()) {
            point.wrap(buffer, at)
                    .useMillionths(each.useMillionths())
                    .hourlyRateBillionths(each.hourlyRateBillionths());
            at += WireRatePointEncoder.ENCODED_LENGTH;
        }
        at = Groups.begin(rates.discounts().size(), WireRateDiscountEncoder.ENCODED_LENGTH, buffer, at);
        WireRateDiscountEncoder discount = new WireRateDiscountEncoder();
        for (RateDiscount each : rates.discounts()) {
            discount.wrap(buffer, at).volumeFromUnits(each.volumeFromUnits()).basisPoints(each.basisPoints());
            at += WireRateDiscountEncoder.ENCODED_LENGTH;
        }
        return at;
    }

    /**
     * Reads a curve and discounts from {@code limit} to {@code end}.
     *
     * @param volumeAsset asset of the volumes; zero without discounts
     * @param end offset at which the body of the message ends
     */
    public static MarginRates rates(int volumeAsset, DirectBuffer buffer, int limit, int end) {
        int middle = Groups.end(WireRatePointDecoder.ENCODED_LENGTH, buffer, limit, end);
        @Nullable AssetId asset = volumeAsset == 0 ? null : new AssetId(volumeAsset);
        return new MarginRates(curve(buffer, limit, middle), discounts(buffer, middle, end), asset);
    }

    private static List<RatePoint> curve(DirectBuffer buffer, int from, int end) {
        int count = Groups.count(WireRatePointDecoder.ENCODED_LENGTH, buffer, from, end);
        if (count > MarginRates.POINTS_MAX) {
            throw new GarbledException(count + " points of a curve of rates");
        }
        List<RatePoint> curve = new ArrayList<>(count);
        WireRatePointDecoder in = new WireRatePointDecoder();
        for (int i = 0; i < count; i++) {
            in.wrap(buffer, from + Groups.HEADER_LENGTH + i * WireRatePointDecoder.ENCODED_LENGTH);
            curve.add(new RatePoint(in.useMillionths(), in.hourlyRateBillionths()));
        }
        return curve;
    }

    private static List<RateDiscount> discounts(DirectBuffer buffer, int from, int end) {
        int count = Groups.count(WireRateDiscountDecoder.ENCODED_LENGTH, buffer, from, end);
        if (count > MarginRates.DISCOUNTS_MAX) {
            throw new GarbledException(count + " discounts of a rate");
        }
        List<RateDiscount> discounts = new ArrayList<>(count);
        WireRateDiscountDecoder in = new WireRateDiscountDecoder();
        for (int i = 0; i < count; i++) {
            in.wrap(buffer, from + Groups.HEADER_LENGTH + i * WireRateDiscountDecoder.ENCODED_LENGTH);
            discounts.add(new RateDiscount(in.volumeFromUnits(), in.basisPoints()));
        }
        return discounts;
    }

    public static void write(IndexQuote quote, WireIndexQuoteEncoder out) {
        out.source((short) quote.source())
                .priceUnits(quote.priceUnits())
                .volumeUnits(quote.volumeUnits())
                .timeNanos(quote.timeNanos());
    }

    public static IndexQuote read(WireIndexQuoteDecoder in) {
        return new IndexQuote(in.source(), in.priceUnits(), in.volumeUnits(), in.timeNanos());
    }

    public static void write(MarginLevels levels, WireMarginLevelsEncoder out) {
        out.callMillionths(levels.callMillionths())
                .liquidationMillionths(levels.liquidationMillionths())
                .feeMillionths(levels.feeMillionths());
    }

    public static MarginLevels read(WireMarginLevelsDecoder in) {
        return new MarginLevels(in.callMillionths(), in.liquidationMillionths(), in.feeMillionths());
    }
}
