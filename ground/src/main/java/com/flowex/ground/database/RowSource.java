package com.flowex.ground.database;

/** Where rows are read for somebody who asks; nothing is written here. Any thread. */
public interface RowSource {

    /**
     * One reading, of rows that belong to nobody.
     *
     * @throws DatabaseUnavailableException if the database is away
     * @throws SqlException if it refuses a statement
     */
    <T> T query(SqlWork<T> reading);

    /**
     * One reading that sees the rows of one tenant only. It may be done twice, the first time for nothing.
     *
     * @throws DatabaseUnavailableException if the database is away
     * @throws SqlException if it refuses a statement
     */
    <T> T query(int tenant, SqlWork<T> reading);

    /**
     * The same rows, for whoever knows of an event already: none are read where it is not shown yet.
     *
     * @param sequence number of that event
     */
    RowSource reaching(long sequence);
}
