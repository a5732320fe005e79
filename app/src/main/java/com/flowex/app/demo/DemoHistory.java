package com.flowex.app.demo;

import com.flowex.marketdata.store.Candle;
import com.flowex.marketdata.store.Interval;
import com.flowex.marketdata.store.Listing;
import com.flowex.marketdata.view.PriorHistory;
import java.math.BigInteger;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * History of the demo markets from before the exchange began: the prices that they would have played, and volumes like
 * those of the demo's takers. It follows from the time of the listing alone, which the log has.
 */
public final class DemoHistory implements PriorHistory {

    /** Days of which there are daily candles: enough for each figure of risk. */
    private static final int DAYS = 400;

    private static final int HOURS_STORED_DAYS = 30;
    private static final int MINUTES_DAYS = 7;
    private static final long SECONDS = 300;

    /** Intervals between the prices of which candles of a second, a minute and an hour are made. */
    private static final long STEP_OF_SECONDS = 1;

    private static final long STEP_OF_MINUTES = 10;
    private static final long STEP_OF_HOURS = 300;

    /** Volumes by price are rounded to whole units of the quote asset, which has cents here. */
    private static final long VOLUME_STEP = 100;

    /** Cents times satoshi, divided by this, are units of USDT. */
    private static final BigInteger QUOTE_DIVISOR = BigInteger.valueOf(10_000);

    private static final long NANOS = 1_000_000_000L;
    private static final int TENANT = 1;

    private final int speed;

    /** @param speed recorded seconds that the demo market plays in a second */
    public DemoHistory(int speed) {
        this.speed = speed;
    }

    @Override
    public Optional<Past> before(Listing listing, long listedNanos) {
        if (listing.tenant() != TENANT) {
            return Optional.empty();
        }
        long end = listedNanos / NANOS;
        return switch (listing.symbol()) {
            case "BTC-USDT" -> Optional.of(past(new RecordedPath(RecordedTrades.load(), speed), end));
            case "ETH-USDT" -> Optional.of(past(DemoMarket.syntheticPath(), end));
            default -> Optional.empty();
        };
    }

    private static Past past(PricePath path, long end) {
        long weekFrom =
                Interval.ONE_HOUR.openOf(end) - Duration.ofDays(MINUTES_DAYS).toSeconds();
        long first = Interval.ONE_DAY.openOf(end) - Duration.ofDays(DAYS).toSeconds();
        List<Candle> week = steps(path, weekFrom, end, STEP_OF_MINUTES);
        return Past.of(
                Candle.merge(steps(path, first, weekFrom, STEP_OF_HOURS), Interval.ONE_HOUR),
                Candle.merge(week, Interval.ONE_MINUTE),
                steps(path, end - SECONDS, end, STEP_OF_SECONDS),
                volumes(week),
                weekFrom - Duration.ofDays(HOURS_STORED_DAYS).toSeconds());
    }

    /** Returns the candles of some seconds each, in which the price moves once; those without a trade are left out. */
    private static List<Candle> steps(PricePath path, long from, long end, long step) {
        List<Candle> steps = new ArrayList<>();
        PricePath.Point last = path.at(from);
        for (long at = from; at < end; at += step) {
            PricePath.Point next = path.at(Math.min(end, at + step));
            PricePath.Traded traded = path.between(last, next);
            if (traded.trades() > 0 && traded.units() > 0) {
                steps.add(candle(at, last.cents(), next.cents(), traded));
            }
            last = next;
        }
        return steps;
    }

    private static Candle candle(long at, long open, long close, PricePath.Traded traded) {
        BigInteger volume = BigInteger.valueOf(traded.units());
        BigInteger quote =
                volume.multiply(BigInteger.valueOf((open + close) / 2)).divide(QUOTE_DIVISOR);
        boolean rises = close >= open;
        Candle.TakerTotals takers =
                new Candle.TakerTotals(0, 0, rises ? volume : BigInteger.ZERO, rises ? quote : BigInteger.ZERO);
        return new Candle(
                at, open, Math.max(open, close), Math.min(open, close), close, volume, quote, traded.trades(), takers);
    }

    private record Place(long hour, long price) implements Comparable<Place> {
        @Override
        public int compareTo(Place other) {
            int byHour = Long.compare(hour, other.hour);
            return byHour != 0 ? byHour : Long.compare(price, other.price);
        }
    }

    private static List<VolumeAtPrice> volumes(List<Candle> steps) {
        Map<Place, VolumeAtPrice> volumes = new TreeMap<>();
        for (Candle step : steps) {
            long hour = Interval.ONE_HOUR.openOf(step.openSeconds());
            long price = step.closeUnits() / VOLUME_STEP * VOLUME_STEP;
            BigInteger bought = step.takers().boughtUnits();
            volumes.merge(
                    new Place(hour, price),
                    new VolumeAtPrice(hour, price, bought, step.volumeUnits().subtract(bought), step.trades()),
                    DemoHistory::sum);
        }
        return List.copyOf(volumes.values());
    }

    private static VolumeAtPrice sum(VolumeAtPrice left, VolumeAtPrice right) {
        return new VolumeAtPrice(
                left.hourSeconds(),
                left.priceUnits(),
                left.bought().add(right.bought()),
                left.sold().add(right.sold()),
                left.trades() + right.trades());
    }
}
