package com.flowex.p2p.rule.abuse;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Rules that find abuse in trades between people. A rule counts the signs of one person, or of one file, within its
 * window; at its threshold it finds abuse ({@code docs/p2p.md}). The same signs give the same finding.
 */
public enum AbuseRule {
    /** Buyers whose payments come from other people: the buyer sells the asset to a deceived payer. */
    OTHER_PAYER("p2p_other_payer", 3, Duration.ofDays(30)),
    /** Buyers who call for a moderator and have not paid, to have the seller release. */
    RELEASE_PRESSURE("p2p_release_pressure", 3, Duration.ofDays(30)),
    /** Buyers whose payments were taken back, as a moderator decided. */
    CHARGEBACKS("p2p_chargebacks", 2, Duration.ofDays(180)),
    /** The same file of buyers in two trades. Sellers send one code or picture to each buyer, which proves nothing. */
    FALSE_PROOF("p2p_false_proof", 2, Duration.ofDays(90)),
    /** One payment account that several people named: they may be one person. It counts people in place of trades. */
    SHARED_ACCOUNT("p2p_shared_account", 2, Duration.ofDays(365));

    /** Number of people from which on a shared account is that of a bank or a service, and no sign of abuse. */
    private static final int SHARED_BY_MAX = 5;

    private static final int POINTS_AT_THRESHOLD = 40;
    private static final int POINTS_OF_MORE = 10;
    private static final int POINTS_MAX = 80;
    private static final int POINTS_OF_MORE_PEOPLE = 20;

    private final String pattern;
    private final int threshold;
    private final Duration window;

    AbuseRule(String pattern, int threshold, Duration window) {
        this.pattern = pattern;
        this.threshold = threshold;
        this.window = window;
    }

    /** Returns the pattern of the case. */
    public String pattern() {
        return pattern;
    }

    /** Returns the number of trades or people with signs from which the rule finds abuse. */
    public int threshold() {
        return threshold;
    }

    /** Returns the time in which signs count. */
    public Duration window() {
        return window;
    }

    /** Returns the word of evidence. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * Sign of abuse.
     *
     * @param account number of the account that it is of
     * @param trade id of the trade; of a payment account the beginning of its hash
     * @param number number of the trade; of a payment account that of its naming
     */
    public record Sign(long account, String trade, long number, Instant at) {}

    /**
     * Abuse that a rule finds.
     *
     * @param accounts suspected accounts, sorted
     * @param occurrences points of the number of trades
     * @param people points of further people
     * @param signs signs within the window, oldest first, one of each trade and account
     */
    public record Finding(AbuseRule rule, List<Long> accounts, int occurrences, int people, List<Sign> signs) {}

    /** Applies the rule to the signs of one person, or of one file; empty below the threshold. */
    public Optional<Finding> apply(List<Sign> signs, Instant now) {
        List<Sign> counted = signs.stream()
                .filter(sign -> sign.at().isAfter(now.minus(window)))
                .collect(Collectors.toMap(
                        sign -> sign.trade() + "/" + sign.account(), sign -> sign, (one, other) -> earlier(one, other)))
                .values()
                .stream()
                .sorted(Comparator.comparing(Sign::at)
                        .thenComparing(Sign::number)
                        .thenComparing(Sign::account))
                .toList();
        int trades = (int) counted.stream()
                .map(sign -> this == SHARED_ACCOUNT ? Long.toString(sign.account()) : sign.trade())
                .distinct()
                .count();
        if (trades < threshold || this == SHARED_ACCOUNT && trades > SHARED_BY_MAX) {
            return Optional.empty();
        }
        List<Long> accounts =
                counted.stream().map(Sign::account).distinct().sorted().toList();
        return Optional.of(new Finding(
                this,
                accounts,
                Math.min(POINTS_MAX, POINTS_AT_THRESHOLD + (trades - threshold) * POINTS_OF_MORE),
                accounts.size() > 1 ? POINTS_OF_MORE_PEOPLE : 0,
                counted));
    }

    private static Sign earlier(Sign one, Sign other) {
        return other.at().isBefore(one.at()) ? other : one;
    }
}
