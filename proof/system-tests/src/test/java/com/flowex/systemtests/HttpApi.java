package com.flowex.systemtests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;

/** The exchange over HTTP, as any client sees it. */
final class HttpApi {

    private static final HttpClient HTTP = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofMinutes(2))
            .build();
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration TIMEOUT = Duration.ofMinutes(5);

    private final URI url;
    private final String token;
    private final String tenant;
    private final Map<String, String> headers;

    /** The largest sequence in any answer: sent along, so that no read is older than another user's answer. */
    private final AtomicLong seen;

    HttpApi(URI url) {
        // Tests ask more in a minute than a person does.
        this(url, "", "", Map.of("X-Rate-Tier", "benchmark"), new AtomicLong());
    }

    private HttpApi(URI url, String token, String tenant, Map<String, String> headers, AtomicLong seen) {
        this.url = url;
        this.token = token;
        this.tenant = tenant;
        this.headers = headers;
        this.seen = seen;
    }

    int port() {
        return url.getPort();
    }

    /** An answer: its status, its headers, its body where it is JSON. */
    record Answer(int status, Map<String, String> headers, String text) {

        JsonNode body() {
            try {
                return text.isEmpty() ? MissingNode.getInstance() : JSON.readTree(text);
            } catch (IOException e) {
                throw new UncheckedIOException("no JSON: " + text, e);
            }
        }

        Answer expect(int requested) {
            assertEquals(requested, status, text);
            return this;
        }

        /** Done, whether or not the machine was quick enough to show it too. */
        void expectDone() {
            assertTrue(status == 200 || status == 202, text);
        }

        String text(String field) {
            return body().path(field).asText();
        }
    }

    /** The same exchange with other authority. */
    HttpApi withToken(String other) {
        return new HttpApi(url, other, tenant, headers, seen);
    }

    /** The same exchange, of another tenant. */
    HttpApi withTenant(String slug) {
        return new HttpApi(url, token, slug, headers, seen);
    }

    /** Returns the header that names the tenant of a handshake; it is empty if the host names the tenant. */
    Map<String, String> tenantHeader() {
        return tenant.isEmpty() ? Map.of() : Map.of("X-Tenant", tenant);
    }

    /** The same exchange, asked with these headers and without those that tests have. */
    HttpApi withHeaders(Map<String, String> others) {
        return new HttpApi(url, token, tenant, others, seen);
    }

    /** The same exchange, no answer of which is older than this number of the log. */
    HttpApi notBefore(long sequence) {
        return new HttpApi(url, token, tenant, headers, new AtomicLong(sequence));
    }

    /** The largest number of the log in any answer. */
    long sequence() {
        return seen.get();
    }

    String token() {
        return token;
    }

    HttpApi login(String email, String password) {
        JsonNode tokens = post("/api/auth/login", Map.of("email", email, "password", password))
                .expect(200)
                .body();
        return withToken(tokens.path("access_token").asText());
    }

    HttpApi demoUser() {
        return login("demo@flowex.com", "demo123");
    }

    HttpApi admin() {
        return login("admin@flowex.com", "admin123");
    }

    /** A new user, logged in. */
    HttpApi newUser(String email) {
        Map<String, String> user =
                Map.of("email", email, "password", "SecurePass123!", "first_name", "Ada", "last_name", "Test");
        post("/api/auth/register", user).expect(201);
        return login(email, "SecurePass123!");
    }

    Answer get(String path) {
        return send("GET", path, "");
    }

    Answer delete(String path) {
        return send("DELETE", path, "");
    }

    Answer post(String path, Object body) {
        return send("POST", path, JSON.valueToTree(body).toString());
    }

    Answer put(String path, Object body) {
        return send("PUT", path, JSON.valueToTree(body).toString());
    }

    Answer postText(String path, String text) {
        return send("POST", path, text);
    }

    /** Places a limit order on BTC-USDT. */
    Answer order(String side, String price, String quantity, String clientOrderId) {
        ObjectNode order = JSON.createObjectNode()
                .put("symbol", "BTC-USDT")
                .put("side", side)
                .put("type", "limit")
                .put("price", price)
                .put("quantity", quantity)
                .put("client_order_id", clientOrderId);
        return post("/api/trading/orders", order);
    }

    Answer deposit(String currency, String amount) {
        return post("/api/wallet/deposit", Map.of("currency", currency, "amount", amount))
                .expect(201);
    }

    /** One currency's balance. */
    JsonNode balance(String currency) {
        return get("/api/wallet/balance/" + currency).expect(200).body();
    }

    Answer send(String method, String path, String text) {
        Answer answer = sendUnchecked(method, path, text);
        Contract.check(method, path, answer);
        return answer;
    }

    /** For bad requests whose answers need not be what the document says. */
    Answer sendUnchecked(String method, String path, String text) {
        HttpRequest.BodyPublisher body = text.isEmpty()
                ? HttpRequest.BodyPublishers.noBody()
                : HttpRequest.BodyPublishers.ofString(text, StandardCharsets.UTF_8);
        HttpRequest.Builder request =
                HttpRequest.newBuilder(url.resolve(path)).timeout(TIMEOUT).method(method, body);
        headers.forEach(request::header);
        if (!text.isEmpty()) {
            request.header("Content-Type", "application/json");
        }
        if (!token.isEmpty()) {
            request.header("Authorization", "Bearer " + token);
        }
        if (!tenant.isEmpty()) {
            request.header("X-Tenant", tenant);
        }
        if (seen.get() > 0) {
            request.header("X-Min-Sequence", Long.toString(seen.get()));
        }
        Answer answer =
                exchange(request.build()).orElseThrow(() -> new AssertionError("no answer to " + method + " " + path));
        if (answer.text().startsWith("{")) {
            seen.accumulateAndGet(answer.body().path("sequence").asLong(), Math::max);
        }
        return answer;
    }

    private static Optional<Answer> exchange(HttpRequest request) {
        try {
            HttpResponse<String> response = HTTP.send(request, HttpResponse.BodyHandlers.ofString());
            Map<String, String> headers = new TreeMap<>();
            response.headers().map().forEach((name, values) -> headers.put(name, values.getFirst()));
            return Optional.of(new Answer(response.statusCode(), headers, response.body()));
        } catch (IOException none) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }
}
