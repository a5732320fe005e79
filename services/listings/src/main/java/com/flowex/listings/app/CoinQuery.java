package com.flowex.listings.app;

import java.math.BigDecimal;
import java.util.Optional;
import java.util.Set;

/**
 * Query for coins: filter, order and page.
 *
 * @param search text contained in the id, symbol or name; in lower case, empty for all
 * @param category empty for all
 * @param first coins that come before all others in any order
 * @param hidden ids of hidden coins
 * @param offset number of coins to skip
 */
public record CoinQuery(
        String search,
        String category,
        Optional<BigDecimal> capMin,
        Optional<BigDecimal> capMax,
        CoinSortColumn column,
        boolean isDescending,
        LeadingCoins first,
        Set<String> hidden,
        int offset,
        int limit) {

    /** Returns a text of the query, without hidden and leading coins. */
    public String words() {
        return search + "\n" + category + " " + capMin + " " + capMax + " " + column.label() + " " + isDescending + " "
                + offset + " " + limit;
    }
}
