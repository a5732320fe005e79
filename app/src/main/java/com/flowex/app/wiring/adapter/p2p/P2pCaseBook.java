package com.flowex.app.wiring.adapter.p2p;

import com.flowex.domain.value.AccountId;
import com.flowex.p2p.app.report.CaseBook;
import com.flowex.p2p.store.report.Report;
import com.flowex.platform.database.transaction.Transaction;
import com.flowex.risk.app.suspicion.CaseIntake;
import com.flowex.risk.store.suspicion.CasePattern;
import com.flowex.risk.store.suspicion.CaseState;
import com.flowex.risk.store.suspicion.SuspectedAbuse;
import java.time.Instant;
import java.util.LongSummaryStatistics;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Cases of surveillance, as trades between people open them: without a market, and with reports or trades as events. */
public record P2pCaseBook() implements CaseBook {

    @Override
    public long open(Transaction transaction, int tenant, Incident incident, Instant now) {
        return CaseIntake.open(transaction, tenant, abuse(incident), now);
    }

    private static SuspectedAbuse abuse(Incident incident) {
        LongSummaryStatistics numbers =
                incident.evidence().stream().mapToLong(Item::number).summaryStatistics();
        return new SuspectedAbuse(
                incident.pattern(),
                CasePattern.NO_MARKET,
                incident.accounts().stream()
                        .map(AccountId::number)
                        .distinct()
                        .sorted()
                        .toList(),
                incident.points().stream().mapToInt(Points::points).sum(),
                incident.points().stream()
                        .filter(each -> each.points() > 0)
                        .map(each -> new SuspectedAbuse.Part(each.name(), each.points(), each.from()))
                        .toList(),
                incident.evidence().stream().map(P2pCaseBook::shown).toList(),
                incident.evidence().size(),
                numbers.getMin(),
                numbers.getMax(),
                0,
                0,
                incident.evidence().stream()
                        .map(Item::at)
                        .min(Instant::compareTo)
                        .orElseThrow(),
                incident.evidence().stream()
                        .map(Item::at)
                        .max(Instant::compareTo)
                        .orElseThrow());
    }

    private static SuspectedAbuse.Shown shown(Item item) {
        return new SuspectedAbuse.Shown(
                item.number(), item.at().toString(), item.account().number(), item.subject(), item.shows());
    }

    @Override
    public Effect retract(Transaction transaction, int tenant, long caseId, Retraction retraction, Instant now) {
        CaseIntake.Retraction taken =
                new CaseIntake.Retraction(shown(retraction.item()), retraction.requestedBy(), retraction.approvedBy());
        return switch (CaseIntake.retract(transaction, tenant, caseId, taken, now)) {
            case NO_CASE, WAS_DISMISSED -> Effect.NONE;
            case STAYS_OPEN -> Effect.KEPT_OPEN;
            case DISMISSED -> Effect.DISMISSED;
            case WAS_CONFIRMED -> Effect.CONFIRMED_BEFORE;
        };
    }

    @Override
    public Map<Long, Report.State> closed(Transaction transaction, int tenant, Set<Long> cases) {
        return CaseIntake.closed(transaction, tenant, cases).stream()
                .collect(Collectors.toMap(
                        each -> each.id(),
                        each -> each.state() == CaseState.DISMISSED
                                ? Report.State.DISMISSED
                                : each.restriction() == null ? Report.State.WARNED : Report.State.RESTRICTED));
    }
}
