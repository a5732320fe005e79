package com.flowex.trading.api;

import com.flowex.domain.value.Decimals;
import com.flowex.orderentry.market.ListedMarket;
import com.flowex.trading.api.order.AverageFormat;
import com.flowex.trading.store.Position;
import com.flowex.trading.store.PositionQueries;
import java.math.BigDecimal;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;

/** A position in responses: the schema Position of docs/api/openapi.yaml. */
public record PositionBody(
        String asset,
        String quote,
        String quantity,
        @Nullable String averageEntryPrice,
        @Nullable String lastPrice,
        @Nullable String unrealizedPnl,
        String realizedPnl) {

    static PositionBody of(PositionQueries.ValuedPosition valued, ListedMarket market) {
        Position position = valued.position();
        Long lastPriceUnits = valued.lastPriceUnits();
        return new PositionBody(
                market.base().code(),
                market.quote().code(),
                Decimals.format(position.quantityUnits(), market.quantityScale()),
                averageEntryPrice(position, market),
                lastPriceUnits == null ? null : Decimals.format(lastPriceUnits, market.priceScale()),
                lastPriceUnits == null ? null : unrealizedPnl(position, market, lastPriceUnits),
                Decimals.format(valued.realizedUnits(), market.quoteScale()));
    }

    private static @Nullable String averageEntryPrice(Position position, ListedMarket market) {
        if (position.quantityUnits().signum() == 0) {
            return null;
        }
        return AverageFormat.averagePrice(
                position.costUnits(),
                market.quoteScale(),
                position.quantityUnits(),
                market.quantityScale(),
                market.priceScale());
    }

    /**
     * Returns the value of the quantity at the last price less its cost, in the quote asset, rounded half even to its
     * scale.
     */
    private static String unrealizedPnl(Position position, ListedMarket market, long lastPriceUnits) {
        BigDecimal quantity =
                new BigDecimal(position.quantityUnits(), market.quantityScale().places());
        BigDecimal price =
                BigDecimal.valueOf(lastPriceUnits, market.priceScale().places());
        BigDecimal cost =
                new BigDecimal(position.costUnits(), market.quoteScale().places());
        BigDecimal gain = quantity.multiply(price).subtract(cost);
        return Decimals.plain(gain.setScale(market.quoteScale().places(), RoundingMode.HALF_EVEN));
    }
}
