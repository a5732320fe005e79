package com.flowex.systemtests;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.flowex.platform.database.embedded.EmbeddedPostgres;
import com.flowex.platform.testing.TestRedis;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.jar.JarFile;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * Two versions of FlowEx on one database, as a deployment has them for a while. Goal: nothing fails and no request is
 * refused when this version runs its scripts beside an older one that is used, when both are used at once, and when the
 * older one ends. Method: processes of both, identity, trading and wallet apart, on one PostgreSQL, one Redis and the
 * older version's nodes; clients of each that look through the other's.
 *
 * <p>{@code -Dflowex.older=PATH} names the older version's {@code launcher.jar}, with its libraries in {@code lib} beside it (docs/operations/migrations.md).
 */
@Tag("process")
@Timeout(2_400)
@EnabledIfSystemProperty(named = "flowex.full", matches = "true")
class TwoVersionsTest {

    private static final String LAUNCHER = "com.flowex.app.process.Launcher";
    private static final String SIGNER = "com.flowex.app.process.SignerProcess";
    private static final String MIGRATIONS = "com.flowex.app.cli.MigrationsTool";

    /** Package of the main classes in versions before ADR 0204. */
    private static final String BEFORE = "com.flowex.launcher.";

    private static final String KEY = "MC4CAQAwBQYDK2VwBCIEIJ1hsZ3v/VpguoRK9JLsLMREScVpezJpGXA7rAMcrn9g";
    private static final String SIGNER_SECRET = "Zk4pT9vQ2mXb7LwR8sNc3HdY6fJgU1eA";
    private static final String SIGNER_READY = "signer is ready at ";
    private static final Duration SIGNER_MAX = Duration.ofMinutes(5);
    private static final int NODES = 3;
    private static final int NODE_PORTS = 10;
    private static final int ROUNDS = 20;

    @TempDir
    private Path folder;

    private final AtomicLong seen = new AtomicLong();

    /** The things to close, the last first. */
    private final Deque<AutoCloseable> begun = new ArrayDeque<>();

    @AfterEach
    void end() throws Exception {
        while (!begun.isEmpty()) {
            begun.pop().close();
        }
    }

    /** The name that a main class has in that version. */
    private static String in(String jar, String mainClass) throws IOException {
        String before = BEFORE + mainClass.substring(mainClass.lastIndexOf('.') + 1);
        try (JarFile classes = new JarFile(jar)) {
            return classes.getEntry(before.replace('.', '/') + ".class") == null ? mainClass : before;
        }
    }

    private <T extends AutoCloseable> T ending(T what) {
        begun.push(what);
        return what;
    }

    @Test
    void twoVersionsServeOneDatabaseWithoutFailures() throws IOException {
        String jar = System.getProperty("flowex.older", "");
        assumeTrue(!jar.isEmpty(), "needs an older version, built: -Dflowex.older=…/launcher/target/launcher.jar");
        assertTrue(Files.exists(Path.of(jar)), jar);
        Map<String, String> shared = surroundings();
        shared.put("FLOWEX_SIGNER_URL", signer(jar));
        VersionProcesses older = ending(new VersionProcesses("older", jar, in(jar, LAUNCHER), shared, folder));
        VersionProcesses newer =
                ending(new VersionProcesses("newer", System.getProperty("java.class.path"), LAUNCHER, shared, folder));
        nodes(older);
        older.launchServices();
        VersionApi old = new VersionApi("older", older, seen);
        VersionApi young = new VersionApi("newer", newer, seen);
        old.register("early@example.com");

        VersionClient alone = ending(VersionClient.start("early@example.com", old, old));
        alone.expectRounds(5, "before anything is newer");
        String scripts = newer.tool(MIGRATIONS, "up");
        alone.expectRounds(ROUNDS, "after the newer version's scripts: " + scripts);
        alone.stop();

        // One that begins on what the newer version made of the database.
        older.startAgain("wallet");
        newer.launchServices();
        young.register("late@example.com");
        old.register("other@example.com");
        VersionClient early = ending(VersionClient.start("other@example.com", old, young));
        VersionClient late = ending(VersionClient.start("late@example.com", young, old));
        early.expectRounds(ROUNDS, "beside the newer version");
        late.expectRounds(ROUNDS, "beside the older version");
        early.stop();
        late.stop();

        VersionClient stays = ending(VersionClient.start("early@example.com", young, young));
        stays.expectRounds(5, "before the older version ends");
        VersionProcesses.SERVICES.forEach(older::stop);
        stays.expectRounds(ROUNDS, "when the older version has ended");
        stays.stop();

        for (VersionClient client : List.of(early, late)) {
            client.expectEverything(young);
        }
        String ledger =
                young.request("", "GET", "/api/wallet/ledger", "").expect(200).text();
        assertTrue(ledger.contains("\"zero_sum\":true"), ledger);
        VersionProcesses.SERVICES.forEach(newer::requireQuiet);
        System.out.println("proof: two versions on one database: scripts="
                + scripts.lines().count() + " alone=" + alone.figures() + " older=" + early.figures() + " newer="
                + late.figures() + " after=" + stays.figures());
    }

    private Map<String, String> surroundings() throws IOException {
        EmbeddedPostgres database = ending(EmbeddedPostgres.start(folder.resolve("database")));
        TestRedis redis = ending(TestRedis.start());
        String address = database.url("postgres").substring("jdbc:postgresql://".length());
        Map<String, String> shared = new HashMap<>(ExchangeProcess.QUICK_STARTS);
        shared.put(
                "FLOWEX_DATABASE_URL", "postgresql://" + database.user() + ":" + database.password() + "@" + address);
        shared.put("FLOWEX_DATABASE_POOL", "4");
        shared.putAll(redis.environment());
        shared.put("FLOWEX_JWT_SECRET", "0123456789abcdefghijklmnopqrstuv");
        shared.put("FLOWEX_DATA_KEYS", "test:MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=");
        shared.put("FLOWEX_AUDIT_KEY", KEY);
        shared.put("FLOWEX_SOLVENCY_KEY", KEY);
        shared.put("FLOWEX_SIGNER_SECRET", SIGNER_SECRET);
        // Clients of both are one address; as a deployment has it, who wrote here and reads there waits for the keeper
        // of the view.
        shared.put("FLOWEX_FEATURE_RATE_LIMITING", "off");
        shared.put("FLOWEX_READ_WAIT_MS", "5000");
        shared.put("FLOWEX_SERVICE_PORTS", "off");
        int first = FreePorts.of(NODES * NODE_PORTS);
        shared.put(
                "FLOWEX_CLUSTER_MEMBERS",
                IntStream.range(0, NODES)
                        .mapToObj(id -> id + "=localhost:" + (first + id * NODE_PORTS))
                        .collect(Collectors.joining(",")));
        return shared;
    }

    /** Starts the signer of the older version: it holds the keys for both. */
    private String signer(String jar) throws IOException {
        JavaProcess signer = ending(JavaProcess.start(
                "launcher",
                List.of("-Xms32m", "-Xmx128m", "-cp", jar),
                in(jar, SIGNER),
                List.of(),
                Map.of(
                        "FLOWEX_DATA_DIR",
                        Files.createDirectory(folder.resolve("signer")).toString(),
                        "FLOWEX_SIGNER_PORT",
                        "0",
                        "FLOWEX_SIGNER_LIMITS",
                        "simulated:USDT:100:100000",
                        "FLOWEX_SIGNER_SECRET",
                        SIGNER_SECRET)));
        Deadline.await(SIGNER_MAX, () -> signer.output().contains(SIGNER_READY), signer::output);
        String output = signer.output();
        return output.substring(output.indexOf(SIGNER_READY) + SIGNER_READY.length())
                .lines()
                .findFirst()
                .orElseThrow();
    }

    private static void nodes(VersionProcesses older) {
        List<String> names =
                IntStream.range(0, NODES).mapToObj(id -> "node" + id).toList();
        for (int id = 0; id < NODES; id++) {
            older.launch(names.get(id), "engine", Map.of("FLOWEX_CLUSTER_MEMBER_ID", Integer.toString(id)));
        }
        names.forEach(older::awaitReady);
    }
}
