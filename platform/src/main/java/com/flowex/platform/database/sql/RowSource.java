package com.flowex.platform.database.sql;

import com.flowex.platform.database.transaction.TransactionWork;
import com.flowex.platform.failure.DatabaseUnavailableException;
import com.flowex.platform.failure.SqlException;

/** Source of rows for readers; it writes nothing. Thread-safe. */
public interface RowSource {

    /**
     * Reads rows that belong to no tenant.
     *
     * @throws DatabaseUnavailableException if the database is away
     * @throws SqlException if the database refuses a statement
     */
    <T> T query(TransactionWork<T> reading);

    /**
     * Reads with access to one tenant's rows. The reading may run twice, if the first run's connection was lost.
     *
     * @throws DatabaseUnavailableException if the database is away
     * @throws SqlException if the database refuses a statement
     */
    <T> T query(int tenant, TransactionWork<T> reading);

    /**
     * Returns the same rows for a reader that knows an event already; a server that does not show the event yet is not
     * read.
     *
     * @param sequence number of that event
     */
    RowSource reaching(long sequence);
}
