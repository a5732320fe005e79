package com.flowex.systemtests;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.flowex.access.testing.TestSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code /ws/account} of a whole exchange: who comes with a key, and what is left when the process is killed. */
@Timeout(900)
class AccountStreamTest {

    private static final Duration TIMEOUT = Duration.ofMinutes(5);
    private static final String STREAM = "/ws/account";
    private static final int GRACE_SECONDS = 5;

    @TempDir
    private Path folder;

    private static TestSocket signed(ExchangeProcess exchange, SignedCall key, String query) {
        String address = STREAM + query;
        return new TestSocket(exchange.url().getPort(), address, key.headers("GET", address, ""), TIMEOUT);
    }

    /** Takes entries until the one with this number, each the next of the one before it. */
    private static JsonNode entry(TestSocket client, long first, long last) {
        JsonNode entry = client.next();
        for (long number = first; number < last; number++) {
            assertEquals(number, entry.path("number").asLong(), entry::toString);
            entry = client.next();
        }
        assertEquals(last, entry.path("number").asLong(), entry::toString);
        return entry;
    }

    private static long next(TestSocket client) {
        return client.next(message -> message.path("type").asText().equals("following"))
                .path("next")
                .asLong();
    }

    /**
     * A key signs the handshake, its owner's orders are reported over the connection, the process is killed, its orders
     * end by themselves, and the numbers go on where they were. Then the key is revoked.
     */
    @Test
    void aKeyFollowsItsAccountAcrossAKillAndNoLongerThanItIsGood() {
        try (ExchangeProcess exchange =
                ExchangeProcess.start(folder.resolve("data"), ExchangeProcess.speaking("ar-EG"))) {
            HttpApi user = exchange.api().newUser("stream@example.com");
            user.deposit("USDT", "1000");
            JsonNode made = user.post(
                            "/api/auth/api-keys", Map.of("label", "bot", "permissions", List.of("read", "trade")))
                    .expect(201)
                    .body();
            SignedCall key = new SignedCall(
                    made.path("api_key").asText(), made.path("api_secret").asText());
            long first;
            String order;
            try (TestSocket client = signed(exchange, key, "")) {
                first = next(client);
                client.send("{\"op\":\"cancel_on_disconnect\",\"timeout_seconds\":" + GRACE_SECONDS + "}");
                assertEquals(
                        GRACE_SECONDS, client.next().path("timeout_seconds").asInt());
                order = user.order("buy", "95", "1", "kept").expect(201).text("id");
                assertEquals(
                        "95", entry(client, first, first + 2).path("locked").asText());
                exchange.kill();
            }
            exchange.startAgain();

            try (TestSocket client = signed(exchange, key, "?from=" + first)) {
                assertEquals(first, next(client));
                JsonNode canceled = entry(client, first, first + 3);
                assertEquals("canceled", canceled.path("event").asText(), canceled::toString);
                assertEquals(order, canceled.path("order").path("id").asText());
                assertEquals(
                        "dead_mans_timer",
                        canceled.path("order").path("cancel_reason").asText());
                assertEquals(
                        "1000",
                        entry(client, first + 4, first + 4).path("available").asText());

                HttpApi again = exchange.api().login("stream@example.com", "SecurePass123!");
                again.delete("/api/auth/api-keys/" + made.path("api_key").asText())
                        .expect(204);
                assertEquals("1008 session_ended", client.closed());
            }
        }
    }
}
