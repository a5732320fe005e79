package com.flowex.platform.logging;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import com.flowex.platform.testing.Await;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Reports that a receiver of Sentry's protocol gets. */
@Timeout(900)
class SentryAppenderTest {

    private final List<String> received = new CopyOnWriteArrayList<>();
    private final List<String> paths = new CopyOnWriteArrayList<>();
    private final LoggerContext context = new LoggerContext();
    private final HttpServer receiver;

    SentryAppenderTest() throws IOException {
        receiver = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        context.setMDCAdapter(new LogbackMDCAdapter());
    }

    @BeforeEach
    void start() {
        receiver.createContext("/", this::take);
        receiver.start();
    }

    @AfterEach
    void stop() {
        receiver.stop(0);
    }

    private void take(HttpExchange exchange) throws IOException {
        try (exchange) {
            boolean isPacked = "gzip".equals(exchange.getRequestHeaders().getFirst("Content-Encoding"));
            byte[] body = (isPacked ? new GZIPInputStream(exchange.getRequestBody()) : exchange.getRequestBody())
                    .readAllBytes();
            paths.add(exchange.getRequestURI().getPath());
            received.add(new String(body, StandardCharsets.UTF_8));
            exchange.sendResponseHeaders(200, -1);
        }
    }

    private LogFiles reporting() {
        String dsn = "http://public@127.0.0.1:" + receiver.getAddress().getPort() + "/42";
        return LogFiles.open(
                context,
                new LogSettings(Optional.empty(), LogSettings.Format.TEXT, Optional.of(dsn)),
                "staging",
                "wallet");
    }

    @Test
    void faultIsReportedWithItsTraceAndWithoutPersonalDataOrSecrets() {
        try (LogFiles _ = reporting()) {
            context.getMDCAdapter().put(LogContext.REQUEST, "r-77");
            context.getMDCAdapter().put(LogContext.USER, "12345678");
            context.getLogger("com.flowex.X").warn("not a fault");
            context.getLogger("com.flowex.X")
                    .error(
                            "request {} failed",
                            "of ada@example.com",
                            new IllegalStateException(
                                    "no ada@example.com with eyJhbGciOiJIUzI1NiJ9.abc0123456789abc0123"));
            Await.until(() -> !received.isEmpty());
        }
        assertEquals(List.of("/api/42/envelope/"), paths);
        String report = received.getFirst();
        assertTrue(report.contains("IllegalStateException"), report);
        assertTrue(report.contains("request {} failed"), report);
        assertTrue(report.contains("r-77"), report);
        assertTrue(report.contains("faultIsReportedWithItsTrace"), "frames: " + report);
        assertTrue(report.contains("\"environment\":\"staging\""), report);
        for (String secret : List.of("ada@example.com", "eyJhbGci", "12345678", "not a fault")) {
            assertFalse(report.contains(secret), report);
        }
    }

    @Test
    void faultReportsAreRateLimitedAndDoNotBlock() {
        try (LogFiles _ = reporting()) {
            long start = System.nanoTime();
            for (int i = 0; i < 10_000; i++) {
                context.getLogger("com.flowex.X").error("broken {}", i);
            }
            assertTrue(System.nanoTime() - start < 10_000_000_000L);
            Await.until(() -> received.size() >= SentryAppender.PER_MINUTE / 2);
        }
        assertTrue(received.size() <= SentryAppender.PER_MINUTE + 2, Integer.toString(received.size()));
    }
}
