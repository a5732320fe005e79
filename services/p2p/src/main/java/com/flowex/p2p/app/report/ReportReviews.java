package com.flowex.p2p.app.report;

import com.flowex.domain.value.AccountId;
import com.flowex.p2p.app.notice.NoticeFeed;
import com.flowex.p2p.app.notice.TradeNotices;
import com.flowex.p2p.rule.Reliability;
import com.flowex.p2p.store.CounterpartiesTable;
import com.flowex.p2p.store.ModeratorFigures;
import com.flowex.p2p.store.Offer;
import com.flowex.p2p.store.OffersTable;
import com.flowex.p2p.store.Trade;
import com.flowex.p2p.store.TradesTable;
import com.flowex.p2p.store.report.Report;
import com.flowex.p2p.store.report.ReportsTable;
import com.flowex.platform.database.Database;
import com.flowex.platform.database.transaction.Transaction;
import com.flowex.platform.errors.Refusal;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reports as moderators read them, and the notices that follow from the decision of their case. */
public final class ReportReviews {

    private static final Duration FIGURES = Duration.ofDays(90);
    private static final Duration KEPT = Duration.ofDays(365);
    private static final int CASES_MAX = 500;
    private static final int FORGET_MAX = 1_000;

    private final Database database;
    private final OffersTable offers;
    private final TradesTable trades;
    private final ReportsTable reports;
    private final CaseBook cases;
    private final NoticeFeed feed;
    private final InstantSource clock;

    public ReportReviews(ReportParts parts, NoticeFeed feed, InstantSource clock) {
        this.database = parts.database();
        this.offers = parts.offers();
        this.trades = parts.trades();
        this.reports = parts.reports();
        this.cases = parts.cases();
        this.feed = feed;
        this.clock = clock;
    }

    /** Returns reports that a moderator may read, newest first. */
    public List<Report> page(ReportsTable.Filter filter, long before, int limit) {
        return database.query(
                filter.reader().tenant(), connection -> ReportsTable.page(connection, filter, before, limit));
    }

    /**
     * Report with what a moderator needs.
     *
     * @param text words of the reporter; empty if the person was erased
     * @param trade trade of the two; empty if the reporter saw an offer
     */
    public record Shown(
            Report report, String text, Optional<Trade> trade, Reliability ofReporter, Reliability ofReported) {}

    /**
     * Returns a report.
     *
     * @param reader account of the moderator
     * @throws Refusal {@code not_found}, or {@code forbidden} if the reader has reported or is reported
     */
    public Shown find(AccountId reader, long id) {
        int tenant = reader.tenant();
        Instant now = clock.instant();
        return database.query(tenant, connection -> {
            Report report = ReportsTable.find(connection, tenant, id)
                    .orElseThrow(() -> Refusal.notFound("there is no report " + id));
            if (reader.equals(report.reporter()) || reader.equals(report.reported())) {
                throw Refusal.forbidden("four eyes: the report is yours, or on you");
            }
            return new Shown(
                    report,
                    reports.text(connection, report),
                    report.trade().flatMap(trade -> trades.find(connection, tenant, trade)),
                    CounterpartiesTable.of(connection, report.reporter(), now),
                    CounterpartiesTable.of(connection, report.reported(), now));
        });
    }

    /**
     * Figures of the last 90 days.
     *
     * @param reports outcomes of reports
     * @param moderators actions of each moderator in disputes
     */
    public record Figures(ReportsTable.Outcomes reports, List<ModeratorFigures.Moderator> moderators) {}

    public Figures figures(int tenant) {
        Instant since = clock.instant().minus(FIGURES);
        return database.query(
                tenant,
                connection -> new Figures(
                        ReportsTable.outcomes(connection, tenant, since),
                        ModeratorFigures.of(connection, tenant, since)));
    }

    /** Closes the reports whose case is closed, notifies their people, and removes old ones; returns how many it closed. */
    public int review(int tenant) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        int closed = 0;
        long after = 0;
        Set<Long> open = openCases(tenant, after);
        while (!open.isEmpty()) {
            Set<Long> some = open;
            Map<Long, Report.State> outcomes =
                    database.query(tenant, connection -> cases.closed(connection, tenant, some));
            for (Map.Entry<Long, Report.State> each : outcomes.entrySet()) {
                closed += close(tenant, each.getKey(), each.getValue(), now);
            }
            after = some.stream().mapToLong(Long::longValue).max().orElseThrow();
            open = openCases(tenant, after);
        }
        database.transaction(
                tenant, connection -> ReportsTable.forget(connection, tenant, now.minus(KEPT), FORGET_MAX));
        return closed;
    }

    private Set<Long> openCases(int tenant, long after) {
        return database.query(tenant, connection -> ReportsTable.openCases(connection, tenant, after, CASES_MAX));
    }

    private int close(int tenant, long caseId, Report.State outcome, Instant now) {
        List<Report> closed = database.transaction(tenant, connection -> {
            List<Report> ended = ReportsTable.close(connection, tenant, caseId, outcome, now);
            TradeNotices.reports(connection, ended, report -> asset(connection, report));
            return ended;
        });
        Set<AccountId> notified = new HashSet<>();
        closed.forEach(each -> notified.addAll(List.of(each.reporter(), each.reported())));
        feed.changed(notified);
        return closed.size();
    }

    private int asset(Transaction connection, Report report) {
        return offers.find(connection, report.reporter().tenant(), report.offer())
                .map(Offer::terms)
                .orElseThrow()
                .asset()
                .value();
    }
}
