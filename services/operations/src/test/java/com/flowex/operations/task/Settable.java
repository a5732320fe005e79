package com.flowex.operations.task;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** A clock that goes on and that a test sets besides: what waits for a moment would wait for ever on one that stands. */
public final class Settable implements InstantSource {

    private final Instant start = Instant.parse("2026-11-22T23:50:00Z");
    private final long startNanos = System.nanoTime();
    private volatile Duration moved = Duration.ZERO;

    @Override
    public Instant instant() {
        return start.plus(moved).plusNanos(System.nanoTime() - startNanos);
    }

    public void move(Duration by) {
        moved = moved.plus(by);
    }
}
