package com.flowex.systemtests;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Looks at every table that says whose its rows are, with the eyes of a request of another tenant, and says which of them
 * show or take something.
 */
final class TableProbe {

    /** Every table with rows of tenants, and the column that says whose they are. */
    private static final String TABLES = """
            SELECT n.nspname || '.' || c.relname, a.attname,
                c.relrowsecurity AND c.relforcerowsecurity AND (
                    SELECT count(*) FROM pg_policy p
                    WHERE p.polrelid = c.oid AND pg_get_expr(p.polqual, c.oid) LIKE '%flowex.tenant%') = 1
                AND (SELECT count(*) FROM pg_policy p WHERE p.polrelid = c.oid) = 1,
                has_table_privilege('flowex_app', c.oid, 'SELECT')
            FROM pg_class c
            JOIN pg_namespace n ON n.oid = c.relnamespace
            JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname IN ('tenant', 'tenant_id') AND NOT a.attisdropped
            WHERE c.relkind IN ('r', 'p') AND n.nspname NOT IN ('pg_catalog', 'information_schema')
            ORDER BY 1""";

    /** Tables that other tenants' rows are not in: which number each tenant has, and which tenants there are. */
    private static final String WITHOUT_OWNER = """
            SELECT n.nspname || '.' || c.relname FROM pg_class c
            JOIN pg_namespace n ON n.oid = c.relnamespace
            WHERE c.relkind IN ('r', 'p') AND n.nspname NOT IN ('pg_catalog', 'information_schema')
            AND NOT EXISTS (SELECT FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attname IN ('tenant', 'tenant_id'))
            ORDER BY 1""";

    private static final String VIEWS = """
            SELECT n.nspname || '.' || c.relname FROM pg_class c
            JOIN pg_namespace n ON n.oid = c.relnamespace
            WHERE c.relkind IN ('r', 'p') AND n.nspname NOT IN ('pg_catalog', 'information_schema')
            AND has_table_privilege('flowex_views', c.oid, 'INSERT, UPDATE, DELETE')
            ORDER BY 1""";

    /** A table of tenants' rows. */
    record Table(String name, String column, boolean guarded, boolean readable) {}

    private TableProbe() {}

    static List<Table> tables(Connection owner) throws SQLException {
        List<Table> tables = new ArrayList<>();
        try (Statement statement = owner.createStatement();
                ResultSet row = statement.executeQuery(TABLES)) {
            while (row.next()) {
                tables.add(new Table(row.getString(1), row.getString(2), row.getBoolean(3), row.getBoolean(4)));
            }
        }
        return tables;
    }

    static List<String> withoutOwner(Connection owner) throws SQLException {
        return names(owner, WITHOUT_OWNER);
    }

    /** Every table that projections may write. */
    static List<String> views(Connection owner) throws SQLException {
        return names(owner, VIEWS);
    }

    /** A column of a table that a login with the right could update. */
    static String aColumn(Connection owner, String table) throws SQLException {
        return names(owner, """
                SELECT attname FROM pg_attribute
                WHERE attrelid = '%s'::regclass AND attnum > 0 AND NOT attisdropped AND attgenerated = ''
                ORDER BY attnum LIMIT 1""".formatted(table)).getFirst();
    }

    /** Waits for what is written last: the levels of a tenant's books. */
    static void awaitBook(Connection owner, int tenant) {
        String levels = """
                SELECT count(*)::text FROM marketdata.book_level l JOIN trading.instruments i USING (instrument_id)
                WHERE i.tenant = %d""".formatted(tenant);
        Deadline.await(
                Duration.ofMinutes(5),
                () -> {
                    try {
                        return !names(owner, levels).equals(List.of("0"));
                    } catch (SQLException e) {
                        throw new IllegalStateException(e);
                    }
                },
                () -> "no level of a book is stored");
    }

    /** Tables with rows without an owner. */
    static List<String> ownerless(Connection owner) throws SQLException {
        List<String> found = new ArrayList<>();
        for (Table table : tables(owner)) {
            String rows = "SELECT count(*)::text FROM " + table.name() + " WHERE " + table.column()
                    + " NOT IN (SELECT number FROM platform.tenants)";
            if (!names(owner, rows).equals(List.of("0"))) {
                found.add(table.name());
            }
        }
        return found;
    }

    private static List<String> names(Connection owner, String sql) throws SQLException {
        List<String> names = new ArrayList<>();
        try (Statement statement = owner.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            while (row.next()) {
                names.add(row.getString(1));
            }
        }
        return names;
    }

    /**
     * The rows of {@code victim} that a request of {@code stranger} sees or changes: the names of the tables, empty if
     * all is well.
     *
     * @param app a connection as requests have it; nothing it does stays
     */
    static List<String> leaks(Connection owner, Connection app, int stranger, int victim) throws SQLException {
        List<String> leaks = new ArrayList<>();
        for (Table table : tables(owner)) {
            boolean seen = table.readable()
                    && (rows(app, Integer.toString(stranger), table, victim) > 0 || rows(app, "", table, victim) > 0);
            if (!table.guarded() || seen || isChanged(app, stranger, table, victim)) {
                leaks.add(table.name());
            }
        }
        return leaks;
    }

    private static long rows(Connection app, String as, Table table, int victim) throws SQLException {
        app.setAutoCommit(false);
        become(app, as);
        try (PreparedStatement select =
                app.prepareStatement("SELECT count(*) FROM " + table.name() + " WHERE " + table.column() + " = ?")) {
            select.setInt(1, victim);
            try (ResultSet row = select.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        } finally {
            app.rollback();
        }
    }

    private static boolean isChanged(Connection app, int stranger, Table table, int victim) throws SQLException {
        app.setAutoCommit(false);
        become(app, Integer.toString(stranger));
        try (PreparedStatement delete =
                app.prepareStatement("DELETE FROM " + table.name() + " WHERE " + table.column() + " = ?")) {
            delete.setInt(1, victim);
            return delete.executeUpdate() > 0;
        } catch (SQLException notPermitted) {
            if (!"42501".equals(notPermitted.getSQLState())) {
                throw notPermitted;
            }
            return false;
        } finally {
            app.rollback();
        }
    }

    private static void become(Connection app, String tenant) throws SQLException {
        try (PreparedStatement set = app.prepareStatement("SELECT set_config('flowex.tenant', ?, true)")) {
            set.setString(1, tenant);
            set.executeQuery().close();
        }
    }

    /** All rows of a tenant in the database, as a hash of each table: another tenant's actions may not change it. */
    static List<String> fingerprint(Connection owner, int tenant, List<String> but) throws SQLException {
        List<String> hashes = new ArrayList<>();
        for (Table table : tables(owner)) {
            if (but.contains(table.name())) {
                continue;
            }
            String sql = "SELECT md5(coalesce(string_agg(t::text, ',' ORDER BY t::text), '')) FROM " + table.name()
                    + " t WHERE " + table.column() + " = " + tenant;
            try (Statement statement = owner.createStatement();
                    ResultSet row = statement.executeQuery(sql)) {
                row.next();
                hashes.add(table.name() + " " + row.getString(1));
            }
        }
        return hashes;
    }
}
