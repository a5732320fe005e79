package com.flowex.tenants.app.listing;

import com.flowex.domain.market.Asset;
import com.flowex.orderentry.market.InstrumentDirectory;
import com.flowex.platform.errors.Fields;
import com.flowex.platform.errors.Refusal;

/** Parser of a market's terms, with the scales of the tenant's assets. */
public final class PairTerms {

    private PairTerms() {}

    /** @throws Refusal {@code invalid_field} naming every field that breaks a rule */
    public static MarketTerms of(MarketForm form, int tenant, InstrumentDirectory directory) {
        Fields fields = new Fields();
        MarketFormParser reading = new MarketFormParser(
                form, fields, code -> directory.findAsset(tenant, code).map(Asset::scale));
        fields.check();
        return reading.terms();
    }
}
