package com.flowex.tenants.listing;

import com.flowex.desk.InstrumentDirectory;
import com.flowex.domain.Asset;
import com.flowex.ground.refusal.Fields;
import com.flowex.ground.refusal.Refusal;

/** Parser of a market's terms, with the scales of the tenant's assets. */
final class PairTerms {

    private PairTerms() {}

    /** @throws Refusal {@code invalid_field} naming every field that breaks a rule */
    static MarketTerms of(MarketForm form, int tenant, InstrumentDirectory directory) {
        Fields fields = new Fields();
        MarketFormParser reading = new MarketFormParser(
                form, fields, code -> directory.findAsset(tenant, code).map(Asset::scale));
        fields.check();
        return reading.terms();
    }
}
