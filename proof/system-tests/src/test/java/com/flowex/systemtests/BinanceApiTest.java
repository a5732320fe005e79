package com.flowex.systemtests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.flowex.testsupport.DailySample;
import com.flowex.testsupport.Repository;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Independent clients of Binance, as they are but for their base addresses: each walks through its requests, against
 * real books and with real fills. The requests of a walk, and their results, are printed.
 */
@Timeout(900)
class BinanceApiTest {

    private static final Path CLIENTS = Repository.file("proof/system-tests/binance-clients");

    /** Longer than a walk allows itself. */
    private static final int WALK_SECONDS_MAX = 900;

    @TempDir
    private static Path folder;

    private static ExchangeProcess exchange;

    @BeforeAll
    static void start() {
        exchange = ExchangeProcess.start(
                folder.resolve("data"),
                Map.of(
                        // A walk withdraws to an address that it has just allowed.
                        "FLOWEX_WITHDRAWAL_ADDRESS_LOCK_SECONDS", "1",
                        // A busy machine's views are behind for longer than a client would wait.
                        "FLOWEX_READ_WAIT_MS", "30000",
                        // All walks come from one address, one behind the other.
                        "FLOWEX_RATE_PUBLIC", "100000",
                        "FLOWEX_RATE_ANONYMOUS", "100000",
                        "FLOWEX_RATE_USER", "100000"));
    }

    @AfterAll
    static void stop() {
        if (exchange != null) {
            exchange.close();
        }
    }

    /** Each speaks to the same endpoints; a day tries the two that most bots use and one of the others. */
    static List<String> clients() {
        List<String> clients = new ArrayList<>(List.of("ccxt", "ccxt-pro"));
        clients.addAll(DailySample.of(
                "BinanceDoorTest", List.of("connector", "binance-api-node", "node-binance-api", "binance", "spot"), 1));
        return clients;
    }

    @ParameterizedTest
    @MethodSource("clients")
    void clientLibraryWalksThroughItsRequests(String client) throws IOException, InterruptedException {
        assumeTrue(
                Files.exists(CLIENTS.resolve("node_modules")),
                "no clients here (./flowex verify installs them): the door for clients of Binance is not tried by them");

        walks(client, "node", client + "-walk.mjs");
    }

    /** Java's client: a program of its own, whose libraries are not those of the exchange. */
    @Test
    void xchangeLibraryWalksThroughItsRequests() throws IOException, InterruptedException {
        Path jar = Path.of("xchange", "target", "xchange-walk.jar");
        assertTrue(Files.exists(CLIENTS.resolve(jar)), "packaged before this module");

        walks(
                "xchange",
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                JavaProcess.ONE_COMPILER,
                "-XX:+UseSerialGC",
                "-cp",
                jar.toString(),
                "com.flowex.walk.XchangeScenario");
    }

    private static void walks(String client, String... command) throws IOException, InterruptedException {
        Path output = folder.resolve(client + ".txt");
        ProcessBuilder walk = new ProcessBuilder(command)
                .directory(CLIENTS.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        walk.environment().put("BASE_URL", "http://localhost:" + exchange.port());
        Process process = walk.start();
        try {
            assertTrue(process.waitFor(WALK_SECONDS_MAX, TimeUnit.SECONDS), client + " does not end");
        } finally {
            process.destroyForcibly();
        }
        List<String> lines = Files.readAllLines(output, StandardCharsets.UTF_8);
        lines.forEach(System.out::println);
        assertEquals(
                List.of(),
                lines.stream().filter(line -> line.startsWith("FAIL")).toList());
        assertTrue(
                !lines.isEmpty() && lines.getLast().endsWith(" operations, 0 failed"),
                "the count at its end: " + lines);
        assertEquals(0, process.exitValue(), String.join("\n", lines));
    }
}
