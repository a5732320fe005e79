package com.flowex.app.cli.command;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class CallerPathTest {

    /** A backup of {@code --dir /backups} went below the folder in which the command was typed. */
    @Test
    void anAbsolutePathIsTakenAsItIsAndAnyOtherOneFromTheCallersFolder() {
        Path caller = Path.of("/home/operator");

        assertEquals(Path.of("/backups/flowex"), CallerPath.from(caller, "/backups/flowex"));
        assertEquals(Path.of("/home/operator/backups"), CallerPath.from(caller, "backups"));
        assertEquals(Path.of("/home/backups"), CallerPath.from(caller, "../backups/."));
    }
}
