package com.flowex.wallet.api.margin;

import com.flowex.domain.margin.MarginRates;
import com.flowex.domain.margin.MarginTerms;
import com.flowex.domain.margin.RateDiscount;
import com.flowex.domain.margin.RatePoint;
import com.flowex.domain.market.Asset;
import com.flowex.platform.errors.Fields;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Rates by use and volume as a request sends them; the schema MarginRatesRequest.
 *
 * @param version version at which they were read; 0 if there were none
 * @param curve points from use 0 to use 1; empty for the rate of the terms
 * @param volumeCurrency quote currency in which volumes count; null without discounts
 */
record RatesForm(
        @Nullable Long version,
        @Nullable List<@Nullable PointForm> curve,
        @Nullable String volumeCurrency,
        @Nullable List<@Nullable DiscountForm> discounts) {

    record PointForm(@Nullable String use, @Nullable String hourlyRate) {}

    record DiscountForm(
            @Nullable String volumeFrom, @Nullable String discount) {}

    /**
     * Returns the rates. The caller must have sent valid ones: otherwise {@code fields} throws a refusal of each.
     *
     * @param volumes asset of the currency of the volumes; null if none was sent
     */
    MarginRates rates(@Nullable Asset volumes, Fields fields) {
        List<RatePoint> points = points(fields);
        List<RateDiscount> parts = parts(volumes, fields);
        fields.check();
        return new MarginRates(points, parts, volumes == null ? null : volumes.id());
    }

    private List<RatePoint> points(Fields fields) {
        if (curve == null || curve.size() == 1 || curve.size() > MarginRates.POINTS_MAX) {
            fields.refuse("curve", "2 to " + MarginRates.POINTS_MAX + " points, or [] for the rate of the terms");
            return List.of();
        }
        return RisingRows.read(curve, "curve", fields, RatesForm::point);
    }

    /** Returns a point; null if a rule is broken, which {@code fields} then names. */
    private static @Nullable RatePoint point(
            @Nullable PointForm form, @Nullable RatePoint below, boolean isLast, Fields fields) {
        if (form == null) {
            fields.refuse("use", "given");
            return null;
        }
        long use = fields.notNegative("use", form.use(), MarginFormat.SHARE);
        long rate = fields.notNegative("hourly_rate", form.hourlyRate(), MarginFormat.RATE);
        boolean isSound = true;
        if (below == null && use != 0) {
            fields.refuse("use", "0 in the first point");
            isSound = false;
        } else if (below != null && (use <= below.useMillionths() || isLast != (use == RatePoint.USE_MAX))) {
            fields.refuse("use", isLast ? "1 in the last point" : "above that of the point before, and below 1");
            isSound = false;
        }
        if (rate > MarginTerms.RATE_MAX) {
            fields.refuse("hourly_rate", "at most 0.001, a thousandth an hour");
            isSound = false;
        } else if (below != null && rate < below.hourlyRateBillionths()) {
            fields.refuse("hourly_rate", "no less than that of the point before");
            isSound = false;
        }
        return isSound ? new RatePoint((int) use, (int) rate) : null;
    }

    private List<RateDiscount> parts(@Nullable Asset volumes, Fields fields) {
        if (discounts == null || discounts.size() > MarginRates.DISCOUNTS_MAX) {
            fields.refuse("discounts", "at most " + MarginRates.DISCOUNTS_MAX + " discounts, [] for none");
            return List.of();
        }
        if (discounts.isEmpty() != (volumes == null)) {
            fields.refuse("volume_currency", "the currency of the volumes; left out without discounts");
        }
        return volumes == null
                ? List.of()
                : RisingRows.read(
                        discounts, "discounts", fields, (form, below, _, of) -> part(form, below, volumes, of));
    }

    /** Returns a discount; null if a rule is broken, which {@code fields} then names. */
    private static @Nullable RateDiscount part(
            @Nullable DiscountForm form, @Nullable RateDiscount below, Asset volumes, Fields fields) {
        if (form == null) {
            fields.refuse("volume_from", "given");
            return null;
        }
        long volume = fields.notNegative("volume_from", form.volumeFrom(), volumes.scale());
        long discount = fields.notNegative("discount", form.discount(), MarginFormat.DISCOUNT);
        boolean isSound = true;
        if (below != null && volume <= below.volumeFromUnits()) {
            fields.refuse("volume_from", "above that of the discount before");
            isSound = false;
        }
        if (discount > RateDiscount.BASIS_POINTS_MAX) {
            fields.refuse("discount", "at most 1");
            isSound = false;
        } else if (below != null && discount < below.basisPoints()) {
            fields.refuse("discount", "no less than that of the discount before");
            isSound = false;
        }
        return isSound ? new RateDiscount(volume, (int) discount) : null;
    }
}
