package com.flowex.systemtests;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A client of Binance that signs what it sends.
 *
 * @param exchange the exchange of its tenant
 */
record MarginClient(HttpApi exchange, SignedCall signing) {

    private static final String MARGIN = "/sapi/v1/margin/";

    /** Two requests of the same millisecond would be one message. */
    private static final AtomicLong CLOCK = new AtomicLong();

    /** Returns a client by a new key of a user. */
    static MarginClient of(HttpApi exchange, HttpApi owner, String... permissions) {
        JsonNode made = owner.post("/api/auth/api-keys", Map.of("label", "bot", "permissions", List.of(permissions)))
                .expect(201)
                .body();
        return new MarginClient(
                exchange,
                new SignedCall(
                        made.path("api_key").asText(), made.path("api_secret").asText()));
    }

    static long timestamp() {
        return CLOCK.updateAndGet(last -> Math.max(last + 1, System.currentTimeMillis()));
    }

    HttpApi.Answer send(String method, String path, String query) {
        String time = "timestamp=" + timestamp() + "&recvWindow=60000";
        return repeated(method, path, query.isEmpty() ? time : query + "&" + time);
    }

    /** Sends a message that has its time already. */
    HttpApi.Answer repeated(String method, String path, String message) {
        return exchange.withHeaders(Map.of("X-MBX-APIKEY", signing.key()))
                .sendUnchecked(method, path + "?" + message + "&signature=" + signing.hmac(message), "");
    }

    /** Sends a request that names its API key and is not signed. */
    HttpApi.Answer keyAlone(String method, String path) {
        return exchange.withHeaders(Map.of("X-MBX-APIKEY", signing.key())).sendUnchecked(method, path, "");
    }

    JsonNode get(String path, String query) {
        return send("GET", MARGIN + path, query).expect(200).body();
    }
}
