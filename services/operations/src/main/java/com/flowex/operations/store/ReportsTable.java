package com.flowex.operations.store;

import com.flowex.platform.database.Database;
import com.flowex.platform.database.sql.Sql;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

/** Table of tenants' daily reports. */
public record ReportsTable(Database database) {

    private static final String PUT = """
            INSERT INTO operations.reports (tenant_id, day, made_at, figures) VALUES (?, ?, ?, ?::jsonb)
            ON CONFLICT (tenant_id, day) DO UPDATE SET made_at = excluded.made_at, figures = excluded.figures""";
    private static final String PAGE = """
            SELECT day, made_at, figures::text FROM operations.reports WHERE tenant_id = ? AND day < ?
            ORDER BY day DESC LIMIT ?""";

    /** @param json lines of the report, as a JSON array */
    public record StoredReport(LocalDate day, Instant madeAt, String json) {}

    /** Stores the report of a day, and replaces an earlier one. */
    public void put(int tenant, StoredReport report) {
        int day = Math.toIntExact(report.day().toEpochDay());
        database.transaction(
                tenant, transaction -> Sql.execute(transaction, PUT, tenant, day, report.madeAt(), report.json()));
    }

    /** Returns the reports on days before {@code beforeDay}, in days since 1970, newest first. */
    public List<StoredReport> page(int tenant, long beforeDay, int limit) {
        return database.query(
                tenant,
                transaction -> Sql.all(
                        transaction,
                        row -> new StoredReport(
                                LocalDate.ofEpochDay(row.getInt(1)),
                                row.getTimestamp(2).toInstant(),
                                row.getString(3)),
                        PAGE,
                        tenant,
                        beforeDay,
                        limit));
    }
}
