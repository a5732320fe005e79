package com.flowex.operations.task;

import java.time.Instant;

/**
 * A process that works on tasks.
 *
 * @param threads so many lanes it works on at once
 * @param busy so many tasks it works on now
 * @param seenAt when it said so
 */
public record TaskWorker(String name, int threads, int busy, Instant startedAt, Instant seenAt) {}
