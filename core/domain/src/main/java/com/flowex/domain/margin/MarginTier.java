package com.flowex.domain.margin;

/**
 * Margin rates of one slice of a debt. The slice begins at a value and ends where that of the next tier begins.
 *
 * @param fromWhole value at which the slice begins, in whole units of the tenant's valuation currency, 0 or more
 * @param initialMillionths margin that a new debt needs, in millionths of the slice: at least the maintenance margin
 * @param maintenanceMillionths margin that the debt needs as long as it lasts, in millionths of the slice, 1 or more
 */
public record MarginTier(long fromWhole, int initialMillionths, int maintenanceMillionths) {

    public static final int MILLIONTHS_MAX = 1_000_000;

    public MarginTier {
        if (fromWhole < 0) {
            throw new IllegalArgumentException("a tier begins at 0 or above, was " + fromWhole);
        }
        if (maintenanceMillionths < 1 || maintenanceMillionths > initialMillionths) {
            throw new IllegalArgumentException("a maintenance margin is within 1.." + initialMillionths
                    + " (the initial margin), was " + maintenanceMillionths);
        }
        if (initialMillionths > MILLIONTHS_MAX) {
            throw new IllegalArgumentException(
                    "an initial margin is at most " + MILLIONTHS_MAX + " millionths, was " + initialMillionths);
        }
    }
}
