package com.flowex.identity.session;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.flowex.edge.access.AccessTokens;
import com.flowex.ground.refusal.Refusal;
import com.flowex.ground.refusal.RefusalCode;
import com.flowex.identity.factor.SecondFactors;
import com.flowex.identity.guard.Guard;
import com.flowex.identity.lockout.Lockout;
import com.flowex.identity.mail.Letters;
import com.flowex.identity.password.Passwords;
import com.flowex.identity.push.SubscriptionsTable;
import com.flowex.identity.user.AccountOpening;
import com.flowex.identity.user.Device;
import com.flowex.identity.user.EmailAddress;
import com.flowex.identity.user.OneTimeTokensTable;
import com.flowex.identity.user.OneTimeTokensTable.Purpose;
import com.flowex.identity.user.OpaqueToken;
import com.flowex.identity.user.User;
import com.flowex.identity.user.UsersTable;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Begins, continues and ends sessions. */
public final class Sessions {

    private static final Logger LOG = LoggerFactory.getLogger(Sessions.class);

    /** How often a password is looked at again because its hash was replaced meanwhile. */
    private static final int LOOKS_MAX = 3;

    private final UsersTable users;
    private final SessionStore store;
    private final Passwords passwords;
    private final AccountOpening accounts;
    private final AccessTokens accessTokens;
    private final Lockout lockout;
    private final OneTimeTokensTable oneTime;
    private final SecondFactors factors;
    private final Letters letters;
    private final Devices devices;
    private final Guard guard;
    private final SubscriptionsTable browsers;
    private final boolean mustBeVerified;

    public Sessions(IdentityParts parts) {
        this.users = parts.users();
        this.store = parts.sessions();
        this.passwords = parts.passwords();
        this.accounts = parts.accounts();
        this.accessTokens = parts.accessTokens();
        this.lockout = parts.lockout();
        this.oneTime = parts.oneTime();
        this.factors = parts.factors();
        this.letters = parts.letters();
        this.devices = parts.devices();
        this.guard = parts.guard();
        this.browsers = parts.browsers();
        this.mustBeVerified = parts.mustBeVerified();
    }

    /** What a right password leads to. */
    public sealed interface Login permits Tokens, Challenge {
        /** Whose password it was; for the audit log, not for the wire. */
        @JsonIgnore
        long userId();
    }

    /** @param expiresIn seconds until the access token expires */
    public record Tokens(
            String accessToken,
            String refreshToken,
            String tokenType,
            long expiresIn,
            @JsonIgnore long userId) implements Login {

        /** No token in any log. */
        @Override
        public String toString() {
            return "Tokens[***]";
        }
    }

    /**
     * A second factor is asked for.
     *
     * @param mfaToken goes with the code to verify-2fa
     * @param methods by which a code may be had: totp, email, recovery
     * @param expiresIn seconds until the login has to begin anew
     */
    public record Challenge(
            String mfaToken,
            List<String> methods,
            long expiresIn,
            @JsonIgnore long userId) implements Login {

        /** No token in any log. */
        @Override
        public String toString() {
            return "Challenge[" + methods + "]";
        }
    }

    /**
     * Begins a session, or asks for a second factor first. An unknown address and a wrong password get the same answer
     * after the same time; so does an address that must be confirmed and is not, or else whoever registers an address and logs
     * in would learn whether it was free.
     *
     * @throws Refusal {@code invalid_credentials}; {@code too_many_attempts};
     *     {@code user_suspended}; whatever the exchange says if the account is not open yet and it does not answer
     */
    public Login login(int tenant, String email, String password, Device device) {
        guard.requireOpen(tenant, device);
        Optional<User> user = lockout.login(tenant, email, device, () -> whose(tenant, email, password, device));
        for (int look = 0; look < LOOKS_MAX && user.isPresent(); look++) {
            Optional<Login> login = login(user.get(), password, device);
            if (login.isPresent()) {
                return login.get();
            }
            user = whose(tenant, email, password, device);
        }
        throw new Refusal(
                RefusalCode.INVALID_CREDENTIALS,
                "unknown e-mail address or wrong password" + (mustBeVerified ? ", or not confirmed yet" : ""));
    }

    /** What the password leads to, if it still is the user's when the session begins; else empty. */
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
                    return Optional.of(user.factors().any() ? challenge(holding, user) : begin(holding, user, device));
                })
                .flatMap(found -> found);
        return step.map(next -> switch (next) {
            case Asked(Challenge challenge) -> challenge;
            case Begun begun -> tokens(begun, device);
        });
    }

    /** What was decided while the user was held. */
    private sealed interface Step permits Asked, Begun {}

    private record Asked(Challenge challenge) implements Step {}

    private record Begun(User user, SessionStore.Issued issued) implements Step {}

    private Begun begin(Connection holding, User user, Device device) throws SQLException {
        return new Begun(user, store.begin(holding, user.tenant(), user.id(), device));
    }

    /** Costs one hash, whether there is such a user or not. */
    private Optional<User> whose(int tenant, String email, String password, Device device) {
        Optional<User> found = EmailAddress.parse(email).flatMap(address -> users.byEmail(tenant, address));
        boolean right = passwords.matches(
                tenant, password, found.map(User::passwordHash).orElse(passwords.nobodys()));
        if (!right) {
            guard.failed(tenant, found.filter(this::mayLogIn), email, device);
        }
        return found.filter(user -> right && user.status() != User.Status.CLOSED && mayLogIn(user))
                .filter(user -> !guard.isLocked(user) || lockout.isKnownPlace(tenant, email, device));
    }

    private boolean mayLogIn(User user) {
        return user.emailVerified() || !mustBeVerified;
    }

    private static Asked challenge(Connection holding, User user) throws SQLException {
        OpaqueToken token = OneTimeTokensTable.issue(holding, user, Purpose.SECOND_FACTOR);
        List<String> methods = new ArrayList<>();
        if (user.factors().totp()) {
            methods.add("totp");
            methods.add("recovery");
        }
        if (user.factors().mail()) {
            methods.add("email");
        }
        return new Asked(new Challenge(
                token.text(), methods, Purpose.SECOND_FACTOR.life().toSeconds(), user.id()));
    }

    /** Mails a code for a login under way, if its user takes codes by mail; says nothing else. */
    public void mailCode(String mfaToken) {
        OpaqueToken.parse(mfaToken).ifPresent(token -> {
            String code = SecondFactors.mailCode();
            oneTime.setCode(token, code)
                    .flatMap(id -> users.byId(token.tenant(), id))
                    .filter(user -> user.factors().mail())
                    .ifPresent(user -> letters.code(user, code));
        });
    }

    /** Begins the session for which a second factor was asked. */
    public Tokens verify(String mfaToken, String code, Device device) {
        OpaqueToken token = OpaqueToken.parse(mfaToken).orElseThrow(Sessions::loginAnew);
        OneTimeTokensTable.Try attempt = oneTime.tryOnce(token).orElseThrow(Sessions::loginAnew);
        User user = users.byId(token.tenant(), attempt.userId()).orElseThrow(Sessions::loginAnew);
        factors.require(user, code, attempt, token);
        accounts.requireOpen(user);
        Begun begun = users.holding(user.tenant(), user.id(), (holding, now) -> {
                    if (OneTimeTokensTable.take(holding, token, Purpose.SECOND_FACTOR)
                            .isEmpty()) {
                        throw loginAnew();
                    }
                    requireActive(now);
                    return begin(holding, now, device);
                })
                .orElseThrow(Sessions::loginAnew);
        return tokens(begun, device);
    }

    private Tokens tokens(Begun begun, Device device) {
        devices.loggedIn(begun.user(), device);
        guard.loggedIn(begun.user(), device);
        return tokens(begun.user(), begun.issued());
    }

    /**
     * Continues a session: the token is used up, its successor is in the answer.
     *
     * @throws Refusal {@code unauthorized} or {@code token_expired}
     */
    public Tokens refresh(String text, Device device) {
        OpaqueToken token = OpaqueToken.parse(text).orElseThrow(Sessions::unknown);
        return switch (store.use(token, device)) {
            case SessionStore.Use.Rotated(SessionStore.Issued successor) -> {
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

    /** Ends a session, with its access tokens. */
    public void logout(String token) {
        OpaqueToken.parse(token)
                .ifPresent(known -> store.end(known).ifPresent(session -> ended(known.tenant(), List.of(session))));
    }

    public List<SessionStore.Session> of(int tenant, long userId) {
        return store.of(tenant, userId);
    }

    /** Those of a user that go on, by their ids. */
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

    /** Ends all sessions of the user but one. */
    public int endOthers(int tenant, long userId, UUID but) {
        List<UUID> ended = users.holding(
                        tenant, userId, (holding, _) -> store.endAll(holding, tenant, userId, Optional.of(but)))
                .orElse(List.of());
        ended(tenant, ended);
        return ended.size();
    }

    /**
     * Ends what a user is logged in with, and what would log them in without a password, in the step that changes what they
     * may do or how they prove who they are.
     *
     * @param but a session that goes on
     * @return to be told by {@link #ended} once the change is made
     */
    public List<UUID> endAll(Connection holding, User user, Optional<UUID> but) throws SQLException {
        OneTimeTokensTable.endUnderWay(holding, user);
        List<UUID> ended = store.endAll(holding, user.tenant(), user.id(), but);
        SubscriptionsTable.ended(holding, user.tenant(), ended);
        return ended;
    }

    /** {@link #endAll} of a user who is closed already. */
    public void endEverything(User user) {
        users.holding(user.tenant(), user.id(), (holding, now) -> endAll(holding, now, Optional.empty()))
                .ifPresent(this::ended);
    }

    /** These sessions have ended: their access tokens are good no more. */
    public void ended(List<UUID> sessions) {
        sessions.forEach(session -> accessTokens.revoke(session.toString()));
    }

    /** Their browsers are told nothing more either. */
    private void ended(int tenant, List<UUID> sessions) {
        ended(sessions);
        browsers.ended(tenant, sessions);
    }

    private Tokens tokens(User user, SessionStore.Issued issued) {
        String access = accessTokens.issue(user.caller(issued.session().toString(), mustBeVerified));
        return new Tokens(
                access, issued.token().text(), "Bearer", accessTokens.life().toSeconds(), user.id());
    }

    private static void requireActive(User user) {
        if (!user.isActive()) {
            throw new Refusal(RefusalCode.USER_SUSPENDED, "this user is suspended; ask the operator");
        }
    }

    private static Refusal loginAnew() {
        return Refusal.unauthorized("the mfa_token is not good any more; log in again");
    }

    private static Refusal unknown() {
        return Refusal.unauthorized("the refresh token is not valid; log in again");
    }
}
