package com.flowex.p2p.rule.abuse;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.flowex.p2p.rule.abuse.AbuseRule.Finding;
import com.flowex.p2p.rule.abuse.AbuseRule.Sign;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Goal: a rule finds abuse at its threshold within its window, and not before. */
class AbuseRuleTest {

    private static final Instant NOW = Instant.parse("2026-11-27T10:00:00Z");

    private static List<Sign> signs(int trades, Duration age) {
        return IntStream.range(0, trades)
                .mapToObj(trade -> new Sign(1_001 + trade, "trade " + trade, trade, NOW.minus(age)))
                .toList();
    }

    @Test
    void eachRuleFindsAbuseAtItsThresholdWithinItsWindow() {
        for (AbuseRule rule : AbuseRule.values()) {
            Duration last = rule.window().minusSeconds(1);
            assertTrue(rule.apply(signs(rule.threshold() - 1, last), NOW).isEmpty(), rule::label);
            assertTrue(rule.apply(signs(rule.threshold(), rule.window()), NOW).isEmpty(), rule::label);
            Finding finding = rule.apply(signs(rule.threshold(), last), NOW).orElseThrow();
            assertEquals(40, finding.occurrences(), rule::label);
            int most =
                    rule.apply(signs(90, last), NOW).map(Finding::occurrences).orElse(0);
            assertEquals(rule == AbuseRule.SHARED_ACCOUNT ? 0 : 80, most, rule::label);
        }
    }

    @Test
    void severalSignsOfATradeCountOnceAndSeveralPeopleWeighMore() {
        Sign one = new Sign(1_001, "a", 1, NOW.minusSeconds(9));
        Sign later = new Sign(1_001, "a", 1, NOW.minusSeconds(5));
        assertTrue(AbuseRule.FALSE_PROOF.apply(List.of(later, one), NOW).isEmpty());
        Sign other = new Sign(1_002, "b", 2, NOW.minusSeconds(7));
        Finding finding =
                AbuseRule.FALSE_PROOF.apply(List.of(later, other, one), NOW).orElseThrow();
        assertEquals(List.of(one, other), finding.signs());
        assertEquals(List.of(1_001L, 1_002L), finding.accounts());
        assertEquals(20, finding.people());
    }
}
