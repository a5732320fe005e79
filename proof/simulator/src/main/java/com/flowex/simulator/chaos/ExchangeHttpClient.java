package com.flowex.simulator.chaos;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/**
 * HTTP client of the exchange that uses any of its addresses. Every read is at least as new as the newest answer that
 * any client got before it.
 */
final class ExchangeHttpClient implements AutoCloseable {

    /** Answer of the exchange; its status is {@link #NEVER_SENT}, {@link #NO_ANSWER} or that of HTTP. */
    record Reply(int status, JsonNode body) {

        boolean isDone() {
            return status / 100 == 2;
        }

        String code() {
            return body.path("code").asText(Integer.toString(status));
        }
    }

    /** Status if no server accepted the connection. */
    static final int NEVER_SENT = -1;

    /** Status if the request was sent and not answered. */
    static final int NO_ANSWER = -2;

    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final List<URI> urls;
    private final AtomicLong seen = new AtomicLong();
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(2))
            .build();

    ExchangeHttpClient(List<URI> urls) {
        this.urls = urls;
    }

    /**
     * Sends a request once.
     *
     * @param turn index of the address
     * @param token token of the user; empty for an anonymous request
     * @param body body of the request; empty for none
     */
    Reply request(int turn, String token, String method, String path, String body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        urls.get(Math.floorMod(turn, urls.size())).resolve(path))
                .timeout(TIMEOUT)
                .header("X-Rate-Tier", "benchmark")
                .header("X-Min-Sequence", Long.toString(seen.get()))
                .method(
                        method,
                        body.isEmpty()
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofString(body));
        if (!token.isEmpty()) {
            request.header("Authorization", "Bearer " + token);
        }
        if (!body.isEmpty()) {
            request.header("Content-Type", "application/json");
        }
        return send(request.build());
    }

    private Reply send(HttpRequest request) {
        try {
            HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
            JsonNode body = body(response.body());
            seen.accumulateAndGet(body.path("sequence").asLong(), Math::max);
            return new Reply(response.statusCode(), body);
        } catch (ConnectException | HttpConnectTimeoutException unreachable) {
            return new Reply(NEVER_SENT, MissingNode.getInstance());
        } catch (JsonProcessingException garbled) {
            return new Reply(NO_ANSWER, MissingNode.getInstance());
        } catch (IOException e) {
            return new Reply(NO_ANSWER, MissingNode.getInstance());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return new Reply(NO_ANSWER, MissingNode.getInstance());
        }
    }

    private static JsonNode body(String text) throws JsonProcessingException {
        return text.startsWith("{") ? JSON.readTree(text) : MissingNode.getInstance();
    }

    @Override
    public void close() {
        http.close();
    }
}
