package com.flowex.simulator.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The model of the log is held to the log itself: the same steps, and the same is seen. */
@Timeout(600)
class LogContractTest {
    @TempDir
    Path directory;

    /**
     * Goal: what `./flowex sim` finds or does not find is worth something for Aeron. Method: commands, repeated and refused ones, snapshots
     * and kill -9 by a script; every answer, how many commands are applied again after each start, and all events are the same.
     */
    @Test
    @Tag("process")
    void theModelAndAeronShowTheSame() {
        List<String> modelled;
        try (KeptLog log = new ModelledLog(1)) {
            modelled = ContractScript.seen(log);
        }
        assertTrue(modelled.contains("applied again 17"), modelled::toString);
        try (KeptLog log = new AeronLog(directory.resolve("node"))) {
            assertEquals(modelled, ContractScript.seen(log));
        }
    }

    /** A client of a log of several nodes sees no difference. */
    @Test
    void threeNodesBehaveLikeOne() {
        List<String> alone;
        try (KeptLog log = new ModelledLog(1)) {
            alone = ContractScript.seen(log);
        }
        try (KeptLog log = new ModelledLog(3)) {
            assertEquals(alone, ContractScript.seen(log));
        }
    }
}
