package com.flowex.binance.market;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import com.flowex.domain.market.FeeRates;
import com.flowex.domain.market.InstrumentRules;
import com.flowex.domain.market.RiskRules;
import com.flowex.domain.order.OrderKind;
import com.flowex.domain.order.OrderTerms;
import com.flowex.domain.order.Trigger;
import com.flowex.domain.value.Decimals;
import com.flowex.domain.value.Scale;
import com.flowex.orderentry.market.ListedMarket;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;

/** Trading rules of a market as filters, by which clients of this dialect round and check orders. */
final class MarketFilters {

    /** Scale of shares: six places. */
    private static final Scale MILLIONTHS = new Scale(6);

    @JsonNaming(PropertyNamingStrategies.LowerCamelCaseStrategy.class)
    private record Prices(String filterType, String minPrice, String maxPrice, String tickSize) {}

    @JsonNaming(PropertyNamingStrategies.LowerCamelCaseStrategy.class)
    private record Quantities(String filterType, String minQty, String maxQty, String stepSize) {}

    @JsonNaming(PropertyNamingStrategies.LowerCamelCaseStrategy.class)
    private record Values(
            String filterType,
            String minNotional,
            boolean applyMinToMarket,
            String maxNotional,
            boolean applyMaxToMarket,
            int avgPriceMins) {}

    @JsonNaming(PropertyNamingStrategies.LowerCamelCaseStrategy.class)
    private record BandOut(
            String filterType,
            String bidMultiplierUp,
            String bidMultiplierDown,
            String askMultiplierUp,
            String askMultiplierDown,
            int avgPriceMins) {}

    @JsonNaming(PropertyNamingStrategies.LowerCamelCaseStrategy.class)
    private record Orders(String filterType, int maxNumOrders) {}

    @JsonNaming(PropertyNamingStrategies.LowerCamelCaseStrategy.class)
    private record Position(String filterType, String maxPosition) {}

    @JsonNaming(PropertyNamingStrategies.LowerCamelCaseStrategy.class)
    private record Parts(String filterType, int limit) {}

    @JsonNaming(PropertyNamingStrategies.LowerCamelCaseStrategy.class)
    private record Trailing(
            String filterType,
            int minTrailingAboveDelta,
            int maxTrailingAboveDelta,
            int minTrailingBelowDelta,
            int maxTrailingBelowDelta) {}

    private MarketFilters() {}

    static List<Object> of(ListedMarket market) {
        InstrumentRules rules = market.instrument().rules();
        RiskRules risk = rules.risk();
        Scale quantity = market.quantityScale();
        List<Object> filters = new ArrayList<>();
        filters.add(prices(rules));
        filters.add(quantities("LOT_SIZE", rules, quantity));
        filters.add(quantities("MARKET_LOT_SIZE", rules, quantity));
        filters.add(values(rules, market.quoteScale()));
        if (risk.kinds().contains(OrderKind.ICEBERG)) {
            filters.add(new Parts("ICEBERG_PARTS", OrderTerms.Limit.PARTS_MAX));
        }
        if (risk.kinds().contains(OrderKind.TRAILING_STOP)) {
            int most = Trigger.TrailingRate.BASIS_POINTS_MAX;
            filters.add(new Trailing("TRAILING_DELTA", 1, most, 1, most));
        }
        if (risk.bandMillionths() != 0) {
            filters.add(band(rules));
        }
        if (risk.openOrdersMax() != 0) {
            filters.add(new Orders("MAX_NUM_ORDERS", risk.openOrdersMax()));
        }
        if (risk.positionMaxUnits() != 0) {
            filters.add(new Position("MAX_POSITION", Decimals.format(risk.positionMaxUnits(), quantity)));
        }
        return filters;
    }

    private static Prices prices(InstrumentRules rules) {
        String tick = Decimals.format(rules.tickUnits(), rules.priceScale());
        return new Prices("PRICE_FILTER", tick, Decimals.format(rules.priceMaxUnits(), rules.priceScale()), tick);
    }

    private static Quantities quantities(String type, InstrumentRules rules, Scale scale) {
        return new Quantities(
                type,
                Decimals.format(rules.quantityMinUnits(), scale),
                Decimals.format(rules.quantityMaxUnits(), scale),
                Decimals.format(rules.lotUnits(), scale));
    }

    /** Returns the value filter; without a limit of the market, an order's value must fit the ledger's numbers. */
    private static Values values(InstrumentRules rules, Scale scale) {
        long most = rules.risk().notionalMaxUnits();
        return new Values(
                "NOTIONAL",
                Decimals.format(rules.notionalMinUnits(), scale),
                true,
                Decimals.format(most == 0 ? Long.MAX_VALUE : most, scale),
                true,
                0);
    }

    /** Returns the price band; a buy may be as cheap, and a sell as expensive, as the market's prices allow. */
    private static BandOut band(InstrumentRules rules) {
        int band = rules.risk().bandMillionths();
        String dearest = BigDecimal.valueOf(rules.priceMaxUnits())
                .divide(BigDecimal.valueOf(rules.tickUnits()), 0, RoundingMode.CEILING)
                .toPlainString();
        return new BandOut(
                "PERCENT_PRICE_BY_SIDE",
                Decimals.format(FeeRates.WHOLE + band, MILLIONTHS),
                "0",
                dearest,
                Decimals.format(FeeRates.WHOLE - band, MILLIONTHS),
                0);
    }
}
