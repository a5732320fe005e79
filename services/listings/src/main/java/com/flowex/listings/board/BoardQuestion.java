package com.flowex.listings.board;

import java.math.BigDecimal;
import java.util.Optional;
import java.util.Set;

/**
 * Which coins are wanted, and in which order.
 *
 * @param search is in the id, symbol or name; in lower case, empty for all
 * @param category empty for all
 * @param first what comes before all others, whatever the column
 * @param hidden ids that are not shown
 * @param offset so many are left out before
 */
public record BoardQuestion(
        String search,
        String category,
        Optional<BigDecimal> capMin,
        Optional<BigDecimal> capMax,
        BoardColumn column,
        boolean isDescending,
        FirstCoins first,
        Set<String> hidden,
        int offset,
        int limit) {

    /** All of it but what is hidden, and what comes first. */
    public String words() {
        return search + "\n" + category + " " + capMin + " " + capMax + " " + column.label() + " " + isDescending + " "
                + offset + " " + limit;
    }
}
