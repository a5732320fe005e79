package com.flowex.listings.app;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Source of shown data.
 *
 * @param provider name of the provider
 * @param isSample true if it is the sample and no real provider
 * @param about description for users
 * @param asOf time of its last answer; null if it has not answered yet
 */
public record CoinDataSource(
        String provider,
        boolean isSample,
        String about,
        @Nullable Instant asOf) {}
