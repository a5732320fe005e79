package com.flowex.tenants.app.listing;

import static com.flowex.tenants.app.listing.MarketForm.SHARE;

import com.flowex.domain.market.FeeRates;
import com.flowex.domain.market.FeeSchedule;
import com.flowex.domain.market.FeeTier;
import com.flowex.domain.value.Decimals;
import com.flowex.domain.value.Scale;
import com.flowex.platform.errors.Fields;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Parser of the fees of a market's form: flat rates, or tiers by volume. */
final class FeeFormParser {

    private static final String HIGHEST = Decimals.format(FeeRates.MILLIONTHS_MAX, SHARE);

    /** One tier as it was read, valid or not. */
    private record Tier(long volumeFrom, int maker, int taker) {}

    private final Fields fields;
    private final List<Tier> tiers = new ArrayList<>();

    FeeFormParser(MarketForm form, Fields fields, Scale quote) {
        this.fields = fields;
        List<MarketForm.TierForm> forms = form.feeTiers();
        if (forms == null) {
            tiers.add(new Tier(
                    0,
                    rate(fields, "maker_fee", form.makerFee(), -FeeRates.MILLIONTHS_MAX),
                    rate(fields, "taker_fee", form.takerFee(), 0)));
        } else {
            flatIsLeftOut("maker_fee", form.makerFee());
            flatIsLeftOut("taker_fee", form.takerFee());
            read(forms, quote);
        }
        rebateIsEarned();
    }

    private void flatIsLeftOut(String field, @Nullable String value) {
        if (value != null) {
            fields.refuse(field, "left out beside fee_tiers");
        }
    }

    private void read(List<MarketForm.TierForm> forms, Scale quote) {
        if (forms.isEmpty() || forms.size() > FeeSchedule.TIERS_MAX) {
            fields.refuse("fee_tiers", "a list of 1 to " + FeeSchedule.TIERS_MAX + " tiers");
            return;
        }
        long above = -1;
        for (int i = 0; i < forms.size(); i++) {
            Fields parts = fields.under("fee_tiers." + i);
            Tier tier = tier(forms.get(i), parts, quote);
            if (i == 0 ? tier.volumeFrom != 0 : tier.volumeFrom <= above) {
                parts.refuse("volume_from", i == 0 ? "\"0\" in the first tier" : "above that of the tier before");
            }
            above = tier.volumeFrom;
            tiers.add(tier);
        }
    }

    private static Tier tier(MarketForm.TierForm form, Fields parts, Scale quote) {
        return new Tier(
                parts.notNegative("volume_from", form.volumeFrom(), quote),
                rate(parts, "maker_fee", form.makerFee(), -FeeRates.MILLIONTHS_MAX),
                rate(parts, "taker_fee", form.takerFee(), 0));
    }

    private static int rate(Fields parts, String field, @Nullable String value, int least) {
        long millionths = parts.decimal(field, value, SHARE);
        if (millionths < least || millionths > FeeRates.MILLIONTHS_MAX) {
            parts.refuse(field, "within " + Decimals.format(least, SHARE) + ".." + HIGHEST);
            return 0;
        }
        return (int) millionths;
    }

    /** Checks that no rebate exceeds the lowest taker fee, because the taker pays it. */
    private void rebateIsEarned() {
        int lowestMaker = tiers.stream().mapToInt(Tier::maker).min().orElse(0);
        int lowestTaker = tiers.stream().mapToInt(Tier::taker).min().orElse(0);
        if (lowestMaker + lowestTaker < 0) {
            fields.refuse("maker_fee", "no rebate above the lowest taker_fee");
        }
    }

    FeeSchedule schedule() {
        return new FeeSchedule(tiers.stream()
                .map(tier -> new FeeTier(tier.volumeFrom, new FeeRates(tier.maker, tier.taker)))
                .toList());
    }
}
