package com.flowex.audit;

import com.flowex.platform.logging.DedicatedLoggers;
import com.flowex.platform.logging.LogContext;
import org.slf4j.spi.LoggingEventBuilder;

/** Copies of audit entries as log lines, for log collectors; the proof is in the chains in the database. */
final class AuditEventLogger {

    private static final String USER = "user ";

    private AuditEventLogger() {}

    /** Writes a log line without the change, which may hold personal data. */
    static void write(AuditEntry entry) {
        if (!DedicatedLoggers.AUDIT.isInfoEnabled()) {
            return;
        }
        LoggingEventBuilder line = DedicatedLoggers.AUDIT
                .atInfo()
                .addKeyValue("event.kind", "event")
                .addKeyValue("event.action", entry.action())
                .addKeyValue("event.outcome", outcome(entry.outcome()))
                .addKeyValue("flowex.outcome", entry.outcome())
                .addKeyValue(LogContext.TENANT, Integer.toString(entry.tenant()))
                .addKeyValue(LogContext.REQUEST, entry.requestId())
                .addKeyValue("source.address", entry.from());
        withUser(line, entry.actor()).log("{} by {}: {}", entry.action(), entry.actor(), entry.outcome());
    }

    static LoggingEventBuilder withUser(LoggingEventBuilder line, String actor) {
        return actor.startsWith(USER) ? line.addKeyValue(LogContext.USER, actor.substring(USER.length())) : line;
    }

    /** Returns the outcome in the words of the log schema. */
    static String outcome(String text) {
        return switch (text.isEmpty() ? ' ' : text.charAt(0)) {
            case '2', '3', 'd' -> "success";
            case '4', '5' -> "failure";
            default -> "unknown";
        };
    }
}
