package com.flowex.access.testing;

import com.flowex.access.http.route.Routes;
import com.flowex.access.http.server.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.function.UnaryOperator;

/** A server with some routes on a free port, and a client for it. An empty token is left out. */
public final class TestServer implements AutoCloseable {

    private final HttpServer server;
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private TestServer(HttpServer server) {
        this.server = server;
    }

    public static TestServer of(TestStand stand, Routes routes) {
        return with(stand, builder -> builder.routes(routes));
    }

    /** For servers with more than routes: files, WebSockets. */
    public static TestServer with(TestStand stand, UnaryOperator<HttpServer.Builder> more) {
        HttpServer.Builder builder = HttpServer.builder(stand.edge()).host("127.0.0.1");
        return new TestServer(more.apply(builder.port(0)).start());
    }

    public int port() {
        return server.port();
    }

    public URI uri(String path) {
        return URI.create("http://127.0.0.1:" + server.port() + path);
    }

    public TestAnswer get(String path, String token) {
        return send(request(path, token).GET());
    }

    public TestAnswer post(String path, String json, String token) {
        return send(request(path, token).POST(HttpRequest.BodyPublishers.ofString(json)));
    }

    public TestAnswer put(String path, String json, String token) {
        return send(request(path, token).method("PUT", HttpRequest.BodyPublishers.ofString(json)));
    }

    public TestAnswer patch(String path, String json, String token) {
        return send(request(path, token).method("PATCH", HttpRequest.BodyPublishers.ofString(json)));
    }

    /** A change of the version that was seen. */
    public TestAnswer change(String method, String path, String json, String token, String seen) {
        return send(request(path, token)
                .header("If-Match", "\"" + seen + "\"")
                .method(method, HttpRequest.BodyPublishers.ofString(json)));
    }

    /** Makes what its caller saw was not there: {@code If-None-Match: *}. */
    public TestAnswer changeNew(String method, String path, String json, String token) {
        return send(request(path, token)
                .header("If-None-Match", "*")
                .method(method, HttpRequest.BodyPublishers.ofString(json)));
    }

    public TestAnswer delete(String path, String token) {
        return send(request(path, token).DELETE());
    }

    /** A request to add headers to, for {@link #send}. */
    public HttpRequest.Builder request(String path, String token) {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri(path))
                .timeout(Duration.ofMinutes(5))
                .header("Content-Type", "application/json");
        return token.isEmpty() ? request : request.header("Authorization", "Bearer " + token);
    }

    public TestAnswer send(HttpRequest.Builder request) {
        try {
            HttpResponse<String> response = client.send(request.build(), HttpResponse.BodyHandlers.ofString());
            return new TestAnswer(response.statusCode(), response.body(), response.headers());
        } catch (IOException e) {
            throw new UncheckedIOException("no answer", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for an answer", e);
        }
    }

    @Override
    public void close() {
        client.close();
        server.close();
    }
}
