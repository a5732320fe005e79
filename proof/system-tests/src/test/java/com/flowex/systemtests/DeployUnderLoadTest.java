package com.flowex.systemtests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.flowex.platform.database.embedded.EmbeddedPostgres;
import com.flowex.platform.testing.PreparedPostgres;
import com.flowex.platform.testing.TestRedis;
import com.flowex.testsupport.Repository;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code scripts/deploy-production.sh} with processes, while clients read and trade through the gateway: a new version, one that ends at
 * once, one that never becomes ready, and the way back. No request is refused, and no acknowledged command is lost.
 *
 * <p>{@code -Dflowex.older=PATH} names the {@code launcher.jar} of an older version's checkout, which is then the first one.
 */
@Tag("process")
@Timeout(3_600)
@EnabledIfSystemProperty(named = "flowex.full", matches = "true")
class DeployUnderLoadTest {

    private static final Path ROOT = Repository.file("").toAbsolutePath().normalize();
    private static final String SIGNER_SECRET = "Zk4pT9vQ2mXb7LwR8sNc3HdY6fJgU1eA";

    @TempDir
    private Path folder;

    private Path home = Path.of("");
    private int port;
    private @Nullable DeployScript deploy;
    private EmbeddedPostgres database;
    private TestRedis redis;

    /** The things to close, the last first: where there is no Redis to start little of it is there. */
    private final Deque<AutoCloseable> begun = new ArrayDeque<>();

    @BeforeEach
    void install() throws IOException {
        home = folder.resolve("home");
        PreparedPostgres.copyTo(folder.resolve("database"));
        database = EmbeddedPostgres.start(folder.resolve("database"));
        begun.push(database);
        redis = TestRedis.start();
        begun.push(redis);
        Files.createDirectory(home);
        port = FreePorts.of(1);
        DeployScript.Signer signer = DeployScript.Signer.start(folder.resolve("signer"), SIGNER_SECRET);
        begun.push(signer);
        settings(signer.url());
        deploy = DeployScript.of(folder, home, port);
    }

    private void settings(String signer) throws IOException {
        String key = "MC4CAQAwBQYDK2VwBCIEIJ1hsZ3v/VpguoRK9JLsLMREScVpezJpGXA7rAMcrn9g";
        String address = database.url("postgres").substring("jdbc:postgresql://".length());
        List<String> lines = new ArrayList<>(List.of(
                "FLOWEX_DATABASE_URL=postgresql://" + database.user() + ":" + database.password() + "@" + address,
                "FLOWEX_DATABASE_POOL=12",
                "FLOWEX_DATABASE_VIEWS_POOL=8",
                "FLOWEX_REDIS_URL=" + redis.url(),
                "FLOWEX_REDIS_TIMEOUT_MS=2000",
                "FLOWEX_HEAP_MAX=384m",
                "FLOWEX_JWT_SECRET=0123456789abcdefghijklmnopqrstuv",
                "FLOWEX_DATA_KEYS=test:MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=",
                "FLOWEX_AUDIT_KEY=" + key,
                "FLOWEX_SOLVENCY_KEY=" + key,
                "FLOWEX_SIGNER_URL=" + signer,
                "FLOWEX_SIGNER_SECRET=" + SIGNER_SECRET,
                // All clients are one address, and one user.
                "FLOWEX_FEATURE_RATE_LIMITING=off",
                "FLOWEX_DEMO_MARKET=off",
                "FLOWEX_GATEWAY_KEY=0123456789abcdef0123456789abcdef",
                "FLOWEX_TRUSTED_PROXIES=127.0.0.0/8,::1"));
        ExchangeProcess.QUICK_STARTS.forEach((name, value) -> lines.add(name + "=" + value));
        Path file = Files.createFile(
                home.resolve("settings"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.write(file, lines);
    }

    private DeployScript deploy() {
        return Objects.requireNonNull(deploy);
    }

    @AfterEach
    void end() throws Exception {
        if (deploy != null) {
            deploy.script("stop");
        }
        while (!begun.isEmpty()) {
            begun.pop().close();
        }
    }

    @Test
    void rollingDeploymentsRefuseNoRequest() throws IOException, InterruptedException {
        String older = System.getProperty("flowex.older", "");
        Path first = deploy().release(
                        "first",
                        "# the first version",
                        older.isEmpty()
                                ? ROOT.resolve("app/target")
                                : Path.of(older).toAbsolutePath().resolveSibling(""));
        DeployScript.Run begun = deploy().script("deploy", "--release", first.toString());
        assertEquals(0, begun.code(), begun.output());
        String before = deployed();

        try (SteadyClients clients = SteadyClients.start(URI.create("http://localhost:" + port))) {
            clients.expectProgress("before anything is exchanged");

            DeployScript.Run newer = deploy().script(
                            "deploy",
                            "--release",
                            deploy().release("second", "# the second version").toString());
            assertEquals(0, newer.code(), newer.output());
            String second = deployed();
            assertTrue(!second.equals(before), newer.output());
            clients.expectProgress("a new version was put into service\n" + newer.output());

            takenBack(clients, deploy().release("ends", "-XX:+NoSuchOptionOfJava"), "ended", second);
            takenBack(
                    clients,
                    deploy().release(
                                    "hangs",
                                    "-agentlib:jdwp=transport=dt_socket,server=y,suspend=y,address=127.0.0.1:0"),
                    "was not ready and stood still for",
                    second);

            DeployScript.Run back = deploy().script("rollback");
            assertEquals(0, back.code(), back.output());
            assertEquals(before, deployed());
            clients.expectProgress("the version before was put into service again\n" + back.output());
            clients.stop();
            clients.expectEveryAcknowledgedOrder();
            System.out.println("proof: deploy " + clients.figures());
        }
        reportIsMade();
        DeployScript.Run status = deploy().script("status");
        assertEquals(0, status.code(), status.output());
        assertEquals(
                6,
                status.output().lines().filter(line -> line.endsWith(" ready")).count(),
                status.output());
    }

    /** The log of this run: kept beside the results of the tests. */
    private void reportIsMade() throws IOException, InterruptedException {
        DeployScript.Run report =
                deploy().run(List.of("node", "scripts/reports.mjs", "deployment", ROOT.toString(), home.toString()));
        assertEquals(0, report.code(), report.output());
        assertTrue(report.output().contains(": 3 done, 2 taken back."), report.output());
        assertTrue(!report.output().contains(folder.toString()), report.output());
        Files.writeString(Path.of("target", "PRODUCTION_DEPLOYMENT_REPORT.md"), report.output());
    }

    private void takenBack(SteadyClients clients, Path release, String why, String serving)
            throws IOException, InterruptedException {
        DeployScript.Run failing = deploy().script("deploy", "--release", release.toString());
        assertEquals(1, failing.code(), failing.output());
        assertTrue(failing.output().contains(why), failing.output());
        assertTrue(failing.output().contains("was taken back, " + serving + " serves"), failing.output());
        assertEquals(serving, deployed());
        clients.expectProgress("a version was taken back\n" + failing.output());
    }

    private String deployed() throws IOException {
        return Files.readString(home.resolve("deployed.version")).strip();
    }
}
