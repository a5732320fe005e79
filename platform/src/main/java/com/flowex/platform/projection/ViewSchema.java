package com.flowex.platform.projection;

import com.flowex.platform.database.Database;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;

/** A view's schema and its checkpoint as one thing: they go, and change places, together. */
public final class ViewSchema {

    /** How long one try waits for statements that read the old tables; they take 10 s at most. */
    private static final String LOCK_TIMEOUT = "SET LOCAL lock_timeout = '3s'";

    private static final String FORGET = "DELETE FROM platform.checkpoints WHERE projection = ?";
    private static final String RENAME = "UPDATE platform.checkpoints SET projection = ? WHERE projection = ?";

    private ViewSchema() {}

    /** Deletes the schema with all its rows, and the checkpoint; nothing if there is none. */
    public static void drop(Database database, String schema) {
        database.asOwner(owner -> {
            drop(owner, schema);
            return true;
        });
    }

    /**
     * Puts a view aside, with its rows and its checkpoint, as evidence that nobody but the owner reads; the view is built
     * anew from the log at the next start.
     *
     * @return the schema in which it is kept
     */
    static String putAside(Connection owner, String schema, long sequence) throws SQLException {
        String kept = schema + "_kept_" + sequence + "_" + Instant.now().getEpochSecond();
        try (Statement statement = owner.createStatement();
                PreparedStatement forget = owner.prepareStatement(FORGET)) {
            statement.execute("ALTER SCHEMA " + schema + " RENAME TO " + kept);
            Database.withdraw(owner, kept);
            statement.execute("CREATE TABLE " + kept + ".kept_checkpoint AS SELECT * FROM platform.checkpoints"
                    + " WHERE projection = '" + schema + "'");
            forget.setString(1, schema);
            forget.executeUpdate();
        }
        return kept;
    }

    /** Puts one schema in the place of another, in one transaction: a statement reads either all the old or all the new. */
    static void replace(Database database, String schema, String by) {
        database.asOwner(owner -> {
            try (Statement statement = owner.createStatement();
                    PreparedStatement rename = owner.prepareStatement(RENAME)) {
                statement.execute(LOCK_TIMEOUT);
                // Waits for readers in the midst of a statement: none sees the old rows under the new checkpoint.
                drop(owner, schema);
                statement.execute("ALTER SCHEMA " + by + " RENAME TO " + schema);
                rename.setString(1, schema);
                rename.setString(2, by);
                return rename.executeUpdate();
            }
        });
    }

    private static void drop(Connection owner, String schema) throws SQLException {
        try (Statement statement = owner.createStatement();
                PreparedStatement forget = owner.prepareStatement(FORGET)) {
            statement.execute("DROP SCHEMA IF EXISTS " + schema + " CASCADE");
            forget.setString(1, schema);
            forget.executeUpdate();
        }
    }
}
