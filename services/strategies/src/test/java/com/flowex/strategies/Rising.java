package com.flowex.strategies;

import com.flowex.orderentry.market.ListedMarket;
import com.flowex.strategies.app.CandleHistory;
import com.flowex.strategy.data.BarInterval;
import java.util.ArrayList;
import java.util.List;

/** Prices that rise by one a minute, so that nothing meets a bid below them. */
final class Rising implements CandleHistory {

    @Override
    public boolean has(BarInterval interval) {
        return true;
    }

    @Override
    public List<StoredCandle> read(
            ListedMarket market, BarInterval interval, long fromSeconds, long toSeconds, int limit) {
        List<StoredCandle> candles = new ArrayList<>();
        for (long at = Math.ceilDiv(fromSeconds, 60) * 60; at < toSeconds && candles.size() < limit; at += 60) {
            double open = 50_000 + at / 60 % 1_000;
            candles.add(new StoredCandle(at, open, open + 2, open - 1, open + 1, 5));
        }
        return candles;
    }
}
