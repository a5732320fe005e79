package com.flowex.domain;

/** At what price, when and for how long an order may trade. */
public sealed interface OrderTerms {

    /** Terms that act at once: what a {@link Conditional} order becomes. */
    sealed interface Active extends OrderTerms {}

    /**
     * Trades at {@code price} or better.
     *
     * @param expiresNanos log time at which it expires, nanoseconds since 1970; 0 unless {@link TimeInForce#GTD}
     * @param postOnly refused rather than taking liquidity; only with an order that may rest
     * @param display how much of it the book shows at a time; zero: all of it. Only with an order that may rest
     */
    record Limit(Price price, TimeInForce timeInForce, long expiresNanos, boolean postOnly, Quantity display)
            implements Active {

        /** An order shows at least one part in so many of itself at a time. */
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

        /** A limit order that shows itself whole and has no expiry time. */
        public Limit(Price price, TimeInForce timeInForce, boolean postOnly) {
            this(price, timeInForce, 0, postOnly, Quantity.ZERO);
        }

        /** Whether what does not trade at once stays in the book. */
        public boolean mayRest() {
            return mayRest(timeInForce);
        }

        /** Whether the book shows only a part of it. */
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

    /** Trades at whatever the book offers; the rest expires, nothing ever rests. */
    record Market() implements Active {
        public static final Market MARKET = new Market();
    }

    /**
     * A market order that names the quote amount instead of the quantity: it trades as many whole lots as that amount
     * covers. The request's quantity is zero.
     *
     * @param quoteUnits at most so much is paid (buy) or received (sell, before the fee), in units of the quote asset;
     *     positive
     */
    record MarketByQuote(long quoteUnits) implements OrderTerms {
        public MarketByQuote {
            if (quoteUnits <= 0) {
                throw new IllegalArgumentException("a quote amount is positive, was " + quoteUnits);
            }
        }
    }

    /** Waits outside the book until its trigger is met, then acts with the terms it carries. */
    record Conditional(Trigger trigger, Active then) implements OrderTerms {}

    /**
     * Time-weighted: the quantity is worked in equal slices at a fixed pace, each an immediate-or-cancel order. What a
     * slice does not trade is spread over the slices that follow; what the last leaves expires.
     *
     * @param limit no slice trades at a worse price
     * @param slices {@link #SLICES_MIN} to {@link #SLICES_MAX}
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
