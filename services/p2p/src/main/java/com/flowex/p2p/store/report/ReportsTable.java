package com.flowex.p2p.store.report;

import com.flowex.domain.value.AccountId;
import com.flowex.p2p.rule.ReportReason;
import com.flowex.p2p.rule.TradeRole;
import com.flowex.p2p.store.TextSealer;
import com.flowex.platform.database.sql.Sql;
import com.flowex.platform.database.transaction.Transaction;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;

/** Table of reports. The text is sealed with the key of the reporter. */
public record ReportsTable(TextSealer sealer) {

    private static final String PLACE = "p2p.reports.text";
    private static final String COLUMNS = """
            SELECT id, reporter, reporter_user, reporter_role, reported, trade, offer, reason, case_id, state, created_at,
            closed_at FROM p2p.reports WHERE tenant_id = ?""";
    private static final String ADD = """
            INSERT INTO p2p.reports (tenant_id, reporter, reporter_user, reporter_role, reported, trade, offer, reason,
            text, case_id, state, created_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, 0, 'open', ?) RETURNING id""";
    private static final String ASSIGN = "UPDATE p2p.reports SET case_id = ? WHERE tenant_id = ? AND id = ?";
    private static final String COUNT = """
            SELECT count(*) FROM (SELECT created_at FROM p2p.reports WHERE tenant_id = ? AND reporter = ?
            ORDER BY id DESC LIMIT ?) last WHERE created_at > ?""";
    private static final String IS_OPEN = """
            SELECT 1 FROM p2p.reports WHERE tenant_id = ? AND reporter = ? AND reported = ? AND closed_at IS NULL""";
    private static final String REPORTERS = """
            SELECT count(DISTINCT reporter) FROM (SELECT reporter, created_at FROM p2p.reports
            WHERE tenant_id = ? AND reported = ? ORDER BY id DESC LIMIT ?) last WHERE created_at > ?""";
    private static final String OWN = COLUMNS + " AND reporter = ? AND id < ? ORDER BY id DESC LIMIT ?";
    private static final String PAGE = COLUMNS + """
             AND id < ? AND ? NOT IN (reporter, reported) AND (NOT ? OR closed_at IS NULL)
            ORDER BY id DESC LIMIT ?""";
    private static final String ONE = COLUMNS + " AND id = ?";
    private static final String TEXT = "SELECT text FROM p2p.reports WHERE tenant_id = ? AND id = ?";
    private static final String OPEN_CASES = """
            SELECT DISTINCT case_id FROM p2p.reports WHERE tenant_id = ? AND closed_at IS NULL AND case_id > ?
            ORDER BY case_id LIMIT ?""";
    private static final String CLOSE = """
            UPDATE p2p.reports SET state = ?, closed_at = ? WHERE tenant_id = ? AND case_id = ? AND closed_at IS NULL
            RETURNING id, reporter, reporter_user, reporter_role, reported, trade, offer, reason, case_id, state, created_at,
            closed_at""";
    private static final String OUTCOMES = """
            SELECT count(*) FILTER (WHERE state = 'dismissed'), count(*) FILTER (WHERE state = 'warned'),
            count(*) FILTER (WHERE state = 'restricted') FROM p2p.reports WHERE tenant_id = ? AND closed_at > ?""";
    private static final String FORGET = """
            DELETE FROM p2p.reports WHERE tenant_id = ? AND id IN (SELECT id FROM p2p.reports
            WHERE tenant_id = ? AND closed_at < ? ORDER BY closed_at LIMIT ?)""";

    /** Number of a person's newest reports that counts look at. */
    private static final int COUNTED_MAX = 200;

    /** Serializes the reports of one person. */
    public void lock(Transaction connection, AccountId reporter) {
        Sql.alone(connection, "p2p reports of " + reporter);
    }

    /** Adds an open report without a case; returns its id. */
    public long add(Transaction connection, Report report, String text) {
        int tenant = report.reporter().tenant();
        return Sql.one(
                        connection,
                        row -> row.getLong(1),
                        ADD,
                        tenant,
                        report.reporter().number(),
                        report.reporterUser(),
                        report.reporterRole().label(),
                        report.reported().number(),
                        report.trade().orElse(null),
                        report.offer(),
                        report.reason().label(),
                        sealer.seal(connection, tenant, report.reporterUser(), text, place(tenant, report)),
                        report.createdAt())
                .orElseThrow();
    }

    /** The place names no id, which the database gives afterwards: reporter and moment are as good. */
    private static String place(int tenant, Report report) {
        return PLACE + ":" + tenant + "/" + report.reporter().number() + "/"
                + report.createdAt().toEpochMilli();
    }

    /** Sets the case of a report. */
    public static void assign(Transaction connection, int tenant, long id, long caseId) {
        Sql.execute(connection, ASSIGN, caseId, tenant, id);
    }

    /** Returns the number of a person's reports since a moment. */
    public static long count(Transaction connection, AccountId reporter, Instant since) {
        return Sql.one(
                        connection,
                        row -> row.getLong(1),
                        COUNT,
                        reporter.tenant(),
                        reporter.number(),
                        COUNTED_MAX,
                        since)
                .orElse(0L);
    }

    /** Returns true if a person has an open report on another one. */
    public static boolean isOpen(Transaction connection, AccountId reporter, AccountId reported) {
        return Sql.one(
                        connection,
                        row -> row.getInt(1),
                        IS_OPEN,
                        reporter.tenant(),
                        reporter.number(),
                        reported.number())
                .isPresent();
    }

    /** Returns the number of distinct people who have reported a person since a moment. */
    public static long reporters(Transaction connection, AccountId reported, Instant since) {
        return Sql.one(
                        connection,
                        row -> row.getLong(1),
                        REPORTERS,
                        reported.tenant(),
                        reported.number(),
                        COUNTED_MAX,
                        since)
                .orElse(0L);
    }

    /** Returns reports of a person, newest first. */
    public static List<Report> own(Transaction connection, AccountId reporter, long before, int limit) {
        int tenant = reporter.tenant();
        return Sql.all(connection, row -> read(row, tenant), OWN, tenant, reporter.number(), before, limit);
    }

    /**
     * Filter of a page of reports.
     *
     * @param reader account of the caller, who sees neither reports on it nor its own
     * @param isOpenOnly true for reports whose case is open
     */
    public record Filter(AccountId reader, boolean isOpenOnly) {}

    /** Returns reports of a tenant, newest first. */
    public static List<Report> page(Transaction connection, Filter filter, long before, int limit) {
        int tenant = filter.reader.tenant();
        return Sql.all(
                connection,
                row -> read(row, tenant),
                PAGE,
                tenant,
                before,
                filter.reader.number(),
                filter.isOpenOnly,
                limit);
    }

    public static Optional<Report> find(Transaction connection, int tenant, long id) {
        return Sql.one(connection, row -> read(row, tenant), ONE, tenant, id);
    }

    /** Returns the words of the reporter; empty if the person was erased. */
    public String text(Transaction connection, Report report) {
        int tenant = report.reporter().tenant();
        return Sql.one(connection, row -> row.getBytes(1), TEXT, tenant, report.id())
                .flatMap(bytes ->
                        sealer.openText(connection, tenant, report.reporterUser(), bytes, place(tenant, report)))
                .orElse("");
    }

    /** Returns the numbers of cases with open reports after a number, in their order. */
    public static Set<Long> openCases(Transaction connection, int tenant, long after, int limit) {
        return new TreeSet<>(Sql.all(connection, row -> row.getLong(1), OPEN_CASES, tenant, after, limit));
    }

    /** Closes the open reports of a case; returns them as they are afterwards. */
    public static List<Report> close(
            Transaction connection, int tenant, long caseId, Report.State outcome, Instant now) {
        return Sql.all(connection, row -> read(row, tenant), CLOSE, outcome.label(), now, tenant, caseId);
    }

    /** Number of reports by their outcome. */
    public record Outcomes(long dismissed, long warned, long restricted) {}

    /** Returns the outcomes of reports that were closed after a moment. */
    public static Outcomes outcomes(Transaction connection, int tenant, Instant since) {
        return Sql.one(
                        connection,
                        row -> new Outcomes(row.getLong(1), row.getLong(2), row.getLong(3)),
                        OUTCOMES,
                        tenant,
                        since)
                .orElseThrow();
    }

    /** Removes reports that were closed before a moment; returns how many. */
    public static int forget(Transaction connection, int tenant, Instant before, int limit) {
        return Sql.execute(connection, FORGET, tenant, tenant, before, limit);
    }

    private static Report read(ResultSet row, int tenant) throws SQLException {
        Timestamp closed = row.getTimestamp("closed_at");
        return new Report(
                row.getLong("id"),
                new AccountId(tenant, row.getLong("reporter")),
                row.getLong("reporter_user"),
                TradeRole.valueOf(row.getString("reporter_role").toUpperCase(Locale.ROOT)),
                new AccountId(tenant, row.getLong("reported")),
                Optional.ofNullable(row.getObject("trade", UUID.class)),
                row.getLong("offer"),
                ReportReason.valueOf(row.getString("reason").toUpperCase(Locale.ROOT)),
                row.getLong("case_id"),
                Report.State.valueOf(row.getString("state").toUpperCase(Locale.ROOT)),
                row.getTimestamp("created_at").toInstant(),
                Optional.ofNullable(closed).map(Timestamp::toInstant));
    }
}
