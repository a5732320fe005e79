package com.flowex.tenants.listing;

import com.flowex.domain.Asset;
import com.flowex.domain.FeeSchedule;
import com.flowex.domain.Instrument;
import com.flowex.domain.InstrumentId;
import com.flowex.domain.InstrumentRules;

/**
 * What is asked for a market; its number is not known yet.
 *
 * @param base code of the asset that is bought and sold
 * @param quote code of the asset that is paid with
 */
public record MarketTerms(String base, String quote, InstrumentRules rules, FeeSchedule fees) {

    /** The market's name within its tenant: "BTC-USDT". */
    public String symbol() {
        return base + "-" + quote;
    }

    Instrument numbered(int tenant, int number, Asset baseAsset, Asset quoteAsset) {
        return new Instrument(tenant, new InstrumentId(number), symbol(), baseAsset.id(), quoteAsset.id(), rules, fees);
    }
}
