package com.flowex.risk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.flowex.access.testing.TestAnswer;
import com.flowex.risk.app.suspicion.CaseIntake;
import com.flowex.risk.app.suspicion.CaseIntake.Retracted;
import com.flowex.risk.store.suspicion.CaseIncidents;
import com.flowex.risk.store.suspicion.CasePattern;
import com.flowex.risk.store.suspicion.CaseState;
import com.flowex.risk.store.suspicion.SuspectedAbuse;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Goal: evidence that was withdrawn is seen before a decision, and a case that has no other is dismissed by two. */
@Timeout(900)
class CaseRetractionTest {

    private static final String DISMISS = "{\"decision\":\"dismissed\",\"reason\":\"one mistake\"}";

    private final CasesWorld world = new CasesWorld();

    @AfterEach
    void close() {
        world.close();
    }

    private long found(long event, String trade) {
        Instant now = Instant.now();
        SuspectedAbuse abuse = new SuspectedAbuse(
                "p2p_chargebacks",
                CasePattern.NO_MARKET,
                List.of(1_001L),
                40,
                List.of(new SuspectedAbuse.Part("occurrences", 40, "recorded")),
                List.of(new SuspectedAbuse.Shown(event, now.toString(), 1_001, trade, "recalled")),
                1,
                event,
                event,
                0,
                0,
                now,
                now);
        return world.stand.database().transaction(1, transaction -> CaseIntake.open(transaction, 1, abuse, now));
    }

    private Retracted retract(long caseId, String trade) {
        Instant now = Instant.now();
        CaseIntake.Retraction retraction = new CaseIntake.Retraction(
                new SuspectedAbuse.Shown(9, now.toString(), 1_001, trade, "withdrawn"), 50, 51);
        return world.stand
                .database()
                .transaction(1, transaction -> CaseIntake.retract(transaction, 1, caseId, retraction, now));
    }

    @Test
    void withdrawnEvidenceRefusesAnEarlierProposalAndDismissesACaseWithoutOther() {
        long opened = found(7, "trade 1");
        assertEquals(opened, found(8, "trade 2"));
        String number = Long.toString(opened);
        assertEquals(200, world.propose(number, DISMISS, world.first).status());
        assertEquals(Retracted.STAYS_OPEN, retract(opened, "trade 1"));
        TestAnswer unseen = world.post(number, "proposal/approve", "{\"events\":2}", world.second);
        assertEquals("version_changed", unseen.code(), unseen.text());
        assertEquals(opened, found(9, "trade 1"));
        assertEquals(Retracted.STAYS_OPEN, retract(opened, "trade 1"));
        assertEquals(Retracted.DISMISSED, retract(opened, "trade 2"));
        assertEquals(
                List.of(new CaseIncidents.ClosedCase(opened, CaseState.DISMISSED, null)),
                world.stand.database().query(1, transaction -> CaseIntake.closed(transaction, 1, Set.of(opened))));
        String whole = world.whole(number).toString();
        assertTrue(whole.contains("evidence of trade trade 2 was withdrawn"), whole);
        assertEquals(Retracted.WAS_DISMISSED, retract(opened, "trade 2"));
        assertEquals(Retracted.NO_CASE, retract(opened + 1_000, "trade 2"));
    }
}
