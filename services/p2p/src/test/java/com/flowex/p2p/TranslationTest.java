package com.flowex.p2p;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.flowex.access.testing.TestAnswer;
import com.flowex.p2p.app.translation.TranslationSettings;
import com.flowex.p2p.app.translation.TranslationSettings.Endpoint;
import com.flowex.platform.settings.SettingsReader;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Goal: a reader has a message translated by the operator's endpoint, within limits, and nothing keeps the result. */
class TranslationTest extends P2pScenario {

    private static final HttpServer SERVER = server();
    private static final String LANGUAGE = "{\"language\":\"fa\"}";

    private final List<JsonNode> requests = new CopyOnWriteArrayList<>();
    private volatile String answer = "{\"translatedText\":\"salam\",\"detectedLanguage\":{\"language\":\"en\"}}";
    private volatile int status = 200;

    TranslationTest() {
        super(new TranslationSettings(
                Optional.of(
                        Endpoint.of("http://127.0.0.1:" + SERVER.getAddress().getPort() + "/translate", "key-7")),
                new TranslationSettings.Limits(3, 5, 60)));
        SERVER.createContext("/translate", this::answer);
    }

    private static HttpServer server() {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.start();
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void answer(HttpExchange exchange) throws IOException {
        requests.add(new ObjectMapper().readTree(exchange.getRequestBody()));
        byte[] body = answer.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Location", "/elsewhere");
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    @AfterEach
    void stop() {
        SERVER.removeContext("/translate");
    }

    @Test
    void aReaderHasATextTranslatedWithinTheLimitsOfTheDay() {
        String chat = TRADES + "/" + taken("0.5") + "/messages";
        int number = post(chat, "{\"client_id\":\"m\",\"text\":\"hello, my friend\"}", ada, 201)
                .path("number")
                .asInt();
        String path = chat + "/" + number + "/translation";
        assertTrue(world.server.get(chat, bob).json().path("may_translate").asBoolean());
        refused("not_found", path, LANGUAGE, cyd);
        refused("invalid_field", path, "{\"language\":\"xx\"}", bob);
        refused("not_found", chat + "/1/translation", LANGUAGE, bob);
        refused("not_found", chat + "/99/translation", LANGUAGE, bob);
        assertEquals(0, requests.size());
        TestAnswer translated = world.server.post(path, LANGUAGE, bob);
        assertEquals("salam", translated.json().path("text").asText(), translated::text);
        assertEquals("en", translated.json().path("from_language").asText());
        assertEquals("hello, my friend", requests.getFirst().path("q").asText());
        assertEquals("fa", requests.getFirst().path("target").asText());
        assertEquals("key-7", requests.getFirst().path("api_key").asText());
        assertEquals(5, requests.getFirst().size());

        requireUnavailable(path, 500, answer);
        requireUnavailable(path, 302, answer);
        // Three of bob are used, whatever came of them; the characters of the exchange last for one more.
        assertEquals("p2p_limit", world.server.post(path, LANGUAGE, bob).code());
        status = 200;
        assertEquals("p2p_limit", world.server.post(path, LANGUAGE, ada).code());
        assertEquals(3, requests.size());
        assertTrue(metric("done") == 1 && metric("failed") == 2 && metric("refused") == 2);
        world.pass(java.time.Duration.ofDays(1));
        for (String broken : List.of("", "[]", "{\"translatedText\":7}")) {
            requireUnavailable(path, 200, broken);
        }
    }

    private double metric(String result) {
        return world.stand
                .platform()
                .telemetry()
                .registry()
                .get("flowex.p2p.translations")
                .tag("result", result)
                .counter()
                .count();
    }

    private void requireUnavailable(String path, int code, String body) {
        status = code;
        answer = body;
        TestAnswer failed = world.server.post(path, LANGUAGE, bob);
        assertEquals("unavailable", failed.code(), failed::text);
        assertTrue(!failed.text().contains("hello"), failed::text);
    }

    @Test
    void theEndpointIsHttpsOrThisMachine() {
        assertTrue(read(Map.of()).endpoint().isEmpty());
        Map<String, String> given = Map.of(
                TranslationSettings.URL,
                "https://translate.example.com/translate",
                "FLOWEX_P2P_TRANSLATION_DOLLARS_PER_DAY",
                "3");
        assertEquals(150_000, read(given).limits().characters());
        for (String wrong : List.of(
                "http://translate.example.com/translate",
                "https://translate.example.com:8443/translate",
                "https://user@translate.example.com/translate",
                "https://translate.example.com/translate?q=1",
                "http://127.0.0.1.example.com:1/translate",
                "http://127.0.0.1/translate",
                "translate")) {
            assertThrows(IllegalArgumentException.class, () -> Endpoint.of(wrong, ""), wrong);
        }
    }

    private static TranslationSettings read(Map<String, String> environment) {
        return TranslationSettings.read(new SettingsReader(environment));
    }
}
