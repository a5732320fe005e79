package com.flowex.edge.http;

import com.flowex.ground.logging.OwnLogs;
import com.flowex.ground.logging.Ration;

/** A line in the security log for whoever was not known or may not, so many in a minute at most. */
final class RefusalLog {

    private static final int PER_MINUTE = 600;
    private static final int UNKNOWN = 401;
    private static final int FORBIDDEN = 403;

    private final Ration ration = new Ration(PER_MINUTE);

    /** @param code of the problem, as the client was told */
    void write(RequestLog.Line line, String route, int status, String code) {
        boolean isRefused = status == UNKNOWN || status == FORBIDDEN;
        if (!isRefused || !OwnLogs.SECURITY.isInfoEnabled() || !ration.takes()) {
            return;
        }
        OwnLogs.SECURITY
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
