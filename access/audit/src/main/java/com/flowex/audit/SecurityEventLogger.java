package com.flowex.audit;

import com.flowex.platform.logging.DedicatedLoggers;
import com.flowex.platform.logging.LogContext;
import java.util.List;
import java.util.Map;
import org.slf4j.spi.LoggingEventBuilder;

/**
 * Security log: one line for each audited action that concerns access control. Refused requests are logged by the edge.
 */
final class SecurityEventLogger {

    /** Security-related paths and their category in the log schema; longer paths come before shorter ones. */
    private static final List<Map.Entry<String, String>> CATEGORIES = List.of(
            Map.entry("/api/auth/login", "authentication"),
            Map.entry("/api/auth/passkeys/login", "authentication"),
            Map.entry("/api/auth/verify-2fa", "authentication"),
            Map.entry("/api/auth/staff-login/logout", "session"),
            Map.entry("/api/auth/staff-login/finish", "authentication"),
            Map.entry("/api/auth/logout", "session"),
            Map.entry("/api/auth/sessions", "session"),
            Map.entry("/api/auth/", "iam"),
            Map.entry("/api/v1/recoveries", "iam"),
            Map.entry("/api/v1/users", "iam"),
            Map.entry("/api/v1/role-requests", "iam"),
            Map.entry("/api/v1/staff-login", "iam"),
            Map.entry("/scim/v2/", "iam"),
            Map.entry("./flowex ", "configuration"));

    private SecurityEventLogger() {}

    static void write(AuditEntry entry) {
        if (!DedicatedLoggers.SECURITY.isInfoEnabled() || isRefused(entry.outcome())) {
            return;
        }
        CATEGORIES.stream()
                .filter(each -> entry.action().contains(each.getKey()))
                .findFirst()
                .ifPresent(each -> write(entry, each.getValue()));
    }

    private static boolean isRefused(String outcome) {
        return outcome.startsWith("401") || outcome.startsWith("403");
    }

    private static void write(AuditEntry entry, String category) {
        LoggingEventBuilder line = DedicatedLoggers.SECURITY
                .atInfo()
                .addKeyValue("event.kind", "event")
                .addKeyValue("event.category", category)
                .addKeyValue("event.type", category.equals("iam") ? "change" : "info")
                .addKeyValue("event.action", entry.action())
                .addKeyValue("event.outcome", AuditEventLogger.outcome(entry.outcome()))
                .addKeyValue(LogContext.TENANT, Integer.toString(entry.tenant()))
                .addKeyValue(LogContext.REQUEST, entry.requestId())
                .addKeyValue("source.address", entry.from());
        AuditEventLogger.withUser(line, entry.actor())
                .log("{} by {}: {}", entry.action(), entry.actor(), entry.outcome());
    }
}
