package com.flowex.access.socket;

import com.flowex.platform.failure.TransientFault;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Log of a stream's connections that failed. One cause, such as a database that restarts, ends thousands of connections
 * at once: the first one is logged, and the others are counted.
 */
final class ConnectionFailureLog {

    private static final Logger LOG = LoggerFactory.getLogger(StreamHub.class);
    private static final long PERIOD_NANOS = TimeUnit.MINUTES.toNanos(1);
    private static final int CAUSES_MAX = 100;
    private static final String OTHER = "other causes";

    /** @param more connections that failed by the cause after the one that was logged */
    private record Failures(long sinceNanos, AtomicLong more) {}

    private final String stream;
    private final StreamClock clock;
    private final Map<String, Failures> byCause = new ConcurrentHashMap<>();

    ConnectionFailureLog(String stream, StreamClock clock) {
        this.stream = stream;
        this.clock = clock;
    }

    /** Logs the first failure of its cause within a minute; counts the others. */
    void failed(RuntimeException failure) {
        boolean isTransient = failure instanceof TransientFault;
        String cause = isTransient ? String.valueOf(failure.getMessage()) : failure.toString();
        String key = byCause.size() < CAUSES_MAX || byCause.containsKey(cause) ? cause : OTHER;
        Failures first = new Failures(clock.nanoTime(), new AtomicLong());
        Failures known = byCause.putIfAbsent(key, first);
        if (known != null) {
            known.more.incrementAndGet();
        } else if (isTransient) {
            LOG.warn("connections of the stream {} are closed: {}", stream, cause);
        } else {
            LOG.error("a connection of the stream {} failed and is closed", stream, failure);
        }
    }

    /** Logs the number of further failures of each cause whose minute is over. */
    void report() {
        long now = clock.nanoTime();
        byCause.forEach((cause, failures) -> {
            if (now - failures.sinceNanos >= PERIOD_NANOS && byCause.remove(cause, failures)) {
                log(cause, failures.more.get());
            }
        });
    }

    /** Logs the number of further failures of each cause. */
    void close() {
        byCause.forEach((cause, failures) -> {
            if (byCause.remove(cause, failures)) {
                log(cause, failures.more.get());
            }
        });
    }

    private void log(String cause, long more) {
        if (more > 0) {
            LOG.warn("{} more connections of the stream {} were closed within a minute: {}", more, stream, cause);
        }
    }
}
