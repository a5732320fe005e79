package com.flowex.systemtests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.flowex.platform.database.PostgresNode;
import com.flowex.platform.testing.Await;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * Failures 1 and 2, of the database: acknowledged, then lost with its primary.
 *
 * <p>Goal: no acknowledged command is missing after PostgreSQL's primary was killed and its replica promoted, while
 * orders are placed and users register; the exchange finds the new primary by itself. Method: a primary and a streaming
 * replica that commits before the answer (synchronous_standby_names), an exchange that knows both, a load of orders and
 * one registration after the other; kill -9 of the primary, a second without any, {@code pg_ctl promote}. Then every
 * order and every user is asked for, and the ledger sums to zero: what the views had written to the old primary beyond
 * the new one comes from the event log again.
 */
@Tag("process")
@Timeout(600)
@EnabledIfSystemProperty(named = "flowex.full", matches = "true")
class DatabaseFailoverTest {

    private static final String PASSWORD = "SecurePass123!";
    private static final long BEFORE_MIN = 2_000;
    private static final int USERS_BEFORE_MIN = 10;

    @TempDir
    private static Path folder;

    private static Map<String, String> settings(PostgresNode primary, PostgresNode replica) {
        return Map.of(
                "FLOWEX_DATABASE_URL",
                primary.url(replica),
                "FLOWEX_DATABASE_READ_URL",
                "postgresql://" + replica.host() + "/flowex",
                "FLOWEX_FEATURE_RATE_LIMITING",
                "off");
    }

    /** Users one after the other, those whose registration was acknowledged; until it is enough. */
    private static List<String> register(HttpApi api, String prefix, AtomicBoolean enough) {
        List<String> messages = new CopyOnWriteArrayList<>();
        Thread.ofPlatform().daemon().start(() -> {
            for (int i = 0; !enough.get(); i++) {
                String email = prefix + i + "@example.com";
                if (isRegistered(api, email)) {
                    messages.add(email);
                }
            }
        });
        return messages;
    }

    private static boolean isRegistered(HttpApi api, String email) {
        String user = "{\"email\":\"" + email + "\",\"password\":\"" + PASSWORD
                + "\",\"first_name\":\"Ada\",\"last_name\":\"Test\"}";
        return api.sendUnchecked("POST", "/api/auth/register", user).status() == 201;
    }

    private static String part(HttpApi api, String name) {
        return api.sendUnchecked("GET", "/health", "")
                .body()
                .path("parts")
                .path(name)
                .asText();
    }

    private static double readFromReplica(HttpApi api) {
        return api.sendUnchecked("GET", "/metrics", "")
                .text()
                .lines()
                .filter(line ->
                        line.startsWith("flowex_database_history_reads_total") && line.contains("source=\"replica\""))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }

    @Test
    void nothingAcknowledgedIsMissingOnThePromotedReplica() throws Exception {
        AcknowledgedOrders orders = new AcknowledgedOrders(folder.resolve("acknowledged"));
        AtomicBoolean enough = new AtomicBoolean();
        try (PostgresNode primary = PostgresNode.primary(folder.resolve("primary"));
                PostgresNode replica = primary.replica(folder.resolve("replica"))) {
            primary.commitOnReplica();
            try (ExchangeProcess exchange = ExchangeProcess.start(folder.resolve("data"), settings(primary, replica))) {
                HttpApi api = new HttpApi(exchange.url());
                HttpApi user = api.newUser("reader@example.com");
                Await.until(() -> part(api, "database replica").equals("ok"));
                Await.until(() -> user.get("/api/trading/orders").status() == 200 && readFromReplica(api) >= 1);

                List<String> users = register(new HttpApi(exchange.url()), "failover", enough);
                long outageNanos;
                try (JavaProcess load = orders.load(exchange.url(), "5000000", "16")) {
                    orders.await(load, Duration.ofMinutes(2), BEFORE_MIN);
                    Await.until(() -> users.size() >= USERS_BEFORE_MIN);
                    primary.kill();
                    outageNanos = System.nanoTime();
                    Await.pause(Duration.ofSeconds(1));
                    replica.promote();
                    int known = users.size();
                    Await.until(() -> users.size() > known);
                    outageNanos = System.nanoTime() - outageNanos;
                    orders.await(load, Duration.ofSeconds(300), orders.count() + 500);
                }
                enough.set(true);
                Await.until(() -> api.sendUnchecked("GET", "/ready", "").status() == 200);

                AcknowledgedOrders.Proof proof = orders.check(exchange.url());
                List<String> missing = new ArrayList<>(users);
                missing.removeIf(email -> new HttpApi(exchange.url())
                                .sendUnchecked(
                                        "POST",
                                        "/api/auth/login",
                                        "{\"email\":\"" + email + "\",\"password\":\"" + PASSWORD + "\"}")
                                .status()
                        == 200);
                System.out.println("proof: primary killed, replica promoted: orders acknowledged="
                        + proof.acknowledged() + " lost=" + proof.lost() + ", users acknowledged=" + users.size()
                        + " missing="
                        + missing.size() + ", next user after "
                        + Duration.ofNanos(outageNanos).toMillis()
                        + " ms, views read again=" + exchange.output().contains("are read from the log again"));
                assertEquals(0, proof.lost());
                assertEquals(List.of(), missing);
                assertTrue(user.get("/api/wallet/ledger")
                        .expect(200)
                        .body()
                        .path("zero_sum")
                        .asBoolean());
                assertTrue(part(api, "database replica").contains("is a primary, not a replica"));
            }
        }
    }
}
