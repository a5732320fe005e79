package com.flowex.listings.risk;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;

/**
 * How risky a coin is, as a tenant's scores say.
 *
 * @param asset code under which the tenant trades it
 * @param score 0 is calm, 100 as risky as it gets
 * @param day it is of the end of this day
 */
public record CoinRisk(String asset, double score, LocalDate day, Instant madeAt) {

    /** Whole seconds since it was computed. */
    public long age(Instant now) {
        return Math.max(0, Duration.between(madeAt, now).toSeconds());
    }
}
