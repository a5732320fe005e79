package com.flowex.identity.store.oidc;

import com.flowex.access.auth.Role;
import com.flowex.identity.store.user.User;
import com.flowex.platform.database.Database;
import com.flowex.platform.database.sql.Sql;
import com.flowex.platform.database.transaction.Transaction;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Table of identities at a provider, one for each user who logs in by one, and of invitations to bind one. */
public final class OidcIdentitiesTable {

    private static final String COLUMNS =
            "SELECT user_id, issuer, subject, roles_granted, logged_out, bound_at, last_used_at, deprovisioned,"
                    + " groups_at_log_in FROM identity.oidc_identities";
    private static final String BY_SUBJECT = COLUMNS + " WHERE tenant_id = ? AND issuer = ? AND subject = ?";
    private static final String OF_USER = COLUMNS + " WHERE tenant_id = ? AND user_id = ?";
    private static final String OF_USERS = COLUMNS + " WHERE tenant_id = ? AND user_id = ANY (?::bigint[])";
    private static final String BIND = """
            INSERT INTO identity.oidc_identities (tenant_id, user_id, issuer, subject, subject_claim, roles_granted)
            VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING""";
    private static final String USED = """
            UPDATE identity.oidc_identities SET last_used_at = now(), groups_at_log_in = ?
            WHERE tenant_id = ? AND user_id = ?""";
    private static final String LOGGED_OUT = """
            UPDATE identity.oidc_identities SET logged_out = greatest(logged_out, ?)
            WHERE tenant_id = ? AND user_id = ?""";
    private static final String GRANT =
            "UPDATE identity.oidc_identities SET roles_granted = ? WHERE tenant_id = ? AND user_id = ?";
    private static final String GRANT_ALSO = """
            UPDATE identity.oidc_identities SET roles_granted = array_remove(roles_granted, ?) || ?::text
            WHERE tenant_id = ? AND user_id = ?""";
    private static final String UNBIND = "DELETE FROM identity.oidc_identities WHERE tenant_id = ? AND user_id = ?";
    private static final String LOCAL = """
            SELECT i.user_id IS NOT NULL
            FROM identity.oidc_providers p
                LEFT JOIN identity.oidc_identities i ON i.tenant_id = p.tenant_id AND i.issuer = p.issuer AND i.user_id = ?
            WHERE p.tenant_id = ? ORDER BY 1 DESC""";
    /** The first two conditions are those of an index that has administrators alone. */
    private static final String LOCAL_ADMINISTRATOR = """
            SELECT u.id FROM identity.users u
            WHERE u.status = 'active' AND u.roles && ARRAY['admin', 'super_admin'] AND u.tenant_id = ? AND u.id <> ?
                AND (u.email_verified_at IS NOT NULL OR NOT ?)
                AND NOT EXISTS (SELECT 1 FROM identity.oidc_identities i
                    WHERE i.tenant_id = u.tenant_id AND i.user_id = u.id AND (i.issuer = ?
                        OR EXISTS (SELECT 1 FROM identity.oidc_providers p WHERE p.tenant_id = i.tenant_id
                            AND p.issuer = i.issuer)))
            ORDER BY u.id LIMIT 1""";

    private static final String KEEP_LOCAL_ADMINISTRATOR = LOCAL_ADMINISTRATOR + " FOR SHARE OF u";
    private static final String BOUND_BY_OTHER_CLAIM = """
            SELECT coalesce(min(subject_claim), '') FROM identity.oidc_identities
            WHERE tenant_id = ? AND issuer = ? AND subject_claim <> ?""";
    private static final String LOCK_BOUND = """
            SELECT u.id FROM identity.users u JOIN identity.oidc_identities i ON i.tenant_id = u.tenant_id AND i.user_id = u.id
            WHERE i.tenant_id = ? AND i.issuer = ? ORDER BY u.id FOR NO KEY UPDATE OF u""";
    private static final String COUNT_BOUND =
            "SELECT count(*) FROM identity.oidc_identities WHERE tenant_id = ? AND issuer = ?";

    private static final String INVITE = """
            INSERT INTO identity.oidc_invitations (tenant_id, user_id, provider, invited_by, expires_at)
            VALUES (?, ?, ?, ?, now() + INTERVAL '7 days')
            ON CONFLICT (tenant_id, user_id) DO UPDATE SET
                provider = excluded.provider, invited_by = excluded.invited_by, expires_at = excluded.expires_at
            RETURNING provider, expires_at""";
    private static final String INVITED = """
            SELECT provider, expires_at FROM identity.oidc_invitations
            WHERE tenant_id = ? AND user_id = ? AND provider IS NOT NULL AND expires_at > now()""";
    private static final String TAKE_INVITATION = """
            DELETE FROM identity.oidc_invitations WHERE tenant_id = ? AND user_id = ?
            RETURNING coalesce(provider, 0), expires_at > now()""";

    private final Database database;

    public OidcIdentitiesTable(Database database) {
        this.database = database;
    }

    /** Returns the identity of a provider's person; empty if it is bound to no user. */
    public Optional<OidcIdentity> bySubject(int tenant, String issuer, String subject) {
        return database.query(
                tenant,
                transaction -> Sql.one(transaction, OidcIdentitiesTable::row, BY_SUBJECT, tenant, issuer, subject));
    }

    /** Returns the identity of a user. */
    public Optional<OidcIdentity> of(int tenant, long userId) {
        return database.query(
                tenant, transaction -> Sql.one(transaction, OidcIdentitiesTable::row, OF_USER, tenant, userId));
    }

    /** Returns the identity of a user whose row is locked. */
    public static Optional<OidcIdentity> of(Transaction holding, User user) {
        return Sql.one(holding, OidcIdentitiesTable::row, OF_USER, user.tenant(), user.id());
    }

    /** Returns the identities that are bound to users, each user's one. */
    public static List<OidcIdentity> of(Transaction holding, int tenant, Collection<Long> users) {
        return Sql.all(holding, OidcIdentitiesTable::row, OF_USERS, tenant, Sql.numbers(users));
    }

    /** Binds an identity to a user with the roles they have; returns false if it or the user is bound already. */
    public static boolean bind(Transaction holding, User user, OidcProvider provider, String subject) {
        return Sql.execute(
                        holding,
                        BIND,
                        user.tenant(),
                        user.id(),
                        provider.issuer(),
                        subject,
                        provider.claims().subject(),
                        labels(user.roles()))
                > 0;
    }

    /**
     * Notes a log-in by the user's identity.
     *
     * @param groups groups of the log-in that rules of the provider name
     */
    public static void used(Transaction holding, User user, List<String> groups) {
        Sql.execute(holding, USED, groups.toArray(String[]::new), user.tenant(), user.id());
    }

    /** Notes that the provider ended everything that began up to this second. */
    public static void loggedOut(Transaction holding, User user, long issuedAtSeconds) {
        Sql.execute(holding, LOGGED_OUT, issuedAtSeconds, user.tenant(), user.id());
    }

    /** Sets the roles granted to a user, where an identity is bound to them. */
    public static void grant(Transaction holding, User user) {
        Sql.execute(holding, GRANT, labels(user.roles()), user.tenant(), user.id());
    }

    /** Adds a role to those granted to a user, where an identity is bound to them. */
    public static void grantAlso(Transaction holding, int tenant, long userId, Role role) {
        Sql.execute(holding, GRANT_ALSO, role.label(), role.label(), tenant, userId);
    }

    /** Removes the identity of a user; returns false if they have none. */
    public static boolean unbind(Transaction holding, User user) {
        return Sql.execute(holding, UNBIND, user.tenant(), user.id()) > 0;
    }

    /** Way in which a user logs in. */
    public enum LoginWay {
        /** The tenant has no provider. */
        NO_PROVIDER,
        /** The tenant has providers, and the user has no identity at any of them. */
        LOCAL,
        /** The user logs in by their identity alone. */
        PROVIDER
    }

    /** Returns the way in which a user whose row is locked logs in. */
    public static LoginWay wayOf(Transaction holding, User user) {
        return Sql.one(
                        holding,
                        row -> row.getBoolean(1) ? LoginWay.PROVIDER : LoginWay.LOCAL,
                        LOCAL,
                        user.id(),
                        user.tenant())
                .orElse(LoginWay.NO_PROVIDER);
    }

    /**
     * Search for an administrator who logs in without a provider.
     *
     * @param user number of the user who does not count; 0 if all do
     * @param issuer issuer of a provider that is to be added; empty if none is
     * @param mustBeVerified true if users log in only once their address is confirmed
     */
    public record LocalAdministratorSearch(int tenant, long user, String issuer, boolean mustBeVerified) {}

    /** Returns true if the tenant has an active administrator who logs in without any of its providers. */
    public static boolean hasLocalAdministrator(Transaction holding, LocalAdministratorSearch search) {
        return administrator(holding, LOCAL_ADMINISTRATOR, search);
    }

    /**
     * Returns true as {@link #hasLocalAdministrator} does, and keeps that administrator as they are until the
     * transaction ends.
     */
    public static boolean keepLocalAdministrator(Transaction holding, LocalAdministratorSearch search) {
        return administrator(holding, KEEP_LOCAL_ADMINISTRATOR, search);
    }

    private static boolean administrator(Transaction holding, String sql, LocalAdministratorSearch search) {
        return Sql.one(
                        holding,
                        row -> row.getLong(1),
                        sql,
                        search.tenant(),
                        search.user(),
                        search.mustBeVerified(),
                        search.issuer())
                .isPresent();
    }

    /** Returns another claim by which identities of an issuer were bound; empty if there is none. */
    public static Optional<String> otherClaim(Transaction transaction, int tenant, String issuer, String claim) {
        return Sql.one(transaction, row -> row.getString(1), BOUND_BY_OTHER_CLAIM, tenant, issuer, claim)
                .filter(other -> !other.isEmpty());
    }

    /** Locks the users who are bound to identities of an issuer, in the order of their numbers. */
    public static List<Long> lockBound(Transaction holding, int tenant, String issuer) {
        return Sql.all(holding, row -> row.getLong(1), LOCK_BOUND, tenant, issuer);
    }

    /** Returns the number of users who are bound to identities of an issuer. */
    public static long countBound(Transaction transaction, int tenant, String issuer) {
        return Sql.one(transaction, row -> row.getLong(1), COUNT_BOUND, tenant, issuer)
                .orElse(0L);
    }

    /**
     * Permission to bind an identity.
     *
     * @param provider number of the provider at which it is bound
     */
    public record Invitation(long provider, Instant until) {}

    /** Invites a user to bind an identity of a provider; an earlier invitation is replaced. */
    public static Invitation invite(Transaction holding, User user, long provider, long by) {
        return Sql.one(holding, OidcIdentitiesTable::invitation, INVITE, user.tenant(), user.id(), provider, by)
                .orElseThrow();
    }

    /** Returns the user's invitation; empty if there is none or it has expired. */
    public Optional<Invitation> invited(int tenant, long userId) {
        return database.query(
                tenant, transaction -> Sql.one(transaction, OidcIdentitiesTable::invitation, INVITED, tenant, userId));
    }

    /** Takes the invitation of a user; returns the number of its provider, or empty if none is good. */
    public static Optional<Long> takeInvitation(Transaction holding, User user) {
        return Sql.one(
                        holding,
                        row -> row.getBoolean(2) ? row.getLong(1) : 0L,
                        TAKE_INVITATION,
                        user.tenant(),
                        user.id())
                .filter(provider -> provider > 0);
    }

    private static Invitation invitation(ResultSet row) throws SQLException {
        return new Invitation(row.getLong(1), row.getTimestamp(2).toInstant());
    }

    private static OidcIdentity row(ResultSet row) throws SQLException {
        Timestamp used = row.getTimestamp(7);
        return new OidcIdentity(
                row.getLong(1),
                row.getString(2),
                row.getString(3),
                roles((String[]) row.getArray(4).getArray()),
                Set.copyOf(Arrays.asList((String[]) row.getArray(9).getArray())),
                row.getLong(5),
                row.getBoolean(8),
                row.getTimestamp(6).toInstant(),
                Optional.ofNullable(used).map(Timestamp::toInstant));
    }

    private static Set<Role> roles(String[] labels) {
        return Arrays.stream(labels).map(label -> Role.of(label).orElseThrow()).collect(Collectors.toUnmodifiableSet());
    }

    private static String[] labels(Set<Role> roles) {
        List<String> labels = roles.stream().sorted().map(Role::label).toList();
        return labels.toArray(String[]::new);
    }
}
