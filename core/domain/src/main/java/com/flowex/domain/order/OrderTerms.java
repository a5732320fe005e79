package com.flowex.domain.order;

import com.flowex.domain.value.Price;
import com.flowex.domain.value.Quantity;

/** Price, time and duration for which an order may trade. */
public sealed interface OrderTerms {

    /** Terms that act at once; a triggered {@link Conditional} order takes them. */
    sealed interface Active extends OrderTerms {}

    /**
     * Limit order: trades at {@code price} or better.
     *
     * @param expiresNanos log time at which it expires, nanoseconds since 1970; 0 unless {@link TimeInForce#GTD}
     * @param postOnly true if the order is refused rather than taking liquidity; only with an order that may rest
     * @param display quantity that the book shows at a time; zero means all of it.
     */
    record Limit(Price price, TimeInForce timeInForce, long expiresNanos, boolean postOnly, Quantity display)
            implements Active {

        /** An iceberg shows at least one part in this many of itself at a time. */
        public static final int PARTS_MAX = 100;

        public Limit {
            if (timeInForce == TimeInForce.GTD ? expiresNanos <= 0 : expiresNanos != 0) {
                throw new IllegalArgumentException("an expiry time belongs to GTD and GTD to an expiry time");
            }
            boolean mayRest = mayRest(timeInForce);
            if (postOnly && !mayRest) {
                throw new IllegalArgumentException("post-only needs GTC or GTD, was " + timeInForce);
            }
            if (display.units() != 0 && !mayRest) {
                throw new IllegalArgumentException("an iceberg needs GTC or GTD, was " + timeInForce);
            }
        }

        /** Creates a limit order that shows its whole quantity and has no expiry time. */
        public Limit(Price price, TimeInForce timeInForce, boolean postOnly) {
            this(price, timeInForce, 0, postOnly, Quantity.ZERO);
        }

        /** Returns true if the part that does not trade at once stays in the book. */
        public boolean mayRest() {
            return mayRest(timeInForce);
        }

        /** Returns true if the book shows only a part of the order. */
        public boolean isIceberg() {
            return display.units() != 0;
        }

        private static boolean mayRest(TimeInForce timeInForce) {
            return switch (timeInForce) {
                case GTC, GTD -> true;
                case IOC, FOK -> false;
            };
        }
    }

    /** Market order: trades at any price the book offers. The rest expires; nothing ever rests. */
    record Market() implements Active {
        public static final Market MARKET = new Market();
    }

    /**
     * Market order with a quote amount instead of a quantity: it trades as many whole lots as that amount covers. The
     * request's quantity is zero.
     *
     * @param quoteUnits highest amount paid (buy) or received (sell, before the fee), in units of the quote asset;
     *     positive
     */
    record MarketByQuote(long quoteUnits) implements OrderTerms {
        public MarketByQuote {
            if (quoteUnits <= 0) {
                throw new IllegalArgumentException("a quote amount is positive, was " + quoteUnits);
            }
        }
    }

    /** Conditional order: waits outside the book until its trigger is met, then acts with the terms it carries. */
    record Conditional(Trigger trigger, Active then) implements OrderTerms {}

    /**
     * Time-weighted order: the quantity is traded in equal slices at a fixed pace, each an immediate-or-cancel order.
     * The untraded part of a slice is spread over the slices that follow; the untraded part of the last slice expires.
     *
     * @param limit worst price of any slice
     * @param slices number of slices, {@link #SLICES_MIN} to {@link #SLICES_MAX}
     * @param intervalNanos log time from slice to slice, {@link #INTERVAL_MIN_NANOS} to {@link #INTERVAL_MAX_NANOS}
     */
    record Twap(Price limit, int slices, long intervalNanos) implements OrderTerms {

        public static final int SLICES_MIN = 2;
        public static final int SLICES_MAX = 1_000;
        public static final long INTERVAL_MIN_NANOS = 1_000_000_000L;
        public static final long INTERVAL_MAX_NANOS = 86_400_000_000_000L;

        public Twap {
            if (slices < SLICES_MIN || slices > SLICES_MAX) {
                throw new IllegalArgumentException(
                        "slices must be within " + SLICES_MIN + ".." + SLICES_MAX + ", was " + slices);
            }
            if (intervalNanos < INTERVAL_MIN_NANOS || intervalNanos > INTERVAL_MAX_NANOS) {
                throw new IllegalArgumentException("an interval is a second to a day, was " + intervalNanos + " ns");
            }
        }
    }
}
