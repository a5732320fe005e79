package com.flowex.marketdata.app;

import com.flowex.access.socket.StreamClock;
import com.flowex.marketdata.store.Candle;
import com.flowex.marketdata.store.Interval;
import com.flowex.marketdata.store.Listing;
import com.flowex.marketdata.store.PublicTrade;
import com.flowex.marketdata.store.Window;
import com.flowex.marketdata.store.WindowQueries;
import com.flowex.marketdata.view.Candles;
import com.flowex.marketdata.view.MarketView;
import com.flowex.marketdata.view.PublicMarket;
import com.flowex.marketdata.view.PublicMarkets;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Computed figures of markets, which are kept for a moment. Safe for many threads. */
public final class MarketStatistics {

    /** Longest window of volume by price and of books over time, in seconds. */
    public static final long HISTORY_SECONDS_MAX = Candles.SECONDS_STORED_DAYS * 86_400L;

    /** Longest window of movers, in seconds: they are computed from memory. */
    public static final long MOVERS_SECONDS_MAX = 86_400;

    private static final int SAMPLES_MAX = 1_500;
    private static final long SECONDS_PER_HOUR = 3_600;
    private static final Duration SHORT = Duration.ofSeconds(1);
    private static final Duration LONG = Duration.ofSeconds(15);

    private final WindowQueries windows;
    private final Supplier<PublicMarkets> markets;
    private final StreamClock clock;
    private final ResultCache<Statistics> statistics;
    private final ResultCache<Profile> profiles;
    private final ResultCache<BookHistory> books;
    private final ResultCache<Movers> movers;

    /**
     * Creates the statistics with empty caches.
     *
     * @param markets supplier of the markets as they are now; it returns another object after a rebuild
     */
    public MarketStatistics(
            WindowQueries windows, Supplier<PublicMarkets> markets, StreamClock clock, MeterRegistry registry) {
        this.windows = windows;
        this.markets = markets;
        this.clock = clock;
        this.statistics = new ResultCache<>("statistics", SHORT, registry);
        this.profiles = new ResultCache<>("volume_profile", LONG, registry);
        this.books = new ResultCache<>("book_history", LONG, registry);
        this.movers = new ResultCache<>("movers", SHORT, registry);
    }

    /** Returns the figures of a window of this number of seconds. */
    public Object statistics(PublicMarket market, long seconds) {
        return statistics.of(question(market, seconds + "s"), lastTrade(market), () -> compute(market, seconds));
    }

    private Statistics compute(PublicMarket market, long seconds) {
        Window requested = Window.endingWith(now(market.view()), seconds);
        Window window = requested.storedFrom(secondsStoredFrom(market.view()));
        Interval interval = WindowQueries.sampled(seconds, SAMPLES_MAX);
        Window.Part samples = new Window.Part(interval, interval.openOf(window.fromSeconds()), window.toSeconds());
        WindowQueries.WindowCandles found = windows.candles(market.listing(), window, samples);
        return Statistics.of(market.listing(), window, found.total(), found.samples());
    }

    /** Volume by price, as JSON carries it. */
    record Profile(String symbol, Instant from, Instant to, List<Level> items) {

        /** Range of prices, both ends included. Takers bought {@code bought} and sold {@code sold}. */
        record Level(String priceFrom, String priceTo, String bought, String sold, long trades) {

            static Level of(Listing listing, WindowQueries.Bin bin) {
                return new Level(
                        listing.priceText(bin.lowUnits()),
                        listing.priceText(bin.highUnits()),
                        listing.volumeText(bin.bought()),
                        listing.volumeText(bin.sold()),
                        bin.trades());
            }
        }
    }

    /** Returns the volume by price of whole or begun hours, in at most {@code bins} ranges of prices. */
    public Object profile(PublicMarket market, long seconds, int bins) {
        return profiles.of(question(market, seconds + "s " + bins), lastTrade(market), () -> {
            long hour = Interval.ONE_HOUR.openOf(now(market.view()));
            Window hours = new Window(hour + SECONDS_PER_HOUR - seconds, hour + SECONDS_PER_HOUR);
            Listing listing = market.listing();
            List<WindowQueries.Bin> found = windows.profile(listing.tenant(), listing.instrument(), hours, bins);
            return new Profile(
                    listing.symbol(),
                    Instant.ofEpochSecond(hours.fromSeconds()),
                    Instant.ofEpochSecond(hours.toSeconds()),
                    found.stream().map(bin -> Profile.Level.of(listing, bin)).toList());
        });
    }

    /** Best levels of the book over time, as JSON carries them. */
    record BookHistory(String symbol, Instant from, Instant to, long stepSeconds, List<Moment> items) {

        /**
         * State of the book at the end of the minute that begins at {@code time}; quantities are of the best 20 levels.
         */
        record Moment(
                Instant time,
                @Nullable String bidPrice,
                @Nullable String askPrice,
                @Nullable String spread,
                String bidQuantity,
                String askQuantity) {

            static Moment of(Listing listing, WindowQueries.BookMinute minute) {
                long bid = minute.bidUnits();
                long ask = minute.askUnits();
                return new Moment(
                        Instant.ofEpochSecond(minute.minuteSeconds()),
                        bid == 0 ? null : listing.priceText(bid),
                        ask == 0 ? null : listing.priceText(ask),
                        bid == 0 || ask == 0 ? null : listing.priceText(ask - bid),
                        listing.volumeText(minute.bidQuantity()),
                        listing.volumeText(minute.askQuantity()));
            }
        }
    }

    /** Returns spread and depth of the book at the end of past minutes. */
    public Object book(PublicMarket market, long seconds) {
        long minute = Interval.ONE_MINUTE.openOf(now(market.view()));
        return books.of(question(market, seconds + "s"), minute, () -> {
            Window window = new Window(minute - seconds, minute);
            long step = Math.ceilDiv(seconds / 60, SAMPLES_MAX) * 60;
            Listing listing = market.listing();
            List<WindowQueries.BookMinute> found = windows.book(listing, window, step);
            return new BookHistory(
                    listing.symbol(),
                    Instant.ofEpochSecond(window.fromSeconds()),
                    Instant.ofEpochSecond(window.toSeconds()),
                    step,
                    found.stream()
                            .map(each -> BookHistory.Moment.of(listing, each))
                            .toList());
        });
    }

    /** Returns the most active markets, gainers and losers of a tenant. */
    public Object movers(int tenant, long seconds, int limit) {
        Collection<PublicMarket> all = markets.get().of(tenant);
        long version = all.stream().mapToLong(MarketStatistics::lastTrade).max().orElse(0);
        return movers.of(new ResultCache.Question(tenant, seconds + "s " + limit), version, () -> {
            long now =
                    all.stream().mapToLong(market -> now(market.view())).max().orElse(clock.seconds());
            long end = Interval.ONE_MINUTE.openOf(now) + 60;
            return Movers.of(all, new Window(end - seconds, end), limit);
        });
    }

    private static ResultCache.Question question(PublicMarket market, String subject) {
        Listing listing = market.listing();
        return new ResultCache.Question(listing.tenant(), listing.symbol() + " " + subject);
    }

    private static long lastTrade(PublicMarket market) {
        return market.view().lastTrade().map(PublicTrade::sequence).orElse(0L);
    }

    /**
     * Returns the present second, since 1970. This machine's clock may be behind the log's, so the later of the two
     * counts: no trade is in the future.
     */
    private long now(MarketView view) {
        return Math.max(clock.seconds(), view.timeNanos() / 1_000_000_000L);
    }

    private static long secondsStoredFrom(MarketView view) {
        List<Candle> seconds = view.candles().of(Interval.ONE_SECOND);
        return seconds.isEmpty()
                ? 0
                : Candles.secondsStoredFrom(seconds.getLast().openSeconds());
    }
}
