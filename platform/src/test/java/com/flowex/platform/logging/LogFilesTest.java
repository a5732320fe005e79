package com.flowex.platform.logging;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import ch.qos.logback.core.util.FileSize;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.flowex.platform.settings.StartupException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;

/** Lines of JSON in files that end. */
class LogFilesTest {

    private static final EcsEventEncoder.Source SOURCE = new EcsEventEncoder.Source("staging", "wallet");

    @TempDir
    private Path folder;

    private static LoggerContext context() {
        LoggerContext context = new LoggerContext();
        context.setMDCAdapter(new LogbackMDCAdapter());
        context.getLogger(Logger.ROOT_LOGGER_NAME).setLevel(Level.INFO);
        return context;
    }

    private LogFiles open(LoggerContext context, long bytes) {
        LogSettings settings = new LogSettings(Optional.of(folder), LogSettings.Format.TEXT, Optional.empty());
        return LogFiles.open(context, settings, SOURCE, new FileSize(bytes));
    }

    private List<JsonNode> lines(String file) throws IOException {
        ObjectMapper json = new ObjectMapper();
        return Files.readAllLines(folder.resolve(file)).stream()
                .map(line -> {
                    try {
                        return json.readTree(line);
                    } catch (IOException e) {
                        throw new AssertionError(line, e);
                    }
                })
                .toList();
    }

    @Test
    void eachLineIsInItsFileWithTheRequestId() throws IOException {
        LoggerContext context = context();
        try (LogFiles _ = open(context, 1_000_000)) {
            context.getMDCAdapter().put(LogContext.REQUEST, "r-1");
            context.getLogger("com.flowex.X").info("one \"quoted\"\nline");
            context.getLogger("com.flowex.X").error("broken", new IllegalStateException("why"));
            context.getLogger("flowex.audit")
                    .atInfo()
                    .addKeyValue("event.duration", 7L)
                    .log("done");
            context.getLogger("flowex.mailbox").error("a code for somebody");
        }
        List<JsonNode> all = lines("flowex.json");
        assertEquals(2, all.size(), all.toString());
        assertEquals("one \"quoted\"\nline", all.getFirst().path("message").asText());
        assertEquals("r-1", all.getFirst().path("http.request.id").asText());
        assertEquals("wallet", all.getFirst().path("service.node.name").asText());
        assertEquals("staging", all.getFirst().path("service.environment").asText());
        assertEquals("flowex.log", all.getFirst().path("event.dataset").asText());
        assertTrue(all.getLast().path("error.stack_trace").asText().contains("why"));
        assertEquals(1, lines("error.json").size());
        JsonNode audit = lines("audit.json").getFirst();
        assertEquals(7, audit.path("event.duration").asLong());
        assertEquals("flowex.audit", audit.path("event.dataset").asText());
        assertEquals(List.of(), lines("performance.json"));
    }

    @Test
    void aFileIsTenAtMostAndTheOldestGoes() throws IOException {
        LoggerContext context = context();
        try (LogFiles _ = open(context, 2_000)) {
            for (int i = 0; i < 400; i++) {
                context.getLogger("com.flowex.X").info("line {}", i);
            }
        }
        try (Stream<Path> files = Files.list(folder)) {
            assertEquals(
                    10,
                    files.filter(file -> file.getFileName().toString().startsWith("flowex."))
                            .count());
        }
        assertTrue(lines("flowex.json").isEmpty()
                || lines("flowex.json").getLast().path("message").asText().equals("line 399"));
        assertTrue(Files.size(folder.resolve("flowex.9.json")) < 3_000, "a line longer than its bound at most");
        assertFalse(Files.readString(folder.resolve("flowex.9.json")).contains("\"line 0\""));
    }

    @Test
    void twoProcessesDoNotShareAFolder() {
        try (LogFiles _ = open(context(), 1_000_000)) {
            StartupException refused = assertThrows(StartupException.class, () -> open(context(), 1_000_000));
            assertTrue(String.valueOf(refused.getMessage()).contains("FLOWEX_LOG_DIR"));
        }
        open(context(), 1_000_000).close();
    }
}
