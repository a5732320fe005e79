package com.flowex.access.http.connection;

import com.flowex.access.HttpSettings;
import com.flowex.platform.logging.DedicatedLoggers;
import com.flowex.platform.logging.PerMinuteLimiter;
import java.net.InetAddress;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;
import org.slf4j.spi.LoggingEventBuilder;

/**
 * Log of requests: one line for each selected request, and one in the performance log for each slow one; without query,
 * headers and bodies, which hold secrets.
 */
public final class RequestLog {

    /** Logger of its own, so that its lines can be sent elsewhere. */
    private static final Logger LOG = LoggerFactory.getLogger("flowex.requests");

    private static final int FAILED_FROM = 500;
    private static final int SLOW_PER_MINUTE = 120;

    private final HttpSettings.RequestLog which;
    private final int sample;
    private final long slowNanos;
    private final PerMinuteLimiter slow = new PerMinuteLimiter(SLOW_PER_MINUTE);

    private RequestLog(HttpSettings.RequestLog which, int sample, long slowNanos) {
        this.which = which;
        this.sample = sample;
        this.slowNanos = slowNanos;
    }

    public static RequestLog of(HttpSettings settings, boolean debug) {
        return new RequestLog(
                debug ? HttpSettings.RequestLog.ALL : settings.requestLog(),
                settings.requestSample(),
                settings.requestSlow().toNanos());
    }

    /** @param sender "1/42" for user 42 of tenant 1, "1/-" for an unknown one */
    public record Line(String id, String method, String path, InetAddress from, String sender) {
        @Override
        public String toString() {
            return "%s %s %s, from %s, by %s".formatted(id, method, path, from.getHostAddress(), sender);
        }
    }

    public boolean wants(int status) {
        return switch (which) {
            case OFF -> false;
            case FAILED -> status >= FAILED_FROM;
            case ALL ->
                status >= FAILED_FROM
                        || sample == 1
                        || ThreadLocalRandom.current().nextInt(sample) == 0;
        };
    }

    /** @param route its pattern, as in {@code /api/trading/orders/{id}} */
    public void write(Line line, String route, int status, long nanos) {
        fields(LOG.atLevel(status >= FAILED_FROM ? Level.WARN : Level.INFO), line, route, status, nanos)
                .log(
                        "request {} {} {} {} {} us, from {}, by {}",
                        line.id(),
                        line.method(),
                        line.path(),
                        status,
                        TimeUnit.NANOSECONDS.toMicros(nanos),
                        line.from().getHostAddress(),
                        line.sender());
    }

    public boolean isSlow(long nanos) {
        return nanos >= slowNanos && DedicatedLoggers.PERFORMANCE.isInfoEnabled() && slow.tryAcquire();
    }

    public void writeSlow(Line line, String route, int status, long nanos) {
        fields(DedicatedLoggers.PERFORMANCE.atInfo(), line, route, status, nanos)
                .addKeyValue("event.action", "slow-request")
                .addKeyValue("flowex.left_out", slow.takeLeftOut())
                .log("{} took {} ms", route, TimeUnit.NANOSECONDS.toMillis(nanos));
    }

    private static LoggingEventBuilder fields(
            LoggingEventBuilder event, Line line, String route, int status, long nanos) {
        return event.addKeyValue("http.request.method", line.method())
                .addKeyValue("http.route", route)
                .addKeyValue("http.response.status_code", status)
                .addKeyValue("event.duration", nanos)
                .addKeyValue("source.ip", line.from().getHostAddress());
    }
}
