package com.flowex.cluster.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.flowex.cluster.client.Outcome;
import com.flowex.cluster.stop.NodeRefusedException;
import com.flowex.domain.RejectReason;
import com.flowex.domain.RulesVersion;
import com.flowex.domain.command.AdoptRules;
import com.flowex.domain.command.QuoteIndexPrice;
import com.flowex.domain.margin.IndexQuote;
import com.flowex.domain.value.AssetId;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Failure 30: a build that does not know the rules of a log. */
@Timeout(600)
class RulesVersionTest {
    private static final String LINE =
            "the log follows rules " + (RulesVersion.NEWEST + 1) + ", this build knows rules up to "
                    + RulesVersion.NEWEST + ":" + " use the build that introduced them, or a later one";

    @TempDir
    Path directory;

    /**
     * Goal: Failure 30: a build that does not know the rules of its log stops with one line, and says the same at every
     * start. Method: a log adopts rules that are not there yet.
     */
    @Test
    void rulesThatThisBuildDoesNotKnowStopTheNodeAndEveryStart() {
        try (ClusterNode node = Started.on(directory)) {
            Asking.begin(node);
            assertEquals(new Outcome.Unknown(), Asking.outcome(node, new AdoptRules(RulesVersion.NEWEST + 1)));
            assertEquals(LINE, node.stopped().orTimeout(2, TimeUnit.MINUTES).join());
        }
        for (int i = 0; i < 2; i++) {
            NodeRefusedException refused = assertThrows(
                    NodeRefusedException.class, () -> Started.on(directory).close());
            assertEquals(LINE, refused.getMessage());
        }
    }

    /** A build before these rules passes over the command, so this one records nothing of it until they are adopted. */
    @Test
    void aCommandOfNewerRulesIsRefusedWithoutAnEvent() {
        QuoteIndexPrice command = new QuoteIndexPrice(1, new AssetId(7_777), new IndexQuote(1, 1, 1, 1));
        try (ClusterNode node = Started.on(directory)) {
            Asking.begin(node);
            assertEquals(new Outcome.Rejected(RejectReason.RULES_TOO_OLD, 0), Asking.outcome(node, command));

            Outcome.Accepted adopted =
                    assertInstanceOf(Outcome.Accepted.class, Asking.outcome(node, new AdoptRules(7)));
            assertEquals(
                    new Outcome.Rejected(RejectReason.UNKNOWN_ASSET, adopted.sequence() + 1),
                    Asking.outcome(node, command));
        }
    }
}
