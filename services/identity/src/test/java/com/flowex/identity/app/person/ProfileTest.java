package com.flowex.identity.app.person;

import static com.flowex.identity.IdentityWorld.access;
import static com.flowex.identity.IdentityWorld.fields;
import static com.flowex.identity.IdentityWorld.freshEmail;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.flowex.access.testing.TestAnswer;
import com.flowex.identity.IdentityWorld;
import com.flowex.platform.crypto.PersonKeys;
import com.flowex.platform.database.sql.Sql;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(900)
class ProfileTest {

    private static final String PROFILE = "/api/auth/profile";
    private static final String CONSENTS = "/api/auth/consents";

    private final IdentityWorld world = new IdentityWorld();

    @AfterAll
    void stop() {
        world.close();
    }

    @Test
    void usersReadAndChangeTheirProfile() {
        TestAnswer ada = world.newUser(freshEmail());
        assertTrue(world.get(PROFILE, ada).json().path("country").isNull());

        TestAnswer changed = world.patch(
                PROFILE,
                Map.of("first_name", " Ada ", "country", "IR", "time_zone", "Asia/Tehran", "language", "fa"),
                ada);

        assertEquals(200, changed.status(), changed.text());
        JsonNode profile = world.get(PROFILE, ada).json();
        assertEquals(changed.json(), profile);
        assertEquals("Ada", profile.path("first_name").asText());
        assertEquals("User", profile.path("last_name").asText(), "what is left out stays");
        assertEquals("Asia/Tehran", profile.path("time_zone").asText());
        world.patch(PROFILE, Map.of("country", ""), ada);
        assertTrue(world.get(PROFILE, ada).json().path("country").isNull(), "and may be taken back");
        assertEquals("fa", world.get(PROFILE, ada).json().path("language").asText());
    }

    @Test
    void everyFieldThatBreaksItsRuleIsNamedAndNothingChanges() {
        TestAnswer user = world.newUser(freshEmail());

        TestAnswer refused = world.patch(
                PROFILE,
                Map.of(
                        "first_name",
                        " ",
                        "country",
                        "XX",
                        "time_zone",
                        "Mars/Olympus",
                        "language",
                        "tlh",
                        "mail_code",
                        "a b c d"),
                user);

        assertEquals(400, refused.status());
        assertEquals(List.of("first_name", "language", "country", "time_zone", "mail_code"), fields(refused));
        assertEquals("Test", world.get(PROFILE, user).json().path("first_name").asText());
    }

    @Test
    void aChangeOfAProfileThatIsAnotherByNowIsRefused() {
        TestAnswer user = world.newUser(freshEmail());
        long seen = world.get(PROFILE, user).json().path("version").asLong();
        assertEquals(
                200,
                world.patch(PROFILE, Map.of("country", "DE", "version", seen), user)
                        .status());

        TestAnswer late = world.patch(PROFILE, Map.of("country", "FR", "version", seen), user);

        assertEquals(409, late.status());
        assertEquals("version_changed", late.json().path("code").asText());
        assertEquals("DE", world.get(PROFILE, user).json().path("country").asText());
    }

    @Test
    void profileIsSealedAndUnreadableOnceThePersonsKeyIsGone() {
        TestAnswer user = world.newUser(freshEmail());
        world.patch(PROFILE, Map.of("time_zone", "Asia/Tehran"), user);
        world.post(CONSENTS, Map.of("document", "terms", "version", "1"), user);
        long id = world.me(user).json().path("id").asLong();
        String stored = world.stand.database().query(1, transaction -> Sql.one(
                        transaction,
                        row -> new String(row.getBytes(1), StandardCharsets.ISO_8859_1),
                        "SELECT details FROM identity.profiles WHERE tenant_id = ? AND user_id = ?",
                        1,
                        id)
                .orElseThrow());
        assertFalse(stored.contains("Tehran"), stored);

        world.stand.database().transaction(1, transaction -> {
            PersonKeys.destroy(transaction, 1, id);
            return id;
        });

        assertTrue(world.get(PROFILE, user).json().path("time_zone").isNull());
        JsonNode terms = world.get(CONSENTS, user).json().path("items").path(0);
        assertEquals("terms", terms.path("document").asText(), "that they agreed stays");
        assertEquals("", terms.path("ip_address").asText());
        assertEquals(
                200,
                world.patch(PROFILE, Map.of("time_zone", "Asia/Tokyo"), user).status());
        assertTrue(world.get(PROFILE, user).json().path("time_zone").isNull(), "no other key is made");
    }

    @Test
    void consentIsKeptWithItsVersionAndWithdrawal() {
        TestAnswer user = world.newUser(freshEmail());
        assertEquals(201, agree(user, "terms", "2025-01").status());
        assertEquals(200, agree(user, "terms", "2025-01").status(), "the same again is the same one");
        assertEquals(201, agree(user, "terms", "2026-01").status());
        assertEquals(201, agree(user, "marketing", "1").status());
        assertEquals(
                204, world.server.delete(CONSENTS + "/marketing", access(user)).status());
        assertEquals(
                404, world.server.delete(CONSENTS + "/marketing", access(user)).status());

        JsonNode all = world.get(CONSENTS, user).json().path("items");

        assertEquals(3, all.size());
        assertEquals("withdrawn", all.path(0).path("state").asText());
        assertFalse(all.path(0).path("withdrawn_at").isNull());
        assertEquals("127.0.0.1", all.path(0).path("withdrawn_from").asText());
        assertEquals("in_force", all.path(1).path("state").asText());
        assertEquals("2026-01", all.path(1).path("version").asText());
        assertEquals("superseded", all.path(2).path("state").asText());
        assertEquals(201, agree(user, "marketing", "1").status(), "and may be given anew");
        assertEquals(4, world.get(CONSENTS, user).json().path("items").size());
    }

    @Test
    void consentsArePrivateAndInvalidOnesAreRefusedByField() {
        TestAnswer user = world.newUser(freshEmail());
        TestAnswer other = world.newUser(freshEmail());
        agree(user, "terms", "1");

        assertEquals(0, world.get(CONSENTS, other).json().path("items").size());
        TestAnswer refused = agree(user, "Terms of use", "");
        assertEquals(400, refused.status());
        assertEquals(List.of("document", "version"), fields(refused));
    }

    @Test
    void concurrentConsentsLeaveOneEntry() throws Exception {
        TestAnswer user = world.newUser(freshEmail());

        IdentityWorld.atOnce(8, () -> agree(user, "terms", "1").status());

        assertEquals(1, world.get(CONSENTS, user).json().path("items").size());
    }

    private TestAnswer agree(TestAnswer user, String document, String version) {
        return world.post(CONSENTS, Map.of("document", document, "version", version), user);
    }
}
