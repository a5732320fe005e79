package com.flowex.marketdata;

/**
 * Source of a market's prices, if they do not come from its users alone.
 *
 * @param symbol symbol of the market
 * @param kind kind of the source
 * @param detail description of the source for people
 */
public record PriceSource(String symbol, Kind kind, String detail) {

    /** Kind of a source; the lower-case names are those of the wire. */
    public enum Kind {
        /** Follows real trades of the past. */
        RECORDED,
        /** Follows a made-up price process. */
        SYNTHETIC
    }
}
