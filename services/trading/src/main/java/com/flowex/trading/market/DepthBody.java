package com.flowex.trading.market;

import com.flowex.domain.Decimals;
import com.flowex.platform.desk.ListedMarket;
import java.util.List;

/**
 * A book as the wire shows it: the schema Depth of docs/api/openapi.yaml.
 *
 * @param bids each a price and a quantity, best first
 * @param asks likewise
 */
public record DepthBody(String symbol, long sequence, List<List<String>> bids, List<List<String>> asks) {

    static DepthBody of(ListedMarket market, BookSnapshot book) {
        return new DepthBody(
                market.instrument().symbol(),
                book.sequence(),
                levels(market, book.bids()),
                levels(market, book.asks()));
    }

    private static List<List<String>> levels(ListedMarket market, List<BookLevel> levels) {
        return levels.stream()
                .map(level -> List.of(
                        Decimals.format(level.priceUnits(), market.priceScale()),
                        Decimals.format(level.quantityUnits(), market.quantityScale())))
                .toList();
    }
}
