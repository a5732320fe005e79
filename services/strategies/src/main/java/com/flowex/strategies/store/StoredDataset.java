package com.flowex.strategies.store;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * File of candles that a user has uploaded, without its content.
 *
 * @param symbol market that back-tests give it
 * @param completedAt time of its last part; null while the upload goes on
 * @param manifest description of the file, as JSON; null while the upload goes on
 */
public record StoredDataset(
        long id,
        String name,
        String symbol,
        Instant createdAt,
        @Nullable Instant completedAt,
        @Nullable String manifest) {}
