package com.flowex.wallet.store.transaction;

import com.flowex.platform.database.Database;
import com.flowex.platform.database.sql.Sql;
import com.flowex.platform.database.transaction.Transaction;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;

/** Counts of a tenant's transactions and balances for the health checks. */
public record HealthCounts(Database database) {

    private static final String UNBALANCED = "SELECT count(*) FROM wallet.totals WHERE tenant = ? AND total <> 0";

    private static final String UNDER_WAY = """
            SELECT type || ' ' || status, count(*) FROM custody.transactions
            WHERE tenant_id = ? AND status IN ('pending', 'confirming', 'frozen') GROUP BY type, status""";

    private static final String STUCK = """
            SELECT count(*) FROM custody.transactions
            WHERE tenant_id = ? AND type = 'withdrawal' AND (
                status = 'confirming' AND updated_at < now() - ? * interval '1 second'
                OR status = 'pending' AND updated_at < now() - ? * interval '1 second')""";

    /** Returns the number of assets whose balances do not sum to zero. */
    public long unbalanced(int tenant) {
        return database.query(tenant, connection -> count(connection, UNBALANCED, tenant));
    }

    /** Returns the numbers of transactions in progress by type and status, for example "deposit pending". */
    public Map<String, Long> underWay(int tenant) {
        return database
                .query(
                        tenant,
                        connection -> Sql.all(
                                connection, row -> Map.entry(row.getString(1), row.getLong(2)), UNDER_WAY, tenant))
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /** Returns the number of withdrawals that were sent, or not sent, without a change for that long. */
    public long stuck(int tenant, Duration sent, Duration unsent) {
        return database.query(
                tenant, connection -> count(connection, STUCK, tenant, sent.toSeconds(), unsent.toSeconds()));
    }

    private static long count(Transaction connection, String sql, Object... values) {
        return Sql.one(connection, row -> row.getLong(1), sql, values).orElseThrow();
    }
}
