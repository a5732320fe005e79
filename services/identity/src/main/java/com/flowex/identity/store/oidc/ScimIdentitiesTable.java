package com.flowex.identity.store.oidc;

import com.flowex.identity.store.user.User;
import com.flowex.platform.database.Database;
import com.flowex.platform.database.sql.Sql;
import com.flowex.platform.database.transaction.Transaction;
import com.flowex.platform.database.transaction.TransactionWork;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * Identities at a provider as its provisioning sees them: those of the provider's own issuer whose users are not
 * closed. A customer without an identity there is not among them.
 */
public final class ScimIdentitiesTable {

    private static final String ROWS = """
            FROM identity.oidc_identities i JOIN identity.users u ON u.tenant_id = i.tenant_id AND u.id = i.user_id
            WHERE i.tenant_id = ? AND i.issuer = ? AND u.status <> 'closed'""";
    private static final String SELECT = """
            SELECT i.user_id, i.subject, i.user_name, i.deprovisioned, i.suspended_here, i.bound_at, i.changed_at,
                i.made_by_token IS NOT NULL AND i.last_used_at IS NULL\s""" + ROWS;
    private static final String COUNT = "SELECT count(*) " + ROWS;
    private static final String PAGE = SELECT + " ORDER BY i.user_id OFFSET ? LIMIT ?";
    private static final String OF_USER = SELECT + " AND i.user_id = ?";
    private static final String ANY = """
            SELECT user_id, subject, user_name, deprovisioned, suspended_here, bound_at, changed_at,
                made_by_token IS NOT NULL AND last_used_at IS NULL
            FROM identity.oidc_identities WHERE tenant_id = ? AND user_id = ?""";
    private static final String BY_SUBJECT = SELECT + " AND i.subject = ?";
    /** A person whom the provider never named goes by their address. */
    private static final String BY_NAME =
            SELECT + " AND (i.user_key = ? OR i.user_key IS NULL AND u.email = ?) ORDER BY i.user_id LIMIT 1";

    private static final String INSERT = """
            INSERT INTO identity.oidc_identities
                (tenant_id, user_id, issuer, subject, subject_claim, roles_granted, user_name, user_key, made_by_token)
            VALUES (?, ?, ?, ?, ?, ARRAY[?::text], ?, ?, ?) ON CONFLICT DO NOTHING""";
    private static final String RENAME = """
            UPDATE identity.oidc_identities SET user_name = ?, user_key = ?, changed_at = now()
            WHERE tenant_id = ? AND user_id = ?""";
    private static final String REPLACE = """
            UPDATE identity.oidc_identities SET subject = ?, changed_at = now()
            WHERE tenant_id = ? AND user_id = ? AND last_used_at IS NULL""";
    private static final String PROVISION = """
            UPDATE identity.oidc_identities SET deprovisioned = ?, suspended_here = ?, changed_at = now()
            WHERE tenant_id = ? AND user_id = ?""";
    private static final String CHANGED =
            "UPDATE identity.oidc_identities SET changed_at = now() WHERE tenant_id = ? AND user_id = ?";
    private static final String STAYS_OUT = """
            UPDATE identity.oidc_identities SET suspended_here = false
            WHERE tenant_id = ? AND user_id = ? AND deprovisioned""";
    private static final String SUSPENDED_HERE = """
            UPDATE identity.oidc_identities SET suspended_here = true
            WHERE tenant_id = ? AND user_id = ? AND deprovisioned""";
    private static final String PRESENT = "SELECT i.user_id " + ROWS + " AND i.user_id = ANY (?::bigint[])";
    private static final String LOCK_USERS = """
            SELECT id FROM identity.users WHERE tenant_id = ? AND id = ANY (?::bigint[]) ORDER BY id
            FOR NO KEY UPDATE""";
    private static final String DEPROVISIONED =
            "SELECT 1 FROM identity.oidc_identities WHERE tenant_id = ? AND user_id = ? AND deprovisioned";

    private final Database database;

    public ScimIdentitiesTable(Database database) {
        this.database = database;
    }

    /**
     * Identity of a person.
     *
     * @param subject subject at the provider, by which the person logs in
     * @param userName provider's name of the person; empty if it never named them
     * @param deprovisioned true if the provider says that the person is not active
     * @param suspendedHere true if a suspension decided here stands beside that
     * @param isReplaceable true if the provider made the user and this identity was never used
     */
    public record ScimIdentity(
            long userId,
            String subject,
            Optional<String> userName,
            boolean deprovisioned,
            boolean suspendedHere,
            Instant boundAt,
            Instant changedAt,
            boolean isReplaceable) {}

    /** Runs work in one transaction. */
    public <T> T transaction(int tenant, TransactionWork<T> work) {
        return database.transaction(tenant, work);
    }

    /** Returns the number of identities. */
    public static long count(Transaction transaction, int tenant, String issuer) {
        return Sql.one(transaction, row -> row.getLong(1), COUNT, tenant, issuer)
                .orElse(0L);
    }

    /** Returns a page of identities in the order of their users. */
    public static List<ScimIdentity> page(Transaction transaction, int tenant, String issuer, long offset, int limit) {
        return Sql.all(transaction, ScimIdentitiesTable::row, PAGE, tenant, issuer, offset, limit);
    }

    /** Returns the identity of a user. */
    public static Optional<ScimIdentity> of(Transaction transaction, int tenant, String issuer, long userId) {
        return Sql.one(transaction, ScimIdentitiesTable::row, OF_USER, tenant, issuer, userId);
    }

    /** Returns those of these users who have an identity and are not closed. */
    public static List<Long> present(Transaction transaction, int tenant, String issuer, Collection<Long> users) {
        return Sql.all(transaction, row -> row.getLong(1), PRESENT, tenant, issuer, Sql.numbers(users));
    }

    /** Locks the rows of users in the order of their numbers until the transaction ends. */
    public static void lockUsers(Transaction holding, int tenant, Collection<Long> users) {
        Sql.all(holding, row -> row.getLong(1), LOCK_USERS, tenant, Sql.numbers(users));
    }

    /** Returns the identity of a user, also of one who is closed. */
    public static Optional<ScimIdentity> any(Transaction transaction, int tenant, long userId) {
        return Sql.one(transaction, ScimIdentitiesTable::row, ANY, tenant, userId);
    }

    /** Returns the identity with a subject. */
    public static Optional<ScimIdentity> bySubject(Transaction transaction, int tenant, String issuer, String subject) {
        return Sql.one(transaction, ScimIdentitiesTable::row, BY_SUBJECT, tenant, issuer, subject);
    }

    /**
     * Returns the identity with a name.
     *
     * @param key form of the name for comparing
     */
    public static Optional<ScimIdentity> byName(Transaction transaction, int tenant, String issuer, String key) {
        return Sql.one(transaction, ScimIdentitiesTable::row, BY_NAME, tenant, issuer, key, key);
    }

    /** Name of a person or group at the provider, as sent and in the form for comparing. */
    public record ScimName(String text, String key) {}

    /**
     * Subject of a person.
     *
     * @param claim claim of tokens that has it
     */
    public record ScimSubject(String text, String claim) {}

    /** Binds an identity to a user whom the provider made; returns false if subject or name are taken. */
    public static boolean insert(Transaction holding, User user, ScimToken token, ScimSubject subject, ScimName name) {
        return Sql.execute(
                        holding,
                        INSERT,
                        user.tenant(),
                        user.id(),
                        token.issuer(),
                        subject.text(),
                        subject.claim(),
                        token.role().label(),
                        name.text(),
                        name.key(),
                        token.id())
                > 0;
    }

    /** Sets the name of a person. */
    public static void rename(Transaction holding, User user, ScimName name) {
        Sql.execute(holding, RENAME, name.text(), name.key(), user.tenant(), user.id());
    }

    /** Sets another subject for an identity that was never used. */
    public static void replace(Transaction holding, User user, String subject) {
        Sql.execute(holding, REPLACE, subject, user.tenant(), user.id());
    }

    /** Sets what the provider says of a person's access. */
    public static void provision(Transaction holding, User user, boolean deprovisioned, boolean suspendedHere) {
        Sql.execute(holding, PROVISION, deprovisioned, suspendedHere, user.tenant(), user.id());
    }

    /** Notes a change of the person's name or address. */
    public static void changed(Transaction holding, User user) {
        Sql.execute(holding, CHANGED, user.tenant(), user.id());
    }

    /**
     * Returns true if the provider keeps a user out whose suspension here ends now; from then on the provider alone
     * does.
     */
    public static boolean staysOut(Transaction holding, User user) {
        return Sql.execute(holding, STAYS_OUT, user.tenant(), user.id()) > 0;
    }

    /** Notes that an administrator here suspends a user whom the provider keeps out already. */
    public static void suspendedHere(Transaction holding, User user) {
        Sql.execute(holding, SUSPENDED_HERE, user.tenant(), user.id());
    }

    /** Returns true if the provider keeps a user out. */
    public static boolean isDeprovisioned(Transaction holding, User user) {
        return Sql.one(holding, row -> row.getInt(1), DEPROVISIONED, user.tenant(), user.id())
                .isPresent();
    }

    private static ScimIdentity row(ResultSet row) throws SQLException {
        return new ScimIdentity(
                row.getLong(1),
                row.getString(2),
                Optional.ofNullable(row.getString(3)),
                row.getBoolean(4),
                row.getBoolean(5),
                row.getTimestamp(6).toInstant(),
                row.getTimestamp(7).toInstant(),
                row.getBoolean(8));
    }
}
