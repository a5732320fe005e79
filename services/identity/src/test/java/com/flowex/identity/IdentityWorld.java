package com.flowex.identity;

import com.flowex.cluster.client.Outcome;
import com.flowex.platform.Ground;
import com.flowex.platform.config.DatabaseChoice;
import com.flowex.platform.config.StartupException;
import com.flowex.platform.desk.OrderPath;
import com.flowex.platform.http.Json;
import com.flowex.platform.testing.FakeExchange;
import com.flowex.platform.testing.TestAnswer;
import com.flowex.platform.testing.TestGround;
import com.flowex.platform.testing.TestPostgres;
import com.flowex.platform.testing.TestServer;
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

/** Identity started alone from its wiring class: real HTTP, real PostgreSQL, an exchange that answers as told. */
final class IdentityWorld implements AutoCloseable {

    static final String PASSWORD = "SecurePass123!";

    private static final AtomicInteger NAMES = new AtomicInteger();

    final Ground ground;
    final FakeExchange exchange = new FakeExchange();
    final IdentityService identity;
    final TestServer server;

    /** What the clock of authenticators is ahead. */
    final AtomicLong aheadSeconds = new AtomicLong();

    IdentityWorld() {
        this(Map.of());
    }

    /** @param environment settings besides those of the default profile; logins may fail as often as they like */
    IdentityWorld(Map<String, String> environment) {
        this(TestPostgres.freshDatabase(), environment);
    }

    /** On a database that another world may have left. */
    IdentityWorld(DatabaseChoice.Server database, Map<String, String> environment) {
        Map<String, String> all = new LinkedHashMap<>(environment);
        all.putIfAbsent("FLOWEX_LOCKOUT_PER_ACCOUNT", "1000");
        all.putIfAbsent("FLOWEX_LOCKOUT_PER_ADDRESS", "100000");
        ground = TestGround.on(database, all);
        OrderPath orders = new OrderPath(exchange, ground.telemetry().registry());
        identity = new IdentityService(ground, orders, () -> Instant.now().plusSeconds(aheadSeconds.get()));
        server = TestServer.with(
                ground, builder -> builder.routes(identity.routes()).apiKeys(identity.apiKeys(), identity.nonces()));
        exchangeAnswers();
        try {
            identity.start();
        } catch (StartupException e) {
            close();
            throw e;
        }
    }

    void exchangeAnswers() {
        exchange.answer(_ -> new Outcome.Accepted(1, 1, List.of()));
    }

    TestAnswer register(String email, String password) {
        Map<String, String> form = new LinkedHashMap<>();
        form.put("email", email);
        form.put("password", password);
        form.put("first_name", "Test");
        form.put("last_name", "User");
        return post("/api/auth/register", form);
    }

    TestAnswer login(String email, String password) {
        return post("/api/auth/login", Map.of("email", email, "password", password));
    }

    TestAnswer useRefresh(String token) {
        return post("/api/auth/refresh", Map.of("refresh_token", token));
    }

    TestAnswer logout(String token) {
        return post("/api/auth/logout", Map.of("refresh_token", token));
    }

    TestAnswer me(TestAnswer tokens) {
        return server.get("/api/auth/me", tokens.json().path("access_token").asText());
    }

    /** A new user, logged in. */
    TestAnswer newUser(String email) {
        register(email, PASSWORD);
        return login(email, PASSWORD);
    }

    TestAnswer admin() {
        return login("admin@flowex.com", "admin123");
    }

    TestAnswer post(String path, Map<String, ?> body, TestAnswer tokens) {
        return server.post(path, new String(Json.bytes(body), StandardCharsets.UTF_8), access(tokens));
    }

    TestAnswer patch(String path, Map<String, ?> body, TestAnswer tokens) {
        return server.patch(path, new String(Json.bytes(body), StandardCharsets.UTF_8), access(tokens));
    }

    TestAnswer get(String path, TestAnswer tokens) {
        return server.get(path, access(tokens));
    }

    static String access(TestAnswer tokens) {
        return tokens.json().path("access_token").asText();
    }

    TestAnswer post(String path, Map<String, ?> body) {
        return server.post(path, new String(Json.bytes(body), StandardCharsets.UTF_8), "");
    }

    static String refresh(TestAnswer tokens) {
        return tokens.json().path("refresh_token").asText();
    }

    static List<String> fields(TestAnswer answer) {
        List<String> fields = new ArrayList<>();
        answer.json()
                .path("errors")
                .forEach(error -> fields.add(error.path("field").asText()));
        return fields;
    }

    static String freshEmail() {
        return "user" + NAMES.incrementAndGet() + "@example.com";
    }

    static <T> List<T> atOnce(int times, Callable<T> work) throws Exception {
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
        identity.close();
        ground.close();
    }
}
