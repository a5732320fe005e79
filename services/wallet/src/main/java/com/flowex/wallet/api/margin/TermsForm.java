package com.flowex.wallet.api.margin;

import com.flowex.domain.margin.MarginLevels;
import com.flowex.domain.margin.MarginTerms;
import com.flowex.domain.margin.MarginTier;
import com.flowex.domain.market.Asset;
import com.flowex.domain.value.Scale;
import com.flowex.platform.errors.Fields;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Terms of lending as a request sends them; the schema MarginTermsRequest.
 *
 * @param version version at which they were read; 0 if there were none
 */
record TermsForm(
        @Nullable Long version,
        @Nullable Integer priceScale,
        @Nullable String haircut,
        @Nullable List<@Nullable TierForm> tiers,
        @Nullable String cap,
        @Nullable String hourlyRate) {

    /** Slice of a debt: value from which, and its margins as shares. */
    record TierForm(
            @Nullable String from,
            @Nullable String initial,
            @Nullable String maintenance) {}

    private static final Scale WHOLE = new Scale(0);

    /** Returns the version; -1 if it is missing, which {@code fields} then names. */
    static long version(@Nullable Long version, Fields fields) {
        if (version == null || version < 0) {
            fields.refuse("version", "the one at which they were read, 0 if there were none");
            return -1;
        }
        return version;
    }

    /** Returns the terms. The caller must have sent valid ones: otherwise {@code fields} throws a refusal of each. */
    MarginTerms terms(Asset asset, Fields fields) {
        int places = fields.within("price_scale", priceScale, 0, Scale.PLACES_MAX);
        long cut = share("haircut", haircut, fields);
        long capUnits = fields.notNegative("cap", cap, asset.scale());
        if (capUnits > MarginTerms.CAP_MAX) {
            fields.refuse("cap", "at most " + MarginFormat.units(MarginTerms.CAP_MAX, asset));
        }
        long rate = fields.notNegative("hourly_rate", hourlyRate, MarginFormat.RATE);
        if (rate > MarginTerms.RATE_MAX) {
            fields.refuse("hourly_rate", "at most 0.001, a thousandth an hour");
        }
        List<MarginTier> all = tiers(fields);
        fields.check();
        return new MarginTerms(new Scale(places), (int) cut, all, capUnits, (int) rate);
    }

    private static long share(String field, @Nullable String value, Fields fields) {
        long millionths = fields.notNegative(field, value, MarginFormat.SHARE);
        if (millionths > MarginTier.MILLIONTHS_MAX) {
            fields.refuse(field, "at most 1");
            return 0;
        }
        return millionths;
    }

    private List<MarginTier> tiers(Fields fields) {
        List<@Nullable TierForm> sent = tiers == null ? List.of() : tiers;
        if (sent.isEmpty() || sent.size() > MarginTerms.TIERS_MAX) {
            fields.refuse("tiers", "1 to " + MarginTerms.TIERS_MAX + " tiers");
            return List.of();
        }
        return RisingRows.read(sent, "tiers", fields, (form, below, _, of) -> tier(form, below, of));
    }

    /** Returns a tier; null if a rule is broken, which {@code fields} then names. */
    private static @Nullable MarginTier tier(@Nullable TierForm form, @Nullable MarginTier below, Fields fields) {
        if (form == null) {
            fields.refuse("from", "given");
            return null;
        }
        long from = fields.notNegative("from", form.from(), WHOLE);
        long initial = share("initial", form.initial(), fields);
        long maintenance = share("maintenance", form.maintenance(), fields);
        boolean isSound = true;
        if (below == null ? from != 0 : from <= below.fromWhole()) {
            fields.refuse("from", below == null ? "0 in the first tier" : "above that of the tier below");
            isSound = false;
        }
        if (maintenance < 1 || maintenance > initial) {
            fields.refuse("maintenance", "above 0 and at most the initial margin");
            isSound = false;
        }
        if (below != null && initial < below.initialMillionths()) {
            fields.refuse("initial", "no less than that of the tier below");
            isSound = false;
        }
        if (below != null && maintenance < below.maintenanceMillionths()) {
            fields.refuse("maintenance", "no less than that of the tier below");
            isSound = false;
        }
        return isSound ? new MarginTier(from, (int) initial, (int) maintenance) : null;
    }

    /** Levels as a request sends them; the schema MarginLevelsRequest. */
    record LevelsForm(
            @Nullable Long version,
            @Nullable String call,
            @Nullable String liquidation,
            @Nullable String fee) {

        MarginLevels levels(Fields fields) {
            long callLevel = fields.notNegative("call", call, MarginFormat.SHARE);
            long liquidationLevel = fields.notNegative("liquidation", liquidation, MarginFormat.SHARE);
            long feeShare = fields.notNegative("fee", fee, MarginFormat.SHARE);
            if (feeShare > MarginLevels.FEE_MAX) {
                fields.refuse("fee", "at most " + MarginFormat.share(MarginLevels.FEE_MAX));
            }
            if (liquidationLevel < MarginTier.MILLIONTHS_MAX) {
                fields.refuse("liquidation", "1 or more");
            }
            if (callLevel <= liquidationLevel || callLevel > MarginLevels.CALL_MAX) {
                fields.refuse("call", "above liquidation and at most " + MarginFormat.share(MarginLevels.CALL_MAX));
            } else if (callLevel <= MarginTier.MILLIONTHS_MAX + feeShare) {
                fields.refuse("call", "above 1 and the fee together");
            }
            fields.check();
            return new MarginLevels((int) callLevel, (int) liquidationLevel, (int) feeShare);
        }
    }
}
