package com.flowex.identity.store.archive;

import com.flowex.identity.store.user.User;
import com.flowex.platform.database.transaction.Transaction;
import java.io.IOException;
import java.sql.SQLException;

/**
 * Kind of rows in an archive.
 *
 * @param kind name of its files
 */
public record ArchivePart(String kind, Rows rows) {

    /** Source of a person's rows of a kind; it supplies the same rows each time within a transaction. */
    @FunctionalInterface
    public interface Rows {
        void to(RowSink sink, Transaction transaction, User user) throws SQLException, IOException;
    }
}
