package com.flowex.systemtests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** A cause that makes a start impossible is reported in one clear line, and existing files stay untouched. */
@Timeout(900)
@EnabledIfSystemProperty(named = "flowex.full", matches = "true")
class StartRefusedTest {

    @TempDir
    private Path folder;

    private String refusal(Path data, Map<String, String> environment, int exitCode) {
        try (ExchangeProcess refused = ExchangeProcess.launch(data, environment)) {
            assertEquals(exitCode, refused.exitCode(), refused.output());
            return refused.output().strip();
        }
    }

    private static void isOneLineWith(String output, String... parts) {
        assertEquals(1, ExchangeProcess.own(output).count(), output);
        for (String part : parts) {
            assertTrue(output.contains(part), output);
        }
    }

    @Test
    void aPortInUse() throws IOException {
        Path data = folder.resolve("data");
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("0.0.0.0"))) {
            String port = Integer.toString(taken.getLocalPort());

            isOneLineWith(refusal(data, Map.of("FLOWEX_PORT", port), 1), "port " + port, "FLOWEX_PORT");
        }
    }

    @Test
    void aDataDirectoryInUse() {
        Path data = folder.resolve("data");
        try (ExchangeProcess first = ExchangeProcess.start(data)) {
            isOneLineWith(refusal(data, Map.of(), 1), data.toString(), "in use by");

            assertEquals(200, first.api().get("/ready").status());
            assertEquals(200, first.api().get("/api/trading/pairs").status());
            first.stop();
        }
    }

    @Test
    void aLogOfAnotherVersion() throws IOException {
        Path marker = Files.createDirectories(folder.resolve("data/node")).resolve("version");
        Files.writeString(marker, "flowex-node-data 999\n");

        isOneLineWith(refusal(folder.resolve("data"), Map.of(), 1), "node", "flowex-node-data 999");

        assertEquals("flowex-node-data 999\n", Files.readString(marker));
    }

    @Test
    void aDatabaseOfAnotherVersion() throws IOException {
        Path data = folder.resolve("data");
        try (ExchangeProcess first = ExchangeProcess.start(data)) {
            first.stop();
        }
        Path marker = data.resolve("postgres/version");
        String version = Files.readString(marker);
        Files.writeString(marker, "flowex-postgres 999\n");

        isOneLineWith(refusal(data, Map.of(), 1), "postgres", "999");

        Files.writeString(marker, version);
        try (ExchangeProcess again = ExchangeProcess.start(data)) {
            again.stop();
        }
    }

    /** Balances of one log beside the orders of another would be money that is not there. */
    @Test
    void aDatabaseOfAnotherLog() throws IOException {
        Path data = folder.resolve("data");
        try (ExchangeProcess first = ExchangeProcess.start(data)) {
            first.stop();
        }
        Path kept = folder.resolve("kept");
        Files.move(data.resolve("node"), kept);

        isOneLineWith(refusal(data, Map.of(), 1), "the database was filled from another log");

        Files.move(data.resolve("node"), folder.resolve("other"));
        Files.move(kept, data.resolve("node"));
        try (ExchangeProcess again = ExchangeProcess.start(data)) {
            again.stop();
        }
    }

    @Test
    void badConfigurationIsNamedAllAtOnce() {
        Map<String, String> bad = Map.of("FLOWEX_PORT", "eighty", "FLOWEX_PROFILE", "holiday");

        String output = refusal(folder.resolve("data"), bad, 2);

        assertEquals(2, output.lines().count(), output);
        assertTrue(output.contains("FLOWEX_PORT"), output);
        assertTrue(output.contains("FLOWEX_PROFILE"), output);
    }

    @Test
    void productionRefusesPublishedSecrets() {
        String output = refusal(folder.resolve("data"), Map.of("FLOWEX_PROFILE", "production"), 2);

        assertTrue(output.contains("FLOWEX_JWT_SECRET"), output);
    }
}
