package com.flowex.binance.market;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import com.flowex.binance.call.OperationCall;
import com.flowex.marketdata.store.Listing;
import com.flowex.marketdata.view.MarketView;
import com.flowex.marketdata.view.book.Depth;
import com.flowex.marketdata.view.book.Levels;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Operations of order books and prices. A missing price or quantity is 0. */
final class BookOperations {

    private static final String NONE = "0";
    private static final int LEVELS_DEFAULT = 100;
    private static final int LEVELS_MAX = 5_000;

    /** Number of levels in one request; further levels cost extra requests. */
    private static final int LEVELS_PER_REQUEST = 100;

    private final MarketSelector markets;

    BookOperations(MarketSelector markets) {
        this.markets = markets;
    }

    @JsonNaming(PropertyNamingStrategies.LowerCamelCaseStrategy.class)
    private record DepthOut(long lastUpdateId, List<List<String>> bids, List<List<String>> asks) {}

    /** Returns the best levels; there are never more than are published. */
    Object depth(OperationCall call) {
        int limit = call.params().number("limit", LEVELS_DEFAULT, 1, LEVELS_MAX);
        MarketSelector.ViewedMarket market = markets.one(call);
        if (limit > LEVELS_PER_REQUEST) {
            call.drawMore(Math.min(limit, com.flowex.marketdata.view.book.Book.DEPTH_LEVELS) / LEVELS_PER_REQUEST / 2);
        }
        Depth depth = market.market().view().depth().depth();
        Listing listing = market.market().listing();
        return new DepthOut(
                depth.sequence(), levels(listing, depth.bids(), limit), levels(listing, depth.asks(), limit));
    }

    private static List<List<String>> levels(Listing listing, Levels levels, int limit) {
        List<List<String>> rows = new ArrayList<>(Math.min(limit, levels.size()));
        for (int i = 0; i < Math.min(limit, levels.size()); i++) {
            rows.add(List.of(listing.priceText(levels.priceUnits(i)), listing.volumeText(levels.quantityUnits(i))));
        }
        return rows;
    }

    private record Price(String symbol, String price) {}

    Object price(OperationCall call) {
        return rows(
                call,
                market -> new Price(
                        market.symbol(),
                        lastPrice(market.market().listing(), market.market().view())));
    }

    static String lastPrice(Listing listing, MarketView view) {
        return view.lastPriceUnits().map(listing::priceText).orElse(NONE);
    }

    @JsonNaming(PropertyNamingStrategies.LowerCamelCaseStrategy.class)
    private record BestOut(String symbol, String bidPrice, String bidQty, String askPrice, String askQty) {}

    Object best(OperationCall call) {
        return rows(call, market -> {
            Listing listing = market.market().listing();
            Depth depth = market.market().view().depth().depth();
            return new BestOut(
                    market.symbol(),
                    bestPrice(listing, depth.bids()),
                    bestQuantity(listing, depth.bids()),
                    bestPrice(listing, depth.asks()),
                    bestQuantity(listing, depth.asks()));
        });
    }

    static String bestPrice(Listing listing, Levels levels) {
        return levels.isEmpty() ? NONE : listing.priceText(levels.priceUnits(0));
    }

    static String bestQuantity(Listing listing, Levels levels) {
        return levels.isEmpty() ? NONE : listing.volumeText(levels.quantityUnits(0));
    }

    private Object rows(OperationCall call, Function<MarketSelector.ViewedMarket, Object> row) {
        MarketSelector.SelectedMarkets selectedMarkets = markets.any(call);
        List<Object> rows = selectedMarkets.markets().stream().map(row).toList();
        return selectedMarkets.isOne() ? rows.getFirst() : rows;
    }
}
