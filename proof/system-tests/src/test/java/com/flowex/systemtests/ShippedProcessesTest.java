package com.flowex.systemtests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.flowex.platform.testing.TestRedis;
import com.flowex.testsupport.Repository;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.GreenMailUtil;
import com.icegreen.greenmail.util.ServerSetup;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.BooleanSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * Goal: the form "processes" of {@code docs/operations/shipped.md} works as its guide says, once per release. Method:
 * an operator's way with PostgreSQL, a Redis with a password, nginx, Prometheus and Alertmanager of Debian and sinks for
 * mails, alerts and traces. First a start in the production profile; then load, a version more and the way back; then a
 * backup that is restored on a machine that never had FlowEx. Money needs a network's node in production, so the load
 * runs in the profile dev with the same processes.
 */
@Tag("process")
@Timeout(3_600)
@EnabledIfSystemProperty(named = "flowex.full", matches = "true")
class ShippedProcessesTest {

    private static final Path ROOT = Repository.file("").toAbsolutePath().normalize();
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration SOON = Duration.ofMinutes(5);
    private static final Pattern LINK = Pattern.compile("https://exchange\\.example/\\?verify-email=(\\S+)");
    private static final String SIGNER_SECRET = "Zk4pT9vQ2mXb7LwR8sNc3HdY6fJgU1eA";
    private static final int PROCESSES = 6;

    @TempDir
    private Path folder;

    /** Parts to close, the last first. */
    private final Deque<AutoCloseable> begun = new ArrayDeque<>();

    private final Queue<String> traces = new ConcurrentLinkedQueue<>();
    private final Queue<String> alerts = new ConcurrentLinkedQueue<>();
    private final List<String> figures = new ArrayList<>();
    private final HttpClient http = HttpClient.newHttpClient();

    @AfterEach
    void end() throws Exception {
        while (!begun.isEmpty()) {
            begun.pop().close();
        }
        http.close();
    }

    private <T extends AutoCloseable> T closing(T part) {
        begun.push(part);
        return part;
    }

    @Test
    void theProcessesAreDeployedWithAllThatStandsAroundThem() throws Exception {
        ShippedNginx.assume();
        DebianPostgres.assume();
        Path secrets = ShippedNginx.secrets(folder);
        Path home = folder.resolve("home");
        int port = FreePorts.of(1);
        DeployScript deploy = DeployScript.of(folder, home, port);
        Path first = deploy.release("first", "# the first version");
        Files.copy(ROOT.resolve(".env.production"), first.resolve(".env.production"));
        Path settings = home.resolve("settings");
        URI otlp = sink("/v1/traces", traces);
        GreenMail mails = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
        mails.start();
        closing(mails::stop);

        expect(1, "fill in the secrets in", deploy.script("deploy", "--release", first.toString()));
        fill(settings, secrets, database("database"), closing(TestRedis.start(secret(secrets, "redis_password"))));
        set(settings, "FLOWEX_SMTP_PORT", Integer.toString(mails.getSmtp().getPort()));
        set(settings, "FLOWEX_OTLP_URL", otlp.toString());
        closing(() -> deploy.script("stop"));
        timed("first start, production", () -> deployed(deploy, first));
        ShippedNginx nginx = closing(ShippedNginx.start(folder, secrets, port));
        customerComes(nginx, mails, secret(secrets, "admin_password"));

        URI prometheus = monitoring(secrets);
        everyProcessIsFound(prometheus);
        expect(0, "stopped", deploy.script("stop"));
        until("no alert that a process is down", () -> alerts.stream().anyMatch(each -> each.contains("FlowExDown")));

        forPlay(
                settings,
                closing(DeployScript.Signer.start(folder.resolve("signer"), SIGNER_SECRET))
                        .url());
        timed("start after a stop", () -> deployed(deploy, first));
        List<String> orders = loaded(deploy, port, prometheus);
        assertEquals(200, nginx.get("/api/trading/orderbook/BTC-USDT").statusCode());
        assertTrue(traces.size() > 0, "no trace arrived");

        Path backup = folder.resolve("backup");
        timed(
                "backup",
                () -> expect(0, "has database, nodes and settings", deploy.script("backup", backup.toString())));
        expect(0, "stopped", deploy.script("stop"));
        restoredElsewhere(backup, first, orders);
        figures.forEach(line -> System.out.println("proof: shipped " + line));
    }

    /** Step that may fail, whose time is a figure. */
    @FunctionalInterface
    private interface Step {
        void go() throws Exception;
    }

    private void timed(String name, Step step) throws Exception {
        long begin = System.nanoTime();
        step.go();
        figures.add(name + ": " + Duration.ofNanos(System.nanoTime() - begin).toSeconds() + " s");
    }

    private static void expect(int code, String words, DeployScript.Run run) {
        assertEquals(code, run.code(), run.output());
        assertTrue(run.output().contains(words), run.output());
    }

    private static void deployed(DeployScript deploy, Path release) throws IOException, InterruptedException {
        expect(0, " serves at ", deploy.script("deploy", "--release", release.toString()));
        DeployScript.Run status = deploy.script("status");
        assertEquals(
                PROCESSES,
                status.output().lines().filter(line -> line.endsWith(" ready")).count(),
                status.output());
    }

    /** A server of its own, which never had FlowEx. */
    private DebianPostgres database(String name) throws IOException, InterruptedException {
        return closing(DebianPostgres.start(folder.resolve(name)));
    }

    private static String secret(Path secrets, String name) throws IOException {
        return Files.readString(secrets.resolve(name));
    }

    /** The settings as an operator fills them in. */
    private static void fill(Path settings, Path secrets, DebianPostgres database, TestRedis redis) throws IOException {
        set(settings, "FLOWEX_DATABASE_URL", database.url());
        set(settings, "FLOWEX_DATABASE_POOL", "12");
        set(settings, "FLOWEX_DATABASE_VIEWS_POOL", "8");
        set(settings, "FLOWEX_REDIS_URL", redis.url());
        set(settings, "FLOWEX_REDIS_TIMEOUT_MS", "2000");
        for (String name : List.of(
                "jwt_secret",
                "gateway_key",
                "data_keys",
                "store_keys",
                "audit_key",
                "solvency_key",
                "admin_password")) {
            set(settings, "FLOWEX_" + name.toUpperCase(Locale.ROOT), secret(secrets, name));
        }
        set(settings, "FLOWEX_ADMIN_EMAIL", "admin@example.com");
        set(settings, "FLOWEX_PUBLIC_URL", "https://exchange.example");
        set(settings, "FLOWEX_SMTP_HOST", "127.0.0.1");
        set(settings, "FLOWEX_SMTP_ENCRYPTION", "none");
        set(settings, "FLOWEX_SMTP_FROM", "FlowEx <no-reply@exchange.example>");
        set(settings, "FLOWEX_TRUSTED_PROXIES", "127.0.0.0/8,::1");
        set(settings, "FLOWEX_TRACE_SAMPLE", "0.1");
        set(settings, "FLOWEX_HEAP_MAX", "384m");
    }

    /** Play money on the simulated chain, and one user for all clients. */
    private static void forPlay(Path settings, String signer) throws IOException {
        set(settings, "FLOWEX_PROFILE", "dev");
        set(settings, "FLOWEX_GENESIS", "builtin");
        set(settings, "FLOWEX_DEMO_USERS", "on");
        set(settings, "FLOWEX_DEMO_MARKET", "off");
        set(settings, "FLOWEX_EMAIL_VERIFICATION", "off");
        set(settings, "FLOWEX_FEATURE_RATE_LIMITING", "off");
        set(settings, "FLOWEX_SIGNER_URL", signer);
        set(settings, "FLOWEX_SIGNER_SECRET", SIGNER_SECRET);
        for (Map.Entry<String, String> quick : ExchangeProcess.QUICK_STARTS.entrySet()) {
            set(settings, quick.getKey(), quick.getValue());
        }
    }

    private static void set(Path settings, String name, String value) throws IOException {
        List<String> lines = new ArrayList<>(Files.readAllLines(settings));
        lines.removeIf(line -> line.startsWith(name + "=") || line.startsWith("#" + name + "="));
        lines.add(name + "=" + value);
        Files.write(settings, lines);
    }

    /** A customer registers, confirms the address and logs in, through nginx; so does the administrator. */
    private void customerComes(ShippedNginx nginx, GreenMail mails, String adminPassword) {
        if (Files.exists(ROOT.resolve("web/dist/index.html"))) {
            assertEquals(200, nginx.get("/").statusCode());
        }
        assertEquals(200, nginx.get("/api/trading/pairs").statusCode());
        String login = "{\"email\":\"ada@example.com\",\"password\":\"A long enough phrase 7\"";
        HttpResponse<String> made =
                nginx.post("/api/auth/register", login + ",\"first_name\":\"Ada\",\"last_name\":\"Test\"}");
        assertEquals(202, made.statusCode(), made::body);
        StringBuilder token = new StringBuilder();
        until("no mail with a link", () -> {
            Arrays.stream(mails.getReceivedMessages())
                    .map(GreenMailUtil::getBody)
                    .map(LINK::matcher)
                    .filter(Matcher::find)
                    .forEach(found -> token.replace(0, token.length(), found.group(1)));
            return !token.isEmpty();
        });
        HttpResponse<String> confirmed = nginx.post("/api/auth/email/verify", "{\"token\":\"" + token + "\"}");
        assertEquals(204, confirmed.statusCode(), confirmed::body);
        HttpResponse<String> in = nginx.post("/api/auth/login", login + "}");
        assertEquals(200, in.statusCode(), in::body);
        HttpResponse<String> admin = nginx.post(
                "/api/auth/login", "{\"email\":\"admin@example.com\",\"password\":\"" + adminPassword + "\"}");
        assertEquals(200, admin.statusCode(), admin::body);
    }

    /** Prometheus and Alertmanager with the files as they are shipped, beside the targets that the script writes. */
    private URI monitoring(Path secrets) throws IOException, InterruptedException {
        Path own = folder.resolve("monitoring");
        for (String name : List.of("prometheus.yml", "alert_rules.yml")) {
            Files.copy(ROOT.resolve("monitoring").resolve(name), own.resolve(name));
        }
        int alertmanager = FreePorts.of(1);
        Files.writeString(
                Files.createDirectory(own.resolve("alertmanagers")).resolve("flowex.yml"),
                "- targets: ['127.0.0.1:" + alertmanager + "']\n");
        Path slack = secrets.resolve("alert_slack_url");
        Files.writeString(slack, sink("/slack", alerts).toString());
        ProcessBuilder rendering = new ProcessBuilder(
                        ROOT.resolve("monitoring/alertmanager.sh").toString())
                .redirectOutput(own.resolve("alertmanager.yml").toFile());
        rendering
                .environment()
                .putAll(Map.of(
                        "ALERT_MAIL_TO", "operators@example.com",
                        "ALERT_SMTP", "127.0.0.1:1",
                        "ALERT_FROM", "alerts@example.com",
                        "ALERT_SECRETS", secrets.toString()));
        assertEquals(0, rendering.start().waitFor());
        started(
                "alertmanager",
                DebianProgram.of("prometheus-alertmanager", "prometheus-alertmanager"),
                "--config.file=" + own.resolve("alertmanager.yml"),
                "--storage.path=" + folder.resolve("alertmanager"),
                "--cluster.listen-address=",
                "--web.listen-address=127.0.0.1:" + alertmanager);
        int port = FreePorts.of(1);
        started(
                "prometheus",
                DebianProgram.of("prometheus", "prometheus"),
                "--config.file=" + own.resolve("prometheus.yml"),
                "--storage.tsdb.path=" + folder.resolve("tsdb"),
                "--web.listen-address=127.0.0.1:" + port);
        return URI.create("http://127.0.0.1:" + port);
    }

    private void started(String name, DebianProgram program, String... options) throws IOException {
        List<String> command = new ArrayList<>(List.of(program.file().toString()));
        command.addAll(List.of(options));
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve(name + ".log").toFile())
                .start();
        closing(() -> process.destroyForcibly().waitFor());
    }

    private void everyProcessIsFound(URI prometheus) {
        until("Prometheus does not find every process, or no rule or Alertmanager", () -> {
            JsonNode up = requested(
                    prometheus,
                    "/api/v1/query?query="
                            + URLEncoder.encode("sum(up{job=\"flowex-targets\"})", StandardCharsets.UTF_8));
            JsonNode rules = requested(prometheus, "/api/v1/rules");
            JsonNode managers = requested(prometheus, "/api/v1/alertmanagers");
            return up.path("result").path(0).path("value").path(1).asInt() == PROCESSES
                    && rules.path("groups").size() > 0
                    && managers.path("activeAlertmanagers").size() == 1;
        });
    }

    private JsonNode requested(URI of, String path) {
        try {
            HttpResponse<String> answer =
                    http.send(HttpRequest.newBuilder(of.resolve(path)).build(), HttpResponse.BodyHandlers.ofString());
            return JSON.readTree(answer.body()).path("data");
        } catch (IOException notYet) {
            return JSON.createObjectNode();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    /** @return ids of acknowledged orders */
    private List<String> loaded(DeployScript deploy, int port, URI prometheus) throws Exception {
        URI gateway = URI.create("http://localhost:" + port);
        try (SteadyClients clients = SteadyClients.start(gateway)) {
            clients.expectProgress("the start");
            Path second = deploy.release("second", "# the second version");
            timed("a version more, under load", () -> deployed(deploy, second));
            clients.expectProgress("a version more");
            timed("rollback, under load", () -> expect(0, " serves at ", deploy.script("rollback")));
            clients.expectProgress("the way back");
            clients.stop();
            clients.expectEveryAcknowledgedOrder();
            figures.add(clients.figures());
            everyProcessIsFound(prometheus);
            return clients.acknowledged();
        }
    }

    /** A new machine: no installation, no version, a server without FlowEx's logins. */
    private void restoredElsewhere(Path backup, Path release, List<String> orders) throws Exception {
        Path home = folder.resolve("elsewhere");
        int port = FreePorts.of(1);
        DeployScript deploy = DeployScript.of(folder, home, port);
        String[] restore = {"restore", backup.toString(), "--release", release.toString()};
        expect(1, "was made of the backup: name the new database", deploy.script(restore));
        set(
                home.resolve("settings"),
                "FLOWEX_DATABASE_URL",
                database("database-elsewhere").url());
        timed("restore on a new machine", () -> expect(0, "restored: deploy starts it", deploy.script(restore)));
        closing(() -> deploy.script("stop"));
        timed("start of what was restored", () -> deployed(deploy, release));
        HttpApi user = new HttpApi(URI.create("http://localhost:" + port)).demoUser();
        for (String order : orders) {
            user.get("/api/trading/orders/" + order).expect(200);
        }
        user.order("buy", "10", "0.1", "after-the-restore").expect(201);
        figures.add("orders restored: " + orders.size());
    }

    /** Address that takes what is posted to it. */
    private URI sink(String path, Queue<String> into) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext(path, exchange -> {
            try (exchange) {
                into.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
                exchange.sendResponseHeaders(200, -1);
            }
        });
        server.start();
        closing(() -> server.stop(0));
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path);
    }

    private static void until(String otherwise, BooleanSupplier condition) {
        Deadline.await(SOON, condition, () -> otherwise);
    }
}
