package com.flowex.platform.monitor;

import com.flowex.platform.database.Database;
import com.flowex.platform.database.sql.Sql;
import com.flowex.platform.health.HealthChange;
import java.time.Instant;
import java.util.List;

/** Health history in the database, of all processes that share it. It belongs to no tenant. */
public final class HealthHistoryTable implements HealthHistory {

    private static final String ADD = """
            INSERT INTO platform.health_changes (process, part, before, state, why, at) VALUES (?, ?, ?, ?, ?, ?)""";

    /**
     * Deletes old and surplus entries. At most one is surplus, except the first time: each insertion removes the entry
     * that it displaces.
     */
    private static final String FORGET = """
            DELETE FROM platform.health_changes WHERE at < ? OR id <= (
                SELECT id FROM platform.health_changes ORDER BY id DESC OFFSET ? LIMIT 1)""";

    private static final String LAST = """
            SELECT process, part, before, state, why, at FROM platform.health_changes ORDER BY id DESC LIMIT ?""";

    private static final int WHY_LENGTH_MAX = 500;

    private final Database database;
    private final String process;

    /** @param process name of the process whose changes are added */
    public HealthHistoryTable(Database database, String process) {
        this.database = database;
        this.process = process;
    }

    @Override
    public void add(HealthChange change) {
        String why = change.why().length() > WHY_LENGTH_MAX ? change.why().substring(0, WHY_LENGTH_MAX) : change.why();
        database.transaction(connection -> {
            Sql.execute(connection, ADD, process, change.part(), change.before(), change.state(), why, change.at());
            return Sql.execute(connection, FORGET, Instant.now().minus(KEPT), ENTRIES_MAX);
        });
    }

    @Override
    public List<Entry> last(int limit) {
        return database.query(connection -> Sql.all(
                connection,
                row -> new Entry(
                        row.getString(1),
                        new HealthChange(
                                Sql.instant(row, 6, Instant.EPOCH),
                                row.getString(2),
                                row.getString(3),
                                row.getString(4),
                                row.getString(5))),
                LAST,
                limit));
    }
}
