package com.flowex.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.flowex.platform.logging.DedicatedLoggers;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Goal: the security log has each action that changes access, and no other. */
class SecurityEventLoggerTest {

    private static AuditEntry entry(String action, String outcome) {
        return new AuditEntry(1, "scim token 3", action, AuditEntry.Change.NONE, outcome, "203.0.113.9", "request-1");
    }

    @Test
    void changesByAnIdentityProviderAreChangesOfAccess() {
        Logger log = (Logger) DedicatedLoggers.SECURITY;
        ListAppender<ILoggingEvent> lines = new ListAppender<>();
        lines.start();
        Level before = log.getLevel();
        log.setLevel(Level.INFO);
        log.addAppender(lines);
        try {
            SecurityEventLogger.write(entry("PATCH /scim/v2/Users/{id}", "200"));
            SecurityEventLogger.write(entry("POST /scim/v2/Bulk", "begun"));
            SecurityEventLogger.write(entry("DELETE /scim/v2/Groups/{id}", "401 unauthorized"));
            SecurityEventLogger.write(entry("POST /api/trading/orders", "201"));
        } finally {
            log.detachAppender(lines);
            log.setLevel(before);
        }
        assertEquals(
                List.of("PATCH /scim/v2/Users/{id} by scim token 3: 200", "POST /scim/v2/Bulk by scim token 3: begun"),
                lines.list.stream().map(ILoggingEvent::getFormattedMessage).toList());
        assertEquals(
                List.of("iam", "iam"),
                lines.list.stream()
                        .flatMap(line -> line.getKeyValuePairs().stream())
                        .filter(pair -> pair.key.equals("event.category"))
                        .map(pair -> String.valueOf(pair.value))
                        .toList());
    }
}
