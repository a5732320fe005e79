package com.flowex.wallet.app.worth;

import com.flowex.domain.value.AssetId;
import com.flowex.domain.value.InstrumentId;
import com.flowex.orderentry.market.ListedMarket;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Markets that lead from one asset to another: one market of the two, or two with an asset between. */
record PriceRoute(List<Step> steps) {

    private static final int PLACES = 18;

    /**
     * A market on the way.
     *
     * @param isSale true from its base to its quote asset, false the other way round
     */
    record Step(ListedMarket market, boolean isSale) {

        InstrumentId id() {
            return market.instrument().id();
        }

        private BigDecimal convert(BigDecimal amount, long priceUnits) {
            BigDecimal price =
                    BigDecimal.valueOf(priceUnits, market.priceScale().places());
            return isSale ? amount.multiply(price) : amount.divide(price, PLACES, RoundingMode.DOWN);
        }
    }

    /** Returns all routes between two assets, the shortest first; an asset leads to itself over no market. */
    static List<PriceRoute> between(AssetId from, AssetId to, List<ListedMarket> markets) {
        if (from.equals(to)) {
            return List.of(new PriceRoute(List.of()));
        }
        List<PriceRoute> routes = new ArrayList<>();
        steps(from, to, markets).forEach(step -> routes.add(new PriceRoute(List.of(step))));
        Set<AssetId> quotes = new LinkedHashSet<>();
        markets.forEach(market -> quotes.add(market.quote().id()));
        quotes.removeAll(List.of(from, to));
        for (AssetId middle : quotes) {
            for (Step first : steps(from, middle, markets).toList()) {
                steps(middle, to, markets).forEach(second -> routes.add(new PriceRoute(List.of(first, second))));
            }
        }
        return routes;
    }

    private static Stream<Step> steps(AssetId from, AssetId to, List<ListedMarket> markets) {
        return markets.stream().<Step>mapMulti((market, into) -> {
            if (market.base().id().equals(from) && market.quote().id().equals(to)) {
                into.accept(new Step(market, true));
            } else if (market.quote().id().equals(from) && market.base().id().equals(to)) {
                into.accept(new Step(market, false));
            }
        });
    }

    /** Returns an amount at the prices of a moment; empty if a market on the way has none. */
    Optional<BigDecimal> convert(BigDecimal amount, Map<InstrumentId, long[]> prices, int moment) {
        BigDecimal worth = amount;
        for (Step step : steps) {
            long[] closes = prices.get(step.id());
            if (closes == null || closes[moment] == 0) {
                return Optional.empty();
            }
            worth = step.convert(worth, closes[moment]);
        }
        return Optional.of(worth);
    }
}
