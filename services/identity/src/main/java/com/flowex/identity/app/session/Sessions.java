package com.flowex.identity.app.session;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.flowex.access.auth.token.AccessTokens;
import com.flowex.identity.app.account.AccountOpening;
import com.flowex.identity.app.factor.SecondFactors;
import com.flowex.identity.app.guard.AttackDetector;
import com.flowex.identity.app.lockout.Lockout;
import com.flowex.identity.app.password.PasswordHasher;
import com.flowex.identity.store.credential.FactorRecoveriesTable;
import com.flowex.identity.store.push.SubscriptionsTable;
import com.flowex.identity.store.session.KnownDevicesTable;
import com.flowex.identity.store.session.LogInsTable.LogInWay;
import com.flowex.identity.store.session.SessionStore;
import com.flowex.identity.store.user.Device;
import com.flowex.identity.store.user.EmailAddress;
import com.flowex.identity.store.user.EmailChangesTable;
import com.flowex.identity.store.user.OneTimeTokensTable;
import com.flowex.identity.store.user.OneTimeTokensTable.Purpose;
import com.flowex.identity.store.user.OpaqueToken;
import com.flowex.identity.store.user.User;
import com.flowex.identity.store.user.UsersTable;
import com.flowex.platform.database.transaction.Transaction;
import com.flowex.platform.errors.Refusal;
import com.flowex.platform.errors.RefusalCode;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Service that begins, continues and ends sessions. */
public final class Sessions {

    private static final Logger LOG = LoggerFactory.getLogger(Sessions.class);

    /** Maximum number of password checks, repeated if the hash was replaced in the meantime. */
    private static final int CHECKS_MAX = 3;

    private final UsersTable users;
    private final SessionStore store;
    private final PasswordHasher passwords;
    private final AccountOpening accounts;
    private final AccessTokens accessTokens;
    private final Lockout lockout;
    private final OneTimeTokensTable oneTime;
    private final SecondFactors factors;
    private final KnownDevicesTable devices;
    private final AttackDetector guard;
    private final SubscriptionsTable browsers;
    private final LocalLogins local;
    private final LogInHistory history;
    private final LoginCodes codes;
    private final boolean mustBeVerified;

    public Sessions(IdentityComponents parts) {
        this.users = parts.users();
        this.store = parts.sessions();
        this.passwords = parts.passwords();
        this.accounts = parts.accounts();
        this.accessTokens = parts.accessTokens();
        this.lockout = parts.lockout();
        this.oneTime = parts.oneTime();
        this.factors = parts.factors();
        this.devices = parts.devices();
        this.guard = parts.guard();
        this.browsers = parts.browsers();
        this.local = parts.local();
        this.history = parts.logIns();
        this.codes = new LoginCodes(parts);
        this.mustBeVerified = parts.mustBeVerified();
    }

    /** Result of a login with a right password. */
    public sealed interface Login permits Tokens, Challenge {
        /** Returns the user who logs in; for the audit log, not for the response. */
        @JsonIgnore
        long userId();
    }

    /**
     * Tokens of a session.
     *
     * @param refreshToken null where a cookie has it
     * @param expiresIn seconds until the access token expires
     */
    public record Tokens(
            String accessToken,
            @Nullable String refreshToken,
            String tokenType,
            long expiresIn,
            @JsonIgnore long userId)
            implements Login {

        /** Keeps tokens out of every log. */
        @Override
        public String toString() {
            return "Tokens[***]";
        }
    }

    /**
     * Request for a second factor.
     *
     * @param mfaToken token to send with the code to verify-2fa
     * @param methods methods to go on: totp, passkey, email, sms, recovery
     * @param expiresIn seconds until the login must start again
     */
    public record Challenge(
            String mfaToken,
            List<String> methods,
            long expiresIn,
            @JsonIgnore long userId) implements Login {

        /** Keeps the token out of every log. */
        @Override
        public String toString() {
            return "Challenge[" + methods + "]";
        }
    }

    /**
     * Begins a session, or asks for a second factor first. An unknown address and a wrong password get the same answer
     * after the same time. An address that must be confirmed and is not gets it too. Otherwise a client that registers
     * an address and logs in would learn if the address was free.
     *
     * @throws Refusal {@code invalid_credentials}; {@code too_many_attempts}; {@code user_suspended}; or the exchange's
     *     refusal if the account is not open yet and cannot be opened now
     */
    public Login login(int tenant, String email, String password, Device device) {
        guard.requireOpen(tenant, device);
        Optional<User> user = lockout.login(tenant, email, device, () -> whose(tenant, email, password, device));
        for (int attempt = 0; attempt < CHECKS_MAX && user.isPresent(); attempt++) {
            Optional<Login> login = login(user.get(), password, device);
            if (login.isPresent()) {
                return login.get();
            }
            user = whose(tenant, email, password, device);
        }
        String why = "unknown e-mail address or wrong password" + (mustBeVerified ? ", or not confirmed yet" : "");
        throw new Refusal(RefusalCode.INVALID_CREDENTIALS, why);
    }

    /** Continues a login whose password was right; empty if the password has changed before the session begins. */
    private Optional<Login> login(User seen, String password, Device device) {
        requireActive(seen);
        Optional<String> renewed = passwords.isOutdated(password, seen.passwordHash())
                ? Optional.of(passwords.hash(seen.tenant(), password))
                : Optional.empty();
        accounts.requireOpen(seen);
        Optional<Step> step = users.holding(seen.tenant(), seen.id(), (holding, user) -> {
                    if (!user.passwordHash().equals(seen.passwordHash())) {
                        return Optional.<Step>empty();
                    }
                    requireActive(user);
                    if (renewed.isPresent()) {
                        UsersTable.renewed(holding, user, renewed.get());
                    }
                    return Optional.of(
                            user.factors().any()
                                    ? codes.challenge(holding, user)
                                    : begin(holding, user, device, LogInWay.PASSWORD));
                })
                .flatMap(found -> found);
        return step.map(next -> switch (next) {
            case Challenged(Challenge challenge) -> challenge;
            case Started started -> tokens(started, device);
        });
    }

    /** Decision made while the user's row was locked. */
    sealed interface Step permits Challenged, Started {}

    record Challenged(Challenge challenge) implements Step {}

    record Started(User user, SessionStore.IssuedSession issued, LogInWay way) implements Step {}

    private Started begin(Transaction holding, User user, Device device, LogInWay way) {
        local.require(holding, user, device);
        return new Started(user, store.begin(holding, user.tenant(), user.id(), device), way);
    }

    /** Checks a password at the cost of one hash, also if there is no such user. */
    private Optional<User> whose(int tenant, String email, String password, Device device) {
        Optional<User> found = EmailAddress.parse(email).flatMap(address -> users.byEmail(tenant, address));
        boolean right = passwords.matches(
                tenant, password, found.map(User::passwordHash).orElse(passwords.unusedHash()));
        if (!right) {
            guard.failed(tenant, found.filter(this::mayLogIn), email, device);
        }
        Optional<User> admitted = admitted(found.filter(_ -> right), email, device);
        if (admitted.isEmpty()) {
            found.ifPresent(user -> history.refused(user, LogInWay.PASSWORD, device));
        }
        return admitted;
    }

    /** Returns the user who has proved who they are, unless they cannot log in, or not from this place now. */
    Optional<User> admitted(Optional<User> proved, String email, Device device) {
        return proved.filter(user -> user.status() != User.Status.CLOSED && mayLogIn(user))
                .filter(user -> !guard.isLocked(user) || lockout.isKnownPlace(user.tenant(), email, device));
    }

    boolean mayLogIn(User user) {
        return user.emailVerified() || !mustBeVerified;
    }

    /** Begins the session for which a second factor was asked. */
    public Tokens verify(String mfaToken, String code, Device device) {
        return verify(
                mfaToken, device, (user, attempt, token) -> factors.requireOrSms(user, code, attempt, token, device));
    }

    /** Check of the proof for which a login waits; it throws if the proof is wrong. */
    @FunctionalInterface
    interface ProofCheck {
        void require(User user, OneTimeTokensTable.SecondFactorAttempt attempt, OpaqueToken token);
    }

    Tokens verify(String mfaToken, Device device, ProofCheck proof) {
        OpaqueToken token = OpaqueToken.parse(mfaToken).orElseThrow(Sessions::loginAnew);
        OneTimeTokensTable.SecondFactorAttempt attempt = oneTime.tryOnce(token).orElseThrow(Sessions::loginAnew);
        User user = users.byId(token.tenant(), attempt.userId()).orElseThrow(Sessions::loginAnew);
        try {
            proof.require(user, attempt, token);
        } catch (Refusal refused) {
            history.refused(user, LogInWay.PASSWORD, device);
            throw refused;
        }
        accounts.requireOpen(user);
        Started started = users.holding(user.tenant(), user.id(), (holding, now) -> {
                    if (OneTimeTokensTable.take(holding, token, Purpose.SECOND_FACTOR)
                            .isEmpty()) {
                        throw loginAnew();
                    }
                    requireActive(now);
                    FactorRecoveriesTable.cancel(holding, now); // nothing is lost
                    return begin(holding, now, device, LogInWay.PASSWORD);
                })
                .orElseThrow(Sessions::loginAnew);
        return tokens(started, device);
    }

    /**
     * Begins the session of a user who has proved who they are.
     *
     * @param check runs while the user's row is locked; it throws if the proof is no longer good
     */
    Tokens begin(User proved, Device device, BiConsumer<Transaction, User> check) {
        requireActive(proved);
        accounts.requireOpen(proved);
        Started started = users.holding(proved.tenant(), proved.id(), (holding, now) -> {
                    requireActive(now);
                    check.accept(holding, now);
                    FactorRecoveriesTable.cancel(holding, now);
                    return begin(holding, now, device, LogInWay.PASSKEY);
                })
                .orElseThrow(Sessions::unknown);
        return tokens(started, device);
    }

    Tokens tokens(Started started, Device device) {
        devices.loggedIn(started.user(), device);
        guard.loggedIn(started.user(), device);
        history.begun(started.user(), started.way(), device);
        return tokens(started.user(), started.issued());
    }

    /**
     * Continues a session: consumes the token and returns its successor.
     *
     * @throws Refusal {@code unauthorized} or {@code token_expired}
     */
    public Tokens refresh(String text, Device device) {
        OpaqueToken token = OpaqueToken.parse(text).orElseThrow(Sessions::unknown);
        return switch (store.use(token, device)) {
            case SessionStore.Use.Rotated(SessionStore.IssuedSession successor) -> {
                User user = users.byId(token.tenant(), successor.userId())
                        .filter(User::isActive)
                        .orElseThrow(Sessions::unknown);
                yield tokens(user, successor);
            }
            case SessionStore.Use.Reused(long userId, UUID session) -> {
                ended(token.tenant(), List.of(session));
                LOG.warn("a refresh token of user {} was used twice: its session is ended", userId);
                throw unknown();
            }
            case SessionStore.Use.Expired() ->
                throw new Refusal(RefusalCode.TOKEN_EXPIRED, "the refresh token has expired; log in again");
            case SessionStore.Use.Unknown() -> throw unknown();
        };
    }

    /** Ends a session and its access tokens. */
    public void logout(String token) {
        OpaqueToken.parse(token)
                .ifPresent(known -> store.end(known).ifPresent(session -> ended(known.tenant(), List.of(session))));
    }

    public List<SessionStore.Session> of(int tenant, long userId) {
        return store.of(tenant, userId);
    }

    /** Returns the ids of a user's open sessions. */
    public Set<UUID> open(int tenant, long userId) {
        return of(tenant, userId).stream().map(SessionStore.Session::id).collect(Collectors.toSet());
    }

    public boolean end(int tenant, long userId, UUID session) {
        boolean ended = store.end(tenant, userId, session);
        if (ended) {
            ended(tenant, List.of(session));
        }
        return ended;
    }

    /** Ends all sessions of the user but one, and returns their number. */
    public int endOthers(int tenant, long userId, UUID but) {
        List<UUID> ended = users.holding(
                        tenant, userId, (holding, _) -> store.endAll(holding, tenant, userId, Optional.of(but)))
                .orElse(List.of());
        ended(tenant, ended);
        return ended.size();
    }

    /**
     * Ends a user's sessions, and the tokens that would log them in without a password. It runs in the transaction that
     * changes their permissions or proofs of identity.
     *
     * @param but session that stays open; empty if all end
     * @return ended sessions, to pass to {@link #ended} once the change is committed
     */
    public List<UUID> endAll(Transaction holding, User user, Optional<UUID> but) {
        OneTimeTokensTable.endPending(holding, user);
        EmailChangesTable.remove(holding, user);
        FactorRecoveriesTable.cancel(holding, user);
        List<UUID> ended = store.endAll(holding, user.tenant(), user.id(), but);
        SubscriptionsTable.ended(holding, user.tenant(), ended);
        return ended;
    }

    /** Does the same as {@link #endAll} for a user who is closed already. */
    public void endEverything(User user) {
        users.holding(user.tenant(), user.id(), (holding, now) -> endAll(holding, now, Optional.empty()))
                .ifPresent(this::ended);
    }

    /** Revokes the access tokens of ended sessions. */
    public void ended(List<UUID> sessions) {
        sessions.forEach(session -> accessTokens.revoke(session.toString()));
    }

    /**
     * Revokes the access tokens of ended sessions and removes their browser subscriptions, so that nothing more is
     * pushed to them.
     */
    private void ended(int tenant, List<UUID> sessions) {
        ended(sessions);
        browsers.ended(tenant, sessions);
    }

    private Tokens tokens(User user, SessionStore.IssuedSession issued) {
        String access = accessTokens.issue(user.caller(issued.session().toString(), mustBeVerified));
        return new Tokens(
                access, issued.token().text(), "Bearer", accessTokens.life().toSeconds(), user.id());
    }

    static void requireActive(User user) {
        if (!user.isActive()) {
            throw new Refusal(RefusalCode.USER_SUSPENDED, "this user is suspended; ask the operator");
        }
    }

    static Refusal loginAnew() {
        return Refusal.unauthorized("the mfa_token is no longer valid; log in again");
    }

    private static Refusal unknown() {
        return Refusal.unauthorized("the refresh token is not valid; log in again");
    }
}
