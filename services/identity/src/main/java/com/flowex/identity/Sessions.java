package com.flowex.identity;

import com.flowex.platform.access.AccessTokens;
import com.flowex.platform.http.ProblemException;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Begins, continues and ends sessions. */
final class Sessions {

    private static final Logger LOG = LoggerFactory.getLogger(Sessions.class);

    private final UsersTable users;
    private final RefreshTokensTable refreshTokens;
    private final Passwords passwords;
    private final Accounts accounts;
    private final AccessTokens accessTokens;

    Sessions(
            UsersTable users,
            RefreshTokensTable refreshTokens,
            Passwords passwords,
            Accounts accounts,
            AccessTokens accessTokens) {
        this.users = users;
        this.refreshTokens = refreshTokens;
        this.passwords = passwords;
        this.accounts = accounts;
        this.accessTokens = accessTokens;
    }

    /** @param expiresIn seconds until the access token expires */
    record Tokens(String accessToken, String refreshToken, String tokenType, long expiresIn) {

        /** No token in any log. */
        @Override
        public String toString() {
            return "Tokens[***]";
        }
    }

    /**
     * Begins a session. An unknown address and a wrong password get the same answer after the same time.
     *
     * @throws ProblemException 401 {@code invalid_credentials}; 503, 504 if the account is not open yet and the
     *     exchange does not answer
     */
    Tokens login(String email, String password) {
        Optional<User> found = EmailAddress.parse(email).flatMap(users::byEmail);
        String hash = found.map(User::passwordHash).orElse(passwords.nobodys());
        if (!passwords.matches(password, hash) || found.isEmpty()) {
            throw ProblemException.unauthorized("invalid_credentials", "unknown e-mail address or wrong password");
        }
        User user = found.get();
        accounts.requireOpen(user);
        return tokens(user, refreshTokens.begin(user.id()));
    }

    /**
     * Continues a session: the token is used up, its successor is in the answer.
     *
     * @throws ProblemException 401
     */
    Tokens refresh(String token) {
        return switch (refreshTokens.use(token)) {
            case RefreshTokensTable.Use.Rotated(long userId, RefreshTokensTable.Issued successor) ->
                tokens(users.byId(userId).orElseThrow(Sessions::unknown), successor);
            case RefreshTokensTable.Use.Reused(long userId) -> {
                LOG.warn("a refresh token of user {} was used twice: its session is revoked", userId);
                throw unknown();
            }
            case RefreshTokensTable.Use.Expired() ->
                throw ProblemException.unauthorized("token_expired", "the refresh token has expired; log in again");
            case RefreshTokensTable.Use.Unknown() -> throw unknown();
        };
    }

    /** Ends a session. Access tokens that are out live on until they expire. */
    void logout(String token) {
        refreshTokens.end(token);
    }

    private Tokens tokens(User user, RefreshTokensTable.Issued issued) {
        String accessToken = accessTokens.issue(user.caller(issued.family().toString()));
        return new Tokens(
                accessToken, issued.token(), "Bearer", accessTokens.life().toSeconds());
    }

    private static ProblemException unknown() {
        return ProblemException.unauthorized("unauthorized", "the refresh token is not valid; log in again");
    }
}
