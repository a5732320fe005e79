package com.flowex.identity.app.restriction;

import com.flowex.access.Edge;
import com.flowex.audit.AuditEntry;
import com.flowex.audit.AuditLog;
import com.flowex.cluster.client.Outcome;
import com.flowex.domain.RejectReason;
import com.flowex.domain.account.AccountRestriction;
import com.flowex.domain.account.KillScope;
import com.flowex.domain.command.Command;
import com.flowex.domain.command.RestrictAccount;
import com.flowex.domain.command.SetKillSwitch;
import com.flowex.domain.value.AccountId;
import com.flowex.identity.app.account.AccountOpening;
import com.flowex.identity.store.restriction.Restriction;
import com.flowex.identity.store.restriction.RestrictionSyncReason;
import com.flowex.identity.store.restriction.RestrictionsTable;
import com.flowex.identity.store.user.User;
import com.flowex.identity.store.user.UsersTable;
import com.flowex.orderentry.queue.CommandSubmitter;
import com.flowex.platform.Platform;
import com.flowex.platform.database.Database;
import com.flowex.platform.errors.Refusal;
import com.flowex.platform.jobs.Worker;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Worker that ends expired restrictions and sends unanswered restrictions to the exchange, each account's restriction
 * as a whole. Sending is idempotent, so if a process ends in between, another one sends again.
 */
final class RestrictionWorker implements AutoCloseable {

    private static final Duration CHECK_INTERVAL = Duration.ofMillis(500);
    private static final int AT_ONCE_MAX = 100;

    /**
     * Time after which a command without an answer must have reached the log. Until then it may reach the log after a
     * later command of another process.
     */
    private static final Duration UNANSWERED_MAX = Duration.ofMinutes(1);

    private final Database database;
    private final RestrictionsTable table;
    private final UsersTable users;
    private final CommandSubmitter orders;
    private final AccountOpening accounts;
    private final Restrictions restrictions;
    private final AuditLog audit;
    private final Worker worker;

    RestrictionWorker(
            Edge edge,
            RestrictionsTable table,
            UsersTable users,
            CommandSubmitter orders,
            AccountOpening accounts,
            Restrictions restrictions) {
        Platform platform = edge.platform();
        this.database = platform.database();
        this.table = table;
        this.users = users;
        this.orders = orders;
        this.accounts = accounts;
        this.restrictions = restrictions;
        this.audit = edge.audit();
        this.worker = platform.workers().atOnceAndEvery("identity-restricting", CHECK_INTERVAL, this::check);
    }

    /**
     * Starts the worker. The log may come from another time than this database, so every restriction in force is sent
     * once more.
     */
    void start() {
        for (int tenant : table.tenants()) {
            table.again(tenant, null, restrictions.now());
        }
        worker.start();
    }

    private void check() {
        List<Refusal> unanswered = new ArrayList<>();
        for (int tenant : table.tenants()) {
            endWhatIsOver(tenant);
            for (long user : table.waiting(tenant, restrictions.now(), AT_ONCE_MAX)) {
                report(tenant, user).ifPresent(unanswered::add);
            }
        }
        if (!unanswered.isEmpty()) {
            throw unanswered.getFirst(); // The worker retries, and the health page shows the failure meanwhile.
        }
    }

    private void endWhatIsOver(int tenant) {
        for (Restriction over : table.over(tenant, restrictions.now(), AT_ONCE_MAX)) {
            users.holding(tenant, over.userId(), (holding, user) -> {
                Optional<Restriction> held = RestrictionsTable.hold(holding, tenant, user.id(), over.id())
                        .filter(Restriction::isInForce);
                return held.isPresent() ? restrictions.end(holding, user, held.get(), null) : over;
            });
            record(tenant, over);
        }
    }

    private void record(int tenant, Restriction over) {
        audit.recordSoon(new AuditEntry(
                tenant,
                "system",
                "restriction over",
                new AuditEntry.Change(
                        "user " + over.userId(),
                        "{\"restriction\":\"" + over.kind().word() + "\"}",
                        ""),
                "ended",
                "",
                "restriction-" + over.id()));
    }

    /**
     * Sends the restriction of a user's account to the exchange if it is due. The failure of one user does not delay
     * the others.
     *
     * @return refusal of the exchange; empty if it has answered
     */
    Optional<Refusal> report(int tenant, long user) {
        try {
            Instant now = restrictions.now();
            Optional<User> owner = users.byId(tenant, user);
            List<Long> fresh = table.request(tenant, user, now);
            database.transaction(tenant, transaction -> {
                List<Restriction> all = RestrictionsTable.lockDue(transaction, tenant, user);
                List<Restriction> due =
                        all.stream().filter(each -> each.needsNotice(now)).toList();
                if (!due.isEmpty()) {
                    report(all, owner);
                }
                for (Restriction restriction : due) {
                    boolean isSure = fresh.contains(restriction.id());
                    RestrictionsTable.markNotified(
                            transaction,
                            restriction,
                            isSure ? RestrictionSyncReason.NONE : restriction.work(),
                            isSure ? now : now.plus(UNANSWERED_MAX));
                }
                return user;
            });
            return Optional.empty();
        } catch (Refusal why) {
            return Optional.of(why);
        }
    }

    /** @param all restrictions of a user that are in force, and ended ones that were not sent yet */
    private void report(List<Restriction> all, Optional<User> owner) {
        AccountRestriction left = all.stream()
                .filter(Restriction::isInForce)
                .map(each -> each.kind().leaves())
                .max(Comparator.naturalOrder())
                .orElse(AccountRestriction.NONE);
        AccountId account = owner.map(User::account).orElse(all.getFirst().account());
        if (!isTaken(new RestrictAccount(account, left), account)) {
            // The owner has never logged in, or the log is a new one: the account is opened first, so that it always
            // has an owner.
            account = owner.map(accounts::open).map(User::account).orElse(account);
            isTaken(new RestrictAccount(account, left), account);
        }
        if (all.stream().anyMatch(Restriction::stopped)) {
            isTaken(new SetKillSwitch(new KillScope.OfAccount(account), false), account);
        }
    }

    /** Submits a command; returns false if the log does not know the account. */
    private boolean isTaken(Command command, AccountId account) {
        return switch (orders.submit(account, command)) {
            case Outcome.Accepted _ -> true;
            case Outcome.Rejected(RejectReason reason, long _) when reason == RejectReason.UNKNOWN_ACCOUNT -> false;
            case Outcome.Rejected(RejectReason reason, long _) -> throw Refusal.refused(reason);
            case Outcome other -> throw new IllegalStateException("the exchange says " + other + " to " + command);
        };
    }

    @Override
    public void close() {
        worker.close();
    }
}
