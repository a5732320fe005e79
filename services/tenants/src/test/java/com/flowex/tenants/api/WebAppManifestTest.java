package com.flowex.tenants.api;

import static com.flowex.tenants.World.one;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.flowex.access.testing.TestAnswer;
import com.flowex.tenants.World;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;

/** The page is installed under the name, the colors and the icon of the exchange whose page it is. */
@Timeout(900)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WebAppManifestTest {

    private final World world = new World();

    @AfterAll
    void stop() {
        world.close();
    }

    @Test
    void eachTenantHasItsOwnManifest() {
        int acme = world.make("acme");
        world.make("other");

        TestAnswer changed = world.own("PATCH", acme, """
                {"branding":{"primary_color":"#102030","icon_url":"https://acme.test/i.svg"},"locales":["fa","en"]}""");
        assertEquals(200, changed.status(), changed.text());
        assertEquals(
                200, world.patch(one(acme), "{\"name\":\"Acme \\\"Gold\\\"\"}").status());

        TestAnswer answer = world.manifest("acme");
        assertEquals(200, answer.status(), answer.text());
        assertTrue(
                answer.header("Content-Type").startsWith("application/manifest+json"), answer.header("Content-Type"));
        assertEquals("no-cache", answer.header("Cache-Control"));
        JsonNode own = answer.json();
        assertEquals("Acme \"Gold\"", own.path("name").asText());
        assertEquals("#102030", own.path("theme_color").asText());
        assertEquals("fa", own.path("lang").asText());
        assertEquals(
                "https://acme.test/i.svg", own.path("icons").path(0).path("src").asText());
        JsonNode other = world.manifest("other").json();
        assertEquals("Acme", other.path("name").asText());
        assertEquals("#0b0e13", other.path("theme_color").asText());
        assertEquals("/icon.svg", other.path("icons").path(0).path("src").asText());
        assertEquals(
                List.of("any", "any", "any", "maskable"), other.path("icons").findValuesAsText("purpose"));
        assertEquals("192x192", other.path("icons").path(1).path("sizes").asText());
        assertEquals(1, own.path("icons").size());
        assertEquals(own.path("id"), other.path("id"));
    }

    @Test
    void unknownTenantHasNoManifest() {
        assertEquals(404, world.manifest("nobody").status());
    }
}
