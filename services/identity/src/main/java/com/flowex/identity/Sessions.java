package com.flowex.identity;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.flowex.identity.OneTimeTokensTable.Purpose;
import com.flowex.platform.access.AccessTokens;
import com.flowex.platform.http.ProblemException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Begins, continues and ends sessions. */
final class Sessions {

    private static final Logger LOG = LoggerFactory.getLogger(Sessions.class);

    private final UsersTable users;
    private final SessionStore store;
    private final Passwords passwords;
    private final Accounts accounts;
    private final AccessTokens accessTokens;
    private final Lockout lockout;
    private final OneTimeTokensTable oneTime;
    private final SecondFactors factors;
    private final Letters letters;
    private final Devices devices;
    private final boolean mustBeVerified;

    Sessions(IdentityParts parts) {
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
        this.mustBeVerified = parts.mustBeVerified();
    }

    /** What a right password leads to. */
    sealed interface Login permits Tokens, Challenge {
        /** Whose password it was; for the audit log, not for the wire. */
        @JsonIgnore
        long userId();
    }

    /** @param expiresIn seconds until the access token expires */
    record Tokens(
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
    record Challenge(
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
     * after the same time.
     *
     * @throws ProblemException 401 {@code invalid_credentials}; 429 {@code too_many_attempts}; 403 if the user is
     *     suspended; 503, 504 if the account is not open yet and the exchange does not answer
     */
    Login login(int tenant, String email, String password, Device device) {
        User user = lockout.login(tenant, email, device, () -> whose(tenant, email, password))
                .orElseThrow(() -> ProblemException.unauthorized(
                        "invalid_credentials", "unknown e-mail address or wrong password"));
        requireActive(user);
        if (passwords.isOutdated(user.passwordHash())) {
            users.passwordHash(user, passwords.hash(password));
        }
        return user.factors().any() ? challenge(user) : begin(user, device);
    }

    /** Costs one hash, whether there is such a user or not. */
    private Optional<User> whose(int tenant, String email, String password) {
        Optional<User> found = EmailAddress.parse(email).flatMap(address -> users.byEmail(tenant, address));
        boolean right =
                passwords.matches(password, found.map(User::passwordHash).orElse(passwords.nobodys()));
        return found.filter(user -> right && user.status() != User.Status.CLOSED);
    }

    private Challenge challenge(User user) {
        OpaqueToken token = oneTime.issue(user, Purpose.SECOND_FACTOR);
        List<String> methods = new ArrayList<>();
        if (user.factors().totp()) {
            methods.add("totp");
            methods.add("recovery");
        }
        if (user.factors().mail()) {
            methods.add("email");
        }
        return new Challenge(token.text(), methods, Purpose.SECOND_FACTOR.life().toSeconds(), user.id());
    }

    /** Mails a code for a login under way, if its user takes codes by mail; says nothing else. */
    void mailCode(String mfaToken) {
        OpaqueToken.parse(mfaToken).ifPresent(token -> {
            String code = SecondFactors.mailCode();
            oneTime.setCode(token, code)
                    .flatMap(id -> users.byId(token.tenant(), id))
                    .filter(user -> user.factors().mail())
                    .ifPresent(user -> letters.code(user, code));
        });
    }

    /** Begins the session for which a second factor was asked. */
    Tokens verify(String mfaToken, String code, Device device) {
        OpaqueToken token = OpaqueToken.parse(mfaToken).orElseThrow(Sessions::loginAnew);
        OneTimeTokensTable.Try attempt = oneTime.tryOnce(token).orElseThrow(Sessions::loginAnew);
        User user = users.byId(token.tenant(), attempt.userId()).orElseThrow(Sessions::loginAnew);
        factors.require(user, code, attempt, token);
        if (oneTime.take(token, Purpose.SECOND_FACTOR).isEmpty()) {
            throw loginAnew();
        }
        requireActive(user);
        return begin(user, device);
    }

    private Tokens begin(User user, Device device) {
        accounts.requireOpen(user);
        devices.loggedIn(user, device);
        return tokens(user, store.begin(user.tenant(), user.id(), device));
    }

    /**
     * Continues a session: the token is used up, its successor is in the answer.
     *
     * @throws ProblemException 401
     */
    Tokens refresh(String text, Device device) {
        OpaqueToken token = OpaqueToken.parse(text).orElseThrow(Sessions::unknown);
        return switch (store.use(token, device)) {
            case SessionStore.Use.Rotated(SessionStore.Issued successor) -> {
                User user = users.byId(token.tenant(), successor.userId())
                        .filter(User::isActive)
                        .orElseThrow(Sessions::unknown);
                yield tokens(user, successor);
            }
            case SessionStore.Use.Reused(long userId, UUID session) -> {
                accessTokens.revoke(session.toString());
                LOG.warn("a refresh token of user {} was used twice: its session is ended", userId);
                throw unknown();
            }
            case SessionStore.Use.Expired() ->
                throw ProblemException.unauthorized("token_expired", "the refresh token has expired; log in again");
            case SessionStore.Use.Unknown() -> throw unknown();
        };
    }

    /** Ends a session, with its access tokens. */
    void logout(String token) {
        OpaqueToken.parse(token).flatMap(store::end).ifPresent(session -> accessTokens.revoke(session.toString()));
    }

    List<SessionStore.Session> of(int tenant, long userId) {
        return store.of(tenant, userId);
    }

    boolean end(int tenant, long userId, UUID session) {
        boolean ended = store.end(tenant, userId, session);
        if (ended) {
            accessTokens.revoke(session.toString());
        }
        return ended;
    }

    /** Ends all sessions of the user, or all but one. */
    int endAll(int tenant, long userId, Optional<UUID> but) {
        store.of(tenant, userId).stream()
                .map(SessionStore.Session::id)
                .filter(id -> !Optional.of(id).equals(but))
                .forEach(id -> accessTokens.revoke(id.toString()));
        return store.endAll(tenant, userId, but);
    }

    private Tokens tokens(User user, SessionStore.Issued issued) {
        String access = accessTokens.issue(user.caller(issued.session().toString(), mustBeVerified));
        return new Tokens(
                access, issued.token().text(), "Bearer", accessTokens.life().toSeconds(), user.id());
    }

    private static void requireActive(User user) {
        if (!user.isActive()) {
            throw new ProblemException(403, "user_suspended", "this user is suspended; ask the operator");
        }
    }

    private static ProblemException loginAnew() {
        return ProblemException.unauthorized("unauthorized", "the mfa_token is not good any more; log in again");
    }

    private static ProblemException unknown() {
        return ProblemException.unauthorized("unauthorized", "the refresh token is not valid; log in again");
    }
}
