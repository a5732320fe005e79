package com.flowex.risk.store.alert;

import com.flowex.platform.database.Database;
import com.flowex.platform.database.sql.Sql;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Statements for the browser pushes of firings. */
public record PushDeliveriesTable(Database database) {

    private static final String DUE = FiringsTable.SELECT + """
            FROM risk.alert_firings WHERE tenant_id = ? AND push = 'waiting' AND push_due <= ? ORDER BY push_due, id LIMIT ?""";
    private static final String CLAIM = """
            UPDATE risk.alert_firings SET push_tries = push_tries + 1, push_due = ?
            WHERE tenant_id = ? AND id = ? AND push = 'waiting' AND push_tries = ? RETURNING pushed""";
    private static final String TRIED = """
            UPDATE risk.alert_firings SET push = ?, push_due = ?, push_why = ?, pushed = ?::text[]
            WHERE tenant_id = ? AND id = ? AND push = 'waiting' AND push_tries = ?""";

    public List<AlertFiring> due(int tenant, Instant now, int limit) {
        return database.query(
                tenant, transaction -> Sql.all(transaction, FiringsTable::firing, DUE, tenant, now, limit));
    }

    /**
     * Claims a firing for delivery; returns an empty value if another process has claimed it.
     *
     * @param until time from which others may claim it if no result is stored
     * @return browsers that have it already
     */
    public Optional<Set<String>> claim(int tenant, AlertFiring firing, Instant until) {
        return database.transaction(
                tenant,
                transaction -> Sql.one(
                        transaction,
                        PushDeliveriesTable::pushed,
                        CLAIM,
                        until,
                        tenant,
                        firing.id(),
                        firing.pushTries()));
    }

    private static Set<String> pushed(ResultSet row) throws SQLException {
        Array array = row.getArray(1);
        return Set.of((String[]) array.getArray());
    }

    /**
     * Stores the result of a claimed firing.
     *
     * @param due time of the next attempt, if the state is waiting
     * @param pushed all browsers that have it
     */
    public void tried(int tenant, AlertFiring firing, String state, Instant due, String why, Set<String> pushed) {
        String[] browsers = pushed.toArray(String[]::new);
        int tries = firing.pushTries() + 1;
        database.transaction(
                tenant,
                transaction -> Sql.execute(transaction, TRIED, state, due, why, browsers, tenant, firing.id(), tries));
    }
}
