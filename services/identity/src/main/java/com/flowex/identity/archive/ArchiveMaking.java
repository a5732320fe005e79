package com.flowex.identity.archive;

import com.flowex.ground.database.Database;
import com.flowex.ground.database.TenantRows;
import com.flowex.identity.user.User;
import com.flowex.identity.user.UsersTable;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.IntConsumer;

/** Makes the archives that people asked for, each in one transaction: whoever ends within it has made none, and the next makes it. */
public final class ArchiveMaking {

    private final Database database;
    private final ArchivesTable archives;
    private final ArchiveFile file;
    private final Duration life;
    private final InstantSource clock;

    ArchiveMaking(Database database, ArchivesTable archives, ArchiveFile file, Duration life, InstantSource clock) {
        this.database = database;
        this.archives = archives;
        this.file = file;
        this.life = life;
        this.clock = clock;
    }

    /**
     * Makes what a tenant's people wait for, and removes what is too old.
     *
     * @param percent is told how far the one under way is; may throw, to end it
     * @return how many were made
     */
    public int makeAll(int tenant, IntConsumer percent) {
        archives.removeExpired(tenant, clock.instant());
        int made = 0;
        while (makeOne(tenant, percent)) {
            made++;
        }
        return made;
    }

    private boolean makeOne(int tenant, IntConsumer percent) {
        return database.query(connection -> {
            connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            return Database.inTransaction(connection, TenantRows.within(tenant, at -> makeOne(at, tenant, percent)));
        });
    }

    private boolean makeOne(Connection connection, int tenant, IntConsumer percent) throws SQLException {
        Optional<ArchivesTable.Archive> next = ArchivesTable.waiting(connection, tenant);
        if (next.isPresent()) {
            make(connection, tenant, next.get(), percent);
        }
        return next.isPresent();
    }

    private void make(Connection connection, int tenant, ArchivesTable.Archive archive, IntConsumer percent)
            throws SQLException {
        Instant now = clock.instant();
        User user = UsersTable.byId(connection, tenant, archive.userId()).orElseThrow();
        SealedPieces pieces =
                new SealedPieces((number, piece) -> archives.keep(connection, tenant, archive, number, piece));
        try {
            file.write(pieces, connection, user, now, (done, of) -> percent.accept(100 * done / of));
            pieces.end();
        } catch (IOException e) {
            throw e.getCause() instanceof SQLException refused ? refused : new SQLException(e);
        }
        ArchivesTable.made(connection, tenant, archive, now, now.plus(life), pieces.size());
    }
}
