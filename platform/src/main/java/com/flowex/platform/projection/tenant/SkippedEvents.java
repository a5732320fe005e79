package com.flowex.platform.projection.tenant;

import com.flowex.platform.database.Database;
import com.flowex.platform.database.sql.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Events that a view skips when it is rebuilt, by an operator's decision: the last resort against an event that no
 * version can apply. They stay listed, because every later rebuild has to skip them, too.
 */
public final class SkippedEvents {

    private static final String OF_VIEW = "SELECT event FROM platform.skipped_events WHERE view = ?";
    private static final String ALL =
            "SELECT view, event, reason, skipped_by, skipped_at FROM platform.skipped_events ORDER BY event, view";
    private static final String ADD = """
            INSERT INTO platform.skipped_events (view, event, reason, skipped_by) VALUES (?, ?, ?, ?)
            ON CONFLICT (view, event) DO NOTHING""";
    private static final String REMOVE = "DELETE FROM platform.skipped_events WHERE view = ? AND event = ?";

    private final Database database;

    public SkippedEvents(Database database) {
        this.database = database;
    }

    /**
     * Event that a view skips.
     *
     * @param by name of the operator
     * @param at time of the decision, ISO 8601
     */
    public record Skipped(String view, long event, String reason, String by, String at) {}

    /** Returns the events that one view skips. */
    public static Set<Long> of(Connection views, String view) throws SQLException {
        return new HashSet<>(Sql.all(views, row -> row.getLong(1), OF_VIEW, view));
    }

    /** Returns all skipped events of all views. */
    public List<Skipped> all() {
        return database.query(connection -> Sql.all(
                connection,
                row -> new Skipped(
                        row.getString(1),
                        row.getLong(2),
                        row.getString(3),
                        row.getString(4),
                        row.getTimestamp(5).toInstant().toString()),
                ALL));
    }

    /** Adds an event that the view skips from its next rebuild on. */
    public void add(String view, long event, String reason, String by) {
        database.transaction(connection -> Sql.execute(connection, ADD, view, event, reason, by));
    }

    /**
     * Removes an event, so that the view applies it again from its next rebuild on.
     *
     * @return true if it was listed
     */
    public boolean remove(String view, long event) {
        return database.transaction(connection -> Sql.execute(connection, REMOVE, view, event)) == 1;
    }
}
