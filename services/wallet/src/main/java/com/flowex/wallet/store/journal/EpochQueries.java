package com.flowex.wallet.store.journal;

import com.flowex.cluster.tail.Checkpoint;
import com.flowex.platform.database.Database;
import com.flowex.platform.database.sql.Sql;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;

/** Queries of the journal's chapters: the places in the log from which former balances are replayed. */
public record EpochQueries(Database database) {

    private static final String PLACE = """
            SELECT c.chapter, c.first_sequence,
                coalesce((SELECT max(m.sequence) FROM wallet.marks m WHERE m.sequence < c.first_sequence), 0) AS mark_sequence,
                coalesce((SELECT m.position FROM wallet.marks m WHERE m.sequence < c.first_sequence
                    ORDER BY m.sequence DESC LIMIT 1), 0) AS mark_position,
                (SELECT sequence FROM platform.checkpoints WHERE projection = 'wallet') AS shown
            FROM wallet.chapters c WHERE\s""";
    private static final String BY_EVENT = PLACE + "c.first_sequence <= ? ORDER BY c.chapter DESC LIMIT 1";
    private static final String BY_TIME = PLACE + "c.began_nanos <= ? ORDER BY c.chapter DESC LIMIT 1";
    private static final String BEGAN = "SELECT began_nanos FROM wallet.chapters ORDER BY chapter LIMIT 1";

    /** Position of a chapter in the log, as far as the view is. */
    public record Place(long epoch, long first, Checkpoint mark, long shown) {}

    /** Returns the chapter of an event; empty before the first one. */
    public Optional<Place> ofEvent(long sequence) {
        return place(BY_EVENT, sequence);
    }

    /** Returns the chapter of a time, in nanoseconds since 1970; empty before the first one. */
    public Optional<Place> ofTime(long nanos) {
        return place(BY_TIME, nanos);
    }

    /** Returns the time of the first chapter, in nanoseconds since 1970. */
    public Optional<Long> beginning() {
        return database.query(connection -> Sql.one(connection, row -> row.getLong(1), BEGAN));
    }

    private Optional<Place> place(String sql, long value) {
        return database.query(connection -> Sql.one(connection, EpochQueries::place, sql, value));
    }

    private static Place place(ResultSet row) throws SQLException {
        return new Place(
                row.getLong("chapter"),
                row.getLong("first_sequence"),
                new Checkpoint(row.getLong("mark_sequence"), row.getLong("mark_position")),
                row.getLong("shown"));
    }
}
