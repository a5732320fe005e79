package com.flowex.testsupport;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;

/** A provider of SMS that misbehaves as a test has it; it answers as Twilio's Messages resource. */
public final class FakeSmsProvider implements AutoCloseable {

    /** Reaction to a message. */
    public enum Mood {
        ACCEPTS,
        /** Too many requests. */
        REFUSES,
        /** The owner of the number has refused messages. */
        REFUSES_NUMBER,
        /** It takes the message and breaks the connection. */
        TAKES_AND_BREAKS,
        /** It breaks the connection and has no message. */
        BREAKS,
        /** It leads elsewhere. */
        REDIRECTS,
        /** It takes the message, breaks, and answers no question. */
        BREAKS_AND_KEEPS_SILENT
    }

    private static final AtomicInteger ORDER = new AtomicInteger();

    private final HttpServer server;
    private final List<Map<String, String>> called = new CopyOnWriteArrayList<>();
    private final List<Map<String, String>> taken = new CopyOnWriteArrayList<>();
    private final List<String> authorizations = new CopyOnWriteArrayList<>();
    private volatile Mood mood = Mood.ACCEPTS;

    public FakeSmsProvider() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/2010-04-01/Accounts/AC1/Messages.json", this::answer);
        server.start();
    }

    public String base() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    public void feels(Mood now) {
        mood = now;
    }

    /** Messages that it was called with for a number, oldest first. */
    public List<Map<String, String>> calls(String number) {
        return called.stream().filter(each -> number.equals(each.get("To"))).toList();
    }

    public List<String> authorizations() {
        return authorizations;
    }

    private void answer(HttpExchange exchange) throws IOException {
        authorizations.add(exchange.getRequestHeaders().getFirst("Authorization"));
        if (exchange.getRequestMethod().equals("GET")) {
            list(exchange);
            return;
        }
        Map<String, String> form = new HashMap<>();
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        for (String field : List.of(body.split("&"))) {
            int at = field.indexOf('=');
            form.put(field.substring(0, at), URLDecoder.decode(field.substring(at + 1), StandardCharsets.UTF_8));
        }
        form.put("order", Integer.toString(ORDER.incrementAndGet()));
        called.add(form);
        switch (mood) {
            case ACCEPTS -> {
                taken.add(form);
                send(exchange, 201, "{\"sid\":\"SM" + called.size() + "\",\"status\":\"queued\"}");
            }
            case REFUSES -> send(exchange, 429, "{\"code\":20429,\"message\":\"Too Many Requests\"}");
            case REFUSES_NUMBER -> send(exchange, 400, "{\"code\":21610,\"message\":\"unsubscribed recipient\"}");
            case TAKES_AND_BREAKS, BREAKS_AND_KEEPS_SILENT -> {
                taken.add(form);
                exchange.close();
            }
            case BREAKS -> exchange.close();
            case REDIRECTS -> {
                exchange.getResponseHeaders().set("Location", base() + "/elsewhere");
                send(exchange, 307, "{}");
            }
        }
    }

    private void list(HttpExchange exchange) throws IOException {
        if (mood == Mood.BREAKS_AND_KEEPS_SILENT) {
            send(exchange, 503, "{}");
            return;
        }
        String query = exchange.getRequestURI().getQuery();
        String created = DateTimeFormatter.RFC_1123_DATE_TIME.format(ZonedDateTime.now(ZoneOffset.UTC));
        String messages = taken.stream()
                .filter(each -> query.contains("To=" + each.get("To")))
                .map(each -> "{\"body\":\"" + each.get("Body") + "\",\"status\":\"delivered\",\"date_created\":\""
                        + created + "\"}")
                .collect(Collectors.joining(","));
        send(exchange, 200, "{\"messages\":[" + messages + "],\"page\":0}");
    }

    private static void send(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
