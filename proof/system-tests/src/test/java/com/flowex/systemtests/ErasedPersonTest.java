package com.flowex.systemtests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.flowex.platform.database.DatabaseAccess;
import com.flowex.platform.database.server.DatabaseChoice;
import com.flowex.platform.database.sql.Sql;
import com.flowex.platform.operator.OperatorRequest;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Goal: a person who traded on a whole exchange and was erased is in none of its tables, files of the database and logs, which verify
 * as those of any other exchange.
 */
@Timeout(900)
class ErasedPersonTest {

    private static final String EMAIL = "wilhelmina.quuxberg@example.com";
    private static final String PASSWORD = "SecurePass123!";
    private static final String ADDRESS = "203.0.113.77";
    private static final List<String> TRACES = List.of("wilhelmina", "quuxberg", ADDRESS);
    private static final int PART_BYTES = 1 << 20;
    private static final Duration LIMIT = Duration.ofMinutes(5);

    @TempDir
    private Path folder = Path.of("target");

    @Test
    void logsVerifyAndHoldNoTraceOfAnErasedPerson() throws SQLException, IOException {
        Path data = folder.resolve("data");
        Map<String, String> settings = Map.of("FLOWEX_TRUSTED_PROXIES", "127.0.0.1/32,::1/128");
        try (ExchangeProcess exchange = ExchangeProcess.start(data, settings)) {
            HttpApi admin = exchange.api().admin();
            HttpApi other = Views.trade(exchange.api(), "somebody.else@example.com");
            HttpApi her = herself(exchange.api());
            String number = her.get("/api/auth/me").expect(200).text("id");
            her.order("buy", "94", "0.1", "hers");
            List<String> before = addresses(admin, number);
            assertTrue(before.contains(ADDRESS), before::toString);

            String account = her.get("/api/auth/me").text("account");
            her.post("/api/auth/erasure", Map.of("password", PASSWORD)).expect(202);
            her.deposit("USDT", "50");
            dueNow(data);
            done(admin);
            dueNow(data);
            done(admin);

            assertEquals(401, her.get("/api/auth/me").status());
            List<String> after = addresses(admin, number);
            assertTrue(after.size() >= before.size(), after::toString);
            assertFalse(after.contains(ADDRESS), after::toString);
            assertEquals(List.of(), tracesInTables(data));
            unclaimed(data, admin, account, other);
            exchange.stop();
        }
        assertEquals(0, exitCode("VerifyLog", List.of(data.toString()), Map.of()), "the log and the event log");
        assertEquals(
                0,
                exitCode("AuditTool", List.of("verify"), Map.of("FLOWEX_DATA_DIR", data.toString())),
                "the audit log");
        assertEquals(List.of(), tracesInFiles(data.resolve("node")));
        assertEquals(List.of(), tracesInFiles(data.resolve("postgres")), "tables, indexes, statistics and log");
    }

    /** Two people move what is left to the fee account, and pay a claim to it out of that. */
    private static void unclaimed(Path data, HttpApi admin, String account, HttpApi other) throws SQLException {
        Deadline.await(
                LIMIT,
                () -> operator(data, "unclaimed list", "0")
                        .matches("account " + account + " of user [0-9]+, erased .*: 50 USDT"),
                () -> operator(data, "unclaimed list", "0"));
        String moved = approved(
                admin, operator(data, "unclaimed propose", account, "USDT", "50", "2", "nobody has claimed it"));
        Deadline.await(
                LIMIT, () -> operator(data, "unclaimed list", "0").startsWith("no account"), () -> "50 USDT moved");
        BigDecimal paid = new BigDecimal(other.get("/api/wallet/balance/USDT").text("total")).add(new BigDecimal(20));
        String to = other.get("/api/auth/me").text("account");
        approved(admin, operator(data, "unclaimed return", moved, "20", to, "shown by the sender"));
        Deadline.await(
                LIMIT,
                () -> new BigDecimal(other.get("/api/wallet/balance/USDT").text("total")).compareTo(paid) == 0,
                () -> paid + " of the receiver");
    }

    /** An administrator approves what an operator has proposed; returns its id. */
    private static String approved(HttpApi admin, String line) {
        String id = line.substring(0, line.indexOf(' '));
        assertEquals(
                "posted",
                admin.send("POST", "/api/v1/unclaimed/transfers/" + id + "/approve", "")
                        .expect(200)
                        .text("state"));
        return id;
    }

    private static String operator(Path data, String command, String... arguments) {
        OperatorRequest request = new OperatorRequest(1, command, List.of(arguments), "operator test");
        try (DatabaseAccess access = access(data);
                Connection app = access.app()) {
            return request.of(app, LIMIT, LIMIT).orElseThrow().text();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static HttpApi herself(HttpApi api) {
        HttpApi there = api.withHeaders(Map.of("X-Forwarded-For", ADDRESS));
        Map<String, String> form =
                Map.of("email", EMAIL, "password", PASSWORD, "first_name", "Wilhelmina", "last_name", "Quuxberg");
        there.post("/api/auth/register", form).expect(201);
        return there.login(EMAIL, PASSWORD);
    }

    /** The source, as an auditor reads it, of every action known to be the user's; nothing once it is unreadable. */
    private static List<String> addresses(HttpApi admin, String user) {
        List<String> all = new ArrayList<>();
        for (JsonNode each :
                admin.get("/api/v1/audit?limit=500").expect(200).body().path("items")) {
            boolean isHers = each.path("actor").asText().equals("user " + user)
                    || each.path("subject").asText().equals("user " + user);
            if (isHers) {
                all.add(each.path("from").asText());
            }
        }
        return all;
    }

    /** The waits of days, and of the minute in between, are skipped. */
    private static void dueNow(Path data) throws SQLException {
        try (DatabaseAccess access = access(data);
                Connection owner = access.owner()) {
            assertEquals(
                    1,
                    Sql.execute(
                            owner,
                            "UPDATE identity.erasures SET due_at = now() - interval '1 hour' WHERE state IN ('waiting', 'closing')"));
        }
    }

    private static DatabaseAccess access(Path data) {
        return DatabaseAccess.open(new DatabaseChoice.Embedded(data.resolve("postgres")));
    }

    private static void done(HttpApi admin) {
        String id =
                admin.post("/api/tasks", Map.of("kind", "own_data")).expect(202).text("id");
        Deadline.await(LIMIT, () -> admin.get("/api/tasks/" + id).text("state").equals("done"), () -> admin.get(
                        "/api/tasks/" + id)
                .text());
    }

    private static List<String> tracesInTables(Path data) throws SQLException {
        List<String> found = new ArrayList<>();
        try (DatabaseAccess access = access(data);
                Connection owner = access.owner()) {
            List<String> tables = Sql.all(owner, row -> row.getString(1), """
                    SELECT format('%I.%I', schemaname, tablename) FROM pg_tables
                    WHERE schemaname NOT IN ('pg_catalog', 'information_schema')""");
            assertTrue(tables.size() > 50, tables::toString);
            for (String table : tables) {
                for (String row : Sql.all(owner, each -> each.getString(1), "SELECT t::text FROM " + table + " t")) {
                    TRACES.stream()
                            .filter(row.toLowerCase(Locale.ROOT)::contains)
                            .forEach(trace -> found.add(trace + " in " + table));
                }
            }
        }
        return found;
    }

    private static List<String> tracesInFiles(Path node) throws IOException {
        List<String> found = new ArrayList<>();
        try (Stream<Path> files = Files.walk(node)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                TRACES.stream().filter(trace -> isIn(file, trace)).forEach(trace -> found.add(trace + " in " + file));
            }
        }
        return found;
    }

    /** Recordings are larger than what is to be in memory at once. */
    private static boolean isIn(Path file, String trace) {
        byte[] part = new byte[PART_BYTES];
        String end = "";
        try (InputStream in = Files.newInputStream(file)) {
            for (int read = in.read(part); read >= 0; read = in.read(part)) {
                String text = end + new String(part, 0, read, StandardCharsets.ISO_8859_1).toLowerCase(Locale.ROOT);
                if (text.contains(trace)) {
                    return true;
                }
                end = text.substring(Math.max(0, text.length() - trace.length()));
            }
            return false;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int exitCode(String tool, List<String> arguments, Map<String, String> environment) {
        try (JavaProcess process = JavaProcess.start(
                "launcher", StartCache.options(), "com.flowex.app.cli." + tool, arguments, environment)) {
            return process.exitCode(LIMIT);
        }
    }
}
