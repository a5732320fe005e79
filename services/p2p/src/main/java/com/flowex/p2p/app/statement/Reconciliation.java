package com.flowex.p2p.app.statement;

import com.flowex.p2p.store.statement.ReconciliationQueries;
import com.flowex.p2p.store.statement.ReconciliationQueries.Filter;
import com.flowex.p2p.store.statement.ReconciliationQueries.UnmatchedEntry;
import com.flowex.p2p.store.statement.ReconciliationQueries.UnmatchedTrade;
import com.flowex.platform.database.Database;
import java.util.List;

/** Differences between trades and bank statements, as operators read them. */
public record Reconciliation(Database database) {

    /** Returns paid trades that no entry pays, newest first. */
    public List<UnmatchedTrade> trades(Filter filter, long before, int limit) {
        return database.query(
                filter.tenant(), connection -> ReconciliationQueries.trades(connection, filter, before, limit));
    }

    /**
     * Entries that concern trades and pay none.
     *
     * @param ofNoTrade number of entries of the period that concern no trade
     */
    public record Entries(List<UnmatchedEntry> rows, long ofNoTrade) {}

    /** Returns entries of one moment, newest statement first. */
    public Entries entries(Filter filter, long before, int limit) {
        return database.query(
                filter.tenant(),
                connection -> new Entries(
                        ReconciliationQueries.entries(connection, filter, before, limit),
                        ReconciliationQueries.countPrivate(connection, filter)));
    }

    /** Returns entries without the count of the others. */
    public List<UnmatchedEntry> rows(Filter filter, long before, int limit) {
        return database.query(
                filter.tenant(), connection -> ReconciliationQueries.entries(connection, filter, before, limit));
    }
}
