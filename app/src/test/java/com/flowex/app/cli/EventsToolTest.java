package com.flowex.app.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.flowex.cluster.node.ClusterNode;
import com.flowex.cluster.settings.ClusterConfig;
import com.flowex.domain.command.OpenAccount;
import com.flowex.domain.value.AccountId;
import com.flowex.platform.Platform;
import com.flowex.platform.database.server.DatabaseChoice;
import com.flowex.platform.database.sql.Sql;
import com.flowex.platform.messaging.ChangeDelivery;
import com.flowex.platform.messaging.DeadLetters;
import com.flowex.platform.testing.Await;
import com.flowex.platform.testing.TestPlatform;
import com.flowex.platform.testing.TestPostgres;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The running exchange executes an operator's request from the command line, and records it. */
@Timeout(900)
class EventsToolTest {

    private static final String DEAD = """
            INSERT INTO outbox.dead_letters (tenant_id, consumer, topic, number, key, payload, created_at, why)
            VALUES (1, 'somebody', 'users', 7, '42', '{}', now(), 'cannot take it')""";

    private final DatabaseChoice.Server place = TestPostgres.freshDatabase();
    private final Map<String, String> environment =
            new HashMap<>(TestPlatform.withDefaults(place, Map.of("FLOWEX_ENV_FILE", "/dev/null")));
    private String text = "";

    private int run(String... args) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (PrintStream stream = new PrintStream(out, true, StandardCharsets.UTF_8)) {
            int code = EventsTool.run(List.of(args), environment, stream, stream);
            text = out.toString(StandardCharsets.UTF_8);
            return code;
        }
    }

    @Test
    void deadLettersAreListedAndDismissedByTheExchangeThatRuns() {
        List<String> seen = new CopyOnWriteArrayList<>();
        try (Platform platform = TestPlatform.on(place, Map.of());
                ChangeDelivery announcements = new ChangeDelivery(
                        platform, List.of(), (request, outcome) -> seen.add(request + " " + outcome))) {
            platform.database().transaction(1, connection -> Sql.execute(connection, DEAD));
            long id =
                    new DeadLetters(platform.database()).of(1, 0, 10).getFirst().id();

            assertEquals(0, run("dead", "list"), text);
            assertTrue(text.contains("tenant 1 somebody users 7 key 42"), text);
            assertEquals(0, run("dead", "dismiss", Long.toString(id)), text);
            assertEquals(1, run("dead", "redrive", "999"), text);
            announcements.start(
                    (_, _) -> {
                        throw new AssertionError("there is no Redis to publish the log to");
                    },
                    0);
            Await.until(() -> new DeadLetters(platform.database()).of(1, 0, 10).isEmpty());
            Await.until(() -> seen.size() == 1);
            assertTrue(seen.getFirst().contains("operator ") && seen.getFirst().endsWith(" done"), seen.toString());
            assertEquals(1, run("replay", "--topic", "users", "--from", "1", "--consumer", "nobody"), text);
            assertTrue(text.contains("no consumer nobody takes a topic users of tenant 1"), text);
            assertEquals(1, run("replay", "--topic", "trades", "--from", "1"), text);
            assertTrue(text.contains("FLOWEX_REDIS_URL is empty"), text);
            environment.put("FLOWEX_REDIS_URL", "redis://127.0.0.1:1");
            assertEquals(1, run("replay", "--topic", "nonsense", "--from", "1"), text);
            assertTrue(text.startsWith("tenant 1 has no topic nonsense: it has "), text);
            assertTrue(text.contains("trades"), text);
            assertEquals(0, run("replay", "--topic", "trades", "--from", "1"), text);
            Await.until(() -> seen.size() == 2);
        }
    }

    @Test
    void eventsAreReadFromAGivenNumber(@TempDir Path data) {
        try (ClusterNode node = ClusterNode.start(ClusterConfig.at(data.resolve("node")))) {
            for (int number = 1_000; number < 1_003; number++) {
                node.client().submit(new OpenAccount(new AccountId(1, number))).join();
            }
        }
        environment.put("FLOWEX_DATA_DIR", data.toString());

        assertEquals(0, run("read", "--from", "2"), text);
        assertEquals(2, text.lines().count(), text);
        assertTrue(text.startsWith("{\"sequence\":2,\"time\":\"20"), text);
        assertTrue(text.contains("\"type\":\"AccountOpened\"") && text.contains("1/1001"), text);
        assertEquals(0, run("read", "--from", "2", "--to", "2"), text);
        assertEquals(1, text.lines().count(), text);
        assertEquals(0, run("read", "--from", "9"), text);
        assertEquals("", text);

        environment.put("FLOWEX_DATA_DIR", data.resolve("elsewhere").toString());
        assertEquals(1, run("read", "--from", "1"));
        assertTrue(text.contains("there is no event log in "), text);
    }

    @Test
    void invalidArgumentsPrintTheUsage() {
        for (List<String> args : List.of(
                List.<String>of(),
                List.of("dead"),
                List.of("read"),
                List.of("read", "--from", "3", "--to", "2"),
                List.of("replay", "--from", "1", "--from", "2"),
                List.of("replay", "--topic", "users", "--form", "1"))) {
            assertEquals(2, run(args.toArray(String[]::new)), args.toString());
            assertEquals(2, text.lines().count(), text);
            assertTrue(text.contains("./flowex events "), text);
        }
    }

    @Test
    void aWrongValueIsNamed() {
        assertEquals(2, run("dead", "redrive", "x"));
        assertTrue(text.contains("(ID): a number must be whole and 1 or more, was \"x\"\n"), text);
        assertEquals(2, run("replay", "--topic", "users", "--from", "0"));
        assertTrue(text.contains("'--from': a number must be whole and 1 or more, was \"0\"\n"), text);
    }
}
