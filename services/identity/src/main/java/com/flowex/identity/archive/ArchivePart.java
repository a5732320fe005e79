package com.flowex.identity.archive;

import com.flowex.identity.user.User;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;

/**
 * One kind of rows in an archive.
 *
 * @param kind the name of its files
 */
public record ArchivePart(String kind, Rows rows) {

    /** Hands out a person's rows of a kind; the same ones each time within a transaction. */
    @FunctionalInterface
    public interface Rows {
        void to(RowSink sink, Connection connection, User user) throws SQLException, IOException;
    }
}
