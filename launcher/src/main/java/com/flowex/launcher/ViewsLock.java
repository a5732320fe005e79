package com.flowex.launcher;

import com.flowex.ground.database.DatabaseAccess;
import com.flowex.ground.database.DatabaseChoice;
import com.flowex.ground.database.Sql;
import com.flowex.ground.settings.StartupException;
import java.sql.Connection;
import java.sql.SQLException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Of processes that use the same nodes only one keeps the views of a database. Where its connection breaks, another may start: then
 * a view's checkpoint, which is moved by one only, keeps the two apart.
 */
final class ViewsLock implements Parts.Part {
    private static final Logger LOG = LoggerFactory.getLogger(ViewsLock.class);

    /** "views" in letters. */
    private static final long KEY = 0x76_69_65_77_73L;

    private final DatabaseAccess access;
    private final Connection connection;

    private ViewsLock(DatabaseAccess access, Connection connection) {
        this.access = access;
        this.connection = connection;
    }

    /** @throws StartupException if another process keeps them */
    static ViewsLock take(DatabaseChoice choice) {
        DatabaseAccess access = DatabaseAccess.open(choice);
        try {
            Connection connection = access.app();
            boolean taken = Sql.one(connection, row -> row.getBoolean(1), "SELECT pg_try_advisory_lock(?)", KEY)
                    .orElseThrow();
            if (!taken) {
                connection.close();
                throw new StartupException(
                        "another process has every service on this database and these nodes: two are not there"
                                + " yet; stop it first");
            }
            return new ViewsLock(access, connection);
        } catch (SQLException e) {
            access.close();
            throw new StartupException("the database cannot be asked: " + e.getMessage(), e);
        } catch (StartupException e) {
            access.close();
            throw e;
        }
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            LOG.debug("the lock of the views went with its connection", e);
        } finally {
            access.close();
        }
    }
}
