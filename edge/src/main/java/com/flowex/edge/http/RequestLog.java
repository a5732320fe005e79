package com.flowex.edge.http;

import java.net.InetAddress;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/** One line for each request that is to leave one, without query, headers and bodies: those hold secrets. */
final class RequestLog {

    /** A logger of its own, so that it can be sent elsewhere. */
    private static final Logger LOG = LoggerFactory.getLogger("flowex.requests");

    private static final int FAILED_FROM = 500;

    private final HttpSettings.RequestLog which;

    RequestLog(HttpSettings.RequestLog which) {
        this.which = which;
    }

    static RequestLog of(HttpSettings settings, boolean debug) {
        return new RequestLog(debug ? HttpSettings.RequestLog.ALL : settings.requestLog());
    }

    /** @param sender "1/42" for user 42 of tenant 1, "1/-" for somebody of it who is not known */
    record Line(String id, String method, String path, InetAddress from, String sender) {
        @Override
        public String toString() {
            return "%s %s %s, from %s, by %s".formatted(id, method, path, from.getHostAddress(), sender);
        }
    }

    boolean wants(int status) {
        return switch (which) {
            case OFF -> false;
            case FAILED -> status >= FAILED_FROM;
            case ALL -> true;
        };
    }

    void write(Line line, int status, long nanos) {
        LOG.atLevel(status >= FAILED_FROM ? Level.WARN : Level.INFO)
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
}
