package com.flowex.platform.operator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.flowex.platform.Platform;
import com.flowex.platform.database.sql.Sql;
import com.flowex.platform.operator.OperatorCommand.Reply;
import com.flowex.platform.testing.Await;
import com.flowex.platform.testing.TestPlatform;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How much is said changes while a process runs, and changes back. */
@Timeout(900)
class LogLevelsTest {

    private static final String NAME = "com.flowex.levels";
    private final Logger log = LoggerFactory.getLogger(NAME + ".Below");

    private static Reply request(LogLevels levels, String command, String... arguments) {
        return Objects.requireNonNull(levels.commands().get(command)).answer(1, List.of(arguments));
    }

    @Test
    void aLevelIsChangedForAWhileInEveryProcessAndGoesBack() {
        try (Platform platform = TestPlatform.fresh();
                LogLevels levels = LogLevels.of(platform).orElseThrow()) {
            levels.start();
            assertFalse(log.isDebugEnabled());
            assertTrue(request(levels, "log level", NAME + "=DEBUG", "1").isDone());
            Await.until(log::isDebugEnabled);
            assertTrue(request(levels, "log levels").text().startsWith(NAME + "=DEBUG, for another "));

            platform.database()
                    .query(connection -> Sql.execute(connection, "UPDATE platform.log_levels SET ends_at = now()"));

            Await.until(() -> !log.isDebugEnabled());
            assertTrue(request(levels, "log level", NAME + "=DEBUG", "1").isDone());
            Await.until(log::isDebugEnabled);
            assertEquals(
                    "1 changes of levels are ended", request(levels, "log back").text());
            Await.until(() -> !log.isDebugEnabled());
        }
    }

    @Test
    void closingRestoresTheLogLevels() {
        try (Platform platform = TestPlatform.fresh()) {
            try (LogLevels levels = LogLevels.of(platform).orElseThrow()) {
                levels.start();
                request(levels, "log level", NAME + "=DEBUG", "1");
                Await.until(log::isDebugEnabled);
            }
            assertFalse(log.isDebugEnabled());
        }
    }

    @Test
    void levelsThatExposeSecretsOrSilenceTheAuditAreRefused() {
        try (Platform platform = TestPlatform.fresh();
                LogLevels levels = LogLevels.of(platform).orElseThrow()) {
            for (String override :
                    List.of("org.postgresql=DEBUG", "flowex.audit=ERROR", NAME + "=TRACE", "ROOT=DEBUG")) {
                assertFalse(request(levels, "log level", override, "1").isDone(), override);
            }
            assertFalse(request(levels, "log level", NAME + "=DEBUG", "0").isDone());
            assertFalse(request(levels, "log level", NAME + "=DEBUG", "1441").isDone());
            for (int i = 0; i < 20; i++) {
                assertTrue(request(levels, "log level", NAME + i + "=INFO", "1").isDone());
            }
            assertFalse(request(levels, "log level", NAME + "=INFO", "1").isDone(), "twenty at once");
            assertTrue(request(levels, "log level", NAME + "3=WARN", "1").isDone(), "one of them again");
        }
    }
}
