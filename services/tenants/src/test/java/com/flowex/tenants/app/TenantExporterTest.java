package com.flowex.tenants.app;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.flowex.access.testing.TestAnswer;
import com.flowex.platform.database.export.TenantExport;
import com.flowex.tenants.World;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The export of a tenant: every row of its own, and no other's. */
@Timeout(900)
class TenantExporterTest {

    private static final int ROWS = 1_234;

    @Test
    void everyRowOfTheTenantAndNoOtherIsInItAndItsEndSaysHowMany() {
        TenantExport things = TenantExport.of("thing", "tenant_id, n, \"text\"", "things.things", "tenant_id", "n");
        try (World world = new World(things)) {
            int left = world.make("left");
            int right = world.make("right");
            fill(world, left, right);
            TestAnswer answer = world.get(World.one(left) + "/export");
            assertEquals("application/x-ndjson", answer.header("Content-Type"));
            List<String> lines = answer.text().lines().toList();
            assertEquals(ROWS + 2, lines.size());
            assertEquals("tenant", World.json(lines.getFirst()).path("kind").asText());
            assertEquals(
                    "left",
                    World.json(lines.getFirst()).path("value").path("slug").asText());
            for (int i = 1; i <= ROWS; i++) {
                var line = World.json(lines.get(i));
                assertEquals("thing", line.path("kind").asText());
                assertEquals(left, line.path("value").path("tenant_id").asInt());
                assertEquals(i, line.path("value").path("n").asInt());
                assertEquals(
                        "\"quoted\"\n<line>", line.path("value").path("text").asText());
            }
            assertEquals("{\"kind\":\"end\",\"value\":{\"lines\":" + (ROWS + 1) + "}}", lines.getLast());
        }
    }

    private static void fill(World world, int left, int right) {
        world.stand().database().asOwner(connection -> {
            try (var statement = connection.createStatement()) {
                statement.execute("""
                        CREATE SCHEMA things;
                        CREATE TABLE things.things (tenant_id integer, n integer, "text" text);
                        GRANT USAGE ON SCHEMA things TO flowex_app;
                        GRANT SELECT ON things.things TO flowex_app;
                        ALTER TABLE things.things ENABLE ROW LEVEL SECURITY;
                        CREATE POLICY tenant_only ON things.things
                            USING (tenant_id = NULLIF(current_setting('flowex.tenant', true), '')::integer);
                        INSERT INTO things.things
                            SELECT t, n, E'"quoted"\\n<line>' FROM generate_series(1, %d) n, unnest(ARRAY[%d, %d]) t
                        """.formatted(ROWS, left, right));
            }
            return true;
        });
    }
}
