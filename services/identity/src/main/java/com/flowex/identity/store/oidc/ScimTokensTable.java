package com.flowex.identity.store.oidc;

import com.flowex.access.auth.Role;
import com.flowex.identity.store.oidc.OidcProvidersTable.LockedProvider;
import com.flowex.identity.store.user.OpaqueToken;
import com.flowex.platform.database.Database;
import com.flowex.platform.database.sql.Sql;
import com.flowex.platform.database.transaction.Transaction;
import com.flowex.platform.database.transaction.TransactionWork;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Table of tokens by which identity providers provision staff; hashes only. */
public final class ScimTokensTable {

    private static final String COLUMNS =
            "tenant_id, id, name, issuer, role, made_by, made_at, expires_at, last_used_at, provider";
    private static final String LIST =
            "SELECT " + COLUMNS + " FROM identity.scim_tokens WHERE tenant_id = ? ORDER BY id LIMIT 100";
    private static final String COUNT =
            "SELECT count(*) FROM identity.scim_tokens WHERE tenant_id = ? AND provider = ?";
    private static final String INSERT = """
            INSERT INTO identity.scim_tokens (tenant_id, name, token_hash, provider, issuer, role, made_by, expires_at)
            VALUES (?, ?, ?, ?, ?, ?, ?, now() + ? * INTERVAL '1 second')
            RETURNING\s""" + COLUMNS;
    private static final String REVOKE =
            "DELETE FROM identity.scim_tokens WHERE tenant_id = ? AND id = ? RETURNING " + COLUMNS;
    /** A token ends with the provider for which it was made, also where the same issuer is added again later. */
    private static final String GOOD = """
            SELECT t.tenant_id, t.id, t.name, t.issuer, t.role, t.made_by, t.made_at, t.expires_at, t.last_used_at, t.provider
            FROM identity.scim_tokens t JOIN identity.oidc_providers p ON p.tenant_id = t.tenant_id AND p.id = t.provider
            AND p.issuer = t.issuer
            WHERE t.tenant_id = ? AND t.token_hash = ? AND t.expires_at > now()""";

    private static final String USED = """
            UPDATE identity.scim_tokens SET last_used_at = now()
            WHERE tenant_id = ? AND id = ? AND (last_used_at IS NULL OR last_used_at < now() - INTERVAL '1 minute')""";

    private final Database database;

    public ScimTokensTable(Database database) {
        this.database = database;
    }

    /** Runs work in one transaction. */
    public <T> T transaction(int tenant, TransactionWork<T> work) {
        return database.transaction(tenant, work);
    }

    /** Returns the tokens of a tenant, oldest first, without their secrets. */
    public List<ScimToken> list(int tenant) {
        return database.query(tenant, transaction -> Sql.all(transaction, ScimTokensTable::row, LIST, tenant));
    }

    /** Returns the number of a provider's tokens. The caller holds the lock on the provider. */
    public static long count(Transaction holding, int tenant, long provider) {
        return Sql.one(holding, row -> row.getLong(1), COUNT, tenant, provider).orElse(0L);
    }

    /** Token to insert. */
    public record NewToken(
            String name, OpaqueToken token, LockedProvider provider, Role role, long madeBy, Duration life) {}

    /** Inserts a token. */
    public static ScimToken insert(Transaction holding, NewToken made) {
        return Sql.one(
                        holding,
                        ScimTokensTable::row,
                        INSERT,
                        made.token().tenant(),
                        made.name(),
                        made.token().hash(),
                        made.provider().id(),
                        made.provider().issuer(),
                        made.role().label(),
                        made.madeBy(),
                        made.life().toSeconds())
                .orElseThrow();
    }

    /** Deletes a token; returns empty if there is none. */
    public Optional<ScimToken> revoke(int tenant, long id) {
        return database.query(tenant, transaction -> Sql.one(transaction, ScimTokensTable::row, REVOKE, tenant, id));
    }

    /** Returns the token if it is good now, and notes its use once a minute. */
    public Optional<ScimToken> use(OpaqueToken token) {
        int tenant = token.tenant();
        Optional<ScimToken> good = database.query(
                tenant, transaction -> Sql.one(transaction, ScimTokensTable::row, GOOD, tenant, token.hash()));
        good.ifPresent(
                used -> database.query(tenant, transaction -> Sql.execute(transaction, USED, tenant, used.id())));
        return good;
    }

    private static ScimToken row(ResultSet row) throws SQLException {
        Timestamp used = row.getTimestamp(9);
        return new ScimToken(
                row.getInt(1),
                row.getLong(2),
                row.getLong(10),
                row.getString(3),
                row.getString(4),
                Role.of(row.getString(5)).orElseThrow(),
                row.getLong(6),
                row.getTimestamp(7).toInstant(),
                row.getTimestamp(8).toInstant(),
                Optional.ofNullable(used).map(Timestamp::toInstant));
    }
}
