package com.flowex.operations.store;

import java.time.Instant;

/**
 * Process that executes tasks.
 *
 * @param threads number of slots that it works on at once
 * @param busy number of tasks that it executes now
 * @param seenAt time of this report
 */
public record TaskWorker(String name, int threads, int busy, Instant startedAt, Instant seenAt) {}
