package com.flowex.platform.projection;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;

/** Comparison of a view's memory with its tables at intervals, a part each time. Not thread-safe. */
final class ViewComparison {

    private static final long EVERY_NANOS = Duration.ofSeconds(5).toNanos();

    private final Projection projection;
    private long nextNanos = System.nanoTime() + EVERY_NANOS;

    ViewComparison(Projection projection) {
        this.projection = projection;
    }

    boolean isDue() {
        return System.nanoTime() - nextNanos >= 0;
    }

    /**
     * Compares the next part.
     *
     * @param views sees the rows as of the last event that memory shows
     * @throws CheckpointMovedException.ViewDivergedException if they differ
     */
    void compare(Connection views) throws SQLException {
        nextNanos = System.nanoTime() + EVERY_NANOS;
        Optional<String> difference = projection.difference(views);
        if (difference.isPresent()) {
            throw new CheckpointMovedException.ViewDivergedException(difference.get());
        }
    }
}
