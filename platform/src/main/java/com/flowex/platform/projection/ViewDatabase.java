package com.flowex.platform.projection;

import com.flowex.platform.database.Database;
import com.flowex.platform.database.transaction.SqlWork;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;

/**
 * Transactions on the tables of one view.
 *
 * @param schema meaning of unqualified names; also the key of the checkpoint
 */
record ViewDatabase(DataSource views, String schema) {

    /** Changes rows, all or none. */
    <T> T change(SqlWork<T> work) throws SQLException {
        try (Connection connection = views.getConnection()) {
            return Database.inTransaction(connection, changing -> {
                changing.setSchema(schema);
                return work.run(changing);
            });
        }
    }

    /** Reads the checkpoint and its rows as of one moment, while another process may write them. */
    <T> T read(SqlWork<T> work) throws SQLException {
        SqlWork<T> reading = connection -> {
            connection.setSchema(schema);
            return work.run(connection);
        };
        try (Connection connection = views.getConnection()) {
            return Database.inTransaction(connection, reading.asOfOneMoment());
        }
    }
}
