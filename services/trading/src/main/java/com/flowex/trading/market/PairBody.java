package com.flowex.trading.market;

import com.flowex.domain.Decimals;
import com.flowex.domain.FeeRates;
import com.flowex.domain.InstrumentRules;
import com.flowex.domain.Scale;

/** A market as the wire shows it: the schema Pair of docs/api/openapi.yaml. */
public record PairBody(
        String symbol,
        String base,
        String quote,
        String status,
        String priceTick,
        String maxPrice,
        String quantityLot,
        String minQuantity,
        String maxQuantity,
        String minNotional,
        int priceScale,
        int quantityScale,
        int quoteScale,
        String makerFee,
        String takerFee) {

    /** Fees are in millionths: six places. */
    private static final Scale FEE_SCALE = new Scale(6);

    static PairBody of(Market market) {
        InstrumentRules rules = market.instrument().rules();
        FeeRates fees = market.instrument().fees().base();
        return new PairBody(
                market.instrument().symbol(),
                market.base().code(),
                market.quote().code(),
                MarketWords.of(market.state()),
                Decimals.format(rules.tickUnits(), market.priceScale()),
                Decimals.format(rules.priceMaxUnits(), market.priceScale()),
                Decimals.format(rules.lotUnits(), market.quantityScale()),
                Decimals.format(rules.quantityMinUnits(), market.quantityScale()),
                Decimals.format(rules.quantityMaxUnits(), market.quantityScale()),
                Decimals.format(rules.notionalMinUnits(), market.quoteScale()),
                market.priceScale().places(),
                market.quantityScale().places(),
                market.quoteScale().places(),
                Decimals.format(fees.makerMillionths(), FEE_SCALE),
                Decimals.format(fees.takerMillionths(), FEE_SCALE));
    }
}
