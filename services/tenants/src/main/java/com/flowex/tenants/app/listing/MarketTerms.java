package com.flowex.tenants.app.listing;

import com.flowex.domain.market.Asset;
import com.flowex.domain.market.FeeSchedule;
import com.flowex.domain.market.Instrument;
import com.flowex.domain.market.InstrumentRules;
import com.flowex.domain.value.InstrumentId;

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
