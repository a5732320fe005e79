package com.flowex.identity.app.archive;

import static com.flowex.identity.IdentityWorld.access;
import static com.flowex.identity.IdentityWorld.freshEmail;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.flowex.access.testing.TestAnswer;
import com.flowex.identity.IdentityWorld;
import com.flowex.identity.app.person.ExternalPersonData;
import com.flowex.identity.store.IdentityExports;
import com.flowex.platform.database.export.PersonExport;
import com.flowex.platform.database.sql.Sql;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(900)
class ArchiveTest {

    private static final String ARCHIVES = "/api/auth/archives";
    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** Rows of another service with a text that is sealed with the person's key. */
    private static final PersonExport SEALED = new PersonExport("sealed_texts", PersonExport.PersonKey.USER, """
            SELECT user_id, details AS sealed_details,
                'identity.profiles.details:' || tenant_id || '/' || user_id AS sealed_details_place
            FROM identity.profiles WHERE tenant_id = ? AND user_id = ?""");

    private final List<String> requesters = new ArrayList<>();
    private final IdentityWorld world = new IdentityWorld(
            IdentityWorld.freshDatabase(),
            Map.of(),
            new ExternalPersonData(
                    Stream.concat(IdentityExports.all().stream(), Stream.of(SEALED))
                            .toList(),
                    _ -> List.of(),
                    ExternalPersonData.Forfeits.NONE,
                    List.of(),
                    (_, _, by) -> requesters.add(by)));

    @AfterAll
    void stop() {
        world.close();
    }

    @Test
    void aPersonTakesAlongAllThatIsKnownOfThemAsJsonAndCsv() throws IOException {
        TestAnswer ada = world.newUser("ada.lovelace@example.com");
        world.patch("/api/auth/profile", Map.of("country", "GB", "first_name", "=Ada, \"A\""), ada);
        world.post("/api/auth/consents", Map.of("document", "terms", "version", "1"), ada);
        String key = world.post("/api/auth/api-keys", Map.of("label", "bot", "permissions", List.of("read")), ada)
                .json()
                .path("api_secret")
                .asText();

        TestAnswer made = request(ada);
        assertEquals(202, made.status(), made.text());
        assertEquals("making", made.json().path("state").asText());
        assertEquals(1, world.people.archives().makeAll(1, _ -> {}));

        JsonNode listed = world.get(ARCHIVES, ada).json().path("items").path(0);
        assertEquals("ready", listed.path("state").asText());
        byte[] zip = download(listed.path("id").asText(), ada);
        assertEquals(listed.path("size").asLong(), zip.length);
        Map<String, String> files = unzipped(zip);
        JsonNode profile = JSON.readTree(text(files, "profile.json")).path(0);
        assertEquals("ada.lovelace@example.com", profile.path("email").asText());
        assertEquals("GB", profile.path("country").asText());
        assertTrue(text(files, "profile.csv").contains("\"'=Ada, \"\"A\"\"\""), text(files, "profile.csv"));
        assertEquals(
                "127.0.0.1",
                JSON.readTree(text(files, "consents.json"))
                        .path(0)
                        .path("ip_address")
                        .asText());
        assertEquals(
                "bot",
                JSON.readTree(text(files, "api_keys.json"))
                        .path(0)
                        .path("label")
                        .asText());
        assertEquals(1, JSON.readTree(text(files, "sessions.json")).size());
        assertTrue(text(files, "deeds.csv").contains("PATCH /api/auth/profile"), text(files, "deeds.csv"));
        assertFalse(String.join("\n", files.values()).contains(key), "no secret of a key");
        assertTrue(files.containsKey("README.txt"));
        JsonNode sealed = JSON.readTree(text(files, "sealed_texts.json")).path(0);
        assertTrue(sealed.path("details").asText().contains("GB"), sealed::toString);
        assertFalse(sealed.has("sealed_details_place"), sealed::toString);
    }

    @Test
    void archiveContainsTheLoginHistory() throws IOException {
        String email = freshEmail();
        world.newUser(email);
        world.login(email, "WrongPass123!");
        TestAnswer grace = world.login(email, IdentityWorld.PASSWORD);
        Instant before = Instant.now().minusSeconds(60);
        request(grace);
        world.people.archives().makeAll(1, _ -> {});
        String id = world.get(ARCHIVES, grace)
                .json()
                .path("items")
                .path(0)
                .path("id")
                .asText();

        Map<String, String> files = unzipped(download(id, grace));

        JsonNode logIns = JSON.readTree(text(files, "log_ins.json"));
        assertEquals(2, logIns.size(), "each that led to a session, and no other");
        for (JsonNode each : logIns) {
            assertEquals("127.0.0.1", each.path("ip_address").asText());
            assertEquals("password", each.path("proof").asText());
            assertTrue(Instant.parse(each.path("at").asText()).isAfter(before), each.toString());
        }
        List<String> lines = text(files, "log_ins.csv").lines().toList();
        assertEquals("at,ip_address,proof", lines.getFirst());
        assertEquals(3, lines.size());
        assertTrue(lines.getLast().endsWith(",127.0.0.1,password"), lines.getLast());
        JsonNode session = JSON.readTree(text(files, "sessions.json")).path(0);
        assertEquals("127.0.0.1", session.path("ip_address").asText());
        assertFalse(session.path("last_used_at").asText().isEmpty());
        assertTrue(text(files, "sessions.csv").startsWith("id,ip_address,user_agent,created_at,last_used_at"));
        JsonNode device = JSON.readTree(text(files, "devices.json")).path(0);
        assertFalse(device.path("first_seen_at").asText().isEmpty());
        assertTrue(text(files, "devices.csv").startsWith("first_seen_at,seen_at"));
        assertTrue(text(files, "places.csv").startsWith("country,seen_at"), text(files, "places.csv"));
    }

    @Test
    void concurrentRequestsMakeOneArchiveAndAnInterruptedOneIsUnfinished() throws Exception {
        TestAnswer user = world.newUser(freshEmail());
        IdentityWorld.atOnce(4, () -> request(user).status());
        assertEquals(1, world.get(ARCHIVES, user).json().path("items").size());

        assertThrows(IllegalStateException.class, () -> world.people.archives().makeAll(1, _ -> {
            throw new IllegalStateException("the process ends");
        }));
        assertEquals(
                "making",
                world.get(ARCHIVES, user)
                        .json()
                        .path("items")
                        .path(0)
                        .path("state")
                        .asText());
        assertEquals(0L, pieces());
        world.people.archives().makeAll(1, _ -> {});
        assertEquals(
                "ready",
                world.get(ARCHIVES, user)
                        .json()
                        .path("items")
                        .path(0)
                        .path("state")
                        .asText());
        assertEquals(429, request(user).status(), "another one within the hour");
    }

    @Test
    void archiveIsPrivateAndExpires() {
        TestAnswer user = world.newUser(freshEmail());
        request(user);
        world.people.archives().makeAll(1, _ -> {});
        String id = world.get(ARCHIVES, user)
                .json()
                .path("items")
                .path(0)
                .path("id")
                .asText();

        assertEquals(
                404, world.get(ARCHIVES + "/" + id, world.newUser(freshEmail())).status());
        world.aheadSeconds.addAndGet(Duration.ofDays(8).toSeconds());
        try {
            assertEquals(404, world.get(ARCHIVES + "/" + id, user).status());
            world.people.archives().makeAll(1, _ -> {});
            assertEquals(0, world.get(ARCHIVES, user).json().path("items").size());
        } finally {
            world.aheadSeconds.set(0);
        }
    }

    @Test
    void aStolenSessionAloneGetsNone() {
        TestAnswer user = world.newUser(freshEmail());

        assertEquals(
                403,
                world.post(ARCHIVES, Map.of("password", "another-Pass123!"), user)
                        .status());
        assertEquals(400, world.post(ARCHIVES, Map.of(), user).status());
        assertEquals(0, world.get(ARCHIVES, user).json().path("items").size());
    }

    private static String text(Map<String, String> files, String name) {
        return files.getOrDefault(name, "there is no " + name);
    }

    private TestAnswer request(TestAnswer user) {
        return world.post(ARCHIVES, Map.of("password", IdentityWorld.PASSWORD), user);
    }

    private long pieces() {
        return world.stand.database().query(1, transaction -> Sql.one(
                        transaction,
                        row -> row.getLong(1),
                        "SELECT count(*) FROM identity.archive_parts p JOIN identity.archives a"
                                + " ON a.id = p.archive WHERE a.made_at IS NULL")
                .orElseThrow());
    }

    private byte[] download(String id, TestAnswer user) throws IOException {
        try {
            return HttpClient.newHttpClient()
                    .send(
                            world.server
                                    .request(ARCHIVES + "/" + id, access(user))
                                    .GET()
                                    .build(),
                            HttpResponse.BodyHandlers.ofByteArray())
                    .body();
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }

    private static Map<String, String> unzipped(byte[] zip) throws IOException {
        Map<String, String> files = new TreeMap<>();
        try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(zip), StandardCharsets.UTF_8)) {
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                files.put(entry.getName(), new String(in.readAllBytes(), StandardCharsets.UTF_8));
            }
        }
        return files;
    }
}
