package com.flowex.identity.restriction;

import com.flowex.audit.AuditEntry;
import com.flowex.audit.AuditLog;
import com.flowex.cluster.client.Outcome;
import com.flowex.desk.OrderPath;
import com.flowex.desk.RestrictedAccounts;
import com.flowex.domain.AccountId;
import com.flowex.domain.KillScope;
import com.flowex.domain.RejectReason;
import com.flowex.domain.command.Command;
import com.flowex.domain.command.SetKillSwitch;
import com.flowex.ground.Ground;
import com.flowex.ground.database.Database;
import com.flowex.ground.refusal.Refusal;
import com.flowex.ground.work.Worker;
import com.flowex.identity.user.UsersTable;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Ends restrictions whose time is over, and tells the exchange what it has not answered yet: the account is stopped, or goes on,
 * or its bids are taken out. Whoever ends in between leaves it to the next: each command may be sent again.
 */
final class RestrictionWorker implements AutoCloseable {

    private static final Duration LOOK_EVERY = Duration.ofMillis(500);
    private static final int AT_ONCE_MAX = 100;

    /** A bid that was under way in another process when the first were taken out is in the log by then. */
    private static final List<Duration> SWEEPS = List.of(Duration.ofSeconds(10), Duration.ofMinutes(1));

    private final Database database;
    private final RestrictionsTable table;
    private final UsersTable users;
    private final OrderPath orders;
    private final Restrictions restrictions;
    private final AuditLog audit;
    private final InstantSource clock;
    private final Worker worker;

    RestrictionWorker(
            Ground ground,
            RestrictionsTable table,
            UsersTable users,
            OrderPath orders,
            Restrictions restrictions,
            AuditLog audit,
            InstantSource clock) {
        this.database = ground.database();
        this.table = table;
        this.users = users;
        this.orders = orders;
        this.restrictions = restrictions;
        this.audit = audit;
        this.clock = clock;
        this.worker = ground.workers().atOnceAndEvery("identity-restricting", LOOK_EVERY, this::look);
    }

    /** The log may be of another time than this database: what is in force is told once more. */
    void start() {
        for (RestrictionsTable.Changes each : table.changes()) {
            table.again(each.tenant(), restrictions.now());
        }
        worker.start();
    }

    private void look() {
        List<Refusal> unanswered = new ArrayList<>();
        for (RestrictionsTable.Changes each : table.changes()) {
            endWhatIsOver(each.tenant());
            for (long user : table.waiting(each.tenant(), clock.instant(), AT_ONCE_MAX)) {
                tell(each.tenant(), user).ifPresent(unanswered::add);
            }
        }
        if (!unanswered.isEmpty()) {
            throw unanswered.getFirst(); // asked again, and said on the health page meanwhile
        }
    }

    private void endWhatIsOver(int tenant) {
        for (Restriction over : table.over(tenant, clock.instant(), AT_ONCE_MAX)) {
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

    /** One user's faults keep nobody else waiting. */
    private Optional<Refusal> tell(int tenant, long user) {
        try {
            List<Long> fresh = table.ask(tenant, user);
            database.transaction(tenant, connection -> {
                for (Restriction each : RestrictionsTable.work(connection, tenant, user, clock.instant())) {
                    carryOut(connection, each, fresh.contains(each.id()));
                }
                return user;
            });
            return Optional.empty();
        } catch (Refusal why) {
            return Optional.of(why);
        }
    }

    /** @param isFresh whether the exchange cannot have heard of it before */
    private void carryOut(Connection holding, Restriction held, boolean isFresh) throws SQLException {
        Instant now = restrictions.now();
        switch (held.work()) {
            case NONE -> {}
            case STOP -> {
                boolean changed = switched(held.account(), true);
                boolean isOurs = held.stopped() || changed || !isFresh;
                RestrictionsTable.done(holding, held, RestrictionWork.NONE, now, 0, isOurs);
            }
            case RELEASE -> {
                switched(held.account(), false);
                RestrictionsTable.done(holding, held, RestrictionWork.NONE, now, 0, false);
            }
            case SWEEP -> {
                sent(held.account(), RestrictedAccounts.takeOutBids(held.account()));
                int done = held.sweeps();
                boolean isLast = done >= SWEEPS.size();
                RestrictionsTable.done(
                        holding,
                        held,
                        isLast ? RestrictionWork.NONE : RestrictionWork.SWEEP,
                        isLast ? now : now.plus(SWEEPS.get(done)),
                        done + 1,
                        false);
            }
        }
    }

    /** Whether that changed anything. */
    private boolean switched(AccountId account, boolean isOn) {
        return sent(account, new SetKillSwitch(new KillScope.OfAccount(account), isOn));
    }

    /** An account that the log does not know trades nothing. */
    private boolean sent(AccountId account, Command command) {
        return switch (orders.submit(account, command)) {
            case Outcome.Accepted accepted -> !accepted.events().isEmpty();
            case Outcome.Rejected(RejectReason reason, long _) when reason == RejectReason.UNKNOWN_ACCOUNT -> false;
            case Outcome other -> throw new IllegalStateException("the exchange says " + other + " to " + command);
        };
    }

    @Override
    public void close() {
        worker.close();
    }
}
