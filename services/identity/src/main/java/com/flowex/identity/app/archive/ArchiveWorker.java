package com.flowex.identity.app.archive;

import com.flowex.identity.store.archive.ArchiveFile;
import com.flowex.identity.store.archive.ArchivesTable;
import com.flowex.identity.store.archive.ChunkingOutputStream;
import com.flowex.identity.store.user.User;
import com.flowex.identity.store.user.UsersTable;
import com.flowex.platform.database.Database;
import com.flowex.platform.database.sql.TenantRows;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.IntConsumer;

/**
 * Worker that creates requested archives, each in one transaction. If the process ends within it, no archive was
 * created, and the next run creates it.
 */
public final class ArchiveWorker {

    private final Database database;
    private final ArchivesTable archives;
    private final ArchiveFile file;
    private final Duration life;
    private final InstantSource clock;

    public ArchiveWorker(
            Database database, ArchivesTable archives, ArchiveFile file, Duration life, InstantSource clock) {
        this.database = database;
        this.archives = archives;
        this.file = file;
        this.life = life;
        this.clock = clock;
    }

    /**
     * Creates the archives that a tenant's people wait for, and removes expired ones.
     *
     * @param percent listener for the progress of the current archive, in percent; may throw to abort it
     * @return number of archives created
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
        ChunkingOutputStream pieces =
                new ChunkingOutputStream((number, piece) -> archives.keep(connection, tenant, archive, number, piece));
        try {
            file.write(pieces, connection, user, now, (done, of) -> percent.accept(100 * done / of));
            pieces.end();
        } catch (IOException e) {
            throw e.getCause() instanceof SQLException refused ? refused : new SQLException(e);
        }
        ArchivesTable.made(connection, tenant, archive, now, now.plus(life), pieces.size());
    }
}
