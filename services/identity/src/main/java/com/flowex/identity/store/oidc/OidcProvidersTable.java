package com.flowex.identity.store.oidc;

import com.flowex.access.auth.Role;
import com.flowex.identity.store.oidc.OidcProvider.Claims;
import com.flowex.identity.store.oidc.OidcProvider.Endpoints;
import com.flowex.identity.store.oidc.OidcProvider.RoleRule;
import com.flowex.platform.crypto.Sealing;
import com.flowex.platform.database.Database;
import com.flowex.platform.database.sql.Sql;
import com.flowex.platform.database.transaction.Transaction;
import com.flowex.platform.database.transaction.TransactionWork;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** Table of the tenants' identity providers with their rules of roles; the client secrets are sealed. */
public final class OidcProvidersTable {

    private static final String SELECT = """
            SELECT id, name, issuer, client_id, client_secret, secret_in_body, algorithm, scopes, subject_claim,
                groups_claim, authorization_endpoint, token_endpoint, jwks_uri, version
            FROM identity.oidc_providers WHERE tenant_id = ?""";
    private static final String ALL = SELECT + " ORDER BY id LIMIT 100";
    private static final String ONE = SELECT + " AND id = ?";
    private static final String BY_ISSUER = SELECT + " AND issuer = ?";
    private static final String NAMES =
            "SELECT id, name, issuer FROM identity.oidc_providers WHERE tenant_id = ? ORDER BY id LIMIT 100";
    private static final String RULES = """
            SELECT group_name, role FROM identity.oidc_role_rules WHERE tenant_id = ? AND provider = ?
            ORDER BY group_name, role LIMIT 100""";
    private static final String INSERT = """
            INSERT INTO identity.oidc_providers (tenant_id, name, issuer, client_id, client_secret, secret_in_body, algorithm,
                scopes, subject_claim, groups_claim, authorization_endpoint, token_endpoint, jwks_uri)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) RETURNING id""";
    private static final String UPDATE = """
            UPDATE identity.oidc_providers SET name = ?, client_id = ?, client_secret = ?, secret_in_body = ?, algorithm = ?,
                scopes = ?, groups_claim = ?, authorization_endpoint = ?, token_endpoint = ?, jwks_uri = ?,
                version = version + 1
            WHERE tenant_id = ? AND id = ?""";
    private static final String FORGET_RULES =
            "DELETE FROM identity.oidc_role_rules WHERE tenant_id = ? AND provider = ?";
    private static final String ADD_RULE =
            "INSERT INTO identity.oidc_role_rules (tenant_id, provider, group_name, role) VALUES (?, ?, ?, ?)";
    /** Its rules, tokens of SCIM, groups, invitations and log-ins that wait go with it. */
    private static final String REMOVE = "DELETE FROM identity.oidc_providers WHERE tenant_id = ? AND id = ?";

    private static final String LOCK = """
            SELECT id, name, issuer, version FROM identity.oidc_providers WHERE tenant_id = ? AND id = ?
            FOR NO KEY UPDATE""";
    private static final String LOCK_ALL = """
            SELECT id, name, issuer, version FROM identity.oidc_providers WHERE tenant_id = ? ORDER BY id
            FOR NO KEY UPDATE""";
    private static final String HOLD =
            "SELECT 1 FROM identity.oidc_providers WHERE tenant_id = ? AND id = ? FOR KEY SHARE";
    private static final String SEALED =
            "SELECT id, issuer, client_secret FROM identity.oidc_providers WHERE tenant_id = ? LIMIT 100";
    private static final String SEAL_AGAIN = """
            UPDATE identity.oidc_providers SET client_secret = ? WHERE tenant_id = ? AND id = ? AND client_secret = ?""";

    private final Database database;
    private final Sealing sealing;

    public OidcProvidersTable(Database database, Sealing sealing) {
        this.database = database;
        this.sealing = sealing;
    }

    /** Runs work in one transaction. */
    public <T> T transaction(int tenant, TransactionWork<T> work) {
        return database.transaction(tenant, work);
    }

    /** Returns the providers of a tenant, oldest first. */
    public List<OidcProvider> all(int tenant) {
        return database.transaction(
                tenant, transaction -> Sql.all(transaction, row -> row(row, tenant), ALL, tenant).stream()
                        .map(each -> opened(transaction, each))
                        .toList());
    }

    /** Returns a provider of a tenant. */
    public Optional<OidcProvider> of(int tenant, long id) {
        return database.transaction(
                tenant, transaction -> Sql.one(transaction, row -> row(row, tenant), ONE, tenant, id)
                        .map(found -> opened(transaction, found)));
    }

    /** Returns the provider of a tenant that has an issuer. */
    public Optional<OidcProvider> byIssuer(int tenant, String issuer) {
        return database.transaction(
                tenant, transaction -> Sql.one(transaction, row -> row(row, tenant), BY_ISSUER, tenant, issuer)
                        .map(found -> opened(transaction, found)));
    }

    /** Provider by which people may log in, without its settings. */
    public record NamedProvider(long id, String name, String issuer) {}

    /** Returns the names of a tenant's providers, oldest first. */
    public List<NamedProvider> names(int tenant) {
        return database.query(
                tenant,
                transaction -> Sql.all(
                        transaction,
                        row -> new NamedProvider(row.getLong(1), row.getString(2), row.getString(3)),
                        NAMES,
                        tenant));
    }

    /** Returns the rules of roles of a provider. */
    public static List<RoleRule> rules(Transaction transaction, int tenant, long provider) {
        return Sql.all(transaction, OidcProvidersTable::rule, RULES, tenant, provider);
    }

    /** Inserts a provider with its rules; returns its number. */
    public long insert(Transaction holding, OidcProvider provider) {
        long id = Sql.one(
                        holding,
                        row -> row.getLong(1),
                        INSERT,
                        provider.tenant(),
                        provider.name(),
                        provider.issuer(),
                        provider.clientId(),
                        sealed(provider),
                        provider.secretInBody(),
                        provider.algorithm(),
                        provider.scopes(),
                        provider.claims().subject(),
                        provider.claims().groups(),
                        provider.endpoints().authorization().toString(),
                        provider.endpoints().token().toString(),
                        provider.endpoints().keys().toString())
                .orElseThrow();
        addRules(holding, provider, id);
        return id;
    }

    /** Writes the settings of a provider whose row is locked; issuer and claim of the subject stay. */
    public void update(Transaction holding, OidcProvider provider) {
        Sql.execute(
                holding,
                UPDATE,
                provider.name(),
                provider.clientId(),
                sealed(provider),
                provider.secretInBody(),
                provider.algorithm(),
                provider.scopes(),
                provider.claims().groups(),
                provider.endpoints().authorization().toString(),
                provider.endpoints().token().toString(),
                provider.endpoints().keys().toString(),
                provider.tenant(),
                provider.id());
        Sql.execute(holding, FORGET_RULES, provider.tenant(), provider.id());
        addRules(holding, provider, provider.id());
    }

    private static void addRules(Transaction holding, OidcProvider provider, long id) {
        for (RoleRule rule : provider.rules()) {
            Sql.execute(
                    holding,
                    ADD_RULE,
                    provider.tenant(),
                    id,
                    rule.group(),
                    rule.role().label());
        }
    }

    /** Removes a provider with everything that belongs to it alone; returns false if there is none. */
    public static boolean remove(Transaction holding, int tenant, long id) {
        return Sql.execute(holding, REMOVE, tenant, id) > 0;
    }

    /**
     * Provider of a tenant whose row is locked.
     *
     * @param id number of the provider; one that is removed and added again has another number
     */
    public record LockedProvider(long id, String name, String issuer, long version) {}

    /**
     * Locks the row of a provider until the transaction ends. It is locked after rows of users.
     *
     * @return empty if the tenant has no such provider
     */
    public static Optional<LockedProvider> lock(Transaction holding, int tenant, long id) {
        return Sql.one(holding, OidcProvidersTable::locked, LOCK, tenant, id);
    }

    /**
     * Locks the rows of all providers of a tenant in the order of their numbers, so that two changes of who logs in
     * without them take turns. They are locked after rows of users.
     */
    public static List<LockedProvider> lockAll(Transaction holding, int tenant) {
        return Sql.all(holding, OidcProvidersTable::locked, LOCK_ALL, tenant);
    }

    /** Keeps a provider from being removed until the transaction ends; returns false if there is none. */
    public static boolean hold(Transaction holding, int tenant, long id) {
        return Sql.one(holding, row -> row.getInt(1), HOLD, tenant, id).isPresent();
    }

    private static LockedProvider locked(ResultSet row) throws SQLException {
        return new LockedProvider(row.getLong(1), row.getString(2), row.getString(3), row.getLong(4));
    }

    /** Seals the secrets again with the newest key where an older one sealed them, and returns the number of values. */
    public int sealAgain(int tenant) {
        List<Secret> stored = database.query(
                tenant,
                transaction -> Sql.all(
                        transaction,
                        row -> new Secret(row.getLong(1), row.getString(2), row.getBytes(3)),
                        SEALED,
                        tenant));
        int values = 0;
        for (Secret each : stored) {
            if (!sealing.isCurrent(each.sealed(), place(tenant, each.issuer()))) {
                byte[] fresh = sealing.seal(open(each.sealed(), tenant, each.issuer()), place(tenant, each.issuer()));
                values += database.query(
                        tenant,
                        transaction -> Sql.execute(transaction, SEAL_AGAIN, fresh, tenant, each.id(), each.sealed()));
            }
        }
        return values;
    }

    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Secret(long id, String issuer, byte[] sealed) {}

    /** Row of the table, whose secret is still sealed and whose rules are not read yet. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record SealedProvider(OidcProvider provider, byte[] sealed) {}

    private static SealedProvider row(ResultSet row, int tenant) throws SQLException {
        OidcProvider provider = new OidcProvider(
                tenant,
                row.getLong(1),
                row.getString(2),
                row.getString(3),
                row.getString(4),
                "",
                row.getBoolean(6),
                row.getString(7),
                row.getString(8),
                new Claims(row.getString(9), row.getString(10)),
                new Endpoints(
                        URI.create(row.getString(11)), URI.create(row.getString(12)), URI.create(row.getString(13))),
                List.of(),
                row.getLong(14));
        return new SealedProvider(provider, row.getBytes(5));
    }

    private OidcProvider opened(Transaction transaction, SealedProvider row) {
        OidcProvider stored = row.provider();
        return new OidcProvider(
                stored.tenant(),
                stored.id(),
                stored.name(),
                stored.issuer(),
                stored.clientId(),
                new String(open(row.sealed(), stored.tenant(), stored.issuer()), StandardCharsets.UTF_8),
                stored.secretInBody(),
                stored.algorithm(),
                stored.scopes(),
                stored.claims(),
                stored.endpoints(),
                rules(transaction, stored.tenant(), stored.id()),
                stored.version());
    }

    private byte[] sealed(OidcProvider provider) {
        return sealing.seal(
                provider.clientSecret().getBytes(StandardCharsets.UTF_8), place(provider.tenant(), provider.issuer()));
    }

    /** Opens a secret, also one that was sealed when a tenant had one provider. */
    private byte[] open(byte[] sealed, int tenant, String issuer) {
        try {
            return sealing.open(sealed, place(tenant, issuer));
        } catch (Sealing.BrokenSealException e) {
            return sealing.open(sealed, "identity.oidc_providers.client_secret:" + tenant);
        }
    }

    private static RoleRule rule(ResultSet row) throws SQLException {
        return new RoleRule(row.getString(1), Role.of(row.getString(2)).orElseThrow());
    }

    private static String place(int tenant, String issuer) {
        return "identity.oidc_providers.client_secret:" + tenant + "/" + issuer;
    }
}
