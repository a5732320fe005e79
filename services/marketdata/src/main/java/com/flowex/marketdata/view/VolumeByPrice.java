package com.flowex.marketdata.view;

import com.flowex.domain.order.Side;
import java.math.BigInteger;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;

/**
 * Volume at each price in each hour since it was last stored. The rows in the database grow by it. Not thread-safe: the
 * projection's thread owns it.
 */
final class VolumeByPrice {

    private static final long HOUR_NANOS = 3_600_000_000_000L;
    private static final long HOUR_SECONDS = 3_600;

    private record Place(long hour, long priceUnits) implements Comparable<Place> {
        @Override
        public int compareTo(Place other) {
            int byHour = Long.compare(hour, other.hour);
            return byHour != 0 ? byHour : Long.compare(priceUnits, other.priceUnits);
        }
    }

    /**
     * Increase of one row.
     *
     * @param hourSeconds start of the hour, seconds since 1970
     * @param bought quantity that takers bought
     * @param sold quantity that takers sold
     */
    record Traded(long hourSeconds, long priceUnits, BigInteger bought, BigInteger sold, long trades) {

        Traded with(Traded more) {
            return new Traded(
                    hourSeconds, priceUnits, bought.add(more.bought), sold.add(more.sold), trades + more.trades);
        }
    }

    private final Map<Place, Traded> unstored = new TreeMap<>();

    void add(long timeNanos, long priceUnits, long quantityUnits, Side taker) {
        long hour = timeNanos / HOUR_NANOS;
        BigInteger quantity = BigInteger.valueOf(quantityUnits);
        boolean buys = taker == Side.BUY;
        Traded one = new Traded(
                hour * HOUR_SECONDS,
                priceUnits,
                buys ? quantity : BigInteger.ZERO,
                buys ? BigInteger.ZERO : quantity,
                1);
        unstored.merge(new Place(hour, priceUnits), one, Traded::with);
    }

    void add(PriorHistory.VolumeAtPrice past) {
        Traded traded = new Traded(past.hourSeconds(), past.priceUnits(), past.bought(), past.sold(), past.trades());
        unstored.merge(new Place(past.hourSeconds() / HOUR_SECONDS, past.priceUnits()), traded, Traded::with);
    }

    Collection<Traded> unstored() {
        return unstored.values();
    }

    void stored() {
        unstored.clear();
    }
}
