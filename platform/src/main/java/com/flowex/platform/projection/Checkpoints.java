package com.flowex.platform.projection;

import com.flowex.cluster.tail.Checkpoint;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/** The checkpoints in the table platform.checkpoints. */
final class Checkpoints {

    private static final String INSERT = """
            INSERT INTO platform.checkpoints (projection, sequence, position) VALUES (?, 0, 0)
            ON CONFLICT (projection) DO NOTHING""";
    private static final String SELECT = "SELECT sequence, position FROM platform.checkpoints WHERE projection = ?";
    private static final String ADVANCE = """
            UPDATE platform.checkpoints SET sequence = ?, position = ?, updated_at = now()
            WHERE projection = ? AND sequence = ? AND position = ?""";

    private Checkpoints() {}

    static Checkpoint load(Connection views, String projection) throws SQLException {
        try (PreparedStatement insert = views.prepareStatement(INSERT)) {
            insert.setString(1, projection);
            insert.executeUpdate();
        }
        try (PreparedStatement select = views.prepareStatement(SELECT)) {
            select.setString(1, projection);
            try (ResultSet row = select.executeQuery()) {
                row.next();
                return new Checkpoint(row.getLong(1), row.getLong(2));
            }
        }
    }

    /** @return false if the stored checkpoint is not {@code from}: somebody else moved it, or an earlier try did */
    static boolean advance(Connection views, String projection, Checkpoint from, Checkpoint to) throws SQLException {
        try (PreparedStatement update = views.prepareStatement(ADVANCE)) {
            update.setLong(1, to.sequence());
            update.setLong(2, to.position());
            update.setString(3, projection);
            update.setLong(4, from.sequence());
            update.setLong(5, from.position());
            return update.executeUpdate() == 1;
        }
    }
}
