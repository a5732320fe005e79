package com.flowex.listings.api;

import com.flowex.listings.app.CoinQuery;
import com.flowex.listings.app.CoinRisks;
import com.flowex.listings.app.CoinSnapshot;
import com.flowex.listings.app.CoinSortColumn;
import com.flowex.listings.app.LeadingCoins;
import com.flowex.platform.errors.Refusal;
import java.math.BigDecimal;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Parser of the query parameters of a coin list. */
final class CoinQueryParser {

    static final String[] NAMES = {
        "search",
        "category",
        "market_cap_min",
        "market_cap_max",
        "sort",
        "order",
        "sparkline",
        "page",
        "limit",
        "cursor"
    };

    private static final int SEARCH_MAX = 64;
    private static final Pattern AMOUNT = Pattern.compile("\\d{1,30}(\\.\\d{1,30})?");
    private static final Pattern ONE_LINE = Pattern.compile("\\P{Cntrl}*");

    private CoinQueryParser() {}

    /**
     * Returns the query.
     *
     * @param query value of a query parameter by its name
     * @param hidden ids of hidden coins
     * @param risks order of coins by risk, used if the list is sorted by it
     */
    static CoinQuery of(
            Function<String, Optional<String>> query,
            CoinSnapshot snapshot,
            Set<String> hidden,
            CoinRisks risks,
            int offset,
            int limit) {
        CoinSortColumn column = column(query);
        boolean isDescending = flag(query, "order", "asc", "desc");
        return new CoinQuery(
                search(query),
                category(query, snapshot),
                amount(query, "market_cap_min"),
                amount(query, "market_cap_max"),
                column,
                isDescending,
                column.equals(CoinSortColumn.RISK) ? risks.first(isDescending) : LeadingCoins.NONE,
                hidden,
                offset,
                limit);
    }

    static boolean withSparkline(Function<String, Optional<String>> query) {
        return flag(query, "sparkline", "false", "true");
    }

    private static String search(Function<String, Optional<String>> query) {
        String search = query.apply("search").orElse("").strip();
        if (search.length() > SEARCH_MAX || !ONE_LINE.matcher(search).matches()) {
            throw Refusal.invalid("search", "at most " + SEARCH_MAX + " characters, without control characters");
        }
        return search.toLowerCase(Locale.ROOT);
    }

    private static String category(Function<String, Optional<String>> query, CoinSnapshot snapshot) {
        String category = query.apply("category").orElse("");
        if (!category.isEmpty() && !snapshot.categories().has(category)) {
            throw Refusal.invalid("category", "one of GET " + CoinRoutes.ROOT + "/categories");
        }
        return category;
    }

    private static Optional<BigDecimal> amount(Function<String, Optional<String>> query, String name) {
        Optional<String> text = query.apply(name);
        if (text.isPresent() && !AMOUNT.matcher(text.get()).matches()) {
            throw Refusal.invalid(name, "an amount of dollars such as 1000000");
        }
        return text.map(BigDecimal::new);
    }

    private static CoinSortColumn column(Function<String, Optional<String>> query) {
        return query.apply("sort")
                .map(label -> CoinSortColumn.find(label)
                        .orElseThrow(() -> Refusal.invalid(
                                "sort",
                                "one of "
                                        + CoinSortColumn.ALL.stream()
                                                .map(CoinSortColumn::label)
                                                .collect(Collectors.joining(", ")))))
                .orElse(CoinSortColumn.RANK);
    }

    /** Returns true if the value is the second of two words; the first one is the default. */
    private static boolean flag(Function<String, Optional<String>> query, String name, String otherwise, String word) {
        String text = query.apply(name).orElse(otherwise);
        if (!text.equals(otherwise) && !text.equals(word)) {
            throw Refusal.invalid(name, otherwise + " or " + word);
        }
        return text.equals(word);
    }
}
