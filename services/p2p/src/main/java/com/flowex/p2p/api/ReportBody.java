package com.flowex.p2p.api;

import com.flowex.domain.market.Asset;
import com.flowex.domain.value.Decimals;
import com.flowex.domain.value.Scale;
import com.flowex.orderentry.market.InstrumentDirectory;
import com.flowex.p2p.api.OfferBody.ReliabilityBody;
import com.flowex.p2p.app.report.ReportReviews;
import com.flowex.p2p.store.ModeratorFigures.Moderator;
import com.flowex.p2p.store.Trade;
import com.flowex.p2p.store.report.P2pRestrictionsTable.P2pRestriction;
import com.flowex.p2p.store.report.Report;
import com.flowex.p2p.store.report.ReportsTable;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Report as its reporter sees it: the schema P2pReport.
 *
 * @param tradeId null if the reporter saw an offer
 * @param state open, dismissed or confirmed; the reporter does not learn what followed for the other person
 */
record ReportBody(
        String id,
        @Nullable String tradeId,
        String offerId,
        String reason,
        String state,
        Instant createdAt,
        @Nullable Instant closedAt) {

    static ReportBody of(Report report) {
        return new ReportBody(
                Long.toString(report.id()),
                report.trade().map(UUID::toString).orElse(null),
                Long.toString(report.offer()),
                report.reason().label(),
                switch (report.state()) {
                    case OPEN, DISMISSED -> report.state().label();
                    case WARNED, RESTRICTED -> "confirmed";
                },
                report.createdAt(),
                report.closedAt().orElse(null));
    }

    /** Report as moderators see it: the schema P2pUserReport. */
    record ForModerators(
            String id,
            String reporter,
            String reporterRole,
            String reported,
            @Nullable String tradeId,
            String offerId,
            String reason,
            String caseId,
            String state,
            Instant createdAt,
            @Nullable Instant closedAt) {

        static ForModerators of(Report report) {
            return new ForModerators(
                    Long.toString(report.id()),
                    Long.toString(report.reporter().number()),
                    report.reporterRole().label(),
                    Long.toString(report.reported().number()),
                    report.trade().map(UUID::toString).orElse(null),
                    Long.toString(report.offer()),
                    report.reason().label(),
                    Long.toString(report.caseId()),
                    report.state().label(),
                    report.createdAt(),
                    report.closedAt().orElse(null));
        }
    }

    /** Report with what a moderator needs: the schema P2pUserReportDetails. */
    record Details(
            ForModerators report,
            String text,
            @Nullable ReportedTrade trade,
            ReliabilityBody ofReporter,
            ReliabilityBody ofReported) {

        static Details of(ReportReviews.Shown shown, InstrumentDirectory directory) {
            return new Details(
                    ForModerators.of(shown.report()),
                    shown.text(),
                    shown.trade()
                            .map(trade -> ReportedTrade.of(trade, directory))
                            .orElse(null),
                    ReliabilityBody.of(shown.ofReporter()),
                    ReliabilityBody.of(shown.ofReported()));
        }
    }

    /** Facts of the trade of a report: the schema P2pReportedTrade. */
    record ReportedTrade(
            String id,
            String state,
            String asset,
            String currency,
            String quantity,
            String payment,
            String method,
            String reason,
            Instant createdAt,
            Instant changedAt) {

        static ReportedTrade of(Trade trade, InstrumentDirectory directory) {
            Trade.Terms terms = trade.terms();
            Asset asset = directory.asset(terms.asset());
            return new ReportedTrade(
                    trade.id().toString(),
                    trade.state().label(),
                    asset.code(),
                    terms.currency(),
                    Decimals.format(terms.escrow().principalUnits(), asset.scale()),
                    Decimals.format(terms.paymentUnits(), new Scale(terms.currencyPlaces())),
                    terms.method(),
                    trade.progress().dispute().reason(),
                    trade.createdAt(),
                    trade.changedAt());
        }
    }

    /** Figures of moderators: the schema P2pModerationFigures. */
    record Figures(ReportsTable.Outcomes reports, List<ModeratorBody> moderators) {

        static Figures of(ReportReviews.Figures figures) {
            return new Figures(
                    figures.reports(),
                    figures.moderators().stream().map(ModeratorBody::of).toList());
        }
    }

    /** Figures of one moderator. */
    record ModeratorBody(String account, long claimed, long decided, long approved, long rejected, long appealed) {

        static ModeratorBody of(Moderator of) {
            return new ModeratorBody(
                    Long.toString(of.account()),
                    of.claimed(),
                    of.decided(),
                    of.approved(),
                    of.rejected(),
                    of.appealed());
        }
    }

    /** Restriction in force: the schema P2pRestriction. */
    record RestrictionBody(
            String id,
            String account,
            String reason,
            String setBy,
            Instant setAt,
            @Nullable Instant endsAt) {

        static RestrictionBody of(P2pRestriction restriction) {
            return new RestrictionBody(
                    Long.toString(restriction.id()),
                    Long.toString(restriction.account().number()),
                    restriction.reason(),
                    Long.toString(restriction.setBy()),
                    restriction.setAt(),
                    restriction.endsAt().orElse(null));
        }
    }
}
