package com.flowex.identity.app.erasure;

import static com.flowex.identity.IdentityWorld.PASSWORD;
import static com.flowex.identity.IdentityWorld.access;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.flowex.access.Edge;
import com.flowex.access.http.response.Json;
import com.flowex.access.testing.TestAnswer;
import com.flowex.audit.AuditEntry;
import com.flowex.audit.AuditReader;
import com.flowex.audit.AuditSettings;
import com.flowex.audit.AuditVerification;
import com.flowex.audit.AuditVerification.Finding;
import com.flowex.identity.IdentityWorld;
import com.flowex.identity.app.person.ExternalPersonData;
import com.flowex.identity.store.IdentityExports;
import com.flowex.platform.Platform;
import com.flowex.platform.database.sql.Sql;
import com.flowex.platform.settings.SettingsReader;
import com.flowex.platform.testing.Await;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Goal: after an erasure nothing in the database shows the person's identity or addresses, and actions are proven as
 * before.
 */
@Timeout(900)
class ErasedTracesTest {

    private static final String EMAIL = "wilhelmina.quuxberg@example.com";
    private static final String ADDRESS = "203.0.113.77";
    private static final String PROGRAM = "QuuxbergBrowser/7.1";

    /** All that names the person; of each another one is in no other user's rows. */
    private static final List<String> TRACES =
            List.of("wilhelmina", "quuxberg", ADDRESS, "Europe/Gibraltar", "a key of hers", "quuxbergbrowser");

    private final Path folder;
    private final IdentityWorld world;

    /** The folder is there before a field is made of it: a field with @TempDir is filled later. */
    ErasedTracesTest(@TempDir Path folder) {
        this.folder = folder;
        world = new IdentityWorld(
                IdentityWorld.freshDatabase(),
                Map.of(
                        "FLOWEX_ERASED_DIR",
                        folder.resolve("list").toString(),
                        "FLOWEX_AUDIT_DIR",
                        folder.resolve("audit").toString(),
                        "FLOWEX_AUDIT_CHECKPOINT_SECONDS",
                        "1",
                        "FLOWEX_TRUSTED_PROXIES",
                        "127.0.0.1/32"),
                new ExternalPersonData(
                        IdentityExports.all(),
                        _ -> List.of(),
                        ExternalPersonData.Forfeits.NONE,
                        List.of(),
                        (_, _, _) -> {}));
    }

    @AfterEach
    void stop() {
        world.close();
    }

    @Test
    void erasedPersonIsInNoTableAndTheAuditChainHolds() throws SQLException, IOException {
        TestAnswer her = herself();
        String actor = "user " + world.me(her).json().path("id").asText();
        String before = dump();
        for (String trace : TRACES) {
            boolean isSealed = trace.equals("Europe/Gibraltar");
            assertEquals(!isSealed, isIn(before, trace), trace + " before the erasure: the dump is one");
        }
        assertTrue(addresses(actor).contains(ADDRESS), "auditors read where she was");
        // Entries behind a signed checkpoint from before cannot be written anew afterwards.
        Await.until(() -> chain().sealed() > 3);
        long entries = chain().sealed();

        Await.until(() -> places() > 0); // written beside the log-in
        assertEquals(1, keysSeen());

        erase(her);

        assertEquals(List.of("removed"), states(), "its files are still to be rewritten");
        assertEquals(
                "files of 1 erased people rewritten", world.people.completion().complete(1));
        assertEquals(List.of("done"), states());
        assertEquals("no erased rows left in files", world.people.completion().complete(1));
        assertEquals(0, places(), "nor where she and her keys were seen");
        String after = dump();
        for (String trace : TRACES) {
            assertFalse(isIn(after, trace), trace + " is still in a table");
        }
        assertTrue(addresses(actor).stream().allMatch(String::isEmpty), addresses(actor)::toString);
        Finding.Intact chain = chain();
        assertTrue(chain.entries() > entries, chain.line());
        assertTrue(chain.sealed() >= entries, chain.line());
    }

    /** Registers, logs in, says something of herself and makes a key, from her own address with her own program. */
    private TestAnswer herself() {
        Map<String, String> form =
                Map.of("email", EMAIL, "password", PASSWORD, "first_name", "Wilhelmina", "last_name", "Quuxberg");
        send("POST", "/api/auth/register", form, "");
        TestAnswer her = send("POST", "/api/auth/login", Map.of("email", EMAIL, "password", PASSWORD), "");
        String token = access(her);
        send("PATCH", "/api/auth/profile", Map.of("country", "GI", "time_zone", "Europe/Gibraltar"), token);
        send("POST", "/api/auth/consents", Map.of("document", "terms", "version", "1"), token);
        send("POST", "/api/auth/api-keys", Map.of("label", "a key of hers", "permissions", List.of("read")), token);
        send("POST", "/api/auth/archives", Map.of("password", PASSWORD), token);
        world.people.archives().makeAll(1, _ -> {});
        return her;
    }

    private TestAnswer send(String method, String path, Map<String, ?> body, String token) {
        return world.server.send(world.server
                .request(path, token)
                .header("X-Forwarded-For", ADDRESS)
                .header("User-Agent", PROGRAM)
                .method(
                        method,
                        HttpRequest.BodyPublishers.ofString(new String(Json.bytes(body), StandardCharsets.UTF_8))));
    }

    private void erase(TestAnswer her) {
        assertEquals(
                202,
                send("POST", "/api/auth/erasure", Map.of("password", PASSWORD), access(her))
                        .status());
        world.aheadSeconds.set(Duration.ofDays(15).toSeconds());
        world.people.erasures().eraseDue(1);
        world.aheadSeconds.addAndGet(120);
        assertEquals(1, world.people.erasures().eraseDue(1));
        world.aheadSeconds.set(0);
    }

    private List<String> states() {
        return world.stand
                .database()
                .query(
                        1,
                        connection -> Sql.all(
                                connection,
                                row -> row.getString(1),
                                "SELECT state FROM identity.erasures WHERE tenant_id = 1"));
    }

    /** Addresses as auditors read them in a person's actions, and in attempts before the person was known. */
    private List<String> addresses(String user) {
        Platform platform = world.stand.platform();
        AuditReader.Filter all = new AuditReader.Filter(null, null, null, null, Long.MAX_VALUE);
        return new AuditReader(platform.database(), Edge.addresses(platform))
                .page(1, all, 500).stream()
                        .map(AuditReader.Recorded::entry)
                        .filter(entry -> entry.actor().equals(user)
                                || entry.change().subject().equals(user))
                        .map(AuditEntry::from)
                        .toList();
    }

    private long places() {
        return number("SELECT count(*) FROM identity.seen_places WHERE place <> 'of somebody else'");
    }

    /** One of her key, and one of a key that is not hers. */
    private int keysSeen() {
        return world.stand.database().asOwner(owner -> {
            Sql.execute(owner, """
                    INSERT INTO identity.seen_places (tenant_id, name, place, country)
                    VALUES (1, 'key of somebody', 'of somebody else', '')""");
            return Sql.execute(owner, """
                    INSERT INTO identity.seen_places (tenant_id, name, place, country)
                    SELECT tenant_id, 'key ' || id, 'a place', '' FROM identity.api_keys""");
        });
    }

    private long number(String sql) {
        return world.stand.database().asOwner(owner -> Sql.one(owner, row -> row.getLong(1), sql)
                .orElseThrow());
    }

    /** As {@code ./flowex audit verify} does it. */
    private Finding.Intact chain() throws SQLException, IOException {
        Platform platform = world.stand.platform();
        AuditSettings settings = AuditSettings.read(
                new SettingsReader(world.stand.environment()),
                platform.settings().profile(),
                platform.settings().dataDirectory());
        try (Connection views = platform.database().views().getConnection()) {
            List<Finding> findings = AuditVerification.verify(views, settings);
            assertEquals(1, findings.size(), findings::toString);
            return assertInstanceOf(Finding.Intact.class, findings.getFirst());
        }
    }

    /** Every row of every table of ours. */
    private String dump() {
        return world.stand.database().asOwner(owner -> {
            StringBuilder all = new StringBuilder();
            List<String> tables = Sql.all(owner, row -> row.getString(1), """
                    SELECT format('%I.%I', schemaname, tablename) FROM pg_tables
                    WHERE schemaname NOT IN ('pg_catalog', 'information_schema')""");
            for (String table : tables) {
                Sql.all(owner, row -> row.getString(1), "SELECT t::text FROM " + table + " t")
                        .forEach(row -> all.append(row).append('\n'));
            }
            return all.toString().toLowerCase(Locale.ROOT);
        });
    }

    /** As text, or as bytes. */
    private static boolean isIn(String dump, String trace) {
        String plain = trace.toLowerCase(Locale.ROOT);
        return dump.contains(plain)
                || dump.contains(HexFormat.of().formatHex(plain.getBytes(StandardCharsets.UTF_8)))
                || dump.contains(HexFormat.of().formatHex(trace.getBytes(StandardCharsets.UTF_8)));
    }
}
