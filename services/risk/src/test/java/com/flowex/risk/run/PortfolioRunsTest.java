package com.flowex.risk.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.flowex.edge.testing.TestStand;
import com.flowex.ground.refusal.Refusal;
import com.flowex.risk.portfolio.PortfolioWish;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Goal: nobody fills the database with portfolios, and nobody loses those of another one. */
@Timeout(900)
class PortfolioRunsTest {

    private static final PortfolioWish WISH =
            new PortfolioWish(PortfolioWish.Scope.OWN, List.of(1_001L), 0.99, 1, 1_000);

    private final TestStand stand = TestStand.freshFor("risk");
    private final PortfolioRuns runs = new PortfolioRuns(stand.edge().ground().database());

    PortfolioRunsTest() {
        stand.edge().ground().database().migrate("risk");
    }

    @AfterEach
    void close() {
        stand.close();
    }

    @Test
    void ofEachOwnerTheNewestAreKept() {
        Instant now = Instant.now();
        long others = runs.order(1, 2, WISH, now).id();
        long first = runs.order(1, 1, WISH, now).id();
        runs.failed(1, first, "it is tried", now);
        for (int i = 1; i < PortfolioRuns.KEPT_MAX; i++) {
            runs.failed(1, runs.order(1, 1, WISH, now).id(), "it is tried", now);
        }
        assertTrue(runs.one(1, 1, first).isPresent());
        runs.order(1, 1, WISH, now);
        assertTrue(runs.one(1, 1, first).isEmpty());
        assertEquals(
                PortfolioRuns.KEPT_MAX, runs.page(1, 1, Long.MAX_VALUE, 1_000).size());
        assertTrue(runs.one(1, 2, others).isPresent());
    }

    @Test
    void whatHasEndedEndsOnceAndIsForgottenInTime() {
        Instant now = Instant.now();
        for (int i = 0; i < PortfolioRuns.WAITING_MAX; i++) {
            runs.order(1, 1, WISH, now);
        }
        assertThrows(Refusal.class, () -> runs.order(1, 1, WISH, now));
        long next = runs.next(1, 0).orElseThrow().id();
        runs.failed(1, next, "it is tried", now);
        runs.failed(1, next, "another time", now);
        assertEquals("it is tried", runs.one(1, 1, next).orElseThrow().why());
        assertTrue(runs.next(1, next).orElseThrow().id() > next);
        assertEquals(0, runs.forget(1, now.minusSeconds(60)));
        assertEquals(PortfolioRuns.WAITING_MAX, runs.forget(1, now.plusSeconds(60)));
    }
}
