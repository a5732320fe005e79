package com.flowex.strategies.store;

import java.time.Instant;

/**
 * One version of a strategy.
 *
 * @param source text of the program; empty in lists
 * @param parameters declared parameters, as JSON
 */
public record StrategyVersion(int version, String source, String parameters, Instant createdAt) {}
