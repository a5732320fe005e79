package com.flowex.cluster.client;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ClusterSessionAgentTest {

    private static final long MILLI = TimeUnit.MILLISECONDS.toNanos(1);

    /** Goal: one order at a time never waits, and an answer that does not come holds others back for a millisecond. */
    @Test
    void commandsAreCollectedOnlyWhileAnAnswerIsDueAndForAMillisecond() {
        assertFalse(ClusterSessionAgent.isCollecting(false, 1, 0), "no answer is due");
        assertTrue(ClusterSessionAgent.isCollecting(true, 1, 0));
        assertTrue(ClusterSessionAgent.isCollecting(true, 255, MILLI - 1));
        assertFalse(ClusterSessionAgent.isCollecting(true, 256, 0), "as many as are sent at once");
        assertFalse(ClusterSessionAgent.isCollecting(true, 1, MILLI), "a millisecond has passed");
    }
}
