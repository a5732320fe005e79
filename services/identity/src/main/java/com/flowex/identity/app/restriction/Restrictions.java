package com.flowex.identity.app.restriction;

import com.flowex.access.Edge;
import com.flowex.access.auth.Permission;
import com.flowex.access.auth.Role;
import com.flowex.identity.app.account.AccountOpening;
import com.flowex.identity.store.oidc.ScimIdentitiesTable;
import com.flowex.identity.store.person.ErasuresTable;
import com.flowex.identity.store.person.ErasuresTable.Erasure;
import com.flowex.identity.store.restriction.Restriction;
import com.flowex.identity.store.restriction.RestrictionKind;
import com.flowex.identity.store.restriction.RestrictionRequest;
import com.flowex.identity.store.restriction.RestrictionsTable;
import com.flowex.identity.store.user.User;
import com.flowex.identity.store.user.UsersTable;
import com.flowex.orderentry.queue.CommandSubmitter;
import com.flowex.platform.database.transaction.Transaction;
import com.flowex.platform.errors.Refusal;
import com.flowex.platform.errors.RefusalCode;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Service that sets and ends the restrictions of users, in the transaction that holds the lock on the user's row. The
 * database is authoritative; a worker sends the restrictions to the exchange until it has answered.
 */
public final class Restrictions implements AutoCloseable {

    /** Reason of the status of a user whose account is being closed. */
    private static final String CLOSING = "erasure";

    /** Reason of the status of a user whom an administrator or their identity provider keeps out. */
    private static final String SUSPENDED = "suspended";

    /** Reason of the restriction of a user whose roles no longer let them trade. */
    private static final String ROLES = "roles";

    /** Number that stands for the exchange itself as the one who decided. */
    private static final long EXCHANGE = 0;

    private final RestrictionsTable table;
    private final LocalAdministrators administrators;
    private final InstantSource clock;
    private final RestrictionWorker worker;

    /** @param administrators rule that a local administrator stays */
    public Restrictions(
            Edge edge,
            UsersTable users,
            CommandSubmitter orders,
            AccountOpening accounts,
            LocalAdministrators administrators,
            InstantSource clock) {
        this.administrators = administrators;
        this.table = new RestrictionsTable(edge.platform().database());
        this.clock = clock;
        this.worker = new RestrictionWorker(edge, table, users, orders, accounts, this);
    }

    /** Starts the worker that ends expired restrictions and sends restrictions to the exchange. */
    public void start() {
        worker.start();
    }

    /**
     * Sends a restriction that was just decided to the exchange; from its answer on it holds on every interface. If the
     * exchange does not answer, a worker asks it again.
     *
     * @return restriction with its current state
     */
    public Restriction carryOut(Restriction restriction) {
        int tenant = restriction.account().tenant();
        worker.report(tenant, restriction.userId());
        return table.page(tenant, restriction.userId(), restriction.id() + 1, 1).getFirst();
    }

    /**
     * Sends the restriction of a user whose status has just changed to the exchange. If the exchange does not answer, a
     * worker asks it again.
     */
    public void carryOut(User changed) {
        worker.report(changed.tenant(), changed.id());
    }

    /** Sends the restriction of an account that a user has been given to the exchange. */
    public void follow(User moved) {
        table.again(moved.tenant(), moved.id(), now());
        worker.report(moved.tenant(), moved.id());
    }

    /**
     * Returns a user's restrictions below {@code before}, newest first, with ended ones and without those of the user's
     * status.
     */
    public List<Restriction> page(int tenant, long user, long before, int limit) {
        return table.page(tenant, user, before, limit);
    }

    /** Returns the current time with the precision of the database. */
    Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    /**
     * Restricts a user.
     *
     * @param holding connection that holds the lock on the user's row; the caller ends the sessions of a suspended user
     * @throws Refusal {@code already_decided} if a restriction of the same kind is in force;
     *     {@code last_local_administrator}
     */
    public Restriction set(Transaction holding, User user, RestrictionRequest request, long by) {
        for (Restriction before : RestrictionsTable.inForce(holding, user.tenant(), user.id())) {
            if (before.kind() == request.kind()) {
                throw new Refusal(
                        RefusalCode.ALREADY_DECIDED,
                        "this user is restricted so already, by restriction " + before.id());
            }
        }
        Restriction set = RestrictionsTable.add(holding, user, request, by, now());
        if (set.resumes()) {
            User out = withStatus(user, User.Status.SUSPENDED);
            administrators.requireOther(holding, user, out);
            UsersTable.update(holding, out);
        }
        return set;
    }

    /**
     * Lets no money leave an account for a while. A restriction of this kind that lasts longer stays; a shorter one is
     * replaced.
     *
     * @param holding connection that holds the lock on the user's row
     */
    public void lockWithdrawals(Transaction holding, User user, Duration time, String reason) {
        Instant until = now().plus(time);
        String why = reason;
        Optional<Restriction> before = inForce(holding, user, RestrictionKind.NO_WITHDRAWALS);
        if (before.isPresent()) {
            Instant ends = before.get().endsAt();
            if (ends == null || !ends.isBefore(until)) {
                return;
            }
            RestrictionsTable.end(holding, before.get(), EXCHANGE, now());
            why = before.get().reason() + "; " + reason;
        }
        RestrictionRequest request = new RestrictionRequest(RestrictionKind.NO_WITHDRAWALS, why, until);
        RestrictionsTable.add(holding, user, request, EXCHANGE, now());
    }

    /**
     * Lifts a restriction.
     *
     * @param holding connection that holds the lock on the user's row
     * @throws Refusal {@code not_found}, {@code already_decided} if it has ended
     */
    public Restriction lift(Transaction holding, User user, long id, long by) {
        Restriction held = RestrictionsTable.hold(holding, user.tenant(), user.id(), id)
                .orElseThrow(() -> Refusal.notFound("this user has no restriction " + id));
        if (!held.isInForce()) {
            throw new Refusal(RefusalCode.ALREADY_DECIDED, "restriction " + id + " has ended already");
        }
        return end(holding, user, held, by);
    }

    /** @param by user who lifts it; null if it ended by its time */
    Restriction end(Transaction holding, User user, Restriction held, @Nullable Long by) {
        Restriction ended = RestrictionsTable.end(holding, held, by, now());
        if (held.resumes() && user.status() == User.Status.SUSPENDED) {
            resume(holding, user);
        }
        return ended;
    }

    /**
     * Makes a user active whose suspension here has ended, unless their identity provider keeps them out. A user who is
     * being erased stays out.
     */
    private void resume(Transaction holding, User user) {
        if (erasure(holding, user).isPresent()) {
            return;
        }
        if (ScimIdentitiesTable.staysOut(holding, user)) {
            stand(holding, withStatus(user, User.Status.SUSPENDED), SUSPENDED, EXCHANGE);
        } else {
            UsersTable.update(holding, withStatus(user, User.Status.ACTIVE));
        }
    }

    /**
     * Lets a user in whom their identity provider kept out, unless a restriction suspends them; after the commit
     * {@link #carryOut(User)} makes it take effect at once.
     *
     * @throws Refusal {@code account_restricted} while the user is being erased
     */
    public void letIn(Transaction holding, User user, long by) {
        requireNotErased(holding, user);
        if (user.status() != User.Status.SUSPENDED) {
            return;
        }
        Optional<Restriction> suspension = inForce(holding, user, RestrictionKind.SUSPENDED);
        if (suspension.isPresent()) {
            RestrictionsTable.resumes(holding, suspension.get());
            endProvidersOwn(holding, user, by);
        } else {
            stand(holding, user, withStatus(user, User.Status.ACTIVE), by);
        }
    }

    /** Ends the restriction of the status that a provider set; only the suspension decided here is left then. */
    private void endProvidersOwn(Transaction holding, User user, long by) {
        inForce(holding, user, RestrictionKind.INACTIVE)
                .filter(standing -> standing.reason().equals(SUSPENDED) && mayTrade(user))
                .ifPresent(standing -> RestrictionsTable.end(holding, standing, by, now()));
    }

    /**
     * Writes another status or other roles; this is the only way to change them for a user who is neither restricted nor
     * erased. Orders of a user without access, or without the right to trade, end, and no money leaves their account.
     * After the commit {@link #carryOut(User)} makes the change take effect at once.
     *
     * @param holding connection that holds the lock on the user's row
     * @param before row as it is
     * @param after same row with another status or other roles; other fields may differ too
     * @param by user who decided it; 0 for the exchange itself
     * @throws Refusal {@code last_local_administrator}, unless the exchange itself decided it; {@code account_restricted}
     *     if it lets in a user who is being erased or was erased
     */
    public void stand(Transaction holding, User before, User after, long by) {
        if (by != EXCHANGE) {
            administrators.requireOther(holding, before, after);
        }
        if (after.isActive() && !before.isActive()) {
            requireNotErased(holding, before);
        }
        UsersTable.update(holding, after);
        if (changesStanding(before, after)) {
            stand(
                    holding,
                    after,
                    after.isActive() ? ROLES : after.status().name().toLowerCase(Locale.ROOT),
                    by);
        }
    }

    /** Returns true if a change of a user begins or ends what they may do on the exchange. */
    public static boolean changesStanding(User before, User after) {
        return before.status() != after.status() || mayTrade(before) != mayTrade(after);
    }

    private static boolean mayTrade(User user) {
        return Role.permissions(user.roles(), true).contains(Permission.TRADE);
    }

    private void stand(Transaction holding, User user, String reason, long by) {
        boolean stands = user.isActive() && mayTrade(user);
        Optional<Restriction> standing = inForce(holding, user, RestrictionKind.INACTIVE);
        boolean isReplaced = reason.equals(CLOSING)
                && standing.filter(each -> each.reason().equals(ROLES)).isPresent();
        if (standing.isPresent() && (stands || isReplaced)) {
            RestrictionsTable.end(holding, standing.get(), by, now());
        }
        if (!stands && (standing.isEmpty() || isReplaced)) {
            RestrictionRequest request = new RestrictionRequest(RestrictionKind.INACTIVE, reason, null);
            RestrictionsTable.add(holding, user, request, by, now());
        }
    }

    /**
     * Closes a user's access while their account is being closed; {@link #reopen} reverts it.
     *
     * @throws Refusal {@code last_local_administrator}
     */
    public void closing(Transaction holding, User user) {
        User out = withStatus(user, User.Status.SUSPENDED);
        administrators.requireOther(holding, user, out);
        UsersTable.update(holding, out);
        stand(holding, out, CLOSING, user.id());
    }

    /** Reopens the access of a user whose account is not closed after all, unless another reason closes it. */
    public void reopen(Transaction holding, User user) {
        Optional<Restriction> standing = inForce(holding, user, RestrictionKind.INACTIVE);
        if (standing.isPresent() && !standing.get().reason().equals(CLOSING)) {
            return;
        }
        if (standing.isPresent()) {
            RestrictionsTable.end(holding, standing.get(), user.id(), now());
        }
        Optional<Restriction> suspension = inForce(holding, user, RestrictionKind.SUSPENDED);
        if (suspension.isPresent()) {
            RestrictionsTable.resumes(holding, suspension.get());
        } else {
            resume(holding, user);
        }
    }

    /** Stops the account of a user who was erased again; the worker sends it to the exchange. */
    public void erased(Transaction holding, User user) {
        stand(holding, withStatus(user, User.Status.CLOSED), "closed", 0);
    }

    private static Optional<Restriction> inForce(Transaction holding, User user, RestrictionKind kind) {
        return RestrictionsTable.inForce(holding, user.tenant(), user.id()).stream()
                .filter(each -> each.kind() == kind)
                .findFirst();
    }

    /** @throws Refusal {@code account_restricted} if the user is suspended by a restriction */
    public static void requireNotSuspended(Transaction holding, User user) {
        Optional<Restriction> suspension = inForce(holding, user, RestrictionKind.SUSPENDED);
        if (suspension.isPresent()) {
            throw new Refusal(
                    RefusalCode.ACCOUNT_RESTRICTED,
                    "this user is suspended by restriction " + suspension.get().id() + ": lift that");
        }
    }

    private static Optional<Erasure> erasure(Transaction holding, User user) {
        return ErasuresTable.newest(holding, user.tenant(), user.id()).filter(Erasure::keepsOut);
    }

    private static void requireNotErased(Transaction holding, User user) {
        Optional<Erasure> erasure = erasure(holding, user);
        if (erasure.isPresent()) {
            throw new Refusal(
                    RefusalCode.ACCOUNT_RESTRICTED,
                    "user " + user.id() + " asked to be erased, and the erasure is "
                            + erasure.get().state().word() + ": they are not let in");
        }
    }

    private static User withStatus(User user, User.Status status) {
        return user.changed(user.firstName(), user.lastName(), user.roles(), status);
    }

    /** @throws Refusal {@code account_restricted} if the user may not withdraw now */
    public void requireMayPay(int tenant, long user) {
        for (Restriction each : table.inForce(tenant, user)) {
            if (each.kind() != RestrictionKind.REDUCE_ONLY) {
                Instant until = each.endsAt();
                throw new Refusal(
                        RefusalCode.ACCOUNT_RESTRICTED,
                        "the exchange lets nothing leave this account"
                                + (until == null ? "" : " until " + until)
                                + "; ask the operator");
            }
        }
    }

    @Override
    public void close() {
        worker.close();
    }
}
