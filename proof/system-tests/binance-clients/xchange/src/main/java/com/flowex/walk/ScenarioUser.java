package com.flowex.walk;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** User with an account, who calls the exchange's own API. */
final class ScenarioUser {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final String PASSWORD = "SecurePass123!";
    /** Wait until a newly allowed address is valid: a second, by the test's settings. */
    private static final long LOCK_NANOS = TimeUnit.MILLISECONDS.toNanos(1_500);

    private final URI exchange;
    private String token = "";

    /** @param secret shared secret, or base64 of the private key, as PKCS #8 */
    record ApiKey(String key, String secret) {}

    /** Deposit address. */
    record PaidTo(String network, String address) {}

    private ScenarioUser(URI exchange) {
        this.exchange = exchange;
    }

    /** Registers a new user with 40,000 USDT and 0.9 BTC. */
    static ScenarioUser make(URI exchange) throws IOException, InterruptedException {
        ScenarioUser walker = new ScenarioUser(exchange);
        Map<String, Object> who = Map.of("email", "walker-" + UUID.randomUUID() + "@example.com", "password", PASSWORD);
        walker.request(
                "POST",
                "/api/auth/register",
                Map.of("email", who.get("email"), "password", PASSWORD, "first_name", "Ada", "last_name", "Walker"));
        walker.token = walker.request("POST", "/api/auth/login", who)
                .path("access_token")
                .asText();
        walker.request("POST", "/api/wallet/deposit", Map.of("currency", "USDT", "amount", "40000"));
        walker.request("POST", "/api/wallet/deposit", Map.of("currency", "BTC", "amount", "0.9"));
        return walker;
    }

    private JsonNode request(String method, String path, Map<String, Object> body)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(exchange.resolve(path))
                .header("content-type", "application/json")
                .method(
                        method,
                        body.isEmpty()
                                ? BodyPublishers.noBody()
                                : BodyPublishers.ofString(JSON.writeValueAsString(body)));
        if (!token.isEmpty()) {
            request.header("authorization", "Bearer " + token);
        }
        HttpResponse<String> answer = HTTP.send(request.build(), BodyHandlers.ofString());
        ClientScenario.that(answer.statusCode() < 300, method, path, answer.statusCode(), answer.body());
        return JSON.readTree(answer.body().isEmpty() ? "{}" : answer.body());
    }

    /** Places a limit order in BTC-USDT. */
    void quotes(String side, String price, String quantity) throws IOException, InterruptedException {
        request(
                "POST",
                "/api/trading/orders",
                Map.of("symbol", "BTC-USDT", "side", side, "type", "limit", "price", price, "quantity", quantity));
    }

    /** Cancels the remaining orders. */
    void leaves() throws IOException, InterruptedException {
        request("DELETE", "/api/trading/orders", Map.of());
    }

    PaidTo paidTo(String currency) throws IOException, InterruptedException {
        for (JsonNode each : request("GET", "/api/wallet/addresses", Map.of()).path("items")) {
            if (each.path("currency").asText().equals(currency)) {
                return new PaidTo(
                        each.path("network").asText(), each.path("address").asText());
            }
        }
        throw new AssertionError("no address for " + currency);
    }

    void allows(PaidTo there) throws IOException, InterruptedException {
        request(
                "POST",
                "/api/wallet/allow-list",
                Map.of("network", there.network(), "address", there.address(), "label", "a friend"));
        LockSupport.parkNanos(LOCK_NANOS);
    }

    /** Returns a key that signs with a shared secret. */
    ApiKey sharedKey() throws IOException, InterruptedException {
        JsonNode made = request(
                "POST",
                "/api/auth/api-keys",
                Map.of("label", "walk", "permissions", List.of("read", "trade", "withdraw")));
        return new ApiKey(made.path("api_key").asText(), made.path("api_secret").asText());
    }

    /** Returns a key whose public half the exchange knows. */
    ApiKey ed25519Key() throws IOException, InterruptedException, GeneralSecurityException {
        KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        String publicKey = "-----BEGIN PUBLIC KEY-----\n"
                + Base64.getMimeEncoder().encodeToString(pair.getPublic().getEncoded())
                + "\n-----END PUBLIC KEY-----\n";
        JsonNode made = request(
                "POST",
                "/api/auth/api-keys",
                Map.of("label", "ed25519", "permissions", List.of("read", "trade"), "public_key", publicKey));
        return new ApiKey(
                made.path("api_key").asText(),
                Base64.getEncoder().encodeToString(pair.getPrivate().getEncoded()));
    }
}
