package com.flowex.identity.app.account;

import com.flowex.access.Edge;
import com.flowex.audit.AuditEntry;
import com.flowex.cluster.client.Outcome;
import com.flowex.domain.RejectReason;
import com.flowex.domain.command.BindAccount;
import com.flowex.domain.value.AccountId;
import com.flowex.domain.value.OwnerId;
import com.flowex.identity.store.user.AccountOwnership;
import com.flowex.identity.store.user.AccountsTable;
import com.flowex.identity.store.user.UsersTable;
import com.flowex.orderentry.queue.CommandSubmitter;
import com.flowex.platform.Platform;
import com.flowex.platform.database.sql.Sql;
import com.flowex.platform.database.sql.TenantRows;
import com.flowex.platform.errors.Refusal;
import com.flowex.platform.errors.RefusalCode;
import com.flowex.platform.settings.StartupException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Check at a start, before requests are served, that users and tenants are as new as the log. A list of users that was
 * restored from an older copy, or lost, lacks owners of accounts that hold money. The operator decides about these
 * accounts, not the next registration.
 */
public final class AccountConsistencyCheck {

    private static final Logger LOG = LoggerFactory.getLogger(AccountConsistencyCheck.class);

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
            WHERE a.tenant = ? AND a.number >= ?""";

    private static final String LOOK = """
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

    private final Edge edge;
    private final Platform ground;
    private final String acceptOlder;
    private final CommandSubmitter orders;
    private final UsersTable users;
    private final AccountOpening accounts;

    /** @param acceptOlder event up to which the operator accepts accounts without users; empty: none */
    public AccountConsistencyCheck(
            Edge edge, String acceptOlder, CommandSubmitter orders, UsersTable users, AccountOpening accounts) {
        this.edge = edge;
        this.ground = edge.ground();
        this.acceptOlder = acceptOlder;
        this.orders = orders;
        this.users = users;
        this.accounts = accounts;
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
    private record Side(
            int tenant, boolean isUnknown, long orphans, long newestEvent, long highestInLog, long highestOfUsers) {}

    private record OwnedTenant(int number, UUID owner) {}

    /**
     * Requires that every account of the log has a user, or that the operator accepts that it has none. Then moves the
     * numbers behind everything in the log, and binds accounts that were opened before accounts had owners.
     *
     * @throws StartupException if there are new orphans; the message names how far both sides go and what to do
     */
    public void require() {
        List<Side> sides = ground.database().asOwner(AccountConsistencyCheck::look);
        List<Side> older = sides.stream().filter(side -> side.orphans() > 0).toList();
        if (!older.isEmpty()) {
            decide(older);
        }
        ground.database().asOwner(owner -> moveNumbers(owner, sides));
        edge.tenants().refresh();
        bind(sides);
    }

    private static List<Side> look(Connection owner) throws SQLException {
        List<Side> sides = new ArrayList<>();
        for (Side tenant : Sql.all(owner, row -> new Side(row.getInt(1), row.getBoolean(2), 0, 0, 0, 0), TENANTS)) {
            int number = tenant.tenant();
            TenantRows.only(owner, number);
            sides.addAll(Sql.all(
                    owner,
                    row -> new Side(
                            number, tenant.isUnknown(), row.getLong(1), row.getLong(2), row.getLong(3), row.getLong(4)),
                    LOOK,
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

    private void decide(List<Side> older) {
        long newest = older.stream().mapToLong(Side::newestEvent).max().orElseThrow();
        if (!acceptOlder.equals(Long.toString(newest))) {
            throw new StartupException(
                    line(older) + "; bring back the newer database, or go on without these users by one start"
                            + " with FLOWEX_ACCEPT_OLDER_IDENTITY=" + newest
                            + ": nobody is given their accounts, and an admin gives them to"
                            + " users again (GET /api/v1/accounts/orphaned)");
        }
        for (Side side : older) {
            ground.database().asOwner(side.tenant(), owner -> Sql.execute(owner, ACCEPT, side.tenant(), from(side)));
            edge.audit().record(accepted(side, acceptOlder));
        }
        LOG.warn("{}; the operator goes on without them", line(older));
    }

    private static AuditEntry accepted(Side side, String told) {
        String before = "{\"highest_account_of_users\":" + side.highestOfUsers() + "}";
        String after =
                "{\"highest_account_in_log\":" + side.highestInLog() + ",\"orphaned_accounts\":" + side.orphans() + "}";
        return new AuditEntry(
                side.tenant(),
                "operator",
                "start with FLOWEX_ACCEPT_OLDER_IDENTITY=" + told,
                new AuditEntry.Change("accounts", before, after),
                "accepted",
                "",
                "start");
    }

    /** Returns the figures of the first affected tenant and the number of the others. */
    private static String line(List<Side> older) {
        Side first = older.getFirst();
        String who = first.isUnknown()
                ? "the list of tenants is older than the log: tenant " + first.tenant()
                        + " is in the log alone, with accounts up to " + first.highestInLog()
                : "the list of users is older than the log: tenant " + first.tenant() + " has accounts up to "
                        + first.highestInLog() + " in the log and users up to account " + first.highestOfUsers();
        String more = older.size() == 1 ? "" : " (and " + (older.size() - 1) + " more tenants)";
        return who + ", " + first.orphans() + " accounts are without a user" + more;
    }

    private static boolean moveNumbers(Connection owner, List<Side> sides) throws SQLException {
        long user = sides.stream().mapToLong(Side::highestInLog).max().orElse(0) - AccountId.CUSTOMERS_FROM;
        int tenant = sides.stream().mapToInt(Side::tenant).max().orElse(0);
        Sql.all(owner, row -> row.getLong(1), MOVE_USERS, user, user);
        Sql.execute(owner, MOVE_TENANTS, tenant, tenant);
        return true;
    }

    /**
     * Binds accounts to their owners. An account that is not bound now is tried again at the next start and at the
     * user's next login.
     */
    private void bind(List<Side> sides) {
        try {
            for (OwnedTenant tenant : ground.database()
                    .asOwner(owner -> Sql.all(
                            owner,
                            row -> new OwnedTenant(row.getInt(1), row.getObject(2, UUID.class)),
                            UNBOUND_TENANTS))) {
                bind(tenant);
            }
            for (Side side : sides) {
                bindUsers(side.tenant());
            }
        } catch (Refusal e) {
            LOG.warn("accounts of before there were owners are not all bound yet: {}", e.getMessage());
        }
    }

    private void bind(OwnedTenant tenant) {
        OwnerId owner = AccountOwnership.idOf(tenant.owner());
        boolean isBound = true;
        for (AccountId account : List.of(AccountId.outsideOf(tenant.number()), AccountId.feesOf(tenant.number()))) {
            isBound &= !(orders.submit(account, new BindAccount(account, null, owner))
                            instanceof Outcome.Rejected(RejectReason reason, long _)
                    && reason == RejectReason.ACCOUNT_TAKEN);
        }
        if (isBound) {
            ground.database().asOwner(connection -> Sql.execute(connection, BOUND_TENANT, tenant.number()));
        } else {
            LOG.warn(
                    "the accounts of tenant {} are another's by the log: its list is of another time", tenant.number());
        }
    }

    private void bindUsers(int tenant) {
        List<Long> ids =
                ground.database().asOwner(tenant, owner -> Sql.all(owner, row -> row.getLong(1), UNBOUND, tenant));
        for (long id : ids) {
            users.byId(tenant, id).ifPresent(user -> {
                try {
                    accounts.requireOpen(user);
                } catch (Refusal e) {
                    if (e.code() != RefusalCode.ACCOUNT_TAKEN) {
                        throw e;
                    }
                    LOG.warn("account {} is another's by the log: its user cannot log in", user.account());
                }
            });
        }
    }
}
