package com.flowex.platform.database.export;

import com.flowex.platform.database.transaction.Transaction;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.util.function.Consumer;

/**
 * A service's export of a tenant's rows.
 *
 * @param kind kind of each line, for example "order"
 * @param sql selects one column, a JSON object as text, of the tenant whose number is its one parameter; it must select
 *     no secret
 */
public record TenantExport(String kind, String sql) {

    private static final int ROWS_AT_A_TIME = 500;

    /**
     * Returns the export of every row that a tenant has in a table, with these columns.
     *
     * @param owner column with the tenant
     */
    public static TenantExport of(String kind, String columns, String table, String owner, String order) {
        return new TenantExport(
                kind,
                "SELECT row_to_json(line)::text FROM (SELECT " + columns + " FROM " + table + " WHERE " + owner
                        + " = ? ORDER BY " + order + ") AS line");
    }

    /** Reads the rows of a tenant, a few hundred at a time; returns how many there are. */
    public long read(Transaction transaction, int tenant, Consumer<String> each) {
        return transaction.run(connection -> {
            long lines = 0;
            try (PreparedStatement select = connection.prepareStatement(sql)) {
                select.setInt(1, tenant);
                select.setFetchSize(ROWS_AT_A_TIME);
                try (ResultSet row = select.executeQuery()) {
                    while (row.next()) {
                        each.accept(row.getString(1));
                        lines++;
                    }
                }
            }
            return lines;
        });
    }
}
