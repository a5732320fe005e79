package com.flowex.identity.app.recovery;

import com.flowex.access.Edge;
import com.flowex.access.auth.Caller;
import com.flowex.identity.app.mail.RecoveryMailer;
import com.flowex.identity.app.restriction.Restrictions;
import com.flowex.identity.app.session.IdentityComponents;
import com.flowex.identity.app.session.Sessions;
import com.flowex.identity.app.staff.UserAdministration;
import com.flowex.identity.store.credential.FactorRecoveriesTable;
import com.flowex.identity.store.credential.FactorRecoveriesTable.Recovery;
import com.flowex.identity.store.credential.FactorRecoveriesTable.State;
import com.flowex.identity.store.user.Device;
import com.flowex.identity.store.user.OneTimeTokensTable;
import com.flowex.identity.store.user.OpaqueToken;
import com.flowex.identity.store.user.User;
import com.flowex.identity.store.user.UsersTable;
import com.flowex.platform.database.transaction.Transaction;
import com.flowex.platform.errors.Refusal;
import com.flowex.platform.errors.RefusalCode;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Recoveries of users who have lost their second factors (ADR 0298). A user shows their password and opens a mailed link;
 * after the tenant's waiting time the factors are removed. Until then each notice has a link that cancels it, and a
 * login with a factor or a change of the user's access cancels it, too. {@link FactorRecoveryWorker} takes the steps.
 */
public final class FactorRecoveries implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(FactorRecoveries.class);

    /** Time within which the mailed link must be opened. */
    static final Duration LINK_LIFE = Duration.ofDays(1);

    /** Age of a password below which an operator must approve: a thief with the mailbox alone has just set one. */
    static final Duration NEW_PASSWORD = Duration.ofDays(30);

    /** Maximum number of requests of a user within {@link #WINDOW}. */
    static final int REQUESTS_MAX = 3;

    static final Duration WINDOW = Duration.ofDays(30);

    private final Edge edge;
    private final IdentityComponents parts;
    private final FactorRecoveriesTable table;
    private final UserAdministration staff;
    private final RecoveryNotices notices;
    private final RecoveryMailer letters;
    private final FactorRecoveryWorker worker;
    private final InstantSource clock;

    /** Permissions of operators over users, and what ends or is locked with the factors. */
    public record RecoveryPowers(UserAdministration staff, Sessions sessions, Restrictions restrictions) {}

    /** @param phones notices by SMS */
    public FactorRecoveries(
            Edge edge, IdentityComponents parts, RecoveryPowers powers, RecoverySms phones, InstantSource clock) {
        this.edge = edge;
        this.parts = parts;
        this.table = new FactorRecoveriesTable(edge.platform().database());
        this.staff = powers.staff();
        this.letters = new RecoveryMailer(parts.letters());
        this.notices = new RecoveryNotices(letters, phones);
        this.clock = clock;
        this.worker = new FactorRecoveryWorker(
                edge,
                parts.users(),
                table,
                notices,
                new FactorRecoveryWorker.Ends(powers.sessions(), powers.restrictions()),
                clock);
    }

    /** Starts the worker that sends notices and removes factors. */
    public void start() {
        worker.start();
    }

    /**
     * Begins the recovery of a user whose password was right, and mails the link that they must open. A request that
     * waits already goes on.
     *
     * @param mfaToken token of the login that asks for a second factor
     * @param host host by which the user came; empty if unknown
     * @throws Refusal {@code unauthorized}; {@code recovery_by_administrator}; {@code too_many_attempts}
     */
    public Recovery request(String mfaToken, Device device, String host) {
        OpaqueToken token = OpaqueToken.parse(mfaToken).orElseThrow(FactorRecoveries::loginAnew);
        long id = parts.oneTime()
                .userOf(token, OneTimeTokensTable.Purpose.SECOND_FACTOR)
                .orElseThrow(FactorRecoveries::loginAnew);
        parts.lockout().registration(token.tenant(), device);
        return held(token.tenant(), id, (holding, user) -> {
            if (FactorRemoval.isStaff(user)) {
                throw new Refusal(
                        RefusalCode.RECOVERY_BY_ADMINISTRATOR,
                        "users who may act for others are recovered by another administrator");
            }
            Optional<Recovery> open = FactorRecoveriesTable.open(holding, user);
            if (open.isPresent() && open.get().state() == State.WAITING) {
                return open.get();
            }
            Instant now = now();
            if (open.isEmpty()) {
                requireRoom(holding, user, now);
            }
            Recovery requested = open.orElseGet(() -> add(holding, user, State.ASKED, user.id(), host));
            letters.confirm(
                    holding,
                    user,
                    FactorRecoveriesTable.confirmLink(holding, user.tenant(), requested),
                    FactorRecoveriesTable.cancelLink(holding, user.tenant(), requested),
                    host,
                    days(user));
            return requested;
        });
    }

    private void requireRoom(Transaction holding, User user, Instant now) {
        List<Instant> before = FactorRecoveriesTable.requestedSince(holding, user, now.minus(WINDOW));
        if (before.size() >= REQUESTS_MAX) {
            Duration left = Duration.between(now, before.getFirst().plus(WINDOW));
            throw Refusal.forNow(
                    RefusalCode.TOO_MANY_ATTEMPTS,
                    "at most " + REQUESTS_MAX + " recoveries within " + WINDOW.toDays() + " days",
                    Math.max(1, left.toSeconds()));
        }
    }

    private Recovery add(Transaction holding, User user, State state, long by, String host) {
        Instant now = now();
        Instant due = now.plus(state == State.ASKED ? LINK_LIFE : Duration.ofDays(days(user)));
        Instant next = state == State.ASKED ? due : worker.nextNotice(due, now);
        Recovery added = new Recovery(0, user.id(), state, false, by, null, host, now, due, next, now);
        worker.count(state);
        return FactorRecoveriesTable.add(holding, user, added);
    }

    private int days(User user) {
        return edge.tenants().recoveryDaysOf(user.tenant());
    }

    /**
     * Begins the waiting time: the reader of the user's mail has opened the link.
     *
     * @throws Refusal {@code invalid_token}
     */
    public Recovery confirm(String text) {
        return byLink(text, false, (holding, user, requested) -> {
            if (requested.state() != State.ASKED || !user.isActive()) {
                throw invalidToken();
            }
            Instant now = now();
            Instant due = now.plus(Duration.ofDays(days(user)));
            boolean approval = FactorRecoveriesTable.hasNewPassword(holding, user, now.minus(NEW_PASSWORD));
            Recovery waiting = requested.waiting(approval, due, worker.nextNotice(due, now), now);
            moved(holding, user, requested, waiting);
            noticeOf(holding, user, waiting);
            if (approval) {
                LOG.warn(
                        "recovery {} of user {} of tenant {} waits for the approval of an operator until {}: the user's"
                                + " password was replaced lately",
                        waiting.id(),
                        user.id(),
                        user.tenant(),
                        due.plus(FactorRecoveryWorker.APPROVAL));
            }
            return waiting;
        });
    }

    private void noticeOf(Transaction holding, User user, Recovery waiting) {
        OpaqueToken cancel = FactorRecoveriesTable.cancelLink(holding, user.tenant(), waiting);
        notices.waits(holding, user, waiting, cancel, now());
    }

    /**
     * Cancels the recovery by a mailed link.
     *
     * @throws Refusal {@code invalid_token}
     */
    public Recovery cancel(String text) {
        return byLink(text, true, this::canceled);
    }

    /** Cancels the recovery of a logged-in user; returns empty if none is open. */
    public Optional<Recovery> cancel(int tenant, long userId) {
        return held(tenant, userId, (holding, user) -> FactorRecoveriesTable.open(holding, user)
                .map(open -> canceled(holding, user, open)));
    }

    private Recovery canceled(Transaction holding, User user, Recovery open) {
        Recovery canceled = open.in(State.CANCELED, now());
        moved(holding, user, open, canceled);
        letters.ended(holding, user, "it was canceled by you, or by a reader of your mail");
        return canceled;
    }

    /** Returns the open recovery of a user. */
    public Optional<Recovery> open(int tenant, long userId) {
        return table.open(tenant, userId);
    }

    /** Returns a tenant's recoveries below {@code before}, newest first. */
    public List<Recovery> page(int tenant, @Nullable String state, long before, int limit) {
        return table.page(tenant, state, before, limit);
    }

    /**
     * Begins the waiting time of another user, also one who may act for others.
     *
     * @throws Refusal {@code forbidden}; {@code already_decided} if a recovery waits or there is nothing to recover
     */
    public Recovery begin(Caller caller, long userId, String host) {
        return staff.decide(caller, userId, (holding, user) -> {
            Optional<Recovery> open = FactorRecoveriesTable.open(holding, user);
            if (open.isPresent() || !user.factors().any()) {
                throw decided(open.isPresent() ? "a recovery of this user waits" : "this user has no second factor");
            }
            requireRoom(holding, user, now());
            Recovery waiting = add(holding, user, State.WAITING, caller.userId(), host);
            noticeOf(holding, user, waiting);
            return waiting;
        });
    }

    /** Approves a recovery that needs it; the factors are removed once its time has come. */
    public Recovery approve(Caller caller, long id) {
        return decide(caller, id, waiting -> {
            if (waiting.state() != State.WAITING || !waiting.needsApproval()) {
                throw decided("recovery " + id + " needs no approval");
            }
            return waiting.decided(State.WAITING, caller.userId(), now()).next(waiting.dueAt());
        });
    }

    /** Stops a recovery: the factors stay. */
    public Recovery stop(Caller caller, long id) {
        return decide(caller, id, open -> open.decided(State.STOPPED, caller.userId(), now()));
    }

    private Recovery decide(Caller caller, long id, UnaryOperator<Recovery> decision) {
        long userId = table.byId(caller.tenant(), id)
                .orElseThrow(() -> Refusal.notFound("there is no recovery " + id))
                .userId();
        return staff.decide(caller, userId, (holding, user) -> {
            Recovery now = FactorRecoveriesTable.byId(holding, user.tenant(), id)
                    .filter(Recovery::isOpen)
                    .orElseThrow(() -> decided("recovery " + id + " has ended already"));
            Recovery decided = decision.apply(now);
            moved(holding, user, now, decided);
            if (decided.state() == State.STOPPED) {
                letters.ended(holding, user, "an operator of the exchange has stopped it");
            }
            return decided;
        });
    }

    /** Change of the open recovery that a link names, under the lock of its user's row. */
    @FunctionalInterface
    private interface LinkedChange {
        Recovery of(Transaction holding, User user, Recovery open);
    }

    private Recovery byLink(String text, boolean cancels, LinkedChange change) {
        OpaqueToken link = OpaqueToken.parse(text).orElseThrow(FactorRecoveries::invalidToken);
        Recovery named = table.byLink(link, cancels).orElseThrow(FactorRecoveries::invalidToken);
        return held(link.tenant(), named.userId(), (holding, user) -> {
            Recovery open = FactorRecoveriesTable.open(holding, user)
                    .filter(now -> now.id() == named.id())
                    .orElseThrow(FactorRecoveries::invalidToken);
            return change.of(holding, user, open);
        });
    }

    private void moved(Transaction holding, User user, Recovery from, Recovery to) {
        if (!FactorRecoveriesTable.move(holding, user.tenant(), from, to)) {
            throw decided("recovery " + from.id() + " has ended already");
        }
        if (from.state() != to.state()) {
            worker.count(to.state());
        }
    }

    private <T> T held(int tenant, long id, UsersTable.LockedRow<T> work) {
        return parts.users().holding(tenant, id, work).orElseThrow(() -> Refusal.unauthorized("this user was removed"));
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    private static Refusal decided(String detail) {
        return new Refusal(RefusalCode.ALREADY_DECIDED, detail);
    }

    private static Refusal loginAnew() {
        return Refusal.unauthorized("the mfa_token is no longer valid; log in again");
    }

    private static Refusal invalidToken() {
        return new Refusal(
                RefusalCode.INVALID_TOKEN, "the link is wrong or was used, or the recovery has ended already");
    }

    @Override
    public void close() {
        worker.close();
    }
}
