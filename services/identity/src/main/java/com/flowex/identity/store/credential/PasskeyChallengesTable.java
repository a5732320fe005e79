package com.flowex.identity.store.credential;

import com.flowex.identity.store.user.OpaqueToken;
import com.flowex.identity.store.user.User;
import com.flowex.platform.database.Database;
import com.flowex.platform.database.sql.Sql;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Table of challenges that wait for a passkey's signature. Each is good once, for five minutes, for one purpose and for
 * one user; one without a user is of a login without a password. Only hashes are stored.
 */
public final class PasskeyChallengesTable {

    /** Time for which a challenge is good. */
    public static final Duration LIFE = Duration.ofMinutes(5);

    /** Challenges of one user or place that wait at once, at most; a further one ends the oldest. */
    private static final int WAITING_MAX = 20;

    /** Only purpose for which a challenge is good. */
    public enum Purpose {
        REGISTER,
        SECOND_FACTOR,
        LOGIN,
        ACTION,
        PAYMENT;

        private String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private static final String FORGET =
            "DELETE FROM identity.passkey_challenges WHERE tenant_id = ? AND expires_at <= now()";
    private static final String FULL = """
            SELECT expires_at FROM identity.passkey_challenges
            WHERE tenant_id = ? AND holder = ? ORDER BY expires_at DESC OFFSET ? LIMIT 1""";
    private static final String END_OLDEST =
            "DELETE FROM identity.passkey_challenges WHERE tenant_id = ? AND holder = ? AND expires_at <= ?";
    private static final String PUT = """
            INSERT INTO identity.passkey_challenges
                (tenant_id, challenge_hash, user_id, holder, purpose, subject, expires_at)
            VALUES (?, ?, ?, ?, ?, ?, now() + ? * INTERVAL '1 second')""";
    private static final String TAKE = """
            DELETE FROM identity.passkey_challenges
            WHERE tenant_id = ? AND challenge_hash = ? AND purpose = ? AND coalesce(user_id, 0) = ? AND expires_at > now()
            RETURNING subject""";

    private final Database database;

    public PasskeyChallengesTable(Database database) {
        this.database = database;
    }

    /**
     * Stores a challenge of a user.
     *
     * @param subject hash of what the signature is for; empty if the purpose says it all
     */
    public void put(User user, Purpose purpose, byte[] challenge, byte[] subject) {
        put(user.tenant(), user.id(), "user " + user.id(), new Waiting(purpose, challenge, subject));
    }

    /**
     * Stores a challenge of a login without a password.
     *
     * @param place hash of the place that asks, whose challenges are bounded together
     */
    public void put(int tenant, String place, byte[] challenge) {
        put(tenant, null, "at " + place, new Waiting(Purpose.LOGIN, challenge, new byte[0]));
    }

    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Waiting(Purpose purpose, byte[] challenge, byte[] subject) {}

    private void put(int tenant, @Nullable Long userId, String holder, Waiting waiting) {
        database.transaction(tenant, transaction -> {
            Sql.execute(transaction, FORGET, tenant);
            Sql.one(transaction, row -> row.getTimestamp(1), FULL, tenant, holder, WAITING_MAX - 1)
                    .ifPresent(oldest -> Sql.execute(transaction, END_OLDEST, tenant, holder, oldest));
            return Sql.execute(
                    transaction,
                    PUT,
                    tenant,
                    hash(waiting.challenge()),
                    userId,
                    holder,
                    waiting.purpose().label(),
                    waiting.subject(),
                    LIFE.toSeconds());
        });
    }

    /**
     * Takes a challenge of a user in one step; returns its subject, or empty if it does not wait for this user and
     * purpose.
     */
    public Optional<byte[]> take(User user, Purpose purpose, byte[] challenge) {
        return take(user.tenant(), user.id(), purpose, challenge);
    }

    /** Takes a challenge of a login without a password; returns false if it does not wait. */
    public boolean take(int tenant, byte[] challenge) {
        return take(tenant, 0, Purpose.LOGIN, challenge).isPresent();
    }

    private Optional<byte[]> take(int tenant, long userId, Purpose purpose, byte[] challenge) {
        return database.query(
                tenant,
                transaction -> Sql.one(
                        transaction, row -> row.getBytes(1), TAKE, tenant, hash(challenge), purpose.label(), userId));
    }

    private static byte[] hash(byte[] challenge) {
        return OpaqueToken.sha256("challenge " + HexFormat.of().formatHex(challenge));
    }
}
