package com.flowex.domain.margin;

/**
 * Price of an asset as one source reports it. The index price is made of the quotes of several sources.
 *
 * @param source number of the source within the asset, 1 to {@link #SOURCES_MAX}
 * @param priceUnits price of a whole unit of the asset in the tenant's valuation currency, in the scale of the asset's
 *     {@link MarginTerms}, 1 to {@link #UNITS_MAX}
 * @param volumeUnits weight of the quote: the source's trading volume in any unit that all sources share, 1 to
 *     {@link #UNITS_MAX}
 * @param timeNanos time of the quote at its source, nanoseconds since 1970, 1 or more
 */
public record IndexQuote(int source, long priceUnits, long volumeUnits, long timeNanos) {

    public static final int SOURCES_MAX = 16;

    public static final long UNITS_MAX = 1_000_000_000_000_000_000L;

    public IndexQuote {
        if (source < 1 || source > SOURCES_MAX) {
            throw new IllegalArgumentException("a source is within 1.." + SOURCES_MAX + ", was " + source);
        }
        checkUnits("price", priceUnits);
        checkUnits("volume", volumeUnits);
        if (timeNanos < 1) {
            throw new IllegalArgumentException("a quote's time is at least 1, was " + timeNanos);
        }
    }

    private static void checkUnits(String name, long units) {
        if (units < 1 || units > UNITS_MAX) {
            throw new IllegalArgumentException("a " + name + " is within 1.." + UNITS_MAX + ", was " + units);
        }
    }
}
