package com.flowex.cluster.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import com.flowex.cluster.disk.DataDirectory;
import com.flowex.cluster.pace.IdlePolicy;
import com.flowex.cluster.stop.StopReason;
import io.aeron.cluster.NanosecondClusterClock;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Found by ./flowex chaos: a node whose clock was set by ten minutes took its own driver for dead, and stopped. */
class MonotonicEpochClockTest {

    @TempDir
    private Path folder;

    @Test
    void timeFollowsTheMonotonicClock() {
        AtomicLong nanos = new AtomicLong(-5);
        MonotonicEpochClock clock = new MonotonicEpochClock(1_000, nanos::get);
        assertEquals(1_000, clock.time());
        nanos.addAndGet(61_999_999);
        assertEquals(1_061, clock.time());
    }

    @Test
    void noPartOfANodeSeesByAnotherThatTheOthersAreAlive() {
        try (DataDirectory directory = DataDirectory.open(folder)) {
            AeronSettings settings = new AeronSettings(
                    ClusterConfig.at(folder),
                    directory,
                    new StopReason(folder),
                    new ThreadIdleStrategies(new IdlePolicy(false)),
                    new NanosecondClusterClock());
            assertSame(MonotonicEpochClock.OF_PROCESS, settings.driver().epochClock());
            assertSame(MonotonicEpochClock.OF_PROCESS, settings.sharedClient().epochClock());
            assertSame(MonotonicEpochClock.OF_PROCESS, settings.logArchive().epochClock());
            assertSame(MonotonicEpochClock.OF_PROCESS, settings.eventArchive().epochClock());
            assertSame(
                    MonotonicEpochClock.OF_PROCESS, settings.consensusModule().epochClock());
        }
    }
}
