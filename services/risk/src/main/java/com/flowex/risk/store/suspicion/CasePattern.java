package com.flowex.risk.store.suspicion;

import com.flowex.surveillance.AbusePattern;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** Patterns of cases: those of the log, and those of trades between people, which belong to no market. */
public final class CasePattern {

    /** Number that stands for no market. */
    public static final int NO_MARKET = 0;

    /** Name that a case without a market has in place of its market's symbol. */
    public static final String P2P = "P2P";

    private static final List<String> OF_PEOPLE = List.of(
            "p2p_report",
            "p2p_release_pressure",
            "p2p_false_proof",
            "p2p_chargebacks",
            "p2p_other_payer",
            "p2p_shared_account");

    private CasePattern() {}

    /** Returns the codes of all patterns. */
    public static List<String> codes() {
        return Stream.concat(Arrays.stream(AbusePattern.values()).map(AbusePattern::code), OF_PEOPLE.stream())
                .toList();
    }
}
