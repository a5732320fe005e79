package com.flowex.tenants.listing;

import com.flowex.domain.Asset;
import com.flowex.domain.FeeSchedule;
import com.flowex.domain.Instrument;
import com.flowex.domain.InstrumentId;
import com.flowex.domain.InstrumentRules;

/**
 * Terms of a market, without its number.
 *
 * @param base code of the base asset
 * @param quote code of the quote asset
 */
public record MarketTerms(String base, String quote, InstrumentRules rules, FeeSchedule fees) {

    /** Returns the market's symbol, unique within its tenant: "BTC-USDT". */
    public String symbol() {
        return base + "-" + quote;
    }

    Instrument numbered(int tenant, int number, Asset baseAsset, Asset quoteAsset) {
        return new Instrument(tenant, new InstrumentId(number), symbol(), baseAsset.id(), quoteAsset.id(), rules, fees);
    }
}
