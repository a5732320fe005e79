package com.flowex.risk.api;

import com.flowex.domain.value.InstrumentId;
import com.flowex.orderentry.market.InstrumentDirectory;
import com.flowex.risk.store.suspicion.CaseNote;
import com.flowex.risk.store.suspicion.CasePattern;
import com.flowex.risk.store.suspicion.CaseProposal;
import com.flowex.risk.store.suspicion.CaseRestriction;
import com.flowex.risk.store.suspicion.JudgingProgress;
import com.flowex.risk.store.suspicion.SuspectedAbuse;
import com.flowex.risk.store.suspicion.SuspicionCase;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The schema SurveillanceCase of docs/api/openapi.yaml.
 *
 * @param restriction state of the approved restriction: none, pending, done, void
 */
record CaseBody(
        String id,
        String pattern,
        String market,
        List<Long> accounts,
        int score,
        List<SuspectedAbuse.Part> reasons,
        int events,
        long firstEvent,
        long lastEvent,
        Instant beganAt,
        Instant endedAt,
        Instant openedAt,
        String state,
        @Nullable String assignee,
        @Nullable ProposalBody proposal,
        @Nullable String decidedBy,
        @Nullable Instant closedAt,
        String restriction,
        String restrictionNote) {

    /** The proposal inside that schema. */
    record ProposalBody(
            String decision,
            String by,
            Instant at,
            String reason,
            int events,
            @Nullable CaseRestriction restriction) {

        static @Nullable ProposalBody of(@Nullable CaseProposal how) {
            return how == null
                    ? null
                    : new ProposalBody(
                            how.decision().word(),
                            Long.toString(how.by()),
                            how.at(),
                            how.reason(),
                            how.events(),
                            how.restriction());
        }
    }

    /** The schema SurveillanceNote. */
    record NoteBody(String id, String author, Instant at, String deed, String text) {

        static NoteBody of(CaseNote note) {
            return new NoteBody(
                    Long.toString(note.id()),
                    Long.toString(note.author()),
                    note.at(),
                    note.kind().name().toLowerCase(Locale.ROOT),
                    note.text());
        }
    }

    /**
     * The schema SurveillanceReplay.
     *
     * @param command command line that finds the same suspicion again on a machine that has the log
     */
    record Replay(long from, long to, String command) {

        static Replay of(SuspectedAbuse abuse) {
            return new Replay(
                    abuse.replayFrom(),
                    abuse.replayTo(),
                    "./flowex surveillance --from " + abuse.replayFrom() + " --to " + abuse.replayTo()
                            + " --excuse house");
        }
    }

    /** The schema SurveillanceCaseWhole. */
    record Whole(
            CaseBody summary,
            List<SuspectedAbuse.Shown> evidence,
            @Nullable Replay replay,
            List<NoteBody> notes) {

        static Whole of(SuspicionCase each, InstrumentDirectory markets, List<CaseNote> notes) {
            return new Whole(
                    CaseBody.of(each, markets),
                    each.abuse().evidence(),
                    each.abuse().market() == CasePattern.NO_MARKET ? null : Replay.of(each.abuse()),
                    notes.stream().map(NoteBody::of).toList());
        }
    }

    /** The schema SurveillanceProgress. */
    record ProgressBody(
            long judged,
            @Nullable Instant judgedTime,
            @Nullable Instant lookedAt,
            String trouble,
            long leftOut) {

        static ProgressBody of(JudgingProgress judged) {
            return new ProgressBody(
                    judged.sequence(), judged.time(), judged.lookedAt(), judged.trouble(), judged.leftOut());
        }
    }

    /** Value for the audit log: it has no reason, because a reason may describe a person. */
    record Audited(
            String state,
            @Nullable String assignee,
            @Nullable String decision,
            @Nullable String proposedBy,
            @Nullable CaseRestriction restriction) {

        static Audited of(SuspicionCase each) {
            CaseProposal how = each.proposal();
            return new Audited(
                    each.state().word(),
                    text(each.assignee()),
                    how == null ? null : how.decision().word(),
                    how == null ? null : Long.toString(how.by()),
                    how == null ? null : how.restriction());
        }
    }

    private static String market(SuspectedAbuse abuse, InstrumentDirectory markets) {
        return abuse.market() == CasePattern.NO_MARKET
                ? CasePattern.P2P
                : markets.find(new InstrumentId(abuse.market()))
                        .map(market -> market.instrument().symbol())
                        .orElse("market " + abuse.market());
    }

    private static @Nullable String text(@Nullable Long number) {
        return number == null ? null : Long.toString(number);
    }

    static CaseBody of(SuspicionCase each, InstrumentDirectory markets) {
        SuspectedAbuse abuse = each.abuse();
        return new CaseBody(
                Long.toString(each.id()),
                abuse.pattern(),
                market(abuse, markets),
                abuse.accounts(),
                abuse.score(),
                abuse.reasons(),
                abuse.events(),
                abuse.firstEvent(),
                abuse.lastEvent(),
                abuse.beganAt(),
                abuse.endedAt(),
                each.openedAt(),
                each.state().word(),
                text(each.assignee()),
                ProposalBody.of(each.proposal()),
                text(each.decidedBy()),
                each.closedAt(),
                each.restrictionState().word(),
                each.restrictionNote());
    }
}
