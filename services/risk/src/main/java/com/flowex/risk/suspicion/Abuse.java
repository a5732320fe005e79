package com.flowex.risk.suspicion;

import com.flowex.domain.AccountId;
import com.flowex.surveillance.Evidence;
import com.flowex.surveillance.Reason;
import com.flowex.surveillance.Suspicion;
import java.time.Instant;
import java.util.List;

/**
 * What a case is about, as it was found; never changes.
 *
 * @param market number of the instrument
 * @param accounts everybody's whose it looks like, by number
 * @param events how many show it, in all
 * @param firstEvent number of the first of them
 * @param lastEvent of the last
 * @param replayFrom reading the log from this event
 * @param replayTo to this one finds it again
 */
public record Abuse(
        String pattern,
        int market,
        List<Long> accounts,
        int score,
        List<Part> reasons,
        List<Shown> evidence,
        int events,
        long firstEvent,
        long lastEvent,
        long replayFrom,
        long replayTo,
        Instant beganAt,
        Instant endedAt) {

    /** A part of the score, and why. */
    public record Part(String name, int points, String told) {

        static Part of(Reason reason) {
            return new Part(reason.name(), reason.points(), reason.told());
        }
    }

    /** An event of the log that shows it. */
    public record Shown(long sequence, String time, long account, String order, String shows) {

        static Shown of(Evidence evidence) {
            return new Shown(
                    evidence.sequence(),
                    instant(evidence.timeNanos()).toString(),
                    evidence.account().number(),
                    evidence.order().toString(),
                    evidence.shows());
        }
    }

    public Abuse {
        accounts = List.copyOf(accounts);
        reasons = List.copyOf(reasons);
        evidence = List.copyOf(evidence);
    }

    /** What was found, of one tenant. */
    public static Abuse of(Suspicion suspicion, long replayFrom, long replayTo) {
        return new Abuse(
                suspicion.pattern().code(),
                suspicion.market().value(),
                suspicion.accounts().stream()
                        .map(AccountId::number)
                        .distinct()
                        .sorted()
                        .toList(),
                suspicion.score(),
                suspicion.reasons().stream().map(Part::of).toList(),
                suspicion.evidence().stream().map(Shown::of).toList(),
                suspicion.events(),
                suspicion.evidence().getFirst().sequence(),
                suspicion.evidence().getLast().sequence(),
                replayFrom,
                replayTo,
                instant(suspicion.fromNanos()),
                instant(suspicion.toNanos()));
    }

    private static Instant instant(long nanos) {
        return Instant.EPOCH.plusNanos(nanos);
    }

    /** Whether an account is under suspicion. */
    public boolean isOf(long account) {
        return accounts.contains(account);
    }
}
