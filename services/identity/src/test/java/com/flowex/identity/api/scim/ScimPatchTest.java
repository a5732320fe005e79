package com.flowex.identity.api.scim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.flowex.access.http.response.Json;
import com.flowex.identity.app.scim.ScimGroups.GroupContent;
import com.flowex.identity.app.scim.ScimPerson.Attributes;
import com.flowex.identity.app.scim.ScimRefusal;
import com.flowex.identity.store.user.EmailAddress;
import com.flowex.platform.errors.Refusal;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** Patches and filters as Okta and Entra ID write them, and those that are refused by their SCIM type. */
class ScimPatchTest {

    private static Attributes patch(String operations) {
        String body =
                "{\"schemas\":[\"urn:ietf:params:scim:api:messages:2.0:PatchOp\"],\"Operations\":" + operations + "}";
        try {
            return ScimPatch.parse(Json.mapper().readTree(body));
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }

    private static Attributes active(boolean active) {
        return new Attributes(null, null, null, null, null, active);
    }

    @Test
    void providersSpellTheSameChangeInTheirOwnWays() {
        for (String same : List.of(
                "[{\"op\":\"replace\",\"value\":{\"active\":false}}]",
                "[{\"op\":\"Replace\",\"path\":\"active\",\"value\":\"False\"}]",
                "[{\"op\":\"add\",\"path\":\"urn:ietf:params:scim:schemas:core:2.0:User:active\",\"value\":false}]",
                "[{\"op\":\"add\",\"path\":\"active\",\"value\":true},"
                        + "{\"op\":\"add\",\"path\":\"displayName\",\"value\":\"x\"},"
                        + "{\"op\":\"replace\",\"path\":\"active\",\"value\":false}]")) {
            assertEquals(active(false), patch(same), same);
        }
        assertEquals(
                new Attributes(
                        "ada", "s", "Ada", "", EmailAddress.parse("a@b.example").orElseThrow(), null),
                patch(
                        "[{\"op\":\"replace\",\"value\":{\"userName\":\"ada\",\"name.givenName\":\"Ada\",\"externalId\":\"s\"}},"
                                + "{\"op\":\"replace\",\"path\":\"emails[type eq \\\"work\\\"].value\",\"value\":\"A@b.example\"},"
                                + "{\"op\":\"remove\",\"path\":\"name.familyName\"}]"));
    }

    @Test
    void invalidOperationsAreRefusedByScimType() {
        assertEquals("invalidSyntax", type("[]"));
        assertEquals("invalidSyntax", type("[{\"op\":\"move\",\"path\":\"active\",\"value\":true}]"));
        assertEquals("invalidPath", type("[{\"op\":\"add\",\"path\":\"shoeSize\",\"value\":1}]"));
        assertEquals("invalidPath", type("[{\"op\":\"add\",\"path\":\"emails[\",\"value\":1}]"));
        assertEquals(
                "invalidPath",
                type("[{\"op\":\"add\",\"path\":\"emails[value co \\\"x\\\"].value\",\"value\":\"a@b.c\"}]"));
        assertEquals("noTarget", type("[{\"op\":\"remove\"}]"));
        for (String needed : List.of("active", "userName", "externalId", "emails")) {
            assertEquals("mutability", type("[{\"op\":\"remove\",\"path\":\"" + needed + "\"}]"), needed);
        }
        assertThrows(Refusal.class, () -> patch("[{\"op\":\"add\",\"path\":\"active\",\"value\":\"maybe\"}]"));
        assertThrows(Refusal.class, () -> patch("[{\"op\":\"add\",\"path\":\"userName\",\"value\":7}]"));
    }

    private static String type(String operations) {
        return assertThrows(ScimRefusal.class, () -> patch(operations), operations)
                .type();
    }

    @Test
    void aFilterFindsByOneAttribute() {
        assertEquals(new ScimFilter(false, "a\"b"), ScimFilter.ofUsers("username EQ \"a\\\"b\""));
        assertEquals(
                new ScimFilter(true, "7"),
                ScimFilter.ofUsers("urn:ietf:params:scim:schemas:core:2.0:User:externalId eq \"7\""));
        for (String other : List.of(
                "userName co \"a\"",
                "userName eq a",
                "active eq true",
                "userName eq \"a\" or externalId eq \"b\"",
                "")) {
            assertEquals(
                    "invalidFilter",
                    assertThrows(ScimRefusal.class, () -> ScimFilter.ofUsers(other), other)
                            .type());
        }
    }

    private static UnaryOperator<GroupContent> groupPatch(String operations) {
        String body =
                "{\"schemas\":[\"urn:ietf:params:scim:api:messages:2.0:PatchOp\"],\"Operations\":" + operations + "}";
        try {
            return ScimGroupForm.patch(Json.mapper().readTree(body));
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void membersChangeAsOktaAndEntraIdWriteIt() {
        GroupContent before = new GroupContent("staff", "g-1", Set.of(1L, 2L));
        Map<String, Set<Long>> members = Map.of(
                "[{\"op\":\"Add\",\"path\":\"members\",\"value\":[{\"value\":\"3\"}]}]",
                Set.of(1L, 2L, 3L),
                "[{\"op\":\"remove\",\"path\":\"members[value eq \\\"1\\\"]\"}]",
                Set.of(2L),
                "[{\"op\":\"Remove\",\"path\":\"members\",\"value\":[{\"value\":\"2\"}]}]",
                Set.of(1L),
                "[{\"op\":\"remove\",\"path\":\"members\"}]",
                Set.of(),
                "[{\"op\":\"replace\",\"path\":\"members\",\"value\":[{\"value\":\"9\",\"type\":\"User\"}]}]",
                Set.of(9L),
                "[{\"op\":\"add\",\"path\":\"members\",\"value\":[{\"value\":\"3\"}]},"
                        + "{\"op\":\"remove\",\"path\":\"members[value eq \\\"3\\\"]\"}]",
                Set.of(1L, 2L));
        members.forEach((patch, expected) -> assertEquals(
                new GroupContent("staff", "g-1", expected), groupPatch(patch).apply(before), patch));
        assertEquals(
                new GroupContent("crew", "g-1", Set.of(1L, 2L)),
                groupPatch("[{\"op\":\"replace\",\"value\":{\"id\":\"4\",\"displayName\":\"crew\"}}]")
                        .apply(before));
        for (String refused : List.of(
                "[{\"op\":\"add\",\"path\":\"members\",\"value\":[{\"value\":\"x\"}]}]",
                "[{\"op\":\"add\",\"path\":\"members\",\"value\":[{\"value\":\"3\",\"type\":\"Group\"}]}]",
                "[{\"op\":\"add\",\"path\":\"shoeSize\",\"value\":1}]",
                "[{\"op\":\"remove\",\"path\":\"displayName\"}]",
                "[{\"op\":\"remove\"}]",
                "[]")) {
            assertThrows(Refusal.class, () -> groupPatch(refused), refused);
        }
    }
}
