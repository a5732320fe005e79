package com.flowex.backtest.data;

import com.flowex.strategy.data.BarInterval;
import java.util.ArrayList;
import java.util.List;

/** Part of a series of candles: those that lie wholly within a range of time. */
public final class CandleWindow implements CandleSource {

    private final CandleSource all;
    private final long fromNanos;
    private final long toNanos;
    private final DataManifest manifest;

    /**
     * Reads the candles once, to count them.
     *
     * @param fromNanos earliest beginning of a candle
     * @param toNanos latest end of a candle
     */
    public CandleWindow(CandleSource all, long fromNanos, long toNanos) {
        this.all = all;
        this.fromNanos = fromNanos;
        this.toNanos = toNanos;
        this.manifest = describe();
    }

    @Override
    public BarInterval interval() {
        return all.interval();
    }

    @Override
    public CandleSource until(long nanos) {
        return new CandleWindow(all, fromNanos, Math.min(toNanos, nanos));
    }

    @Override
    public DataManifest manifest() {
        return manifest;
    }

    @Override
    public Precision precision() {
        return all.precision();
    }

    private DataManifest describe() {
        long step = all.interval().nanos();
        List<DataManifest.Gap> gaps = new ArrayList<>();
        long gapCount = 0;
        long rows = 0;
        long first = 0;
        long end = 0;
        CandleCursor cursor = open();
        while (cursor.advance()) {
            long at = cursor.openNanos();
            if (rows == 0) {
                first = at;
            } else if (at > end) {
                gapCount++;
                if (gaps.size() < DataManifest.SHOWN_MAX) {
                    gaps.add(new DataManifest.Gap(end, at));
                }
            }
            end = at + step;
            rows++;
        }
        DataManifest whole = all.manifest();
        return new DataManifest(
                whole.source(), whole.format(), rows, first, end, gaps, gapCount, List.of(), 0, whole.digest());
    }

    @Override
    public CandleCursor open() {
        CandleCursor cursor = all.open();
        long last = toNanos - all.interval().nanos();
        return new CandleCursor() {

            @Override
            public boolean advance() {
                boolean isThere = cursor.advance();
                while (isThere && cursor.openNanos() < fromNanos) {
                    isThere = cursor.advance();
                }
                return isThere && cursor.openNanos() <= last;
            }

            @Override
            public long openNanos() {
                return cursor.openNanos();
            }

            @Override
            public double open() {
                return cursor.open();
            }

            @Override
            public double high() {
                return cursor.high();
            }

            @Override
            public double low() {
                return cursor.low();
            }

            @Override
            public double close() {
                return cursor.close();
            }

            @Override
            public double volume() {
                return cursor.volume();
            }
        };
    }
}
