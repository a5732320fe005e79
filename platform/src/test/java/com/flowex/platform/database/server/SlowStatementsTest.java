package com.flowex.platform.database.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import com.flowex.platform.Platform;
import com.flowex.platform.database.sql.Sql;
import com.flowex.platform.logging.LogContext;
import com.flowex.platform.testing.Await;
import com.flowex.platform.testing.TestPlatform;
import com.flowex.platform.testing.TestPostgres;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.slf4j.LoggerFactory;

/** Slow statements are logged with their plan, and never more of them than their reader can bear. */
@Timeout(900)
class SlowStatementsTest {

    private static final String SLOW =
            "SELECT pg_sleep(0.03), ? FROM platform.checkpoints WHERE projection <> ? UNION ALL"
                    + " SELECT pg_sleep(0.03), ?";
    private final Logger log = (Logger) LoggerFactory.getLogger("flowex.performance");
    private final List<ILoggingEvent> lines = new CopyOnWriteArrayList<>();
    private final AppenderBase<ILoggingEvent> reader = new AppenderBase<>() {
        @Override
        protected void append(ILoggingEvent event) {
            event.prepareForDeferredProcessing();
            lines.add(event);
        }
    };

    @BeforeEach
    void read() {
        reader.start();
        log.addAppender(reader);
        log.setLevel(Level.INFO);
    }

    @AfterEach
    void stop() {
        log.detachAppender(reader);
        log.setLevel(null);
    }

    private List<ILoggingEvent> logged(String action) {
        return lines.stream()
                .filter(line -> line.getKeyValuePairs().stream().anyMatch(field -> action.equals(field.value)))
                .toList();
    }

    @Test
    void slowStatementIsLoggedWithItsPlanAndWithoutItsValues() {
        try (Platform platform = TestPlatform.on(TestPostgres.freshDatabase(), Map.of("FLOWEX_SLOW_QUERY_MS", "20"))) {
            LogContext.request("r-9");
            platform.database()
                    .query(connection -> Sql.all(
                            connection, row -> row.getString(2), SLOW, "ada@example.com", "x", "ada@example.com"));
            platform.database().query(connection -> Sql.all(connection, row -> row.getInt(1), "SELECT 1"));
            LogContext.clear();
            Await.until(() -> !logged("plan").isEmpty());
        }
        assertEquals(1, logged("slow-statement").size());
        ILoggingEvent plan = logged("plan").getFirst();
        assertEquals("r-9", plan.getMDCPropertyMap().get(LogContext.REQUEST), "also the line that came later");
        String text = plan.getKeyValuePairs().toString();
        assertTrue(text.contains("checkpoints") && text.contains("cost="), text);
        assertTrue(
                text.contains("projection <> $2"),
                () -> "a generic plan, as every version of PostgreSQL makes it: " + text);
        assertFalse(lines.toString().contains("ada@"), "no values");
    }

    @Test
    void loggedSlowStatementsAreBoundedAndEachPlanIsLoggedOnce() {
        try (Platform platform = TestPlatform.on(TestPostgres.freshDatabase(), Map.of("FLOWEX_SLOW_QUERY_MS", "1"))) {
            for (int i = 0; i < SlowStatements.LINES_PER_MINUTE + 20; i++) {
                platform.database()
                        .query(connection -> Sql.all(connection, row -> row.getString(1), "SELECT pg_sleep(0.002)"));
            }
            Await.until(() -> !logged("plan").isEmpty());
        }
        assertTrue(logged("slow-statement").size() <= SlowStatements.LINES_PER_MINUTE);
        assertEquals(1, logged("plan").size());
    }

    @Test
    void questionMarksBecomeNumbers() {
        assertEquals(
                new SlowStatements.Numbered("a = $1 AND b = '?' AND c = $2", 2),
                SlowStatements.numbered("a = ? AND b = '?' AND c = ?"));
        assertEquals(new SlowStatements.Numbered("tags ?| $1", 1), SlowStatements.numbered("tags ??| ?"));
    }
}
