package com.flowex.access.http.connection;

import com.flowex.platform.logging.DedicatedLoggers;
import com.flowex.platform.logging.PerMinuteLimiter;

/** Log of refused senders in the security log, with a limit per minute: unknown ones and forbidden ones. */
public final class RefusalLog {

    private static final int PER_MINUTE = 600;
    private static final int UNKNOWN = 401;
    private static final int FORBIDDEN = 403;

    private final PerMinuteLimiter ration = new PerMinuteLimiter(PER_MINUTE);

    /** @param code code of the problem document */
    public void write(RequestLog.Line line, String route, int status, String code) {
        boolean isRefused = status == UNKNOWN || status == FORBIDDEN;
        if (!isRefused || !DedicatedLoggers.SECURITY.isInfoEnabled() || !ration.tryAcquire()) {
            return;
        }
        DedicatedLoggers.SECURITY
                .atInfo()
                .addKeyValue("event.kind", "event")
                .addKeyValue("event.category", status == UNKNOWN ? "authentication" : "iam")
                .addKeyValue("event.type", "denied")
                .addKeyValue("event.action", route)
                .addKeyValue("event.outcome", "failure")
                .addKeyValue("event.reason", code)
                .addKeyValue("source.ip", line.from().getHostAddress())
                .addKeyValue("http.response.status_code", status)
                .addKeyValue("flowex.left_out", ration.takeLeftOut())
                .log("{} refused: {}", route, code);
    }
}
