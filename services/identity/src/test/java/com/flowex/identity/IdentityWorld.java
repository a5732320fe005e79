package com.flowex.identity;

import com.flowex.cluster.client.Outcome;
import com.flowex.platform.Ground;
import com.flowex.platform.exchange.OrderPath;
import com.flowex.platform.http.Json;
import com.flowex.platform.testing.FakeExchange;
import com.flowex.platform.testing.TestAnswer;
import com.flowex.platform.testing.TestGround;
import com.flowex.platform.testing.TestServer;
import java.nio.charset.StandardCharsets;
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

/** Identity started alone from its wiring class: real HTTP, real PostgreSQL, an exchange that answers as told. */
final class IdentityWorld implements AutoCloseable {

    static final String PASSWORD = "SecurePass123!";

    private static final AtomicInteger NAMES = new AtomicInteger();

    final Ground ground = TestGround.fresh();
    final FakeExchange exchange = new FakeExchange();
    final IdentityService identity = new IdentityService(
            ground, new OrderPath(exchange, ground.telemetry().registry()));
    final TestServer server = TestServer.of(ground, identity.routes());

    IdentityWorld() {
        identity.start();
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

    private TestAnswer post(String path, Map<String, String> body) {
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
