package com.flowex.access.tenancy;

import com.flowex.domain.value.OwnerId;
import com.flowex.platform.database.sql.ChangeNumbers;
import com.flowex.platform.database.sql.Sql;
import com.flowex.platform.database.transaction.Transaction;
import com.flowex.platform.jobs.Follower;
import java.sql.Array;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Stored tenants. Every change draws the next version ({@link ChangeNumbers}), so a reader that asks for versions newer
 * than its own misses none.
 */
public final class TenantsTable {

    private static final String COLUMNS = """
            SELECT t.number, t.slug, t.name, t.status, t.configuration::text, t.created_at,
                ARRAY(SELECT h.host FROM platform.tenant_hosts h WHERE h.number = t.number ORDER BY h.host), t.version
            FROM platform.tenants t""";
    private static final String NEWER = COLUMNS + " WHERE t.version > ? ORDER BY t.version";
    private static final String ONE = COLUMNS + " WHERE t.number = ? FOR UPDATE";
    /**
     * Above the number that the log knows, too: a list of tenants that was restored from an older copy assigns no
     * number twice.
     */
    private static final String NEXT_NUMBER = """
            SELECT greatest(max(number), (SELECT numbers_taken FROM platform.numbers_of_tenants)) + 1 FROM platform.tenants""";

    private static final String OWNER = "SELECT owner FROM platform.tenants WHERE number = ?";
    private static final String INSERT = """
            INSERT INTO platform.tenants (number, slug, name, status, configuration, version)
            VALUES (?, ?, ?, ?, ?::jsonb, ?)
            ON CONFLICT (slug) WHERE status <> 'discarded' DO NOTHING""";
    private static final String UPDATE = """
            UPDATE platform.tenants SET name = ?, status = ?, configuration = ?::jsonb, version = ? WHERE number = ?""";
    private static final String NO_HOSTS = "DELETE FROM platform.tenant_hosts WHERE number = ?";
    private static final String ADD_HOSTS = """
            INSERT INTO platform.tenant_hosts (host, number) SELECT unnest(?::text[]), ?
            ON CONFLICT (host) DO NOTHING""";

    private TenantsTable() {}

    static Follower.NewItems<Tenant> newerThan(Transaction connection, Follower.FollowPosition mark)
            throws SQLException {
        long version = ChangeNumbers.TENANTS.goOnFrom(connection, mark.number());
        try (PreparedStatement statement = Sql.prepared(connection.jdbc(), NEWER, version);
                ResultSet row = statement.executeQuery()) {
            List<Tenant> tenants = new ArrayList<>();
            long newest = version;
            while (row.next()) {
                tenants.add(read(row));
                newest = row.getLong(8);
            }
            return new Follower.NewItems<>(
                    new Follower.FollowPosition(mark.of(), newest), tenants, version < mark.number());
        }
    }

    /** Returns the owner of the tenant's own accounts on the exchange. */
    public static OwnerId owner(Transaction connection, int number) {
        UUID owner = Sql.one(connection, row -> row.getObject(1, UUID.class), OWNER, number)
                .orElseThrow();
        return new OwnerId(owner.getMostSignificantBits(), owner.getLeastSignificantBits());
    }

    /** Returns one tenant, locked until the transaction ends. */
    public static Optional<Tenant> locked(Transaction connection, int number) {
        return Sql.one(connection, TenantsTable::read, ONE, number);
    }

    /**
     * Adds a tenant under the next number, whatever its own; empty if its slug or one of its hosts is taken. Another
     * insertion waits until the transaction ends.
     */
    public static Optional<Tenant> insert(Transaction connection, Tenant tenant) {
        long version = ChangeNumbers.TENANTS.draw(connection);
        int number = nextNumber(connection);
        int added = Sql.execute(
                connection,
                INSERT,
                number,
                tenant.slug(),
                tenant.name(),
                tenant.status().label(),
                tenant.configuration().json(),
                version);
        return added == 1 && hosts(connection, number, tenant.hosts()) ? locked(connection, number) : Optional.empty();
    }

    /**
     * Updates a tenant's name, status, hosts and configuration; returns false if one of its hosts belongs to another.
     */
    public static boolean update(Transaction connection, Tenant changed) {
        long version = ChangeNumbers.TENANTS.draw(connection);
        Sql.execute(
                connection,
                UPDATE,
                changed.name(),
                changed.status().label(),
                changed.configuration().json(),
                version,
                changed.number());
        return hosts(connection, changed.number(), changed.hosts());
    }

    private static boolean hosts(Transaction connection, int number, List<String> hosts) {
        Sql.execute(connection, NO_HOSTS, number);
        return Sql.execute(connection, ADD_HOSTS, hosts.toArray(String[]::new), number) == hosts.size();
    }

    private static int nextNumber(Transaction connection) {
        return Sql.one(connection, row -> row.getInt(1), NEXT_NUMBER).orElseThrow();
    }

    private static Tenant read(ResultSet row) throws SQLException {
        Array hosts = row.getArray(7);
        return new Tenant(
                row.getInt(1),
                row.getString(2),
                row.getString(3),
                Tenant.Status.of(row.getString(4)),
                List.of((String[]) hosts.getArray()),
                TenantConfiguration.parse(row.getString(5)),
                row.getTimestamp(6).toInstant());
    }
}
