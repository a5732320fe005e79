package com.flowex.identity.app.recovery;

import com.flowex.access.Edge;
import com.flowex.audit.AuditEntry;
import com.flowex.audit.AuditLog;
import com.flowex.identity.app.restriction.Restrictions;
import com.flowex.identity.app.session.Sessions;
import com.flowex.identity.store.credential.FactorRecoveriesTable;
import com.flowex.identity.store.credential.FactorRecoveriesTable.Recovery;
import com.flowex.identity.store.credential.FactorRecoveriesTable.State;
import com.flowex.identity.store.credential.FactorsTable;
import com.flowex.identity.store.user.OpaqueToken;
import com.flowex.identity.store.user.User;
import com.flowex.identity.store.user.UsersTable;
import com.flowex.platform.database.transaction.Transaction;
import com.flowex.platform.jobs.Worker;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * Worker that takes the steps of open recoveries at their time: a notice each day, the removal of the factors, and the
 * end of those that were not confirmed or approved. Each step is one transaction under the lock of the user's row, which
 * reads the recovery again, so that two processes take it once.
 */
final class FactorRecoveryWorker implements AutoCloseable {

    /** Time for which money cannot leave after a recovery, so that the owner can object. */
    static final Duration LOCKED = Duration.ofDays(3);

    /** Time after which a recovery that no operator has approved expires. */
    static final Duration APPROVAL = Duration.ofDays(14);

    private static final Duration NOTICE_EVERY = Duration.ofDays(1);
    private static final Duration CHECK_INTERVAL = Duration.ofSeconds(1);

    private final UsersTable users;
    private final FactorRecoveriesTable table;
    private final RecoveryNotices notices;
    private final Ends ends;
    private final InstantSource clock;
    private final AuditLog audit;
    private final MeterRegistry meters;
    private final Worker worker;

    /** Components that a removal needs besides the factors. */
    record Ends(Sessions sessions, Restrictions restrictions) {}

    FactorRecoveryWorker(
            Edge edge,
            UsersTable users,
            FactorRecoveriesTable table,
            RecoveryNotices notices,
            Ends ends,
            InstantSource clock) {
        this.users = users;
        this.table = table;
        this.notices = notices;
        this.ends = ends;
        this.clock = clock;
        this.audit = edge.audit();
        this.meters = edge.platform().telemetry().registry();
        this.worker = edge.platform().workers().atOnceAndEvery("identity-recovering", CHECK_INTERVAL, this::check);
        Stream.of(State.values()).forEach(this::counter);
    }

    void start() {
        worker.start();
    }

    /** Counts a recovery that has come to a state. */
    void count(State state) {
        counter(state).increment();
    }

    private Counter counter(State state) {
        return Counter.builder("flowex.factor.recoveries")
                .description("Recoveries of users without second factors that have come to a state")
                .tag("state", state.word())
                .register(meters);
    }

    /** Returns the time of the next notice, or of the removal if it comes before. */
    Instant nextNotice(Instant due, Instant now) {
        Instant tomorrow = now.plus(NOTICE_EVERY);
        return due.isAfter(now) && due.isBefore(tomorrow) ? due : tomorrow;
    }

    private void check() {
        for (int tenant : table.tenants()) {
            for (Recovery due : table.due(tenant, now())) {
                users.holding(tenant, due.userId(), (holding, user) -> step(holding, user, due))
                        .flatMap(done -> done)
                        .ifPresent(done -> report(tenant, done));
            }
        }
    }

    /** Recovery that has ended, with the sessions that ended with it. */
    private record Ended(User user, Recovery recovery, List<UUID> sessions) {}

    /** Takes the next step; returns empty if the recovery goes on, or another process has taken it. */
    private Optional<Ended> step(Transaction holding, User user, Recovery seen) {
        Instant now = now();
        Optional<Recovery> open = FactorRecoveriesTable.open(holding, user)
                .filter(each -> each.id() == seen.id() && !each.nextAt().isAfter(now));
        return open.flatMap(each -> step(holding, user, each, now));
    }

    private Optional<Ended> step(Transaction holding, User user, Recovery open, Instant now) {
        if (open.state() == State.ASKED) {
            return end(holding, user, open, State.EXPIRED, "its link was not opened within a day");
        }
        if (!user.isActive() || !user.factors().any() || mayNoLonger(user, open)) {
            return end(holding, user, open, State.CANCELED, "your access to the exchange has changed");
        }
        if (now.isBefore(open.dueAt())
                || open.needsApproval() && now.isBefore(open.dueAt().plus(APPROVAL))) {
            remind(holding, user, open.next(nextNotice(open.dueAt(), now)));
            return Optional.empty();
        }
        if (open.needsApproval()) {
            return end(holding, user, open, State.EXPIRED, "no operator has approved it in time");
        }
        return remove(holding, user, open);
    }

    /** Returns true if a user who asked for it themselves may act for others since. */
    private static boolean mayNoLonger(User user, Recovery open) {
        return open.requestedBy() == user.id() && FactorRemoval.isStaff(user);
    }

    private void remind(Transaction holding, User user, Recovery open) {
        FactorRecoveriesTable.move(holding, user.tenant(), open, open);
        OpaqueToken cancel = FactorRecoveriesTable.cancelLink(holding, user.tenant(), open);
        notices.waits(holding, user, open, cancel, now());
    }

    private Optional<Ended> end(Transaction holding, User user, Recovery open, State state, String why) {
        Recovery ended = open.in(state, now());
        FactorRecoveriesTable.move(holding, user.tenant(), open, ended);
        notices.letters().ended(holding, user, why);
        return Optional.of(new Ended(user, ended, List.of()));
    }

    private Optional<Ended> remove(Transaction holding, User user, Recovery open) {
        Recovery done = open.in(State.DONE, now());
        FactorRecoveriesTable.move(holding, user.tenant(), open, done);
        notices.done(holding, user, LOCKED);
        FactorsTable.removeAll(holding, user);
        ends.restrictions().lockWithdrawals(holding, user, LOCKED, "the second factors were recovered");
        return Optional.of(new Ended(user, done, ends.sessions().endAll(holding, user, Optional.empty())));
    }

    private void report(int tenant, Ended ended) {
        count(ended.recovery().state());
        ends.sessions().ended(ended.sessions());
        if (ended.recovery().state() == State.DONE) {
            ends.restrictions().carryOut(ended.user());
        }
        audit.recordSoon(new AuditEntry(
                tenant,
                "system",
                "recovery of second factors",
                new AuditEntry.Change(
                        "user " + ended.recovery().userId(),
                        "{\"recovery\":" + ended.recovery().id() + "}",
                        ""),
                ended.recovery().state().word(),
                "",
                "recovery-" + ended.recovery().id()));
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    @Override
    public void close() {
        worker.close();
    }
}
