package com.flowex.marketdata.app;

import com.flowex.marketdata.store.Candle;
import com.flowex.marketdata.store.Listing;
import com.flowex.marketdata.store.Window;
import com.flowex.marketdata.view.PublicMarket;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;

/** Markets of a tenant that moved most in a window, as JSON carries them. */
record Movers(Instant from, Instant to, List<Mover> mostActive, List<Mover> gainers, List<Mover> losers) {

    /** One market of a list. */
    record Mover(
            String symbol, String lastPrice, String changePercent, String volume, String quoteVolume, long trades) {}

    private record Moved(Listing listing, Candle total) {

        BigDecimal change() {
            return BigDecimal.valueOf(total.closeUnits())
                    .divide(BigDecimal.valueOf(total.openUnits()), 12, RoundingMode.HALF_EVEN)
                    .subtract(BigDecimal.ONE);
        }

        Mover shown() {
            return new Mover(
                    listing.symbol(),
                    listing.priceText(total.closeUnits()),
                    Statistics.percent(total),
                    listing.volumeText(total.volumeUnits()),
                    listing.quoteVolumeText(total.quoteVolumeUnits()),
                    total.trades());
        }
    }

    /**
     * Returns the movers of whole or begun minutes. The most active markets are those with the most trades, because
     * amounts of different assets do not compare. A market without a trade is in no list.
     */
    static Movers of(Collection<PublicMarket> markets, Window window, int limit) {
        List<Moved> moved = new ArrayList<>();
        for (PublicMarket market : markets) {
            market.view().candles().minutes().stream()
                    .filter(minute -> minute.openSeconds() >= window.fromSeconds())
                    .reduce((earlier, later) -> earlier.followedBy(later, earlier.openSeconds()))
                    .ifPresent(total -> moved.add(new Moved(market.listing(), total)));
        }
        Comparator<Moved> byChange = Comparator.comparing(Moved::change);
        return new Movers(
                Instant.ofEpochSecond(window.fromSeconds()),
                Instant.ofEpochSecond(window.toSeconds()),
                first(moved, limit, Comparator.comparingLong(each -> -each.total.trades()), _ -> true),
                first(moved, limit, byChange.reversed(), each -> each.change().signum() > 0),
                first(moved, limit, byChange, each -> each.change().signum() < 0));
    }

    private static List<Mover> first(List<Moved> moved, int limit, Comparator<Moved> order, Predicate<Moved> belongs) {
        return moved.stream()
                .filter(belongs)
                .sorted(order.thenComparing(each -> each.listing.symbol()))
                .limit(limit)
                .map(Moved::shown)
                .toList();
    }
}
