package com.flowex.systemtests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.flowex.app.cli.OperatorTool;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.GreenMailUtil;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The log of a user's day at the most verbose level: it names places and requests, and holds nothing private. */
@Tag("process")
@Timeout(900)
class LoggingSetupTest {

    private static final String EMAIL = "ada.lovelace.1815@example.com";
    private static final String PASSWORD = "NobodyGuesses-815!";
    private static final String FRESH = "NorThisOne-4711?";
    private static final Pattern RESET = Pattern.compile("reset-password=(\\S+)");
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    private Path folder;

    private final List<String> secrets = new ArrayList<>(List.of(EMAIL, PASSWORD, FRESH, "Lovelace1815"));

    @Test
    void aUsersDayIsLoggedWithItsIdsAndWithoutSecretsOrPersonalData() throws IOException {
        GreenMail smtp = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
        smtp.start();
        Map<String, String> environment = Map.of(
                "FLOWEX_LOG", "debug",
                "FLOWEX_LOG_DIR", folder.resolve("logs").toString(),
                "FLOWEX_REQUEST_LOG", "all",
                "FLOWEX_SLOW_REQUEST_MS", "1",
                "FLOWEX_SLOW_QUERY_MS", "1",
                "FLOWEX_SMTP_HOST", "127.0.0.1",
                "FLOWEX_SMTP_PORT", Integer.toString(smtp.getSmtp().getPort()),
                "FLOWEX_SMTP_ENCRYPTION", "none");
        String text;
        try (ExchangeProcess exchange = ExchangeProcess.start(folder.resolve("data"), environment)) {
            String id = day(exchange.api(), smtp);
            levelChanges(exchange);
            exchange.stop();
            text = exchange.output() + all();
            assertOfOneUser(id);
        } finally {
            smtp.stop();
        }
        for (String secret : secrets) {
            int at = text.indexOf(secret);
            assertTrue(at < 0, () -> secret + " in: " + text.substring(Math.max(0, at - 300), at + 50));
        }
    }

    /** @return the number of the user whose day it is */
    private String day(HttpApi api, GreenMail smtp) {
        Map<String, String> ada =
                Map.of("email", EMAIL, "password", PASSWORD, "first_name", "Ada", "last_name", "Lovelace1815");
        api.post("/api/auth/register", ada).expect(201);
        api.sendUnchecked("POST", "/api/auth/register", JSON.valueToTree(ada).toString());
        api.post("/api/auth/login", Map.of("email", EMAIL, "password", FRESH)).expect(401);
        JsonNode tokens = api.post("/api/auth/login", Map.of("email", EMAIL, "password", PASSWORD))
                .expect(200)
                .body();
        secrets.add(tokens.path("access_token").asText());
        secrets.add(tokens.path("refresh_token").asText());
        HttpApi user = api.withToken(tokens.path("access_token").asText());
        String id = user.get("/api/auth/me").expect(200).text("id");
        api.withToken(secrets.getLast() + "x").sendUnchecked("GET", "/api/auth/me", "");
        secrets.add(user.post("/api/auth/2fa/totp/enroll", Map.of("password", PASSWORD))
                .expect(200)
                .text("secret"));
        JsonNode key = user.post("/api/auth/api-keys", Map.of("label", "bot", "permissions", List.of("read")))
                .expect(201)
                .body();
        secrets.add(key.path("api_secret").asText());
        new SignedCall(key.path("api_key").asText(), key.path("api_secret").asText())
                .send(api, "GET", "/api/wallet/balances");
        user.deposit("ETH", "2");
        user.post("/api/wallet/withdraw", Map.of("currency", "ETH", "amount", "0.5", "address", Victim.ELSEWHERE));
        api.post("/api/auth/password/forgot", Map.of("email", EMAIL)).expect(202);
        String token = mailed(smtp);
        secrets.add(token);
        api.post("/api/auth/password/reset", Map.of("token", token, "password", FRESH))
                .expect(204);
        api.login(EMAIL, FRESH);
        return id;
    }

    private static String mailed(GreenMail smtp) {
        List<String> found = new ArrayList<>();
        Deadline.await(
                Duration.ofMinutes(5),
                () -> {
                    Arrays.stream(smtp.getReceivedMessages())
                            .map(LoggingSetupTest::body)
                            .map(RESET::matcher)
                            .filter(Matcher::find)
                            .forEach(mail -> found.add(mail.group(1)));
                    return !found.isEmpty();
                },
                () -> "no mail with a link");
        return found.getLast();
    }

    private static String body(MimeMessage mail) {
        return GreenMailUtil.getBody(mail);
    }

    private void levelChanges(ExchangeProcess exchange) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        int code = OperatorTool.run(
                List.of("log", "level", "com.flowex.access=debug", "--minutes", "1"),
                Map.of("FLOWEX_DATA_DIR", exchange.data().toString()),
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(out, true, StandardCharsets.UTF_8),
                Duration.ofMinutes(5));
        assertEquals(0, code, () -> out.toString(StandardCharsets.UTF_8));
        JsonNode entries =
                exchange.api().admin().get("/api/v1/audit?limit=20").expect(200).body();
        assertTrue(entries.toString().contains("./flowex log level"), entries.toString());
    }

    private String all() throws IOException {
        StringBuilder text = new StringBuilder();
        try (Stream<Path> files = Files.list(folder.resolve("logs"))) {
            for (Path file : files.sorted().toList()) {
                text.append(Files.readString(file));
            }
        }
        return text.toString();
    }

    private List<JsonNode> lines(String file) throws IOException {
        List<JsonNode> lines = new ArrayList<>();
        for (String line : Files.readAllLines(folder.resolve("logs").resolve(file))) {
            lines.add(JSON.readTree(line));
        }
        return lines;
    }

    private void assertOfOneUser(String id) throws IOException {
        Set<String> known = LoggingFilesTest.fields();
        for (String file : List.of("flowex.json", "audit.json", "security.json", "performance.json")) {
            List<JsonNode> lines = lines(file);
            lines.forEach(line -> line.fieldNames()
                    .forEachRemaining(field -> assertTrue(known.contains(field), "logging/ knows no " + field)));
            assertTrue(
                    lines.stream()
                            .anyMatch(line -> line.path("user.id").asText().equals(id)
                                    && line.path("organization.id").asText().equals("1")
                                    && !line.path("http.request.id").asText().isEmpty()),
                    file + " has " + lines.size() + " lines");
        }
        assertTrue(lines("security.json").stream()
                .anyMatch(line -> line.path("event.outcome").asText().equals("failure")));
        assertTrue(
                lines("performance.json").stream()
                        .anyMatch(line -> line.path("flowex.plan").asText().contains("cost=")),
                "a plan of a slow statement");
    }
}
