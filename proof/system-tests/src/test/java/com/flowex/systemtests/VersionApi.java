package com.flowex.systemtests;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/**
 * One version's services, as clients ask them. Reads are as new as the newest answer of either version to any client.
 * Answers are not compared with the contract, which is that of the newer version.
 */
final class VersionApi {

    /** Every client's first deposit, in USDT. */
    static final int DEPOSIT = 5_000;

    private static final Duration TIMEOUT = Duration.ofSeconds(30);
    private static final HttpClient HTTP = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofMinutes(2))
            .build();

    private final String version;
    private final VersionProcesses processes;
    private final AtomicLong seen;

    /** @param seen the newest event in any answer, of either version */
    VersionApi(String version, VersionProcesses processes, AtomicLong seen) {
        this.version = version;
        this.processes = processes;
        this.seen = seen;
    }

    String version() {
        return version;
    }

    /** A new client, with money. */
    void register(String email) {
        String user = """
                {"email":"%s","password":"%s","first_name":"Ada","last_name":"Test"}""".formatted(email, VersionClient.PASSWORD);
        request("", "POST", "/api/auth/register", user).expect(201);
        String money = """
                {"currency":"USDT","amount":"%d"}""".formatted(DEPOSIT);
        request(login(email, VersionClient.PASSWORD), "POST", "/api/wallet/deposit", money)
                .expect(201);
    }

    /** An access token. */
    String login(String email, String password) {
        HttpApi.Answer answer = request("", "POST", "/api/auth/login", """
                {"email":"%s","password":"%s"}""".formatted(email, password));
        assertEquals(200, answer.status(), () -> version + " does not let " + email + " in: " + answer.text());
        return answer.text("access_token");
    }

    /**
     * Asks the service that has the path.
     *
     * @param token empty for an anonymous caller
     * @param body empty for none
     */
    HttpApi.Answer request(String token, String method, String path, String body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        processes.url(service(path)).resolve(path))
                .timeout(TIMEOUT)
                .header("Content-Type", "application/json")
                .header("X-Min-Sequence", Long.toString(seen.get()))
                .method(
                        method,
                        body.isEmpty()
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofString(body));
        if (!token.isEmpty()) {
            request.header("Authorization", "Bearer " + token);
        }
        try {
            HttpResponse<String> response = HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
            HttpApi.Answer answer = new HttpApi.Answer(response.statusCode(), Map.of(), response.body());
            if (answer.text().startsWith("{")) {
                seen.accumulateAndGet(answer.body().path("sequence").asLong(), Math::max);
            }
            return answer;
        } catch (IOException none) {
            throw new AssertionError(version + ": no answer to " + method + " " + path + ": " + none, none);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    private static String service(String path) {
        String first = URI.create(path).getPath().split("/", -1)[2];
        return VersionProcesses.SERVICES.contains(first) ? first : "identity";
    }
}
