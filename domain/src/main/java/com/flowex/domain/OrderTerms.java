package com.flowex.domain;

/** At what price and for how long an order may trade. */
public sealed interface OrderTerms {

    /**
     * Trades at {@code price} or better.
     *
     * @param postOnly refused rather than taking liquidity; only with {@link TimeInForce#GTC}
     */
    record Limit(Price price, TimeInForce timeInForce, boolean postOnly) implements OrderTerms {

        public Limit {
            if (postOnly && timeInForce != TimeInForce.GTC) {
                throw new IllegalArgumentException("post-only needs GTC, was " + timeInForce);
            }
        }
    }

    /** Trades at whatever the book offers; the rest expires, nothing ever rests. */
    record Market() implements OrderTerms {

        public static final Market MARKET = new Market();
    }
}
