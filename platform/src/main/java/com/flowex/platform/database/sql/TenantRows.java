package com.flowex.platform.database.sql;

import com.flowex.platform.database.transaction.SqlWork;
import com.flowex.platform.database.transaction.Transaction;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/**
 * Row-level security. For requests, a table with a tenant column shows only the rows of the tenant that the transaction
 * named, and nothing if it named none.
 */
public final class TenantRows {

    /** Selects unguarded tables with a tenant column; a table has at most one such column. */
    private static final String TABLES = """
            SELECT c.relname, a.attname FROM pg_class c
            JOIN pg_namespace n ON n.oid = c.relnamespace
            JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname IN ('tenant', 'tenant_id') AND NOT a.attisdropped
            WHERE n.nspname = ? AND c.relkind IN ('r', 'p')
            AND NOT (c.relrowsecurity AND c.relforcerowsecurity AND EXISTS (
                SELECT FROM pg_policy p WHERE p.polrelid = c.oid AND p.polname = 'tenant_only'))
            ORDER BY c.relname""";

    private static final String SET = "SELECT set_config('flowex.tenant', ?, true)";

    private TenantRows() {}

    /** Restricts the connection to this tenant's rows until the transaction ends, for reading and writing. */
    public static void only(Connection connection, int tenant) throws SQLException {
        try (PreparedStatement set = connection.prepareStatement(SET)) {
            set.setString(1, Integer.toString(tenant));
            set.executeQuery().close();
        }
    }

    /** Restricts a transaction to this tenant's rows, for reading and writing. */
    public static void only(Transaction transaction, int tenant) {
        Sql.one(transaction, row -> row.getString(1), SET, Integer.toString(tenant));
    }

    /** Returns the same work, restricted to this tenant's rows for reading and writing. */
    public static <T> SqlWork<T> within(int tenant, SqlWork<T> work) {
        return connection -> {
            only(connection, tenant);
            return work.run(connection);
        };
    }

    /** Turns row-level security on for every such table of a schema; it applies to the owner, too. */
    public static void guard(Connection owner, String schema) throws SQLException {
        for (List<String> table : tables(owner, schema)) {
            String name = schema + "." + table.getFirst();
            try (Statement statement = owner.createStatement()) {
                // In one transaction: no table is ever guarded by half.
                statement.execute("""
                        ALTER TABLE %1$s ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
                        DROP POLICY IF EXISTS tenant_only ON %1$s;
                        CREATE POLICY tenant_only ON %1$s
                            USING (%2$s = NULLIF(current_setting('flowex.tenant', true), '')::integer)""".formatted(name, table.getLast()));
            }
        }
    }

    private static List<List<String>> tables(Connection owner, String schema) throws SQLException {
        return Sql.all(owner, row -> List.of(row.getString(1), row.getString(2)), TABLES, schema);
    }
}
