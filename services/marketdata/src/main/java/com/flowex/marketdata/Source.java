package com.flowex.marketdata;

/**
 * Where the prices of a market come from, when not from its users alone.
 *
 * @param symbol of the market
 * @param kind what moves it
 * @param detail what exactly, for a person
 */
public record Source(String symbol, Kind kind, String detail) {

    /** What moves a market; the lower-case names are those of the wire. */
    public enum Kind {
        /** Follows real trades of the past. */
        RECORDED,
        /** Follows a made-up price process. */
        SYNTHETIC
    }
}
