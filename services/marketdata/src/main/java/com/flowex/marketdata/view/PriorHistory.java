package com.flowex.marketdata.view;

import com.flowex.marketdata.store.Candle;
import com.flowex.marketdata.store.Interval;
import com.flowex.marketdata.store.Listing;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Source of what a market's candles show from before its listing. It must be a pure function of its arguments, which the
 * log has: then a view that is built anew shows the same.
 */
@FunctionalInterface
public interface PriorHistory {

    /** Markets begin empty. */
    PriorHistory NONE = (_, _) -> Optional.empty();

    /**
     * Returns the history of a market.
     *
     * @param listedNanos log time of the listing, nanoseconds since 1970; all of the history is older
     */
    Optional<Past> before(Listing listing, long listedNanos);

    /**
     * Volume at a price in an hour.
     *
     * @param hourSeconds start of the hour, seconds since 1970
     */
    record VolumeAtPrice(long hourSeconds, long priceUnits, BigInteger bought, BigInteger sold, long trades) {}

    /** Candles of each stored interval, oldest first, and volumes. The numbers of their trades are 0. */
    record Past(
            List<Candle> seconds,
            List<Candle> minutes,
            List<Candle> hours,
            List<Candle> days,
            List<VolumeAtPrice> volumes) {

        /**
         * Returns a history of which longer candles are merged from shorter ones.
         *
         * @param earlierHours hours of whole days and those up to the first minute
         * @param minutes minutes since the begin of an hour; at least one
         * @param hoursFromSeconds first hour of which a candle is stored
         */
        public static Past of(
                List<Candle> earlierHours,
                List<Candle> minutes,
                List<Candle> seconds,
                List<VolumeAtPrice> volumes,
                long hoursFromSeconds) {
            List<Candle> hours = new ArrayList<>(earlierHours);
            hours.addAll(Candle.merge(minutes, Interval.ONE_HOUR));
            return new Past(
                    seconds,
                    minutes,
                    hours.stream()
                            .filter(hour -> hour.openSeconds() >= hoursFromSeconds)
                            .toList(),
                    Candle.merge(hours, Interval.ONE_DAY),
                    volumes);
        }

        List<Candle> of(Interval interval) {
            return switch (interval) {
                case ONE_SECOND -> seconds;
                case ONE_MINUTE -> minutes;
                case ONE_HOUR -> hours;
                case ONE_DAY -> days;
                default -> throw new IllegalArgumentException(interval + " is not stored");
            };
        }

        /** Returns the minutes that memory keeps: those since a day before the last, and the one before them. */
        Stream<Candle> latestMinutes() {
            long from = minutes.getLast().openSeconds() - Interval.ONE_DAY.seconds();
            long older = minutes.stream()
                    .filter(minute -> minute.openSeconds() < from)
                    .count();
            return minutes.stream().skip(Math.max(0, older - 1));
        }
    }
}
