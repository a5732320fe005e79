package com.flowex.identity;

import com.flowex.platform.database.Database;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Base64;
import java.util.UUID;

/** The refresh tokens: opaque, kept as hashes, good for one use. */
final class RefreshTokensTable {

    private static final String INSERT = """
            INSERT INTO identity.refresh_tokens (token_hash, family, user_id, expires_at)
            VALUES (?, ?, ?, now() + ? * INTERVAL '1 second')""";
    private static final String LOCK = """
            SELECT family, user_id, used, expires_at <= now() FROM identity.refresh_tokens
            WHERE token_hash = ? FOR UPDATE""";
    private static final String USE = "UPDATE identity.refresh_tokens SET used = true WHERE token_hash = ?";
    private static final String REVOKE = "DELETE FROM identity.refresh_tokens WHERE family = ?";
    private static final String REVOKE_BY_TOKEN = """
            DELETE FROM identity.refresh_tokens
            WHERE family = (SELECT family FROM identity.refresh_tokens WHERE token_hash = ?)""";
    private static final String PURGE = "DELETE FROM identity.refresh_tokens WHERE user_id = ? AND expires_at <= now()";

    /** 256 random bits: nothing to guess, so a plain hash is enough. */
    private static final int TOKEN_BYTES = 32;

    private final Database database;
    private final Duration life;
    private final SecureRandom random = new SecureRandom();

    RefreshTokensTable(Database database, Duration life) {
        this.database = database;
        this.life = life;
    }

    /** A token and the session it belongs to. */
    record Issued(UUID family, String token) {

        /** No token in any log. */
        @Override
        public String toString() {
            return "Issued[" + family + "]";
        }
    }

    /** What a token turned out to be when it was used. */
    sealed interface Use {
        /** Good; it is used up now, and {@code successor} takes its place. */
        record Rotated(long userId, Issued successor) implements Use {}

        /** Used before: somebody has a copy. Its whole family is revoked now. */
        record Reused(long userId) implements Use {}

        record Expired() implements Use {}

        record Unknown() implements Use {}
    }

    /** Begins a session; takes the opportunity to forget the user's expired ones. */
    Issued begin(long userId) {
        return database.transaction(connection -> {
            try (PreparedStatement purge = connection.prepareStatement(PURGE)) {
                purge.setLong(1, userId);
                purge.executeUpdate();
            }
            return insert(connection, UUID.randomUUID(), userId);
        });
    }

    /** Uses a token, once: of two at the same time, one is second. */
    Use use(String token) {
        return database.transaction(connection -> {
            byte[] hash = hashOf(token);
            try (PreparedStatement lock = connection.prepareStatement(LOCK)) {
                lock.setBytes(1, hash);
                try (ResultSet row = lock.executeQuery()) {
                    return row.next() ? used(connection, hash, row) : new Use.Unknown();
                }
            }
        });
    }

    private Use used(Connection connection, byte[] hash, ResultSet row) throws SQLException {
        UUID family = row.getObject(1, UUID.class);
        long userId = row.getLong(2);
        if (row.getBoolean(3)) {
            try (PreparedStatement revoke = connection.prepareStatement(REVOKE)) {
                revoke.setObject(1, family);
                revoke.executeUpdate();
            }
            return new Use.Reused(userId);
        }
        if (row.getBoolean(4)) {
            return new Use.Expired();
        }
        try (PreparedStatement use = connection.prepareStatement(USE)) {
            use.setBytes(1, hash);
            use.executeUpdate();
        }
        return new Use.Rotated(userId, insert(connection, family, userId));
    }

    /** Ends the session a token belongs to; one that is unknown has ended already. */
    void end(String token) {
        database.query(connection -> {
            try (PreparedStatement revoke = connection.prepareStatement(REVOKE_BY_TOKEN)) {
                revoke.setBytes(1, hashOf(token));
                return revoke.executeUpdate();
            }
        });
    }

    private Issued insert(Connection connection, UUID family, long userId) throws SQLException {
        byte[] bytes = new byte[TOKEN_BYTES];
        random.nextBytes(bytes);
        String token = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
            insert.setBytes(1, hashOf(token));
            insert.setObject(2, family);
            insert.setLong(3, userId);
            insert.setLong(4, life.toSeconds());
            insert.executeUpdate();
        }
        return new Issued(family, token);
    }

    private static byte[] hashOf(String token) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
