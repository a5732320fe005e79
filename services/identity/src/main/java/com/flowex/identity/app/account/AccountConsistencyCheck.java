package com.flowex.identity.app.account;

import com.flowex.access.Edge;
import com.flowex.audit.AuditEntry;
import com.flowex.cluster.client.Outcome;
import com.flowex.domain.RejectReason;
import com.flowex.domain.command.BindAccount;
import com.flowex.domain.value.AccountId;
import com.flowex.domain.value.OwnerId;
import com.flowex.identity.store.user.AccountOwnership;
import com.flowex.identity.store.user.ComparedAccountsTable;
import com.flowex.identity.store.user.ComparedAccountsTable.OwnedTenant;
import com.flowex.identity.store.user.ComparedAccountsTable.Side;
import com.flowex.identity.store.user.UsersTable;
import com.flowex.orderentry.queue.CommandSubmitter;
import com.flowex.platform.errors.Refusal;
import com.flowex.platform.errors.RefusalCode;
import com.flowex.platform.settings.StartupException;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Check at a start, before requests are served, that users and tenants are as new as the log. A list of users that was
 * restored from an older copy, or lost, lacks owners of accounts that hold money. The operator decides about these
 * accounts, not the next registration.
 */
public final class AccountConsistencyCheck {

    private static final Logger LOG = LoggerFactory.getLogger(AccountConsistencyCheck.class);

    private final Edge edge;
    private final ComparedAccountsTable compared;
    private final String acceptOlder;
    private final CommandSubmitter orders;
    private final UsersTable users;
    private final AccountOpening accounts;

    /** @param acceptOlder event up to which the operator accepts accounts without users; empty: none */
    public AccountConsistencyCheck(
            Edge edge, String acceptOlder, CommandSubmitter orders, UsersTable users, AccountOpening accounts) {
        this.edge = edge;
        this.compared = new ComparedAccountsTable(edge.platform().database());
        this.acceptOlder = acceptOlder;
        this.orders = orders;
        this.users = users;
        this.accounts = accounts;
    }

    /**
     * Requires that every account of the log has a user, or that the operator accepts that it has none. Then moves the
     * numbers behind everything in the log, and binds accounts that were opened before accounts had owners.
     *
     * @throws StartupException if there are new orphans; the message names how far both sides go and what to do
     */
    public void require() {
        List<Side> sides = compared.all();
        List<Side> older = sides.stream().filter(side -> side.orphans() > 0).toList();
        if (!older.isEmpty()) {
            decide(older);
        }
        compared.moveNumbers(sides);
        edge.tenants().refresh();
        bind(sides);
    }

    private void decide(List<Side> older) {
        long newest = older.stream().mapToLong(Side::newestEvent).max().orElseThrow();
        if (!acceptOlder.equals(Long.toString(newest))) {
            throw new StartupException(
                    line(older) + "; bring back the newer database, or go on without these users by one start"
                            + " with FLOWEX_ACCEPT_OLDER_IDENTITY=" + newest
                            + ": their accounts are free, and an admin gives them to"
                            + " users again (GET /api/v1/accounts/orphaned)");
        }
        for (Side side : older) {
            compared.accept(side);
            edge.audit().record(accepted(side, acceptOlder));
        }
        LOG.warn("{}; the operator accepted the difference", line(older));
    }

    private static AuditEntry accepted(Side side, String message) {
        String before = "{\"highest_account_of_users\":" + side.highestOfUsers() + "}";
        String after =
                "{\"highest_account_in_log\":" + side.highestInLog() + ",\"orphaned_accounts\":" + side.orphans() + "}";
        return new AuditEntry(
                side.tenant(),
                "operator",
                "start with FLOWEX_ACCEPT_OLDER_IDENTITY=" + message,
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

    /**
     * Binds accounts to their owners. An account that is not bound now is tried again at the next start and at the
     * user's next login.
     */
    private void bind(List<Side> sides) {
        try {
            for (OwnedTenant tenant : compared.unboundTenants()) {
                bind(tenant);
            }
            for (Side side : sides) {
                bindUsers(side.tenant());
            }
        } catch (Refusal e) {
            LOG.warn("some accounts that are older than owners are not bound to one yet: {}", e.getMessage());
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
            compared.bound(tenant);
        } else {
            LOG.warn(
                    "the log gives the accounts of tenant {} another owner: the list of tenants is older"
                            + " or newer than the log",
                    tenant.number());
        }
    }

    private void bindUsers(int tenant) {
        for (long id : compared.unboundUsers(tenant)) {
            users.byId(tenant, id).ifPresent(user -> {
                try {
                    accounts.requireOpen(user);
                } catch (Refusal e) {
                    if (e.code() != RefusalCode.ACCOUNT_TAKEN) {
                        throw e;
                    }
                    LOG.warn("the log gives account {} another owner: its user cannot log in", user.account());
                }
            });
        }
    }
}
