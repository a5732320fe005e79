package com.flowex.identity.store.oidc;

import com.flowex.identity.store.user.OpaqueToken;
import com.flowex.platform.database.Database;
import com.flowex.platform.database.sql.Sql;
import com.flowex.platform.database.transaction.Transaction;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * Table of log-ins that wait for a provider's answer, and of log-out tokens that were used. A log-in is taken once, by
 * the browser that began it. Only hashes are stored.
 */
public final class OidcLoginsTable {

    /** Time for which a log-in waits. */
    public static final Duration LIFE = Duration.ofMinutes(10);

    /** Log-ins of one place or user that wait at once, at most; a further one ends the oldest. */
    private static final int WAITING_MAX = 20;

    private static final String FULL = """
            SELECT expires_at FROM identity.oidc_logins
            WHERE tenant_id = ? AND holder = ? ORDER BY expires_at DESC OFFSET ? LIMIT 1""";
    private static final String END_OLDEST =
            "DELETE FROM identity.oidc_logins WHERE tenant_id = ? AND holder = ? AND expires_at <= ?";
    private static final String PUT = """
            INSERT INTO identity.oidc_logins
                (tenant_id, provider, state_hash, browser_hash, user_id, holder, redirect_uri, expires_at)
            VALUES (?, ?, ?, ?, ?, ?, ?, now() + ? * INTERVAL '1 second')""";
    private static final String TAKE = """
            DELETE FROM identity.oidc_logins
            WHERE tenant_id = ? AND state_hash = ? AND browser_hash = ? AND coalesce(user_id, 0) = ? AND expires_at > now()
                AND provider IS NOT NULL
            RETURNING redirect_uri, provider""";
    private static final String USE_LOGOUT = """
            INSERT INTO identity.oidc_logout_tokens (tenant_id, token_hash, expires_at)
            VALUES (?, ?, now() + ? * INTERVAL '1 second') ON CONFLICT DO NOTHING""";

    private final Database database;

    public OidcLoginsTable(Database database) {
        this.database = database;
    }

    /**
     * Log-in that waits.
     *
     * @param provider number of the provider to which the browser was sent
     * @param user user who binds an identity; empty for a log-in
     * @param place hash of the place that asks, whose log-ins are bounded together
     */
    public record Waiting(
            long provider,
            OpaqueToken state,
            OpaqueToken browser,
            OptionalLong user,
            String place,
            String redirectUri) {

        private String holder() {
            return user.isPresent() ? "user " + user.getAsLong() : "at " + place;
        }

        private @Nullable Long userId() {
            return user.isPresent() ? user.getAsLong() : null;
        }
    }

    /** Stores a log-in that waits. */
    public void put(int tenant, Waiting login) {
        database.transaction(tenant, transaction -> {
            Sql.one(transaction, row -> row.getTimestamp(1), FULL, tenant, login.holder(), WAITING_MAX - 1)
                    .ifPresent(oldest -> Sql.execute(transaction, END_OLDEST, tenant, login.holder(), oldest));
            return Sql.execute(
                    transaction,
                    PUT,
                    tenant,
                    login.provider(),
                    login.state().hash(),
                    login.browser().hash(),
                    login.userId(),
                    login.holder(),
                    login.redirectUri(),
                    LIFE.toSeconds());
        });
    }

    /**
     * Log-in that was taken.
     *
     * @param redirectUri address to which the provider sent the browser back
     * @param provider number of that provider
     */
    public record Taken(String redirectUri, long provider) {}

    /** Takes a log-in of this browser in one step; returns empty if none waits. */
    public Optional<Taken> take(OpaqueToken state, OpaqueToken browser, OptionalLong user) {
        return database.query(
                state.tenant(),
                transaction -> Sql.one(
                        transaction,
                        row -> new Taken(row.getString(1), row.getLong(2)),
                        TAKE,
                        state.tenant(),
                        state.hash(),
                        browser.hash(),
                        user.orElse(0)));
    }

    /**
     * Notes the use of a log-out token; returns false if it was used before.
     *
     * @param id the token's own id
     * @param retention time for which a repetition must be noticed
     */
    public static boolean useLogoutToken(Transaction holding, int tenant, String id, Duration retention) {
        return Sql.execute(
                        holding, USE_LOGOUT, tenant, OpaqueToken.sha256("log-out token " + id), retention.toSeconds())
                > 0;
    }
}
