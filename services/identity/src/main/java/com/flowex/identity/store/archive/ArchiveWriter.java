package com.flowex.identity.store.archive;

import com.flowex.identity.store.user.User;
import com.flowex.identity.store.user.UsersTable;
import com.flowex.platform.database.Database;
import com.flowex.platform.database.sql.TenantRows;
import com.flowex.platform.database.transaction.Transaction;
import com.flowex.platform.database.transaction.TransactionWork;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.IntConsumer;

/**
 * Writer of requested archives, each in one transaction that sees one state of the database. If the process ends within
 * it, no archive was written.
 */
public final class ArchiveWriter {

    private final Database database;
    private final ArchivesTable archives;
    private final ArchiveFile file;
    private final InstantSource clock;

    public ArchiveWriter(Database database, ArchivesTable archives, ArchiveFile file, InstantSource clock) {
        this.database = database;
        this.archives = archives;
        this.file = file;
        this.clock = clock;
    }

    /**
     * Writes the archive that has waited longest, if any is waiting.
     *
     * @param life time for which it can be downloaded
     * @param percent listener for the progress, in percent; may throw to abort it
     * @return false if no archive is waiting
     */
    public boolean writeOne(int tenant, Duration life, IntConsumer percent) {
        TransactionWork<Boolean> writing = transaction -> writeOne(transaction, tenant, life, percent);
        return database.query(connection -> {
            connection.jdbc().setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            return Database.inTransaction(connection.jdbc(), TenantRows.within(tenant, writing.onConnection()));
        });
    }

    private boolean writeOne(Transaction connection, int tenant, Duration life, IntConsumer percent)
            throws SQLException {
        Optional<ArchivesTable.Archive> next = ArchivesTable.waiting(connection, tenant);
        if (next.isPresent()) {
            write(connection, tenant, next.get(), life, percent);
        }
        return next.isPresent();
    }

    private void write(
            Transaction connection, int tenant, ArchivesTable.Archive archive, Duration life, IntConsumer percent)
            throws SQLException {
        Instant now = clock.instant();
        User user = UsersTable.byId(connection, tenant, archive.userId()).orElseThrow();
        ChunkingOutputStream pieces =
                new ChunkingOutputStream((number, piece) -> archives.store(connection, tenant, archive, number, piece));
        try {
            file.write(pieces, connection, user, now, (done, of) -> percent.accept(100 * done / of));
            pieces.end();
        } catch (IOException e) {
            throw e.getCause() instanceof SQLException refused ? refused : new SQLException(e);
        }
        ArchivesTable.made(connection, tenant, archive, now, now.plus(life), pieces.size());
    }
}
