package com.flowex.systemtests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.flowex.platform.database.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** An operator's own PostgreSQL, reached by FLOWEX_DATABASE_URL. Here it is a server that FlowEx knows nothing about. */
@Timeout(900)
@EnabledIfSystemProperty(named = "flowex.full", matches = "true")
class OwnDatabaseTest {

    @TempDir
    private static Path folder;

    private static EmbeddedPostgres server;

    @BeforeAll
    static void startServer() throws SQLException {
        server = EmbeddedPostgres.start(folder.resolve("somebody-elses-server"));
        asAdministrator("CREATE ROLE exchange LOGIN CREATEROLE BYPASSRLS PASSWORD 'open:sesame@1'");
        asAdministrator("CREATE ROLE humble LOGIN PASSWORD 'humble'");
        asAdministrator("CREATE DATABASE exchange OWNER exchange");
        asAdministrator("CREATE DATABASE humble OWNER humble");
    }

    @AfterAll
    static void stopServer() {
        server.close();
    }

    private static void asAdministrator(String sql) throws SQLException {
        try (Connection connection =
                        DriverManager.getConnection(server.url("postgres"), server.user(), server.password());
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static Map<String, String> at(String credentials, String name) {
        String authority =
                URI.create(server.url("").substring("jdbc:".length())).getAuthority();
        return Map.of("FLOWEX_DATABASE_URL", "postgresql://" + credentials + "@" + authority + "/" + name);
    }

    @Test
    void theExchangeRunsOnItAndFindsEverythingAgainAfterAStopAndAKill() {
        Path data = folder.resolve("data");
        try (ExchangeProcess exchange = ExchangeProcess.start(data, at("exchange:open%3Asesame%401", "exchange"))) {
            HttpApi user = Views.trade(exchange.api(), "own-database@example.com");
            Map<String, JsonNode> before = Views.of(user);
            assertFalse(Files.exists(data.resolve("postgres")), "no database of FlowEx's own");

            exchange.stop();
            exchange.startAgain();
            assertEquals(before, Views.of(exchange.api().login("own-database@example.com", "SecurePass123!")));

            exchange.kill();
            exchange.startAgain();
            assertEquals(before, Views.of(user));
            exchange.stop();
        }
    }

    @Test
    void unusableDatabaseIsReportedInOneLineWithoutThePassword() {
        refused(at("exchange:wrong-secret", "exchange"), "exchange", "password authentication failed");
        refused(at("nobody:wrong-secret", "exchange"), "nobody", "password authentication failed");
        refused(at("exchange:open%3Asesame%401", "no_such"), "database \"no_such\" does not exist");
        refused(at("humble:humble", "humble"), "humble", "CREATEROLE BYPASSRLS");
        refused(
                Map.of("FLOWEX_DATABASE_URL", "postgresql://exchange:wrong-secret@127.0.0.1:1/exchange"),
                "127.0.0.1:1",
                "refused");
        refused(
                Map.of("FLOWEX_DATABASE_URL", "postgresql://exchange:wrong-secret@no-such-host.invalid/exchange"),
                "no-such-host.invalid");
    }

    @Test
    void invalidDatabaseUrlIsBadConfiguration() {
        for (String url : new String[] {"mysql://a:b@host/name", "postgresql://host/name", "nonsense wrong-secret"}) {
            String output = output(Map.of("FLOWEX_DATABASE_URL", url), 2);
            assertEquals(1, ExchangeProcess.own(output).count(), output);
            assertTrue(output.contains("FLOWEX_DATABASE_URL must look like postgresql://"), output);
            assertFalse(output.contains("wrong-secret"), output);
        }
    }

    @Test
    void aServerThatIsTooOldIsRefusedByItsVersion() throws IOException {
        try (OldPostgres old = new OldPostgres("13.22")) {
            refused(
                    Map.of("FLOWEX_DATABASE_URL", "postgresql://exchange:wrong-secret@127.0.0.1:" + old.port() + "/x"),
                    "PostgreSQL 13.22",
                    "needs 15 or later");
        }
    }

    private static void refused(Map<String, String> environment, String... parts) {
        String output = output(environment, 1);
        assertEquals(1, ExchangeProcess.own(output).count(), output);
        for (String part : parts) {
            assertTrue(output.contains(part), output);
        }
        assertTrue(output.contains("FLOWEX_DATABASE_URL") || output.contains("ALTER ROLE"), output);
        assertFalse(output.contains("wrong-secret"), output);
    }

    private static String output(Map<String, String> environment, int exitCode) {
        try (ExchangeProcess refused = ExchangeProcess.launch(folder.resolve("refused"), environment)) {
            assertEquals(exitCode, refused.exitCode(), refused.output());
            return refused.output().strip();
        }
    }
}
