package com.flowex.listings.store;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;

/**
 * Risk of a coin, by a tenant's scores.
 *
 * @param asset code under which the tenant trades it
 * @param score 0 is calm, 100 is the riskiest
 * @param day the score is of the end of this day
 */
public record CoinRisk(String asset, double score, LocalDate day, Instant madeAt) {

    /** Returns the age of the score in whole seconds. */
    public long age(Instant now) {
        return Math.max(0, Duration.between(madeAt, now).toSeconds());
    }
}
