package com.flowex.platform.projection;

import com.flowex.platform.database.Database;
import com.flowex.platform.database.sql.RowSource;
import com.flowex.platform.database.sql.TenantRows;
import com.flowex.platform.database.transaction.SqlWork;
import com.flowex.platform.database.transaction.TransactionWork;
import com.flowex.platform.projection.status.ViewProgress;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Rows of a view that may be read from a replica. It uses no replica that shows less than this process has shown of the
 * view, by rows, by streams or from memory; a reader that has seen an event is never shown less a moment later. A
 * reader that has seen an event in another process passes its number, and waits for it here first.
 */
final class ViewHistory implements RowSource {

    private final Database database;
    private final String schema;
    private final ViewProgress progress;
    private final long least;

    /** Newest event that was read, which is a moment ahead of the view's reported progress. */
    private final AtomicLong read;

    ViewHistory(Database database, String schema, ViewProgress progress) {
        this(database, schema, progress, 0, new AtomicLong());
    }

    private ViewHistory(Database database, String schema, ViewProgress progress, long least, AtomicLong read) {
        this.database = database;
        this.schema = schema;
        this.progress = progress;
        this.least = least;
        this.read = read;
    }

    @Override
    public <T> T query(TransactionWork<T> reading) {
        return database.history(showsEnough(), reading.onConnection(), () -> database.transaction(noting(reading)));
    }

    @Override
    public <T> T query(int tenant, TransactionWork<T> reading) {
        return database.history(
                showsEnough(),
                TenantRows.within(tenant, reading.onConnection()),
                () -> database.query(tenant, noting(reading)));
    }

    @Override
    public RowSource reaching(long sequence) {
        return new ViewHistory(database, schema, progress, Math.max(least, sequence), read);
    }

    private SqlWork<Boolean> showsEnough() {
        long needed = Math.max(least, Math.max(progress.applied(), read.get()));
        return connection -> noted(connection) >= needed;
    }

    /**
     * Notes the checkpoint after the reading: rows are never older than the checkpoint read before them, nor younger
     * than the one read after.
     */
    private <T> TransactionWork<T> noting(TransactionWork<T> reading) {
        return transaction -> {
            T result = reading.run(transaction);
            noted(transaction.jdbc());
            return result;
        };
    }

    private long noted(Connection connection) throws SQLException {
        long sequence = Checkpoints.at(connection, schema).sequence();
        read.accumulateAndGet(sequence, Math::max);
        return sequence;
    }
}
