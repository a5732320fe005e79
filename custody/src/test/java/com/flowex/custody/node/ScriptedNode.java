package com.flowex.custody.node;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A node that answers as a test has it answer. */
public final class ScriptedNode implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String SILENCE = "silence";
    private static final String FLOOD = "flood";

    private final Map<String, String> answers = new ConcurrentHashMap<>();
    private final CountDownLatch over = new CountDownLatch(1);
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final HttpServer server;
    private volatile int status = 200;

    public ScriptedNode() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", this::handle);
        server.setExecutor(threads);
        server.start();
    }

    public NodeRpc rpc(Duration timeout) {
        URI url =
                URI.create("http://user:secret@127.0.0.1:" + server.getAddress().getPort());
        return new NodeRpc("test", url, timeout);
    }

    /** From now on, the result of a method. */
    public ScriptedNode report(String method, String result) {
        return reportWhole(method, "{\"id\":ID,\"result\":" + result + "}");
    }

    /** An error. */
    public ScriptedNode refuse(String method, int code, String why) {
        return reportWhole(method, "{\"id\":ID,\"error\":{\"code\":" + code + ",\"message\":\"" + why + "\"}}");
    }

    /** All of the answer; ID stands for the question's number. */
    public ScriptedNode reportWhole(String method, String answer) {
        answers.put(method, answer);
        return this;
    }

    public void staySilent(String method) {
        answers.put(method, SILENCE);
    }

    /** An answer without an end. */
    public void flood(String method) {
        answers.put(method, FLOOD);
    }

    public void status(int code) {
        status = code;
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            JsonNode question = JSON.readTree(exchange.getRequestBody());
            String answer = answers.getOrDefault(
                    question.path("method").asText(),
                    "{\"id\":ID,\"error\":{\"code\":-32601,\"message\":\"no such method\"}}");
            switch (answer) {
                case SILENCE -> over.await();
                case FLOOD -> flood(exchange);
                default -> {
                    byte[] bytes =
                            answer.replace("ID", question.path("id").asText()).getBytes(StandardCharsets.UTF_8);
                    exchange.sendResponseHeaders(status, bytes.length);
                    exchange.getResponseBody().write(bytes);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void flood(HttpExchange exchange) throws IOException {
        exchange.sendResponseHeaders(200, 0);
        byte[] part = new byte[1 << 20];
        OutputStream body = exchange.getResponseBody();
        for (int i = 0; i < 64; i++) {
            body.write(part);
        }
    }

    @Override
    public void close() {
        over.countDown();
        server.stop(0);
        threads.shutdownNow();
    }
}
