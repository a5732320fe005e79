package com.flowex.identity.api.scim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.flowex.access.http.response.Json;
import com.flowex.identity.app.scim.ScimPerson.Attributes;
import com.flowex.identity.app.scim.ScimRefusal;
import com.flowex.identity.store.user.EmailAddress;
import com.flowex.platform.errors.Refusal;
import java.util.List;
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
        assertEquals(
                new ScimFilter(ScimFilter.Attribute.USER_NAME, "a\"b"), ScimFilter.parse("username EQ \"a\\\"b\""));
        assertEquals(
                new ScimFilter(ScimFilter.Attribute.EXTERNAL_ID, "7"),
                ScimFilter.parse("urn:ietf:params:scim:schemas:core:2.0:User:externalId eq \"7\""));
        for (String other : List.of(
                "userName co \"a\"",
                "userName eq a",
                "active eq true",
                "userName eq \"a\" or externalId eq \"b\"",
                "")) {
            assertEquals(
                    "invalidFilter",
                    assertThrows(ScimRefusal.class, () -> ScimFilter.parse(other), other)
                            .type());
        }
    }
}
