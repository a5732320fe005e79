package com.flowex.identity.store.credential;

import com.flowex.access.auth.Permission;
import com.flowex.identity.store.user.User;
import com.flowex.platform.crypto.Sealing;
import com.flowex.platform.database.Database;
import com.flowex.platform.database.sql.Sql;
import com.flowex.platform.database.transaction.Transaction;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Table of API keys. Secrets of HMAC keys are sealed; for the other kinds only the public key is known. */
public final class ApiKeysTable {

    private static final String COLUMNS =
            "id, tenant_id, user_id, label, permissions, kind, secret, public_key, addresses, expires_at, created_at, confirmed";
    private static final String INSERT = """
            INSERT INTO identity.api_keys
                (id, tenant_id, user_id, label, permissions, kind, secret, public_key, addresses, expires_at)
            VALUES (?, ?, ?, ?, ?, ?, ?::bytea, ?::text, ?, ?::timestamptz)
            RETURNING\s""" + COLUMNS;
    private static final String COUNT =
            "SELECT count(*) FROM identity.api_keys WHERE tenant_id = ? AND user_id = ? AND status = 'active'";
    private static final String LIST = "SELECT " + COLUMNS + "\n" + """
             FROM identity.api_keys WHERE tenant_id = ? AND user_id = ? AND status = 'active'
            ORDER BY created_at DESC""";
    private static final String BY_ID = "SELECT " + COLUMNS
            + " FROM identity.api_keys WHERE tenant_id = ? AND id = ? AND status = 'active' AND confirmed";
    private static final String HALTING = "SELECT " + COLUMNS + "\n" + """
             FROM identity.api_keys
            WHERE tenant_id = ? AND status = 'active' AND confirmed AND 'halt' = ANY (permissions)
            ORDER BY created_at DESC LIMIT ?""";
    private static final String REVOKE = """
            UPDATE identity.api_keys SET status = 'revoked'
            WHERE tenant_id = ? AND user_id = ? AND id = ? AND status = 'active'""";
    private static final String HOLD = """
            UPDATE identity.api_keys SET confirmed = false
            WHERE tenant_id = ? AND user_id = ? AND status = 'active' RETURNING\s""" + COLUMNS;
    private static final String CONFIRM = """
            UPDATE identity.api_keys SET confirmed = true
            WHERE tenant_id = ? AND user_id = ? AND id = ? AND status = 'active' RETURNING\s""" + COLUMNS;
    private static final String SEALED = "SELECT " + COLUMNS + "\n" + """
             FROM identity.api_keys WHERE tenant_id = ? AND id > ? AND secret IS NOT NULL ORDER BY id LIMIT 500""";
    private static final String SEAL_AGAIN =
            "UPDATE identity.api_keys SET secret = ? WHERE tenant_id = ? AND id = ? AND secret = ?";

    /** Maximum number of active keys of one user. */
    public static final int KEYS_MAX = 30;

    private final Database database;
    private final Sealing sealing;

    public ApiKeysTable(Database database, Sealing sealing) {
        this.database = database;
        this.sealing = sealing;
    }

    /**
     * Row of the table.
     *
     * @param sealedSecret sealed secret of an HMAC key; null for other kinds
     * @param publicKey PEM; null for an HMAC key
     * @param expiresAt {@link Instant#MAX} if never
     * @param confirmed false if the owner's password was reset since; the key signs nothing until they confirm it
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    public record Row(
            String id,
            int tenant,
            long userId,
            String label,
            Set<Permission> permissions,
            String kind,
            byte @Nullable [] sealedSecret,
            @Nullable String publicKey,
            List<String> addresses,
            Instant expiresAt,
            Instant createdAt,
            boolean confirmed) {}

    /** API key to insert; the secret is null for a public key of the caller's own. */
    public record NewKey(
            String id,
            String label,
            Set<Permission> permissions,
            String kind,
            @Nullable String secret,
            @Nullable String publicKey,
            List<String> addresses,
            Instant expiresAt) {}

    /**
     * Inserts a key; returns empty if the user has the maximum number. The lock on the user's row excludes concurrent
     * inserts.
     */
    public Optional<Row> insert(Transaction holding, User owner, NewKey key) {
        long count = Sql.one(holding, row -> row.getLong(1), COUNT, owner.tenant(), owner.id())
                .orElse(0L);
        if (count >= KEYS_MAX) {
            return Optional.empty();
        }
        String secret = key.secret();
        byte[] ciphertext = secret == null
                ? null
                : sealing.seal(secret.getBytes(StandardCharsets.UTF_8), place(owner.tenant(), key.id()));
        return Sql.one(
                holding,
                ApiKeysTable::row,
                INSERT,
                key.id(),
                owner.tenant(),
                owner.id(),
                key.label(),
                key.permissions().stream().map(Permission::label).sorted().toArray(String[]::new),
                key.kind(),
                ciphertext,
                key.publicKey(),
                key.addresses().toArray(String[]::new),
                key.expiresAt().equals(Instant.MAX) ? null : key.expiresAt());
    }

    public List<Row> of(int tenant, long userId) {
        return database.query(tenant, transaction -> Sql.all(transaction, ApiKeysTable::row, LIST, tenant, userId));
    }

    /** Returns an active key; empty if it does not exist, is revoked, or waits for its owner. */
    public Optional<Row> byId(int tenant, String id) {
        return database.query(tenant, transaction -> Sql.one(transaction, ApiKeysTable::row, BY_ID, tenant, id));
    }

    /**
     * Returns the keys of a tenant that may halt, newest first.
     *
     * @param limit maximum number of keys
     */
    public List<Row> halting(int tenant, int limit) {
        return database.query(tenant, transaction -> Sql.all(transaction, ApiKeysTable::row, HALTING, tenant, limit));
    }

    public boolean revoke(int tenant, long userId, String id) {
        return database.query(tenant, transaction -> Sql.execute(transaction, REVOKE, tenant, userId, id)) > 0;
    }

    /** Suspends all keys of a user until their owner confirms them, and returns them. */
    public static List<Row> hold(Transaction holding, User owner) {
        return Sql.all(holding, ApiKeysTable::row, HOLD, owner.tenant(), owner.id());
    }

    /** Confirms a key so that it signs again; returns empty if the user has no such key. */
    public static Optional<Row> confirm(Transaction holding, User owner, String id) {
        return Sql.one(holding, ApiKeysTable::row, CONFIRM, owner.tenant(), owner.id(), id);
    }

    /** Returns the secret of an HMAC key. */
    public String secretOf(Row row) {
        byte[] ciphertext = row.sealedSecret();
        if (ciphertext == null) {
            throw new IllegalArgumentException("only an HMAC key has a secret");
        }
        return new String(sealing.open(ciphertext, place(row.tenant(), row.id())), StandardCharsets.UTF_8);
    }

    /** Seals secrets again that an older key sealed, with the newest key, and returns their number. */
    public int sealAgain(int tenant) {
        return database.transaction(tenant, transaction -> {
            int count = 0;
            List<Row> page = sealedAfter(transaction, tenant, "");
            while (!page.isEmpty()) {
                for (Row row : page) {
                    count += sealAgain(transaction, row);
                }
                page = sealedAfter(transaction, tenant, page.getLast().id());
            }
            return count;
        });
    }

    private static List<Row> sealedAfter(Transaction transaction, int tenant, String id) {
        return Sql.all(transaction, ApiKeysTable::row, SEALED, tenant, id);
    }

    private int sealAgain(Transaction transaction, Row row) {
        String place = place(row.tenant(), row.id());
        byte[] ciphertext = row.sealedSecret();
        if (ciphertext == null || sealing.isCurrent(ciphertext, place)) {
            return 0;
        }
        byte[] fresh = sealing.seal(sealing.open(ciphertext, place), place);
        return Sql.execute(transaction, SEAL_AGAIN, fresh, row.tenant(), row.id(), ciphertext);
    }

    private static String place(int tenant, String id) {
        return "identity.api_keys.secret:" + tenant + "/" + id;
    }

    private static Row row(ResultSet row) throws SQLException {
        return new Row(
                row.getString(1),
                row.getInt(2),
                row.getLong(3),
                row.getString(4),
                Arrays.stream((String[]) row.getArray(5).getArray())
                        .map(label -> Permission.of(label).orElseThrow())
                        .collect(Collectors.toUnmodifiableSet()),
                row.getString(6),
                row.getBytes(7),
                row.getString(8),
                List.of((String[]) row.getArray(9).getArray()),
                Sql.instant(row, 10, Instant.MAX),
                row.getTimestamp(11).toInstant(),
                row.getBoolean(12));
    }
}
