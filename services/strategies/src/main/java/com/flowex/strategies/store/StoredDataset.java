package com.flowex.strategies.store;

import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * File of market data that a user has uploaded, without its content.
 *
 * @param symbol market that back-tests give it
 * @param day day of UTC whose orders it has; null of a file whose times have a day
 * @param completedAt time of its last part; null while the upload goes on
 * @param manifest description of the file, as JSON; null while the upload goes on
 */
public record StoredDataset(
        long id,
        String name,
        String symbol,
        @Nullable LocalDate day,
        Instant createdAt,
        @Nullable Instant completedAt,
        @Nullable String manifest) {}
