package com.flowex.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.flowex.domain.RejectReason;
import com.flowex.domain.RulesVersion;
import com.flowex.domain.command.AdoptRules;
import com.flowex.domain.event.ListingRejected;
import com.flowex.domain.event.RulesAdopted;
import com.flowex.engine.state.ExchangeState;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Failure 30: a build that does not know a log's rules stops instead of giving other answers. */
class RulesVersionTest {

    private static final int UNKNOWN = RulesVersion.NEWEST + 1;

    @Test
    void aLogThatAdoptsNothingFollowsTheFirstRules() {
        assertEquals(RulesVersion.FIRST, new Exchange().rulesVersion());
    }

    @Test
    void rulesThatThisBuildDoesNotKnowStopTheNode() {
        Exchange exchange = new Exchange();

        assertThrows(IllegalStateException.class, () -> exchange.apply(new AdoptRules(UNKNOWN), 1, new Recorder()));
    }

    @Test
    void newerRulesAreAdoptedOnce() {
        Exchange exchange = new Exchange();
        Recorder recorder = new Recorder();

        exchange.apply(new AdoptRules(2), 1, recorder);
        exchange.apply(new AdoptRules(2), 2, recorder);

        assertEquals(
                List.of(new RulesAdopted(2), new ListingRejected(1, RejectReason.RULES_NOT_NEWER)), recorder.take());
        assertEquals(2, exchange.rulesVersion());
    }

    @Test
    void aSnapshotRemembersWhichRulesTheLogFollows() {
        Exchange exchange = new Exchange();
        exchange.apply(new AdoptRules(2), 1, new Recorder());
        Exchange.Restorer restorer = Exchange.restorer();
        exchange.writeState(restorer);

        assertEquals(2, restorer.restored().rulesVersion());
    }

    @Test
    void aSnapshotOfRulesThatThisBuildDoesNotKnowIsNotRestored() {
        Exchange newer = new Exchange(new ExchangeState(UNKNOWN));
        newer.apply(new AdoptRules(UNKNOWN), 1, new Recorder());
        Exchange.Restorer restorer = Exchange.restorer();

        assertThrows(IllegalStateException.class, () -> newer.writeState(restorer));
    }
}
