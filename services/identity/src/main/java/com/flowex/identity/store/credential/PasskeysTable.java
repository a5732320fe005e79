package com.flowex.identity.store.credential;

import com.flowex.identity.store.user.User;
import com.flowex.platform.database.Database;
import com.flowex.platform.database.sql.Sql;
import com.flowex.platform.database.transaction.Transaction;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Table of passkeys. The number of a user's passkeys stands in their row, too, and changes in the same transaction under
 * the lock of that row.
 */
public final class PasskeysTable {

    /** Maximum number of passkeys of one user. */
    public static final int PASSKEYS_MAX = 20;

    private static final String COLUMNS =
            "id, user_id, credential_id, public_key, relying_party, name, sign_count, backup_eligible, backed_up,"
                    + " created_at, last_used_at";
    private static final String OF =
            "SELECT " + COLUMNS + " FROM identity.passkeys WHERE tenant_id = ? AND user_id = ? ORDER BY created_at, id";
    private static final String BY_CREDENTIAL =
            "SELECT " + COLUMNS + " FROM identity.passkeys WHERE tenant_id = ? AND credential_id = ?";
    private static final String INSERT = """
            INSERT INTO identity.passkeys (tenant_id, id, user_id, credential_id, public_key, relying_party, name,
                sign_count, backup_eligible, backed_up)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT (tenant_id, credential_id) DO NOTHING
            RETURNING\s""" + COLUMNS;
    private static final String REMOVE =
            "DELETE FROM identity.passkeys WHERE tenant_id = ? AND user_id = ? AND id = ? RETURNING name";
    private static final String RENAME =
            "UPDATE identity.passkeys SET name = ? WHERE tenant_id = ? AND user_id = ? AND id = ? RETURNING " + COLUMNS;
    private static final String REMOVE_ALL = "DELETE FROM identity.passkeys WHERE tenant_id = ? AND user_id = ?";
    private static final String LOCK =
            "SELECT sign_count FROM identity.passkeys WHERE tenant_id = ? AND id = ? FOR UPDATE";
    private static final String USED = """
            UPDATE identity.passkeys SET sign_count = greatest(sign_count, ?), backed_up = ?, last_used_at = now()
            WHERE tenant_id = ? AND id = ?""";
    private static final String COUNT = """
            UPDATE identity.users SET factors_changed_at = now(), version = version + 1,
                passkeys = (SELECT count(*) FROM identity.passkeys p WHERE p.tenant_id = ? AND p.user_id = ?)
            WHERE tenant_id = ? AND id = ? RETURNING passkeys""";
    private static final String HANDLE = """
            UPDATE identity.users SET passkey_handle = coalesce(passkey_handle, ?) WHERE tenant_id = ? AND id = ?
            RETURNING passkey_handle""";
    private static final String HANDLE_OF =
            "SELECT passkey_handle FROM identity.users WHERE tenant_id = ? AND id = ? AND passkey_handle IS NOT NULL";

    private final Database database;

    public PasskeysTable(Database database) {
        this.database = database;
    }

    /**
     * Public part of a credential.
     *
     * @param id id that the authenticator chose
     * @param publicKey public key in COSE
     * @param signCount counter of the authenticator's signatures; 0 if it has none
     * @param backupEligible true if the authenticator may copy the key to other devices
     * @param backedUp true if it has done so
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    public record Credential(byte[] id, byte[] publicKey, long signCount, boolean backupEligible, boolean backedUp) {}

    /**
     * Passkey of a user.
     *
     * @param relyingParty host name that the passkey signs for
     */
    public record Passkey(
            UUID id,
            long userId,
            Credential credential,
            String relyingParty,
            String name,
            Instant createdAt,
            Optional<Instant> lastUsedAt) {}

    /** Returns a user's passkeys, oldest first. */
    public List<Passkey> of(User user) {
        return database.query(
                user.tenant(),
                transaction -> Sql.all(transaction, PasskeysTable::passkey, OF, user.tenant(), user.id()));
    }

    public Optional<Passkey> byCredential(int tenant, byte[] credentialId) {
        return database.query(
                tenant,
                transaction -> Sql.one(transaction, PasskeysTable::passkey, BY_CREDENTIAL, tenant, credentialId));
    }

    /** Returns true if the passkey is a user's who is locked, and was not removed meanwhile. */
    public static boolean isThere(Transaction holding, User user, Passkey passkey) {
        return Sql.one(
                        holding,
                        PasskeysTable::passkey,
                        BY_CREDENTIAL,
                        user.tenant(),
                        passkey.credential().id())
                .filter(found -> found.id().equals(passkey.id()) && found.userId() == user.id())
                .isPresent();
    }

    /**
     * Inserts a passkey and counts it; returns empty if the tenant has this credential already.
     *
     * @param holding connection that holds the lock on the user's row
     */
    public static Optional<Passkey> insert(
            Transaction holding, User user, String relyingParty, String name, Credential credential) {
        Optional<Passkey> inserted = Sql.one(
                holding,
                PasskeysTable::passkey,
                INSERT,
                user.tenant(),
                UUID.randomUUID(),
                user.id(),
                credential.id(),
                credential.publicKey(),
                relyingParty,
                name,
                credential.signCount(),
                credential.backupEligible(),
                credential.backedUp());
        if (inserted.isPresent()) {
            count(holding, user);
        }
        return inserted;
    }

    /**
     * Name of a removed passkey, and how many remain.
     *
     * @param left number of the user's other passkeys
     */
    public record Removed(String name, int left) {}

    /** Removes a passkey of a user whose row is locked; returns empty if the user has no such passkey. */
    public static Optional<Removed> remove(Transaction holding, User user, UUID id) {
        return Sql.one(holding, row -> row.getString(1), REMOVE, user.tenant(), user.id(), id)
                .map(name -> new Removed(name, count(holding, user)));
    }

    /** Changes the name of a passkey; returns empty if the user has no such passkey. */
    public Optional<Passkey> rename(User user, UUID id, String name) {
        return database.query(
                user.tenant(),
                transaction ->
                        Sql.one(transaction, PasskeysTable::passkey, RENAME, name, user.tenant(), user.id(), id));
    }

    /** Removes all passkeys of a user whose row is locked. */
    static void removeAll(Transaction holding, User user) {
        if (Sql.execute(holding, REMOVE_ALL, user.tenant(), user.id()) > 0) {
            count(holding, user);
        }
    }

    private static int count(Transaction holding, User user) {
        return Sql.one(holding, row -> row.getInt(1), COUNT, user.tenant(), user.id(), user.tenant(), user.id())
                .orElse(0);
    }

    /**
     * Records a use; returns the counter as it was before, or empty if the passkey was removed meanwhile.
     *
     * @param signCount counter of the authenticator with this signature
     */
    public Optional<Long> used(int tenant, Passkey passkey, long signCount, boolean backedUp) {
        return database.transaction(tenant, transaction -> {
            Optional<Long> before = Sql.one(transaction, row -> row.getLong(1), LOCK, tenant, passkey.id());
            if (before.isPresent()) {
                Sql.execute(transaction, USED, signCount, backedUp, tenant, passkey.id());
            }
            return before;
        });
    }

    /** Returns the name by which authenticators know the user; {@code fresh} if the user had none. */
    public byte[] handle(User user, byte[] fresh) {
        return database.query(
                        user.tenant(),
                        transaction ->
                                Sql.one(transaction, row -> row.getBytes(1), HANDLE, fresh, user.tenant(), user.id()))
                .orElseThrow(() -> new IllegalStateException("there is no user " + user.id()));
    }

    /** Returns the name by which authenticators know the user; empty if there is none. */
    public Optional<byte[]> handle(int tenant, long userId) {
        return database.query(
                tenant, transaction -> Sql.one(transaction, row -> row.getBytes(1), HANDLE_OF, tenant, userId));
    }

    private static Passkey passkey(ResultSet row) throws SQLException {
        return new Passkey(
                row.getObject(1, UUID.class),
                row.getLong(2),
                new Credential(row.getBytes(3), row.getBytes(4), row.getLong(7), row.getBoolean(8), row.getBoolean(9)),
                row.getString(5),
                row.getString(6),
                row.getTimestamp(10).toInstant(),
                Optional.ofNullable(row.getTimestamp(11)).map(java.sql.Timestamp::toInstant));
    }
}
