package com.flowex.domain.value;

/**
 * Identity of a trade. The engine numbers trades without gaps, over all markets.
 *
 * @param value 1 or more
 */
public record TradeId(long value) {

    public TradeId {
        if (value < 1) {
            throw new IllegalArgumentException("trade id must be at least 1, was " + value);
        }
    }

    @Override
    public String toString() {
        return Long.toString(value);
    }
}
