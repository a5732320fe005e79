package com.flowex.risk.api;

import com.flowex.domain.value.AccountId;
import com.flowex.platform.errors.Fields;
import com.flowex.risk.app.suspicion.CaseUsers;
import com.flowex.risk.store.suspicion.CaseDecision;
import com.flowex.risk.store.suspicion.CasePattern;
import com.flowex.risk.store.suspicion.CaseProposal;
import com.flowex.risk.store.suspicion.CaseRestriction;
import com.flowex.risk.store.suspicion.CaseState;
import com.flowex.risk.store.suspicion.SurveillanceCasesTable;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Request bodies of cases, with their checks. */
final class CaseForms {

    private static final int TEXT_LENGTH_MAX = 2_000;
    private static final int REASON_LENGTH_MAX = 400;
    private static final Instant ENDS_MAX = Instant.parse("9999-01-01T00:00:00Z");

    private CaseForms() {}

    /** Request body of a note. */
    record NoteForm(@Nullable String text) {

        String checked() {
            Fields fields = new Fields();
            String checked = fields.text("text", text, TEXT_LENGTH_MAX);
            fields.check();
            return checked;
        }
    }

    /** Request body of a reason. */
    record ReasonForm(@Nullable String reason) {

        String checked() {
            Fields fields = new Fields();
            String checked = fields.name("reason", reason, REASON_LENGTH_MAX);
            fields.check();
            return checked;
        }
    }

    /** Request body of an approval: the number of events that the second person saw. */
    record ApprovalForm(@Nullable Integer events) {

        int checked() {
            Fields fields = new Fields();
            int seen = fields.within("events", events, 1, Integer.MAX_VALUE);
            fields.check();
            return seen;
        }
    }

    /** Request body of an assignee. */
    record AssigneeForm(@Nullable String user) {

        long checked() {
            Fields fields = new Fields();
            long number = 0;
            if (user != null && user.matches("[1-9][0-9]{0,17}")) {
                number = Long.parseLong(user);
            } else {
                fields.refuse("user", "the id of a user");
            }
            fields.check();
            return number;
        }
    }

    /** Request body of a restriction. */
    record RestrictionForm(
            @Nullable Long account,
            @Nullable String kind,
            @Nullable String endsAt) {

        CaseRestriction read(Fields fields, CaseUsers people, int tenant, Instant now) {
            long number = account == null ? 0 : account;
            if (number < 1 || number > AccountId.NUMBER_MAX || !people.isOwned(tenant, number)) {
                fields.refuse("account", "an account of a user");
            }
            String named = kind == null ? "" : kind;
            if (!people.isKind(named)) {
                fields.refuse("kind", "one of no_withdrawals, reduce_only, suspended, no_p2p");
            }
            return new CaseRestriction(number, named, ends(fields, now));
        }

        private @Nullable String ends(Fields fields, Instant now) {
            if (endsAt == null) {
                return null;
            }
            try {
                Instant at = Instant.parse(endsAt);
                if (at.isAfter(now) && at.isBefore(ENDS_MAX)) {
                    return at.toString();
                }
            } catch (DateTimeParseException e) {
                // Falls through: the answer is the same as for a time that has passed.
            }
            fields.refuse("ends_at", "a time to come, such as 2027-01-01T00:00:00Z, or left out");
            return null;
        }
    }

    /** Request body of a proposal for closing a case. */
    record ProposalForm(
            @Nullable String decision,
            @Nullable String reason,
            @Nullable Integer events,
            @Nullable RestrictionForm restriction) {

        CaseProposal checked(CaseUsers people, int tenant, long by, Instant now) {
            Fields fields = new Fields();
            CaseDecision caseDecision = fields.oneOf("decision", decision, CaseDecision.class);
            String why = fields.name("reason", reason, REASON_LENGTH_MAX);
            int seen = fields.within("events", events, 1, Integer.MAX_VALUE);
            CaseRestriction caseRestriction =
                    restriction == null ? null : restriction.read(fields.under("restriction"), people, tenant, now);
            fields.check();
            return new CaseProposal(caseDecision, by, now, why, seen, caseRestriction);
        }
    }

    /**
     * Returns the filter of a case list.
     *
     * @param reader account of the caller
     * @param state as in the query; empty means all
     * @param pattern as in the query; empty means all
     * @param assignee user id; 0 means any
     * @param account account number; 0 means any
     */
    static SurveillanceCasesTable.Filter filter(
            long reader, String state, String pattern, long assignee, long account) {
        Fields fields = new Fields();
        List<String> states =
                Arrays.stream(CaseState.values()).map(CaseState::word).toList();
        SurveillanceCasesTable.Filter filter = new SurveillanceCasesTable.Filter(
                reader,
                word("state", state, states, fields),
                word("pattern", pattern, CasePattern.codes(), fields),
                assignee == 0 ? null : assignee,
                account == 0 ? null : account);
        fields.check();
        return filter;
    }

    private static @Nullable String word(String name, String word, List<String> words, Fields fields) {
        if (!word.isEmpty() && !words.contains(word)) {
            fields.refuse(name, "one of " + String.join(", ", words));
        }
        return word.isEmpty() ? null : word;
    }
}
