package com.flowex.platform.migration;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.flowex.platform.settings.StartupException;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RollbackDeclarationsTest {

    @Test
    void eachMigrationDeclaresOneOfThreeRollbacks() {
        RollbackDeclarations declarations =
                RollbackDeclarations.of("platform", "# why\nV1 forward-only all is in it\nV2 rebuilt\n\nV12 script\n");

        assertEquals(new RollbackMethod.ForwardOnly("all is in it"), declarations.of(1));
        assertEquals(new RollbackMethod.Rebuilt(), declarations.of(2));
        assertInstanceOf(RollbackMethod.Script.class, declarations.of(12));
        assertEquals(Set.of(1, 2, 12), declarations.versions());
    }

    @Test
    void aNewMigrationThatSaysNeitherIsRefused() {
        refused("V1 rebuilt", "has no entry for V2");
        refused("V2", "not a migration and its rollback: V2");
        refused("V2 forward-only", "gives no reason");
        refused("V2 later", "script, rebuilt or forward-only: V2 later");
        refused("V2 script", "back/platform/V2.sql is missing");
        refused("V2 rebuilt\nV2 rebuilt", "two entries for V2");
    }

    private static void refused(String declaration, String why) {
        String text = assertThrows(StartupException.class, () -> RollbackDeclarations.of("platform", declaration)
                        .of(2))
                .lines()
                .getFirst();
        assertTrue(text.contains(why), text);
    }
}
