package com.flowex.platform.projection;

import com.flowex.cluster.tail.Checkpoint;
import com.flowex.platform.database.sql.Sql;
import java.sql.Connection;
import java.sql.SQLException;

/** Checkpoints in the table platform.checkpoints. */
final class Checkpoints {

    private static final String INSERT = """
            INSERT INTO platform.checkpoints (projection, sequence, position) VALUES (?, 0, 0)
            ON CONFLICT (projection) DO NOTHING""";
    private static final String SELECT = "SELECT sequence, position FROM platform.checkpoints WHERE projection = ?";
    private static final String ADVANCE = """
            UPDATE platform.checkpoints SET sequence = ?, position = ?, updated_at = now()
            WHERE projection = ? AND sequence = ? AND position = ?""";

    private Checkpoints() {}

    /** Creates the row of a view that has none. */
    static int make(Connection views, String projection) throws SQLException {
        return Sql.execute(views, INSERT, projection);
    }

    /** Returns a view's checkpoint; the start of the log for a view that was never written. It writes nothing. */
    static Checkpoint at(Connection views, String projection) throws SQLException {
        return Sql.one(views, row -> new Checkpoint(row.getLong(1), row.getLong(2)), SELECT, projection)
                .orElse(Checkpoint.START);
    }

    /**
     * @return false if the stored checkpoint is not {@code from}: another process moved it, or an earlier attempt did
     */
    static boolean advance(Connection views, String projection, Checkpoint from, Checkpoint to) throws SQLException {
        return Sql.execute(views, ADVANCE, to.sequence(), to.position(), projection, from.sequence(), from.position())
                == 1;
    }
}
