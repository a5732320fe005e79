package com.flowex.identity;

import com.flowex.access.http.response.Json;
import com.flowex.access.testing.TestAnswer;
import com.flowex.access.testing.TestServer;
import com.flowex.access.testing.TestStand;
import com.flowex.cluster.client.Outcome;
import com.flowex.identity.app.person.ExternalPersonData;
import com.flowex.identity.app.push.FakeOrderNews;
import com.flowex.identity.app.push.PushWorker;
import com.flowex.identity.app.webhook.WebhookReceiver;
import com.flowex.identity.app.webhook.WebhookWorker;
import com.flowex.orderentry.queue.CommandSubmitter;
import com.flowex.platform.database.server.DatabaseChoice;
import com.flowex.platform.messaging.ChangeDelivery;
import com.flowex.platform.projection.TailFactory;
import com.flowex.platform.settings.SettingsReader;
import com.flowex.platform.settings.StartupException;
import com.flowex.platform.testing.FakeExchange;
import com.flowex.platform.testing.TestPostgres;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Identity started alone from its wiring class: real HTTP, real PostgreSQL, an exchange that answers as a test has it.
 */
public final class IdentityWorld implements AutoCloseable {

    public static final String PASSWORD = "SecurePass123!";

    private static final AtomicInteger NAMES = new AtomicInteger();

    /** Events are published to a Redis only, and there is none. */
    private static final TailFactory NO_TAIL = (_, _) -> {
        throw new AssertionError("events of the log are published");
    };

    public final TestStand stand;
    public final FakeExchange exchange = new FakeExchange();

    /** The news for browsers. */
    public final FakeOrderNews news = new FakeOrderNews();

    public final IdentityAccess access;
    public final PersonalDataService people;
    public final PushWorker pusher;
    public final WebhookReceiver receiver = new WebhookReceiver();
    public final WebhookWorker webhooks;
    public final IdentityService identity;
    private final ChangeDelivery mails;
    public final TestServer server;

    /** The seconds that the clock of authenticators is ahead. */
    public final AtomicLong aheadSeconds = new AtomicLong();

    public IdentityWorld() {
        this(Map.of());
    }

    /** A database with the tables of the service, empty. */
    public static DatabaseChoice.Server freshDatabase() {
        return TestPostgres.freshDatabase(List.of("identity", "accounts"));
    }

    /**
     * @param environment settings besides those of the default profile; logins may fail as often as they like, and
     *     passwords cost next to nothing where none of their costs is what is tested
     */
    public IdentityWorld(Map<String, String> environment) {
        this(freshDatabase(), environment);
    }

    /** On a database that another world may have left. */
    public IdentityWorld(DatabaseChoice.Server database, Map<String, String> environment) {
        this(database, environment, ExternalPersonData.NONE);
    }

    /** With others who know of people. */
    public IdentityWorld(DatabaseChoice.Server database, Map<String, String> environment, ExternalPersonData data) {
        Map<String, String> all = new LinkedHashMap<>(environment);
        all.putIfAbsent("FLOWEX_LOCKOUT_PER_ACCOUNT", "1000");
        all.putIfAbsent("FLOWEX_LOCKOUT_PER_ADDRESS", "100000");
        stand = TestStand.on(database, all);
        CommandSubmitter orders =
                new CommandSubmitter(exchange, stand.telemetry().registry());
        access = new IdentityAccess(
                stand.edge(), settingsOf(stand), orders, () -> Instant.now().plusSeconds(aheadSeconds.get()));
        people = new PersonalDataService(access, data);
        pusher = access.pushes(news);
        webhooks = access.webhooks().worker(access, news, receiver);
        identity = new IdentityService(access, people, news, pusher, webhooks);
        server = TestServer.with(stand, builder -> builder.routes(identity.routes())
                .apiKeys(access.apiKeys(), access.nonces())
                .watch(access.guard()));
        exchangeAnswers();
        mails = new ChangeDelivery(stand.platform(), List.of(identity.post()), (_, _) -> {});
        try {
            identity.start();
            mails.start(NO_TAIL, 0);
        } catch (StartupException e) {
            close();
            throw e;
        }
    }

    /** The service without news of orders and without other services. */
    public static IdentityService over(IdentityAccess access) {
        FakeOrderNews none = new FakeOrderNews();
        return new IdentityService(
                access,
                new PersonalDataService(access, ExternalPersonData.NONE),
                none,
                access.pushes(none),
                access.webhooks().worker(access, none, new WebhookReceiver()));
    }

    /** The settings of identity in a stand's environment. */
    public static IdentitySettings settingsOf(TestStand stand) {
        SettingsReader reader = new SettingsReader(stand.environment());
        IdentitySettings settings = IdentitySettings.read(
                reader,
                stand.platform().settings().profile(),
                stand.platform().settings().dataDirectory());
        reader.finish();
        return settings;
    }

    public void exchangeAnswers() {
        exchange.answer(_ -> new Outcome.Accepted(1, 1, List.of()));
    }

    public TestAnswer register(String email, String password) {
        Map<String, String> form = new LinkedHashMap<>();
        form.put("email", email);
        form.put("password", password);
        form.put("first_name", "Test");
        form.put("last_name", "User");
        return post("/api/auth/register", form);
    }

    public TestAnswer login(String email, String password) {
        return post("/api/auth/login", Map.of("email", email, "password", password));
    }

    public TestAnswer useRefresh(String token) {
        return post("/api/auth/refresh", Map.of("refresh_token", token));
    }

    public TestAnswer logout(String token) {
        return post("/api/auth/logout", Map.of("refresh_token", token));
    }

    public TestAnswer me(TestAnswer tokens) {
        return server.get("/api/auth/me", tokens.json().path("access_token").asText());
    }

    /** A new user, logged in. */
    public TestAnswer newUser(String email) {
        register(email, PASSWORD);
        return login(email, PASSWORD);
    }

    public TestAnswer admin() {
        return login("admin@flowex.com", "admin123");
    }

    public TestAnswer post(String path, Map<String, ?> body, TestAnswer tokens) {
        return server.post(path, new String(Json.bytes(body), StandardCharsets.UTF_8), access(tokens));
    }

    public TestAnswer patch(String path, Map<String, ?> body, TestAnswer tokens) {
        return server.patch(path, new String(Json.bytes(body), StandardCharsets.UTF_8), access(tokens));
    }

    public TestAnswer get(String path, TestAnswer tokens) {
        return server.get(path, access(tokens));
    }

    public static String access(TestAnswer tokens) {
        return tokens.json().path("access_token").asText();
    }

    public TestAnswer post(String path, Map<String, ?> body) {
        return server.post(path, new String(Json.bytes(body), StandardCharsets.UTF_8), "");
    }

    public static String refresh(TestAnswer tokens) {
        return tokens.json().path("refresh_token").asText();
    }

    public static List<String> fields(TestAnswer answer) {
        List<String> fields = new ArrayList<>();
        answer.json()
                .path("errors")
                .forEach(error -> fields.add(error.path("field").asText()));
        return fields;
    }

    public static String freshEmail() {
        return "user" + NAMES.incrementAndGet() + "@example.com";
    }

    public static <T> List<T> atOnce(int times, Callable<T> work) throws Exception {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<T> results = new ArrayList<>();
            for (Future<T> promise : threads.invokeAll(Collections.nCopies(times, work))) {
                results.add(promise.get());
            }
            return results;
        }
    }

    @Override
    public void close() {
        server.close();
        mails.close();
        pusher.close();
        webhooks.close();
        identity.close();
        access.close();
        stand.close();
    }
}
