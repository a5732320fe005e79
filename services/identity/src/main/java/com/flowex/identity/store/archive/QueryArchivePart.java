package com.flowex.identity.store.archive;

import com.flowex.identity.store.archive.RowSink.Column;
import com.flowex.identity.store.archive.RowSink.Shape;
import com.flowex.identity.store.user.User;
import com.flowex.platform.database.export.PersonExport;
import com.flowex.platform.database.transaction.Transaction;
import java.io.IOException;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reader of a service's rows about a person, in batches. */
public final class QueryArchivePart {

    private static final int ROWS_AT_A_TIME = 500;

    private QueryArchivePart() {}

    public static ArchivePart part(PersonExport rows) {
        return new ArchivePart(rows.kind(), (sink, transaction, user) -> read(rows, sink, transaction, user));
    }

    private static void read(PersonExport rows, RowSink sink, Transaction transaction, User user)
            throws SQLException, IOException {
        try (PreparedStatement select = transaction.jdbc().prepareStatement(rows.sql())) {
            select.setInt(1, user.tenant());
            select.setLong(2, number(rows, user));
            select.setFetchSize(ROWS_AT_A_TIME);
            try (ResultSet row = select.executeQuery()) {
                int columns = columns(row.getMetaData(), sink);
                while (row.next()) {
                    List<@Nullable String> values = new ArrayList<>();
                    for (int i = 1; i <= columns; i++) {
                        values.add(row.getString(i));
                    }
                    sink.row(values);
                }
            }
        }
    }

    private static long number(PersonExport rows, User user) {
        return switch (rows.of()) {
            case USER -> user.id();
            case ACCOUNT -> user.account().number();
        };
    }

    private static int columns(ResultSetMetaData meta, RowSink sink) throws SQLException, IOException {
        List<Column> columns = new ArrayList<>();
        for (int i = 1; i <= meta.getColumnCount(); i++) {
            columns.add(new Column(meta.getColumnLabel(i), shape(meta.getColumnType(i))));
        }
        sink.columns(columns);
        return columns.size();
    }

    private static Shape shape(int type) {
        return switch (type) {
            case Types.BIT, Types.BOOLEAN -> Shape.FLAG;
            case Types.SMALLINT, Types.INTEGER, Types.BIGINT, Types.NUMERIC -> Shape.NUMBER;
            default -> Shape.TEXT;
        };
    }
}
