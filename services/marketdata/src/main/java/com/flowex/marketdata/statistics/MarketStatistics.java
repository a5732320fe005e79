package com.flowex.marketdata.statistics;

import com.flowex.edge.stream.StreamClock;
import com.flowex.ground.database.Database;
import com.flowex.marketdata.candle.Candle;
import com.flowex.marketdata.candle.Candles;
import com.flowex.marketdata.candle.Interval;
import com.flowex.marketdata.market.Listing;
import com.flowex.marketdata.market.MarketView;
import com.flowex.marketdata.market.PublicMarket;
import com.flowex.marketdata.market.PublicMarkets;
import com.flowex.marketdata.tape.PublicTrade;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What is computed of markets, and kept for a moment. Safe for many threads. */
public final class MarketStatistics {

    /** What is read of volume by price and of books over time reaches back so far. */
    public static final long HISTORY_SECONDS_MAX = Candles.SECONDS_STORED_DAYS * 86_400L;

    /** Movers are told from memory. */
    public static final long MOVERS_SECONDS_MAX = 86_400;

    private static final int SAMPLES_MAX = 1_500;
    private static final long SECONDS_PER_HOUR = 3_600;
    private static final Duration SHORT = Duration.ofSeconds(1);
    private static final Duration LONG = Duration.ofSeconds(15);

    private final Database database;
    private final Supplier<PublicMarkets> markets;
    private final StreamClock clock;
    private final Computed<Statistics> statistics;
    private final Computed<Profile> profiles;
    private final Computed<BookHistory> books;
    private final Computed<Movers> movers;

    /**
     * Nothing is computed yet.
     *
     * @param markets as they are now; others after a rebuild
     */
    public MarketStatistics(
            Database database, Supplier<PublicMarkets> markets, StreamClock clock, MeterRegistry registry) {
        this.database = database;
        this.markets = markets;
        this.clock = clock;
        this.statistics = new Computed<>("statistics", SHORT, registry);
        this.profiles = new Computed<>("volume_profile", LONG, registry);
        this.books = new Computed<>("book_history", LONG, registry);
        this.movers = new Computed<>("movers", SHORT, registry);
    }

    /** The figures of a window of so many seconds. */
    public Object statistics(PublicMarket market, long seconds) {
        return statistics.of(question(market, seconds + "s"), lastTrade(market), () -> compute(market, seconds));
    }

    private Statistics compute(PublicMarket market, long seconds) {
        Window asked = Window.endingWith(now(market.view()), seconds);
        Window window = asked.storedFrom(secondsStoredFrom(market.view()));
        Interval interval = WindowQueries.sampled(seconds, SAMPLES_MAX);
        Window.Part samples = new Window.Part(interval, interval.openOf(window.fromSeconds()), window.toSeconds());
        int instrument = market.listing().instrument();
        return database.query(
                market.listing().tenant(),
                connection -> Statistics.of(
                        market.listing(),
                        window,
                        WindowQueries.total(connection, instrument, window),
                        WindowQueries.candles(connection, instrument, samples)));
    }

    /** What was traded at which prices, as JSON carries it. */
    record Profile(String symbol, Instant from, Instant to, List<Level> items) {

        /** A stretch of prices, both ends in it; volumes by what takers did. */
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

    /** Volume by price of whole or begun hours. */
    public Object profile(PublicMarket market, long seconds, int bins) {
        return profiles.of(question(market, seconds + "s " + bins), lastTrade(market), () -> {
            long hour = Interval.ONE_HOUR.openOf(now(market.view()));
            Window hours = new Window(hour + SECONDS_PER_HOUR - seconds, hour + SECONDS_PER_HOUR);
            Listing listing = market.listing();
            List<WindowQueries.Bin> found = database.query(
                    listing.tenant(),
                    connection -> WindowQueries.profile(connection, listing.instrument(), hours, bins));
            return new Profile(
                    listing.symbol(),
                    Instant.ofEpochSecond(hours.fromSeconds()),
                    Instant.ofEpochSecond(hours.toSeconds()),
                    found.stream().map(bin -> Profile.Level.of(listing, bin)).toList());
        });
    }

    /** The best of the book over time, as JSON carries it. */
    record BookHistory(String symbol, Instant from, Instant to, long stepSeconds, List<Moment> items) {

        /** As the minute ended that begins at {@code time}; quantities of the best 20 levels. */
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

    /** Spread and depth of minutes that have ended. */
    public Object book(PublicMarket market, long seconds) {
        long minute = Interval.ONE_MINUTE.openOf(now(market.view()));
        return books.of(question(market, seconds + "s"), minute, () -> {
            Window window = new Window(minute - seconds, minute);
            long step = Math.ceilDiv(seconds / 60, SAMPLES_MAX) * 60;
            Listing listing = market.listing();
            List<WindowQueries.BookMinute> found = database.query(
                    listing.tenant(), connection -> WindowQueries.book(connection, listing.instrument(), window, step));
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

    /** Most active, gainers and losers of a tenant's markets. */
    public Object movers(int tenant, long seconds, int limit) {
        Collection<PublicMarket> all = markets.get().of(tenant);
        long version = all.stream().mapToLong(MarketStatistics::lastTrade).max().orElse(0);
        return movers.of(new Computed.Question(tenant, seconds + "s " + limit), version, () -> {
            long now =
                    all.stream().mapToLong(market -> now(market.view())).max().orElse(clock.seconds());
            long end = Interval.ONE_MINUTE.openOf(now) + 60;
            return Movers.of(all, new Window(end - seconds, end), limit);
        });
    }

    private static Computed.Question question(PublicMarket market, String what) {
        Listing listing = market.listing();
        return new Computed.Question(listing.tenant(), listing.symbol() + " " + what);
    }

    private static long lastTrade(PublicMarket market) {
        return market.view().lastTrade().map(PublicTrade::sequence).orElse(0L);
    }

    /** This machine's clock may be behind the log's: what is traded is never in the future. */
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
