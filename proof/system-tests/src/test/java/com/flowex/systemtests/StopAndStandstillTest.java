package com.flowex.systemtests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** A process that is asked to stop, during any wait; and one that is held up as a whole and goes on. */
@Timeout(900)
@EnabledIfSystemProperty(named = "flowex.full", matches = "true")
class StopAndStandstillTest {

    /** Longer than the ten seconds after which parts of Aeron take each other for dead by default. */
    private static final Duration STANDSTILL = Duration.ofSeconds(14);

    private static final Duration LIMIT = Duration.ofMinutes(5);

    @TempDir
    private Path folder;

    /** Closes findings D4 and D5: SIGTERM ends a start that gets nowhere. Method: a database that never says a word. */
    @Test
    void blockedStartEndsOnSigterm() throws IOException {
        try (ServerSocket mute = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
                JavaProcess start = JavaProcess.start(
                        "launcher",
                        "com.flowex.app.process.Launcher",
                        List.of(),
                        Map.of(
                                "FLOWEX_LOG_FORMAT",
                                "json",
                                "FLOWEX_PORT",
                                "0",
                                "FLOWEX_SERVICE_PORTS",
                                "off",
                                "FLOWEX_DATA_DIR",
                                folder.resolve("data").toString(),
                                "FLOWEX_DATABASE_URL",
                                "postgresql://flowex:secret@127.0.0.1:" + mute.getLocalPort() + "/flowex"))) {
            mute.accept();
            assertTrue(start.isAlive());
            start.stop();
            assertFalse(start.isAlive());
            assertEquals(0, start.exitCode(Duration.ofMinutes(5)), start.output());
            assertTrue(start.output().contains("asked to stop during the start: stopped"), start.output());
            assertFalse(start.output().contains("stack_trace"), start.output());
            isOfJson(start.output());
        }
    }

    /** Closes finding D9: a machine that is paused, or a process that is, goes on; nothing acknowledged is lost. */
    @Test
    void anExchangeThatStoodStillGoesOn() throws IOException, InterruptedException {
        try (ExchangeProcess exchange =
                ExchangeProcess.start(folder.resolve("data"), Map.of("FLOWEX_LOG_FORMAT", "json"))) {
            HttpApi user = exchange.api().newUser("standstill@example.com");
            user.deposit("USDT", "1000");
            String order = user.order("buy", "100", "1", "before").expect(201).text("id");

            signal("-STOP", exchange);
            assertFalse(exchange.process().waitFor(STANDSTILL), "it ended");
            signal("-CONT", exchange);

            Deadline.await(LIMIT, () -> user.order("buy", "99", "1", "after").status() == 201, exchange::output);
            assertEquals("open", user.get("/api/trading/orders/" + order).text("status"));
            exchange.stop();
            assertTrue(exchange.output().contains("FlowEx is ready at "), exchange::output);
            isOfJson(exchange.output());
        }
    }

    /** A collector reads nothing else; the ready line and each refusal were plain text. */
    private static void isOfJson(String output) {
        assertEquals(
                List.of(),
                ExchangeProcess.own(output)
                        .filter(line -> !line.startsWith("{"))
                        .toList());
    }

    private static void signal(String which, ExchangeProcess exchange) throws IOException, InterruptedException {
        Process kill = new ProcessBuilder(
                        "kill", which, Long.toString(exchange.process().pid()))
                .start();
        assertEquals(0, kill.waitFor());
    }
}
