package com.flowex.platform.projection;

import com.flowex.platform.database.Database;
import com.flowex.platform.failure.DatabaseUnavailableException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.Optional;

/** A view's schema together with its checkpoint: both are dropped and swapped together. */
public final class ViewSchema {

    /**
     * Bounds the wait for background maintenance of the tables, which yields to a lock request older than {@code
     * deadlock_timeout}, 1 s by default.
     */
    private static final String TIDYING_MAX = "SET LOCAL lock_timeout = '3s'";

    /**
     * Bounds an attempt's wait for statements that read the old tables. PostgreSQL ends a transaction that has waited
     * for {@code deadlock_timeout} in a deadlock, so no reader may wait that long for an attempt that itself waits.
     */
    private static final String READERS_MAX = "SELECT set_config('statement_timeout',"
            + " least(500, setting::int / 2)::text, true) FROM pg_settings WHERE name = 'deadlock_timeout'";

    private static final String NO_MAX = "SET LOCAL statement_timeout = 0";
    private static final String TABLES =
            "SELECT string_agg(format('%I.%I', schemaname, tablename), ', ')" + " FROM pg_tables WHERE schemaname = '";

    private static final String FORGET = "DELETE FROM platform.checkpoints WHERE projection = ?";
    private static final String RENAME = "UPDATE platform.checkpoints SET projection = ? WHERE projection = ?";

    private ViewSchema() {}

    /** Drops the schema with all its rows, and the checkpoint; it does nothing if there is none. */
    public static void drop(Database database, String schema) {
        database.asOwner(owner -> {
            drop(owner, schema);
            return true;
        });
    }

    /**
     * Renames a view's schema and keeps it with its rows and its checkpoint, as evidence that only the owner can read.
     * The next start rebuilds the view from the log.
     *
     * @return the schema in which it is kept
     */
    static String renameAway(Connection owner, String schema, long sequence) throws SQLException {
        String newName = schema + "_kept_" + sequence + "_" + Instant.now().getEpochSecond();
        try (Statement statement = owner.createStatement();
                PreparedStatement forget = owner.prepareStatement(FORGET)) {
            statement.execute("ALTER SCHEMA " + schema + " RENAME TO " + newName);
            Database.withdraw(owner, newName);
            statement.execute("CREATE TABLE " + newName + ".kept_checkpoint AS SELECT * FROM platform.checkpoints"
                    + " WHERE projection = '" + schema + "'");
            forget.setString(1, schema);
            forget.executeUpdate();
        }
        return newName;
    }

    /**
     * Replaces one schema by another in one transaction: a statement reads either all of the old or all of the new, and
     * no statement is ended for it.
     *
     * @throws DatabaseUnavailableException if the old tables were read for half a second without a break; the caller
     *     may try again
     */
    static void replace(Database database, String schema, String by) {
        database.asOwner(owner -> {
            try (Statement statement = owner.createStatement();
                    PreparedStatement rename = owner.prepareStatement(RENAME)) {
                takeFromReaders(statement, schema);
                drop(owner, schema);
                statement.execute("ALTER SCHEMA " + by + " RENAME TO " + schema);
                rename.setString(1, schema);
                rename.setString(2, by);
                return rename.executeUpdate();
            }
        });
    }

    /** Waits for running statements of readers, so that none sees the old rows under the new checkpoint. */
    private static void takeFromReaders(Statement statement, String schema) throws SQLException {
        Optional<String> tables = tables(statement, schema);
        if (tables.isPresent()) {
            statement.execute(TIDYING_MAX);
            statement.execute("LOCK TABLE " + tables.get() + " IN SHARE UPDATE EXCLUSIVE MODE");
            statement.execute(READERS_MAX);
            statement.execute("LOCK TABLE " + tables.get() + " IN ACCESS EXCLUSIVE MODE");
            statement.execute(NO_MAX);
        }
    }

    private static Optional<String> tables(Statement statement, String schema) throws SQLException {
        try (ResultSet row = statement.executeQuery(TABLES + schema + "'")) {
            row.next();
            return Optional.ofNullable(row.getString(1));
        }
    }

    /** Drops the schema and the checkpoint within a transaction of the owner. */
    public static void drop(Connection owner, String schema) throws SQLException {
        try (Statement statement = owner.createStatement();
                PreparedStatement forget = owner.prepareStatement(FORGET)) {
            statement.execute("DROP SCHEMA IF EXISTS " + schema + " CASCADE");
            forget.setString(1, schema);
            forget.executeUpdate();
        }
    }
}
