package com.flowex.p2p.app.report;

import com.flowex.domain.value.AccountId;
import com.flowex.p2p.app.SalePolicy.Trader;
import com.flowex.p2p.rule.ReportReason;
import com.flowex.p2p.rule.ReportScore;
import com.flowex.p2p.rule.TradeRole;
import com.flowex.p2p.store.CounterpartiesTable;
import com.flowex.p2p.store.Offer;
import com.flowex.p2p.store.OffersTable;
import com.flowex.p2p.store.Trade;
import com.flowex.p2p.store.TradesTable;
import com.flowex.p2p.store.report.Report;
import com.flowex.p2p.store.report.ReportsTable;
import com.flowex.platform.database.Database;
import com.flowex.platform.database.transaction.Transaction;
import com.flowex.platform.errors.Refusal;
import com.flowex.platform.errors.RefusalCode;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;

/**
 * Reports of people on people. A party reports the other side of a trade; any person reports the owner of an offer that
 * can be seen. A report becomes a case, or evidence of the open case on the same person.
 */
public final class ReportCommands {

    /** Maximum number of reports of one person in 24 hours. */
    public static final int A_DAY_MAX = 5;

    /** Time for which distinct reporters count in a score. */
    private static final Duration COUNTED = Duration.ofDays(90);

    private final Database database;
    private final OffersTable offers;
    private final TradesTable trades;
    private final ReportsTable reports;
    private final CaseBook cases;
    private final InstantSource clock;

    public ReportCommands(ReportParts parts, InstantSource clock) {
        this.database = parts.database();
        this.offers = parts.offers();
        this.trades = parts.trades();
        this.reports = parts.reports();
        this.cases = parts.cases();
        this.clock = clock;
    }

    /**
     * Subject of a report: a trade, or an offer.
     *
     * @param trade trade of the reporter; empty for an offer
     * @param offer offer of another person; empty for a trade
     */
    public record Subject(Optional<UUID> trade, OptionalLong offer) {}

    /** Reported person, in the role that the reporter has opposite to them. */
    private record Opposite(AccountId reported, TradeRole reporterRole, long offer) {}

    /**
     * Reports a person.
     *
     * @throws Refusal {@code not_found} if the reporter has no such trade and sees no such offer, {@code p2p_limit} for
     *     more reports than a person may make, {@code already_decided} while a report on the same person is open
     */
    public Report add(Trader reporter, Subject subject, ReportReason reason, String text) {
        AccountId account = reporter.account();
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        return database.transaction(account.tenant(), connection -> {
            reports.lock(connection, account);
            Opposite opposite = opposite(connection, account, subject);
            requireMayReport(connection, account, opposite.reported, now);
            Report fresh = new Report(
                    0,
                    account,
                    reporter.user(),
                    opposite.reporterRole,
                    opposite.reported,
                    subject.trade,
                    opposite.offer,
                    reason,
                    0,
                    Report.State.OPEN,
                    now,
                    Optional.empty());
            long id = reports.add(connection, fresh, text);
            long opened = cases.open(connection, account.tenant(), incident(connection, id, fresh), now);
            ReportsTable.assign(connection, account.tenant(), id, opened);
            return ReportsTable.find(connection, account.tenant(), id).orElseThrow();
        });
    }

    private Opposite opposite(Transaction connection, AccountId account, Subject subject) {
        int tenant = account.tenant();
        if (subject.trade.isPresent()) {
            Trade trade = trades.find(connection, tenant, subject.trade.get())
                    .filter(found -> found.isParty(account))
                    .orElseThrow(() -> Refusal.notFound("you have no such trade"));
            return new Opposite(
                    trade.otherThan(account),
                    trade.roleOf(account),
                    trade.terms().offer());
        }
        long id = subject.offer.orElseThrow();
        Offer offer = offers.find(connection, tenant, id)
                .filter(found -> found.state() != Offer.State.CLOSED)
                .orElseThrow(() -> Refusal.notFound("there is no offer " + id));
        if (offer.owner().equals(account)) {
            throw Refusal.invalid("offer_id", "an offer of another person");
        }
        return new Opposite(offer.owner(), offer.terms().isSale() ? TradeRole.BUYER : TradeRole.SELLER, id);
    }

    private static void requireMayReport(Transaction connection, AccountId account, AccountId reported, Instant now) {
        if (ReportsTable.isOpen(connection, account, reported)) {
            throw new Refusal(
                    RefusalCode.ALREADY_DECIDED,
                    "you have reported this person, and moderators have not decided yet: wait for them");
        }
        if (ReportsTable.count(connection, account, now.minus(Duration.ofDays(1))) >= A_DAY_MAX) {
            throw new Refusal(
                    RefusalCode.P2P_LIMIT, "you have reported " + A_DAY_MAX + " times in 24 hours, which is the limit");
        }
    }

    private static CaseBook.Incident incident(Transaction connection, long id, Report report) {
        long reporters = ReportsTable.reporters(
                connection, report.reported(), report.createdAt().minus(COUNTED));
        int perMille = CounterpartiesTable.of(connection, report.reporter(), report.createdAt())
                .perMille();
        ReportScore score = ReportScore.of(report.reason(), reporters, perMille);
        String reason = report.reason().label();
        return new CaseBook.Incident(
                "p2p_report",
                List.of(report.reported()),
                List.of(
                        new CaseBook.Points("report_reason", score.reason(), reason),
                        new CaseBook.Points("reporters", score.reporters(), Long.toString(reporters)),
                        new CaseBook.Points("reporter_reliability", score.reporter(), Integer.toString(perMille))),
                List.of(new CaseBook.Item(
                        id,
                        report.createdAt(),
                        report.reporter(),
                        report.trade().map(UUID::toString).orElse("offer " + report.offer()),
                        reason)));
    }

    /** Returns reports of a person, newest first. */
    public List<Report> own(AccountId reporter, long before, int limit) {
        return database.query(reporter.tenant(), connection -> ReportsTable.own(connection, reporter, before, limit));
    }
}
