package com.flowex.risk.store.suspicion;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.flowex.domain.value.AccountId;
import com.flowex.surveillance.Evidence;
import com.flowex.surveillance.ScoreComponent;
import com.flowex.surveillance.Suspicion;
import java.time.Instant;
import java.util.List;

/**
 * Suspected abuse that a case is about, as it was found. It never changes, except that a case without a market gets more
 * evidence while it is open.
 *
 * @param market number of the instrument; {@link CasePattern#NO_MARKET} for trades between people
 * @param accounts numbers of all suspected accounts
 * @param events total number of events that show it
 * @param firstEvent number of the first of them
 * @param lastEvent number of the last of them
 * @param replayFrom first event of a reading of the log that finds it again
 * @param replayTo last event of such a reading
 */
public record SuspectedAbuse(
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

    /**
     * Part of the score, with its reason.
     *
     * @param explanation figures that it comes from; {@code told} in stored cases and in the API
     */
    public record Part(
            String name, int points, @JsonProperty("told") String explanation) {

        static Part of(ScoreComponent reason) {
            return new Part(reason.name(), reason.points(), reason.explanation());
        }
    }

    /** Event of the log that is evidence. */
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

    public SuspectedAbuse {
        accounts = List.copyOf(accounts);
        reasons = List.copyOf(reasons);
        evidence = List.copyOf(evidence);
    }

    /** Returns the suspected abuse, from a suspicion within one tenant. */
    public static SuspectedAbuse of(Suspicion suspicion, long replayFrom, long replayTo) {
        return new SuspectedAbuse(
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

    /** True if the account is suspected. */
    public boolean isOf(long account) {
        return accounts.contains(account);
    }

    /** True if the account is suspected, or is in the evidence, as that of a person who reported another one. */
    public boolean involves(long account) {
        return isOf(account) || evidence.stream().anyMatch(each -> each.account() == account);
    }
}
