package com.flowex.app.wiring.adapter;

import com.flowex.marketdata.store.Candle;
import com.flowex.marketdata.store.CandleQueries;
import com.flowex.marketdata.store.Interval;
import com.flowex.orderentry.market.ListedMarket;
import com.flowex.platform.database.sql.RowSource;
import com.flowex.strategies.app.CandleHistory;
import com.flowex.strategy.data.BarInterval;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Adapter of market data's stored candles for back-tests. */
record MarketCandles(RowSource rows) implements CandleHistory {

    private static final long DAYS_MAX_NANOS = Duration.ofDays(3).toNanos();

    @Override
    public boolean has(BarInterval interval) {
        // Weeks of candles begin on Monday, those of a back-test where a multiple of a week since 1970 does.
        return interval.nanos() <= DAYS_MAX_NANOS
                && Interval.of(interval.toString()).isPresent();
    }

    @Override
    public List<StoredCandle> read(
            ListedMarket market, BarInterval interval, long fromSeconds, long toSeconds, int limit) {
        Interval length = Interval.of(interval.toString()).orElseThrow();
        List<StoredCandle> all = new ArrayList<>();
        long from = fromSeconds;
        while (all.size() < limit) {
            var range = new CandleQueries.Range(
                    from, toSeconds, false, Math.min(CandleQueries.LIMIT_MAX, limit - all.size()));
            List<Candle> page = rows.query(
                    market.instrument().tenant(),
                    connection -> CandleQueries.read(
                            connection, market.instrument().id().value(), length, range));
            if (page.isEmpty()) {
                return all;
            }
            page.forEach(each -> all.add(stored(each, market)));
            from = length.closeOf(page.getLast().openSeconds());
        }
        return all;
    }

    private static StoredCandle stored(Candle candle, ListedMarket market) {
        int places = market.priceScale().places();
        return new StoredCandle(
                candle.openSeconds(),
                whole(candle.openUnits(), places),
                whole(candle.highUnits(), places),
                whole(candle.lowUnits(), places),
                whole(candle.closeUnits(), places),
                new BigDecimal(candle.volumeUnits(), market.quantityScale().places()).doubleValue());
    }

    private static double whole(long units, int places) {
        return BigDecimal.valueOf(units, places).doubleValue();
    }
}
