package com.flowex.listings.store;

import com.flowex.platform.database.Database;
import com.flowex.platform.database.sql.Sql;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;

/** Table of the risks of tenants' assets. */
public record CoinRisksTable(Database database) {

    private static final String VERSION = "SELECT risks FROM listings.state";
    private static final String NEXT = "UPDATE listings.state SET risks = risks + 1";
    private static final String ALL = """
            SELECT r.asset, coalesce(c.coin, ''), r.score, r.day, r.made_at FROM listings.risks r
            LEFT JOIN listings.codes c ON c.tenant_id = r.tenant_id AND c.code = r.asset WHERE r.tenant_id = ?""";
    private static final String PUT = """
            INSERT INTO listings.risks (tenant_id, asset, score, day, made_at)
            SELECT ?, each.asset, each.score::double precision, ?, ?
            FROM unnest(?::text[], ?::text[]) AS each (asset, score)
            ON CONFLICT (tenant_id, asset) DO UPDATE
            SET score = excluded.score, day = excluded.day, made_at = excluded.made_at
            WHERE listings.risks.day <= excluded.day""";
    private static final String GONE =
            "DELETE FROM listings.risks WHERE tenant_id = ? AND day <= ? AND asset <> ALL (?::text[])";

    /** Returns a number that grows with every change of any tenant. */
    public long version() {
        return database.query(transaction ->
                Sql.one(transaction, row -> row.getLong(1), VERSION).orElseThrow());
    }

    public List<StoredCoinRisk> of(int tenant) {
        return database.query(tenant, transaction -> Sql.all(transaction, CoinRisksTable::risk, ALL, tenant));
    }

    /**
     * Replaces the scores by those of a day: an asset without a new score loses its old one, unless that is of a later
     * day.
     */
    public void put(int tenant, int day, Instant madeAt, Map<String, Double> scores) {
        String[] assets = scores.keySet().toArray(String[]::new);
        String[] values = scores.values().stream().map(Object::toString).toArray(String[]::new);
        database.transaction(tenant, transaction -> {
            // Concurrent changes wait for each other at this row, so versions become visible in their order.
            Sql.execute(transaction, NEXT);
            Sql.execute(transaction, GONE, tenant, day, assets);
            return Sql.execute(transaction, PUT, tenant, day, madeAt, assets, values);
        });
    }

    private static StoredCoinRisk risk(ResultSet row) throws SQLException {
        return new StoredCoinRisk(
                row.getString(2),
                new CoinRisk(
                        row.getString(1),
                        row.getDouble(3),
                        LocalDate.ofEpochDay(row.getInt(4)),
                        row.getTimestamp(5).toInstant()));
    }
}
