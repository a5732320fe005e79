package com.flowex.benchmarks.load;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Takes what an exchange tells of traces and keeps how much it was: for {@link TracingCost}, a process of its own, so that what taking
 * costs is nobody else's. {@code GET /} answers the bytes taken so far.
 */
public final class TraceCollector {

    private static final int WAITING_MAX = 16;

    private final AtomicLong taken = new AtomicLong();

    private TraceCollector() {}

    /** Says on a line where it listens; ends with its process. */
    public static void main(String[] args) throws IOException {
        TraceCollector collector = new TraceCollector();
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), WAITING_MAX);
        server.createContext("/", collector::answer);
        server.start();
        System.out.println("collector http://127.0.0.1:" + server.getAddress().getPort());
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange;
                InputStream body = exchange.getRequestBody()) {
            taken.addAndGet(body.readAllBytes().length);
            boolean isAsked = exchange.getRequestMethod().equals("GET");
            byte[] answer = (isAsked ? Long.toString(taken.get()) : "").getBytes(StandardCharsets.US_ASCII);
            exchange.sendResponseHeaders(200, answer.length == 0 ? -1 : answer.length);
            exchange.getResponseBody().write(answer);
        }
    }
}
