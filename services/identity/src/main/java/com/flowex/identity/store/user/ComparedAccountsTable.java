package com.flowex.identity.store.user;

import com.flowex.domain.value.AccountId;
import com.flowex.platform.database.Database;
import com.flowex.platform.database.sql.Sql;
import com.flowex.platform.database.sql.TenantRows;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Comparison of the lists of users and tenants with the view of the log's accounts, over all tenants. */
public final class ComparedAccountsTable {

    /**
     * Tenants with accounts, except those that were discarded before they were active, and a flag: true if the list of
     * tenants lacks the tenant.
     */
    private static final String TENANTS = """
            SELECT l.number, t.number IS NULL AND l.number > v.numbers_taken FROM accounts.tenant_numbers l
            CROSS JOIN platform.numbers_of_tenants v LEFT JOIN platform.tenants t ON t.number = l.number
            WHERE t.status IS DISTINCT FROM 'discarded' ORDER BY l.number""";

    private static final String HAS = AccountsTable.WITH_USERS + """
            LEFT JOIN identity.orphaned_accounts o ON o.tenant_id = a.tenant AND o.number = a.number
            WHERE a.tenant = ? AND a.number >= ? AND\s""" + AccountsTable.IS_NOT_ISOLATED;

    private static final String FIND_ACCOUNTS = """
            SELECT count(*) FILTER (WHERE u.id IS NULL AND o.number IS NULL),
                coalesce(max(a.opened_sequence) FILTER (WHERE u.id IS NULL AND o.number IS NULL), 0),
                coalesce(max(a.number), 0),
                coalesce((SELECT max(coalesce(account_number, 1000 + id)) FROM identity.users WHERE tenant_id = ?), 0)""" + HAS;

    private static final String ACCEPT =
            "INSERT INTO identity.orphaned_accounts (tenant_id, number) SELECT a.tenant, a.number" + HAS
                    + " AND u.id IS NULL AND o.number IS NULL";

    private static final String MOVE_USERS =
            "SELECT setval('identity.users_id_seq', ?) FROM identity.users_id_seq WHERE last_value < ?";
    private static final String MOVE_TENANTS =
            "UPDATE platform.numbers_of_tenants SET numbers_taken = ? WHERE numbers_taken < ?";
    private static final String UNBOUND =
            "SELECT id FROM identity.users WHERE tenant_id = ? AND account_opened AND NOT account_bound ORDER BY id";
    private static final String UNBOUND_TENANTS =
            "SELECT number, owner FROM platform.tenants WHERE NOT accounts_bound AND number > 1 ORDER BY number";
    private static final String BOUND_TENANT = "UPDATE platform.tenants SET accounts_bound = true WHERE number = ?";

    private final Database database;

    public ComparedAccountsTable(Database database) {
        this.database = database;
    }

    /**
     * Comparison of a tenant in the log with the lists of users and tenants.
     *
     * @param isUnknown true if the list of tenants lacks it
     * @param orphans number of accounts that have no user and are not known to an operator
     * @param newestEvent event that opened the newest of them
     * @param highestInLog highest account number in the log
     * @param highestOfUsers highest account number among the users
     */
    public record Side(
            int tenant, boolean isUnknown, long orphans, long newestEvent, long highestInLog, long highestOfUsers) {}

    /** Tenant whose own accounts may not be bound to its owner yet. */
    public record OwnedTenant(int number, UUID owner) {}

    /** Returns the comparison of every tenant that has accounts in the log. */
    public List<Side> all() {
        return database.asOwner(ComparedAccountsTable::read);
    }

    private static List<Side> read(Connection owner) throws SQLException {
        List<Side> sides = new ArrayList<>();
        for (Side tenant : Sql.all(owner, row -> new Side(row.getInt(1), row.getBoolean(2), 0, 0, 0, 0), TENANTS)) {
            int number = tenant.tenant();
            TenantRows.only(owner, number);
            sides.addAll(Sql.all(
                    owner,
                    row -> new Side(
                            number, tenant.isUnknown(), row.getLong(1), row.getLong(2), row.getLong(3), row.getLong(4)),
                    FIND_ACCOUNTS,
                    number,
                    number,
                    from(tenant)));
        }
        return sides;
    }

    /**
     * Returns the lowest account number to compare. For an unknown tenant it includes the tenant's own accounts, which
     * have no owner either.
     */
    private static long from(Side side) {
        return side.isUnknown() ? 1 : AccountId.CUSTOMERS_FROM;
    }

    /** Records the accounts without users as known to the operator. */
    public void accept(Side side) {
        database.asOwner(side.tenant(), owner -> Sql.execute(owner, ACCEPT, side.tenant(), from(side)));
    }

    /** Moves the next numbers of users and tenants behind everything in the log. */
    public void moveNumbers(List<Side> sides) {
        database.asOwner(owner -> moveNumbers(owner, sides));
    }

    private static boolean moveNumbers(Connection owner, List<Side> sides) throws SQLException {
        long user = sides.stream().mapToLong(Side::highestInLog).max().orElse(0) - AccountId.CUSTOMERS_FROM;
        int tenant = sides.stream().mapToInt(Side::tenant).max().orElse(0);
        Sql.all(owner, row -> row.getLong(1), MOVE_USERS, user, user);
        Sql.execute(owner, MOVE_TENANTS, tenant, tenant);
        return true;
    }

    /** Returns the tenants whose own accounts are not bound to their owners, as far as the list of tenants knows. */
    public List<OwnedTenant> unboundTenants() {
        return database.asOwner(owner ->
                Sql.all(owner, row -> new OwnedTenant(row.getInt(1), row.getObject(2, UUID.class)), UNBOUND_TENANTS));
    }

    public void bound(OwnedTenant tenant) {
        database.asOwner(connection -> Sql.execute(connection, BOUND_TENANT, tenant.number()));
    }

    /** Returns the ids of a tenant's users whose open accounts are not bound to them yet. */
    public List<Long> unboundUsers(int tenant) {
        return database.asOwner(tenant, owner -> Sql.all(owner, row -> row.getLong(1), UNBOUND, tenant));
    }
}
