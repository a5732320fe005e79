package com.flowex.listings.app;

import com.flowex.listings.provider.CoinFigure;
import com.flowex.listings.provider.CoinQuote;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/**
 * Column by which coins may be sorted.
 *
 * @param label name in requests
 * @param ascending coins with an unknown value come last in both orders
 */
public record CoinSortColumn(String label, Comparator<SnapshotCoin> ascending, Comparator<SnapshotCoin> descending) {

    /** Default sort column. */
    public static final CoinSortColumn RANK =
            of("market_cap_rank", quote -> Optional.of(quote.rank()).filter(rank -> rank > 0));

    /** Risk score, which depends on the tenant and is not in the snapshot: by itself this column sorts by id. */
    public static final CoinSortColumn RISK = of("risk_score", _ -> Optional.<String>empty());

    /** All columns. */
    public static final List<CoinSortColumn> ALL = all();

    private static List<CoinSortColumn> all() {
        List<CoinSortColumn> all = new ArrayList<>();
        all.add(RANK);
        all.add(of("id", quote -> Optional.of(quote.id())));
        all.add(of("symbol", quote -> Optional.of(quote.symbol().toLowerCase(Locale.ROOT))));
        all.add(of("name", quote -> Optional.of(quote.name().toLowerCase(Locale.ROOT))));
        all.add(of("last_updated", quote -> Optional.of(quote.asOf())));
        all.add(of("ath_date", quote -> Optional.ofNullable(quote.athAt())));
        all.add(of("atl_date", quote -> Optional.ofNullable(quote.atlAt())));
        all.add(RISK);
        CoinFigure.ALL.forEach(figure -> all.add(of(figure.label(), quote -> quote.figure(figure))));
        return List.copyOf(all);
    }

    private static <C extends Comparable<? super C>> CoinSortColumn of(
            String label, Function<CoinQuote, Optional<C>> value) {
        Comparator<C> natural = Comparator.naturalOrder();
        return new CoinSortColumn(label, sorted(value, natural), sorted(value, natural.reversed()));
    }

    private static <C> Comparator<SnapshotCoin> sorted(Function<CoinQuote, Optional<C>> value, Comparator<C> order) {
        Comparator<Optional<C>> unknownLast = (left, right) -> left.isPresent() && right.isPresent()
                ? order.compare(left.get(), right.get())
                : Boolean.compare(left.isEmpty(), right.isEmpty());
        return Comparator.comparing(
                        (SnapshotCoin coin) -> value.apply(coin.shown().quote()), unknownLast)
                .thenComparing(SnapshotCoin::id);
    }

    /** Returns the column with the given request name. */
    public static Optional<CoinSortColumn> find(String label) {
        return ALL.stream().filter(each -> each.label().equals(label)).findFirst();
    }
}
