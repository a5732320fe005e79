package com.flowex.identity.store.oidc;

import com.flowex.access.auth.Role;
import com.flowex.identity.store.oidc.OidcProvider.Endpoints;
import com.flowex.identity.store.oidc.OidcProvider.RoleRule;
import com.flowex.platform.crypto.Sealing;
import com.flowex.platform.database.Database;
import com.flowex.platform.database.sql.Sql;
import com.flowex.platform.database.transaction.Transaction;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** Table of the tenants' identity providers with their rules of roles; the client secrets are sealed. */
public final class OidcProvidersTable {

    private static final String OF = """
            SELECT name, issuer, client_id, client_secret, secret_in_body, algorithm, scopes, groups_claim,
                authorization_endpoint, token_endpoint, jwks_uri, version
            FROM identity.oidc_providers WHERE tenant_id = ?""";
    private static final String NAME = "SELECT name FROM identity.oidc_providers WHERE tenant_id = ?";
    private static final String RULES = """
            SELECT group_name, role FROM identity.oidc_role_rules WHERE tenant_id = ? ORDER BY group_name, role LIMIT 100""";
    private static final String PUT = """
            INSERT INTO identity.oidc_providers AS p (tenant_id, name, issuer, client_id, client_secret, secret_in_body,
                algorithm, scopes, groups_claim, authorization_endpoint, token_endpoint, jwks_uri)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT (tenant_id) DO UPDATE SET name = excluded.name, issuer = excluded.issuer,
                id = CASE WHEN p.issuer = excluded.issuer THEN p.id ELSE excluded.id END,
                client_id = excluded.client_id, client_secret = excluded.client_secret,
                secret_in_body = excluded.secret_in_body, algorithm = excluded.algorithm, scopes = excluded.scopes,
                groups_claim = excluded.groups_claim, authorization_endpoint = excluded.authorization_endpoint,
                token_endpoint = excluded.token_endpoint, jwks_uri = excluded.jwks_uri, version = p.version + 1
            RETURNING version, id""";
    private static final String FORGET_RULES = "DELETE FROM identity.oidc_role_rules WHERE tenant_id = ?";
    private static final String ADD_RULE =
            "INSERT INTO identity.oidc_role_rules (tenant_id, group_name, role) VALUES (?, ?, ?)";
    private static final String REMOVE = "DELETE FROM identity.oidc_providers WHERE tenant_id = ?";
    private static final String LOCK =
            "SELECT id, issuer FROM identity.oidc_providers WHERE tenant_id = ? FOR NO KEY UPDATE";
    private static final String SEALED = "SELECT client_secret FROM identity.oidc_providers WHERE tenant_id = ?";
    private static final String SEAL_AGAIN =
            "UPDATE identity.oidc_providers SET client_secret = ? WHERE tenant_id = ? AND client_secret = ?";

    /** Tokens end with the provider for which they were made; number 0 is none. */
    private static final String END_TOKENS =
            "DELETE FROM identity.scim_tokens WHERE tenant_id = ? AND provider IS DISTINCT FROM ?";

    private final Database database;
    private final Sealing sealing;

    public OidcProvidersTable(Database database, Sealing sealing) {
        this.database = database;
        this.sealing = sealing;
    }

    /** Check of a provider that was just written. */
    @FunctionalInterface
    public interface PutCheck {
        void require(Transaction holding, long versionBefore);
    }

    /** Returns the provider of a tenant; empty if it has none. */
    public Optional<OidcProvider> of(int tenant) {
        return database.transaction(tenant, transaction -> {
            List<RoleRule> rules = Sql.all(transaction, OidcProvidersTable::rule, RULES, tenant);
            return Sql.one(transaction, row -> provider(row, tenant, rules), OF, tenant);
        });
    }

    /** Returns the name of the tenant's provider. */
    public Optional<String> name(int tenant) {
        return database.query(tenant, transaction -> Sql.one(transaction, row -> row.getString(1), NAME, tenant));
    }

    /**
     * Stores the provider of a tenant with its rules, in place of an earlier one. Tokens of SCIM end if the issuer is
     * another one.
     *
     * @param check gets the number of changes before this one, 0 if there was no provider, while the provider's row is
     *     locked; it throws if the provider must not be stored
     */
    public void put(OidcProvider provider, PutCheck check) {
        int tenant = provider.tenant();
        byte[] secret = sealing.seal(provider.clientSecret().getBytes(StandardCharsets.UTF_8), place(tenant));
        database.transaction(tenant, transaction -> {
            Put put = Sql.one(
                            transaction,
                            row -> new Put(row.getLong(1), row.getLong(2)),
                            PUT,
                            tenant,
                            provider.name(),
                            provider.issuer(),
                            provider.clientId(),
                            secret,
                            provider.secretInBody(),
                            provider.algorithm(),
                            provider.scopes(),
                            provider.groupsClaim(),
                            provider.endpoints().authorization().toString(),
                            provider.endpoints().token().toString(),
                            provider.endpoints().keys().toString())
                    .orElseThrow();
            Sql.execute(transaction, FORGET_RULES, tenant);
            for (RoleRule rule : provider.rules()) {
                Sql.execute(
                        transaction, ADD_RULE, tenant, rule.group(), rule.role().label());
            }
            Sql.execute(transaction, END_TOKENS, tenant, put.id());
            check.require(transaction, put.version() - 1);
            return provider;
        });
    }

    private record Put(long version, long id) {}

    /** Removes the provider of a tenant with its rules and its tokens of SCIM; returns false if it has none. */
    public boolean remove(int tenant) {
        return database.transaction(tenant, transaction -> {
            boolean isRemoved = Sql.execute(transaction, REMOVE, tenant) > 0;
            Sql.execute(transaction, END_TOKENS, tenant, 0L);
            return isRemoved;
        });
    }

    /**
     * Provider of a tenant whose row is locked.
     *
     * @param id number of the provider; one that is removed and set again, or gets another issuer, has another number
     */
    public record LockedProvider(long id, String issuer) {}

    /**
     * Locks the row of the tenant's provider until the transaction ends, so that two changes of who logs in without it
     * take turns. It is locked after rows of users.
     *
     * @return empty if the tenant has no provider
     */
    public static Optional<LockedProvider> lock(Transaction holding, int tenant) {
        return Sql.one(holding, row -> new LockedProvider(row.getLong(1), row.getString(2)), LOCK, tenant);
    }

    /** Seals the secret again with the newest key if an older one sealed it, and returns the number of values. */
    public int sealAgain(int tenant) {
        return database.query(tenant, transaction -> Sql.one(transaction, row -> row.getBytes(1), SEALED, tenant))
                .filter(stored -> !sealing.isCurrent(stored, place(tenant)))
                .map(stored -> {
                    byte[] fresh = sealing.seal(sealing.open(stored, place(tenant)), place(tenant));
                    return database.query(
                            tenant, transaction -> Sql.execute(transaction, SEAL_AGAIN, fresh, tenant, stored));
                })
                .orElse(0);
    }

    private OidcProvider provider(ResultSet row, int tenant, List<RoleRule> rules) throws SQLException {
        return new OidcProvider(
                tenant,
                row.getString(1),
                row.getString(2),
                row.getString(3),
                new String(sealing.open(row.getBytes(4), place(tenant)), StandardCharsets.UTF_8),
                row.getBoolean(5),
                row.getString(6),
                row.getString(7),
                row.getString(8),
                new Endpoints(
                        URI.create(row.getString(9)), URI.create(row.getString(10)), URI.create(row.getString(11))),
                rules,
                row.getLong(12));
    }

    private static RoleRule rule(ResultSet row) throws SQLException {
        return new RoleRule(row.getString(1), Role.of(row.getString(2)).orElseThrow());
    }

    private static String place(int tenant) {
        return "identity.oidc_providers.client_secret:" + tenant;
    }
}
