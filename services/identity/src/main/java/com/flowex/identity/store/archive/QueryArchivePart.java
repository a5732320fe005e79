package com.flowex.identity.store.archive;

import com.flowex.identity.store.archive.RowSink.Column;
import com.flowex.identity.store.archive.RowSink.Shape;
import com.flowex.identity.store.user.AccountsTable;
import com.flowex.identity.store.user.User;
import com.flowex.platform.crypto.PersonKeys;
import com.flowex.platform.database.export.PersonExport;
import com.flowex.platform.database.transaction.Transaction;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reader of a service's rows about a person, in batches. A column whose label begins with {@code sealed_} is a text that is
 * sealed with the person's key; the column with the same label and {@code _place} at its end has its place. The archive
 * has the text.
 */
public final class QueryArchivePart {

    private static final int ROWS_AT_A_TIME = 500;
    private static final String SEALED = "sealed_";
    private static final String PLACE = "_place";

    private final PersonExport rows;
    private final PersonKeys keys;

    private QueryArchivePart(PersonExport rows, PersonKeys keys) {
        this.rows = rows;
        this.keys = keys;
    }

    public static ArchivePart part(PersonExport rows, PersonKeys keys) {
        return new ArchivePart(rows.kind(), new QueryArchivePart(rows, keys)::read);
    }

    private void read(RowSink sink, Transaction transaction, User user) throws SQLException, IOException {
        List<String> labels = List.of();
        for (long number : numbers(transaction, user)) {
            labels = read(sink, transaction, user, number, labels);
        }
    }

    /**
     * Reads the rows of one number.
     *
     * @param known labels of the columns, if they were given to the sink before
     * @return the labels
     */
    private List<String> read(RowSink sink, Transaction transaction, User user, long number, List<String> known)
            throws SQLException, IOException {
        try (PreparedStatement select = transaction.jdbc().prepareStatement(rows.sql())) {
            select.setInt(1, user.tenant());
            select.setLong(2, number);
            select.setFetchSize(ROWS_AT_A_TIME);
            try (ResultSet row = select.executeQuery()) {
                List<String> labels = known.isEmpty() ? columns(row.getMetaData(), sink) : known;
                while (row.next()) {
                    List<@Nullable String> values = new ArrayList<>();
                    for (String label : labels) {
                        values.add(
                                label.startsWith(SEALED)
                                        ? opened(row, label, transaction, user)
                                        : row.getString(label));
                    }
                    sink.row(values);
                }
                return labels;
            }
        }
    }

    private @Nullable String opened(ResultSet row, String label, Transaction transaction, User user)
            throws SQLException {
        byte[] sealed = row.getBytes(label);
        return sealed == null
                ? null
                : keys.open(transaction, user.tenant(), user.id(), sealed, row.getString(label + PLACE))
                        .map(text -> new String(text, StandardCharsets.UTF_8))
                        .orElse(null);
    }

    /** Returns the user's id, or the numbers of their account and of its isolated accounts. */
    private List<Long> numbers(Transaction transaction, User user) {
        return switch (rows.of()) {
            case USER -> List.of(user.id());
            case ACCOUNT -> AccountsTable.numbersOf(transaction, user);
        };
    }

    /** Returns the labels of the columns that the archive has. */
    private static List<String> columns(ResultSetMetaData meta, RowSink sink) throws SQLException, IOException {
        List<Column> columns = new ArrayList<>();
        List<String> labels = new ArrayList<>();
        for (int i = 1; i <= meta.getColumnCount(); i++) {
            String label = meta.getColumnLabel(i);
            if (!label.startsWith(SEALED) || !label.endsWith(PLACE)) {
                labels.add(label);
                String name = label.startsWith(SEALED) ? label.substring(SEALED.length()) : label;
                columns.add(new Column(name, shape(meta.getColumnType(i))));
            }
        }
        sink.columns(columns);
        return labels;
    }

    private static Shape shape(int type) {
        return switch (type) {
            case Types.BIT, Types.BOOLEAN -> Shape.FLAG;
            case Types.SMALLINT, Types.INTEGER, Types.BIGINT, Types.NUMERIC -> Shape.NUMBER;
            default -> Shape.TEXT;
        };
    }
}
