package com.flowex.listings.store;

import com.flowex.platform.database.Database;
import com.flowex.platform.database.sql.Sql;
import com.flowex.platform.database.transaction.Transaction;
import com.flowex.platform.errors.Refusal;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/** Table of hidden coins. */
public record HiddenCoinsTable(Database database) {

    /** Maximum number of coins that a tenant hides: all of them are held in memory. */
    static final int EACH_MAX = 5_000;

    private static final String CHOICES = "SELECT choices FROM listings.state";
    private static final String NEXT = "UPDATE listings.state SET choices = choices + 1";
    private static final String ALL = "SELECT coin FROM listings.hidden WHERE tenant_id = ?";
    private static final String PAGE =
            "SELECT coin FROM listings.hidden WHERE tenant_id = ? ORDER BY coin OFFSET ? LIMIT ?";
    private static final String COUNT = "SELECT count(*) FROM listings.hidden WHERE tenant_id = ?";
    private static final String HIDE = """
            INSERT INTO listings.hidden (tenant_id, coin, hidden_by, hidden_at) VALUES (?, ?, ?, ?)
            ON CONFLICT (tenant_id, coin) DO NOTHING""";
    private static final String SHOW = "DELETE FROM listings.hidden WHERE tenant_id = ? AND coin = ?";

    /** Returns a number that grows with every change of any tenant. */
    public long version() {
        return database.query(transaction ->
                Sql.one(transaction, row -> row.getLong(1), CHOICES).orElseThrow());
    }

    public Set<String> of(int tenant) {
        return database.query(
                tenant, transaction -> Set.copyOf(Sql.all(transaction, row -> row.getString(1), ALL, tenant)));
    }

    public List<String> page(int tenant, long offset, int limit) {
        return database.query(
                tenant, transaction -> Sql.all(transaction, row -> row.getString(1), PAGE, tenant, offset, limit));
    }

    /** Hides a coin; returns true if it was shown before. */
    public boolean hide(int tenant, String coin, String by, Instant at) {
        return database.transaction(tenant, transaction -> {
            // Concurrent changes wait for each other at this row, so the count is right.
            Sql.execute(transaction, NEXT);
            boolean isNew = Sql.execute(transaction, HIDE, tenant, coin, by, at) > 0;
            if (isNew && count(transaction, tenant) > EACH_MAX) {
                throw Refusal.invalid("shown", "true: " + EACH_MAX + " coins are hidden, which is the maximum");
            }
            return isNew;
        });
    }

    private static long count(Transaction transaction, int tenant) {
        return Sql.one(transaction, row -> row.getLong(1), COUNT, tenant).orElseThrow();
    }

    /** Shows a coin; returns true if it was hidden before. */
    public boolean show(int tenant, String coin) {
        return database.transaction(tenant, transaction -> {
            Sql.execute(transaction, NEXT);
            return Sql.execute(transaction, SHOW, tenant, coin) > 0;
        });
    }
}
