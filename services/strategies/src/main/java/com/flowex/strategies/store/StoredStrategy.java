package com.flowex.strategies.store;

import java.time.Instant;

/**
 * Strategy that a user has written.
 *
 * @param version newest version, 1 or more
 */
public record StoredStrategy(long id, String name, int version, Instant createdAt, Instant changedAt) {}
