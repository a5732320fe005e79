package com.flowex.benchmarks.load;

import com.flowex.benchmarks.load.measure.TracingCost;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Collector that receives an exchange's traces and counts their bytes for {@link TracingCost}. It is a separate
 * process, so that its cost does not count for others. {@code GET /} returns the bytes received so far.
 */
public final class TraceCollector {

    private static final int WAITING_MAX = 16;

    private final AtomicLong taken = new AtomicLong();

    private TraceCollector() {}

    /** Prints the address on which it listens; runs until its process ends. */
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
            boolean isRequested = exchange.getRequestMethod().equals("GET");
            byte[] answer = (isRequested ? Long.toString(taken.get()) : "").getBytes(StandardCharsets.US_ASCII);
            exchange.sendResponseHeaders(200, answer.length == 0 ? -1 : answer.length);
            exchange.getResponseBody().write(answer);
        }
    }
}
