package com.flowex.benchmarks.load.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;

/** Client for the calls around the load: setting up before it, and queries after it. It is convenient, not fast. */
public final class ExchangeApi implements AutoCloseable {

    /**
     * Password of every account that this tool registers: they are throw-away accounts, and a later run may want to
     * query them.
     */
    static final String PASSWORD = "FlowEx-load-1!";

    private static final Duration TIMEOUT = Duration.ofSeconds(30);
    private static final int BUSY_TRIES_MAX = 100;
    private static final long BUSY_PAUSE_NANOS = 200_000_000;

    /** Answer with any status. */
    public record Answer(int status, JsonNode body) {}

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(TIMEOUT)
            .build();
    private final ObjectMapper json = new ObjectMapper();
    private final URI url;
    private final String headerName;
    private final String headerValue;

    /** Makes a client for the load itself: the exchange lifts its rate limits where it allows that. */
    public ExchangeApi(URI url) {
        this(url, "X-Rate-Tier", "benchmark");
    }

    /** Makes a client with a header of its own in every request. */
    public ExchangeApi(URI url, String headerName, String headerValue) {
        this.url = url;
        this.headerName = headerName;
        this.headerValue = headerValue;
    }

    public Trader register(String email) {
        post(
                "",
                "/api/auth/register",
                Map.of("email", email, "password", PASSWORD, "first_name", "Load", "last_name", "Tool"));
        return login(email);
    }

    public Trader login(String email) {
        return login(email, PASSWORD);
    }

    public Trader login(String email, String password) {
        JsonNode tokens = post("", "/api/auth/login", Map.of("email", email, "password", password));
        return new Trader(email, tokens.path("access_token").asText());
    }

    public void deposit(Trader trader, String currency, String amount) {
        post(trader.token(), "/api/wallet/deposit", Map.of("currency", currency, "amount", amount));
    }

    /** Returns the body of a 2xx answer to a GET; repeats the request for a while if a view is behind. */
    public JsonNode get(String token, String path) {
        Answer answer = ask(request(token, path).GET());
        for (int tries = 1; answer.status() == 503 && tries < BUSY_TRIES_MAX; tries++) {
            LockSupport.parkNanos(BUSY_PAUSE_NANOS);
            answer = ask(request(token, path).GET());
        }
        return bodyOf(answer, path);
    }

    public JsonNode post(String token, String path, Object body) {
        return bodyOf(tryPost(token, path, body), path);
    }

    /** Returns the answer to a POST; {@code status} 0 means that no answer came. */
    public Answer tryPost(String token, String path, Object body) {
        return ask(request(token, path)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(json.valueToTree(body).toString())));
    }

    private HttpRequest.Builder request(String token, String path) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(url.resolve(path)).timeout(TIMEOUT).header(headerName, headerValue);
        return token.isEmpty() ? request : request.header("Authorization", "Bearer " + token);
    }

    private Answer ask(HttpRequest.Builder request) {
        try {
            HttpResponse<byte[]> response = http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
            JsonNode body = response.body().length == 0 ? MissingNode.getInstance() : json.readTree(response.body());
            return new Answer(response.statusCode(), body);
        } catch (IOException e) {
            return new Answer(0, json.valueToTree(Map.of("detail", String.valueOf(e))));
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new LoadTestException("interrupted");
        }
    }

    private JsonNode bodyOf(Answer answer, String path) {
        if (answer.status() / 100 != 2) {
            throw new LoadTestException(url.resolve(path) + " answered " + answer.status() + " " + answer.body());
        }
        return answer.body();
    }

    @Override
    public void close() {
        http.close();
    }
}
