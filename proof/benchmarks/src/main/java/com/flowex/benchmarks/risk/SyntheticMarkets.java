package com.flowex.benchmarks.risk;

import com.flowex.domain.market.Asset;
import com.flowex.domain.market.FeeRates;
import com.flowex.domain.market.Instrument;
import com.flowex.domain.market.InstrumentRules;
import com.flowex.domain.market.MarketState;
import com.flowex.domain.value.AssetId;
import com.flowex.domain.value.InstrumentId;
import com.flowex.domain.value.Scale;
import com.flowex.marketdata.store.DailyMarketHistory;
import com.flowex.orderentry.market.InstrumentDirectory;
import com.flowex.orderentry.market.ListedMarket;
import com.flowex.platform.database.Database;
import com.flowex.platform.database.sql.Sql;
import com.flowex.risk.app.bar.DailyBar;
import com.flowex.risk.app.daily.MarketHistory;
import com.flowex.risk.app.measure.BookStatistics;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

/**
 * Synthetic markets of one tenant, with days and minutes of their books in the tables of market data, read as an
 * exchange reads them. Prices are waves of two lengths. Each market has its own waves, and none looks like an error or
 * a split.
 */
final class SyntheticMarkets implements MarketHistory {

    static final int TENANT = 1;

    private static final int CONCURRENCY = 250;
    private static final int BOOK_MINUTES = 60;
    private static final int PRICE_PLACES = 2;
    private static final int PLACES = 4;
    private static final long MICROS_MAX = TimeUnit.MINUTES.toMicros(1);

    private static final String FILL_DAYS = """
            INSERT INTO marketdata.candle (tenant_id, instrument_id, interval_seconds, open_seconds, open, high, low, close,
                volume, quote_volume, trades, first_trade, last_trade, bought, bought_quote)
            SELECT ?, i, 86400, (?::bigint - d) * 86400, open, greatest(open, close) * 101 / 100, least(open, close) * 99 / 100,
                close, 1000000 + i, 1000 * close, 10, 1, 10, 500000, 500 * close
            FROM generate_series(?::int, ?::int) i, generate_series(1, ?::int) d,
                LATERAL (SELECT (1000000 * exp(0.3 * sin((d + 1) / 40.0 + i) + 0.05 * sin((d + 1) * 1.7 * (1 + i % 7))))::bigint AS open,
                    (1000000 * exp(0.3 * sin(d / 40.0 + i) + 0.05 * sin(d * 1.7 * (1 + i % 7))))::bigint AS close) price""";
    private static final String FILL_BOOKS = """
            INSERT INTO marketdata.book_minute (tenant_id, instrument_id, minute_seconds, bid, ask, bid_quantity, ask_quantity)
            SELECT ?, i, (?::bigint * 1440 - m) * 60, 1000000, 1001000 + i % 500, 100000, 100000
            FROM generate_series(?::int, ?::int) i, generate_series(1, ?::int) m""";

    private final DailyMarketHistory candles;
    private final long today;
    private final Histogram micros = new ConcurrentHistogram(MICROS_MAX, 3);
    private final AtomicLong requestedNanos = new AtomicLong();

    /** @param today days since 1970 */
    SyntheticMarkets(Database database, long today) {
        this.candles = new DailyMarketHistory(database);
        this.today = today;
    }

    /** Returns a directory of the assets, each listed against the reference asset. */
    static InstrumentDirectory listed(int assets) {
        InstrumentDirectory directory = new InstrumentDirectory();
        AssetId reference = new AssetId(1);
        directory.listed(new Asset(TENANT, reference, "USDT", new Scale(PLACES), 1_000_000));
        InstrumentRules rules = new InstrumentRules(new Scale(PRICE_PLACES), 1, 1_000_000_000, 1, 1, 1_000_000, 0);
        for (int i = 1; i < assets; i++) {
            AssetId id = new AssetId(i + 1);
            String code = "A" + i;
            directory.listed(new Asset(TENANT, id, code, new Scale(PLACES), 1_000_000));
            directory.listed(
                    new Instrument(
                            TENANT, new InstrumentId(i), code + "-USDT", id, reference, rules, new FeeRates(0, 0)),
                    MarketState.OPEN);
        }
        return directory;
    }

    /** Fills the tables for a number of markets with a number of days each. */
    void fill(Connection views, int markets, int days) throws SQLException {
        for (int from = 1; from <= markets; from += CONCURRENCY) {
            int to = Math.min(markets, from + CONCURRENCY - 1);
            Sql.execute(views, FILL_DAYS, TENANT, today, from, to, days);
            Sql.execute(views, FILL_BOOKS, TENANT, today, from, to, BOOK_MINUTES);
        }
    }

    @Override
    public List<DailyBar> bars(ListedMarket market, long fromDay) {
        repeat();
        int places = market.priceScale().places();
        return candles.days(TENANT, market.instrument().id().value(), TimeUnit.DAYS.toSeconds(fromDay)).stream()
                .map(candle -> new DailyBar(
                        TimeUnit.SECONDS.toDays(candle.openSeconds()),
                        whole(candle.openUnits(), places),
                        whole(candle.highUnits(), places),
                        whole(candle.lowUnits(), places),
                        whole(candle.closeUnits(), places),
                        new BigDecimal(candle.quoteVolumeUnits(), PLACES).doubleValue()))
                .toList();
    }

    private static double whole(long units, int places) {
        return BigDecimal.valueOf(units, places).doubleValue();
    }

    @Override
    public Optional<BookStatistics> book(ListedMarket market) {
        int places = market.priceScale().places() + market.quantityScale().places();
        return candles.book(TENANT, market.instrument().id().value(), TimeUnit.DAYS.toSeconds(today - 7))
                .map(book -> new BookStatistics(
                        book.spread(), book.depth().scaleByPowerOfTen(-places).doubleValue(), book.minutes()));
    }

    /**
     * Records the time from one asset's days to the next one's: the whole cost of an asset, divided by the number
     * computed at once.
     */
    private void repeat() {
        long now = System.nanoTime();
        long before = requestedNanos.getAndSet(now);
        if (before != 0) {
            micros.recordValue(Math.clamp(TimeUnit.NANOSECONDS.toMicros(now - before), 0, MICROS_MAX));
        }
    }

    Histogram micros() {
        return micros;
    }
}
