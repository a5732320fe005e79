package com.flowex.marketdata.store;

import com.flowex.domain.market.Instrument;
import com.flowex.domain.value.Decimals;
import com.flowex.domain.value.Scale;
import java.math.BigInteger;

/**
 * Listed market with the scales of its prices, quantities and amounts.
 *
 * @param base scale of quantities
 * @param quote scale of quote amounts
 */
public record Listing(int tenant, int instrument, String symbol, Scale price, Scale base, Scale quote) {

    public static Listing of(Instrument instrument, Scale base, Scale quote) {
        return new Listing(
                instrument.tenant(),
                instrument.id().value(),
                instrument.symbol(),
                instrument.rules().priceScale(),
                base,
                quote);
    }

    /** Returns a price as decimal text. */
    public String priceText(long units) {
        return Decimals.format(units, price);
    }

    /** Returns a quantity of the base asset as decimal text. */
    public String quantityText(long units) {
        return Decimals.format(units, base);
    }

    /** Returns a sum of quantities as decimal text. */
    public String volumeText(BigInteger units) {
        return Decimals.format(units, base);
    }

    /** Returns a sum of quote amounts as decimal text. */
    public String quoteVolumeText(BigInteger units) {
        return Decimals.format(units, quote);
    }
}
