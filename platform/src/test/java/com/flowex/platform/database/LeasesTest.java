package com.flowex.platform.database;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.flowex.platform.database.server.DatabaseChoice;
import com.flowex.platform.health.Health;
import com.flowex.platform.jobs.Workers;
import com.flowex.platform.testing.Await;
import com.flowex.platform.testing.TestPostgres;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Goal: work of one process at a time always has one that does it, even when a process ends. Method: two of them on one
 * database, in one process of a test: locks are of connections, and each has its own.
 */
@Timeout(900)
class LeasesTest {

    private static final String VIEW = "view";

    private final DatabaseChoice database = TestPostgres.freshDatabase();

    private Leases process() {
        return Leases.shared(database, Set.of(VIEW), new Workers(new Health(), new SimpleMeterRegistry()));
    }

    @Test
    void leavingProcessHandsItsLeaseOverWhileRunning() {
        try (Leases first = process();
                Leases second = process()) {
            Lease ours = first.of(VIEW);
            Lease theirs = second.of(VIEW);
            assertTrue(ours.isOurs());
            assertFalse(theirs.isOurs());
            first.leave();
            Await.until(theirs::isOurs);
            Await.until(() -> !ours.isOurs());
            second.leave();
            Await.until(ours::isOurs);
        }
    }

    @Test
    void leaseWithoutATakerReturnsToItsFormerHolder() {
        try (Leases only = process()) {
            Lease lease = only.of(VIEW);
            only.leave();
            Await.until(() -> !lease.isOurs());
            Await.until(lease::isOurs);
        }
    }

    @Test
    void leaseOfAnEndedProcessIsTakenByTheNext() {
        try (Leases second = ended()) {
            Lease lease = second.of(VIEW);
            Await.until(lease::isOurs);
        }
    }

    /** The second of two, of which the first has ended. */
    private Leases ended() {
        try (Leases first = process()) {
            assertTrue(first.of(VIEW).isOurs());
            return process();
        }
    }
}
