package com.flowex.systemtests;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;

/** Statements about identity providers, identities that are bound to users, invitations and log-ins that wait. */
final class StaffLoginStatements {

    private static final String ISSUER = "https://walked.example.com";
    private static final byte[] SEALED = {1, 2, 'k', '1', 9};
    private static final byte[] HASH = {1, 1, 1};
    private static final String[] TABLES = {
        "log_ins",
        "scim_group_members",
        "scim_groups",
        "scim_tokens",
        "oidc_logout_tokens",
        "oidc_logins",
        "oidc_invitations",
        "oidc_identities",
        "oidc_role_rules",
        "oidc_providers"
    };

    private StaffLoginStatements() {}

    /** Two tenants have rows under the same names and of the same user. */
    static void runAll(Connection owner, int tenant, StatementRunner runner) throws SQLException {
        clear(owner, tenant);
        rows(owner, tenant);
        long user = user(owner);
        providers(tenant, runner);
        identities(tenant, user, runner);
        invitations(owner, tenant, user, runner);
        logins(owner, tenant, user, runner);
        provisioning(owner, tenant, user, runner);
        groups(tenant, user, runner);
        removals(tenant, user, runner);
        clear(owner, tenant);
    }

    private static void provisioning(Connection owner, int tenant, long user, StatementRunner runner)
            throws SQLException {
        IsolationExchange.execute(owner, tokens(tenant));
        IsolationExchange.execute(owner, """
                UPDATE identity.oidc_identities SET user_name = 'w', user_key = 'w', deprovisioned = true, made_by_token = 1,
                    last_used_at = NULL
                WHERE tenant_id IN (%d, %d) AND subject = 'w'""".formatted(tenant, tenant - 1));
        IsolationExchange.execute(owner, """
                INSERT INTO identity.log_ins (tenant_id, user_id, day, way, outcome, network, agent)
                SELECT tenant, %d, '2020-01-01', 'password', 'begun', 'w', 'w'
                FROM unnest(ARRAY[%d, %d]) tenant""".formatted(user, tenant, tenant - 1));
        runner.run("INSERT INTO identity.log_ins", 20, tenant, user, "begun", "password", "x", "w");
        runner.run("FROM identity.log_ins WHERE tenant_id = ? AND user_id = ? ORDER BY", tenant, user, 200);
        runner.run("DELETE FROM identity.log_ins WHERE tenant_id = ? AND day", tenant);
        runner.run("provider FROM identity.scim_tokens WHERE tenant_id = ? ORDER BY id", tenant);
        runner.run("SELECT count(*) FROM identity.scim_tokens", tenant, 7L);
        runner.run("SELECT t.tenant_id, t.id, t.name, t.issuer", tenant, HASH);
        runner.run("UPDATE identity.scim_tokens SET last_used_at", tenant, token(owner, tenant));
        runner.run("DELETE FROM identity.scim_tokens WHERE tenant_id = ? AND id", tenant, token(owner, tenant));
        runner.run("SELECT count(*) FROM identity.oidc_identities i", tenant, ISSUER);
        runner.run("ORDER BY i.user_id OFFSET", tenant, ISSUER, 0L, 10);
        runner.run("<> 'closed' AND i.user_id = ?", tenant, ISSUER, user);
        runner.run("AND i.subject = ?", tenant, ISSUER, "w");
        runner.run("AND (i.user_key = ?", tenant, ISSUER, "w", "w");
        runner.run("AND i.user_id = ANY (?::bigint[])", tenant, ISSUER, numbers(user));
        runner.run("SELECT id FROM identity.users WHERE tenant_id = ? AND id = ANY", tenant, numbers(user));
        runner.run("SET user_name = ?, user_key = ?", "x", "x", tenant, user);
        runner.run("SET subject = ?", "w", tenant, user);
        runner.run("SET deprovisioned = ?, suspended_here", true, true, tenant, user);
        runner.run("SET changed_at = now() WHERE tenant_id = ? AND user_id = ?", tenant, user);
        runner.run("SET suspended_here = false", tenant, user);
        runner.run("SET suspended_here = true", tenant, user);
        runner.run("SELECT 1 FROM identity.oidc_identities WHERE", tenant, user);
        runner.run("SELECT user_id, subject, user_name, deprovisioned", tenant, user);
    }

    private static String[] numbers(long number) {
        return new String[] {Long.toString(number)};
    }

    private static void groups(int tenant, long user, StatementRunner runner) throws SQLException {
        runner.run("SELECT count(*) FROM identity.scim_groups", tenant, 7L);
        runner.run(
                "FROM identity.scim_groups WHERE tenant_id = ? AND provider = ? ORDER BY id OFFSET",
                tenant,
                7L,
                0L,
                10);
        runner.run("scim_groups WHERE tenant_id = ? AND provider = ? AND id = ? FOR UPDATE", tenant, 7L, 7L);
        runner.run("scim_groups WHERE tenant_id = ? AND provider = ? AND name_key = ?", tenant, 7L, "w");
        runner.run("scim_groups WHERE tenant_id = ? AND provider = ? AND external_id = ?", tenant, 7L, "w");
        runner.run("UPDATE identity.scim_groups SET name", "w", "w", "w", tenant, 7L);
        runner.run("WHERE m.tenant_id = ? AND m.group_id = ANY", tenant, numbers(7));
        runner.run("SELECT m.user_id, g.name, g.external_id", tenant, numbers(user));
        runner.run("FOR NO KEY UPDATE OF g", tenant, user);
        runner.run("SELECT g.id, g.name, g.external_id, g.version", tenant, 0L, 7L, 7L, 10);
        runner.run("SELECT 1 FROM identity.scim_groups", tenant, 7L);
        runner.run("WHERE m.tenant_id = ? AND m.group_id = ? AND m.user_id > ?", tenant, 7L, 0L, 10);
        runner.run(
                "DELETE FROM identity.scim_group_members WHERE tenant_id = ? AND group_id", tenant, 7L, numbers(user));
        runner.run("WITH ended AS (DELETE FROM identity.scim_group_members", tenant, user, tenant);
        runner.run("DELETE FROM identity.scim_groups", tenant, 7L);
    }

    private static String tokens(int tenant) {
        return """
                INSERT INTO identity.scim_tokens (tenant_id, name, token_hash, provider, issuer, role, made_by, expires_at)
                SELECT tenant, 'w', '\\x010101', 7, '%s', 'viewer', 1, now() + INTERVAL '1 day'
                FROM unnest(ARRAY[%d, %d]) tenant
                ON CONFLICT DO NOTHING""".formatted(ISSUER, tenant, tenant - 1);
    }

    private static long token(Connection owner, int tenant) throws SQLException {
        try (Statement statement = owner.createStatement();
                ResultSet row = statement.executeQuery(
                        "SELECT min(id) FROM identity.scim_tokens WHERE tenant_id = " + tenant)) {
            row.next();
            return row.getLong(1);
        }
    }

    private static void clear(Connection owner, int tenant) throws SQLException {
        for (String table : TABLES) {
            IsolationExchange.execute(
                    owner, "DELETE FROM identity.%s WHERE tenant_id IN (%d, %d)".formatted(table, tenant, tenant - 1));
        }
    }

    private static void rows(Connection owner, int tenant) throws SQLException {
        IsolationExchange.execute(owner, """
                INSERT INTO identity.oidc_providers (id, tenant_id, name, issuer, client_id, client_secret, secret_in_body, algorithm,
                    scopes, groups_claim, authorization_endpoint, token_endpoint, jwks_uri)
                SELECT 7, tenant, 'w', '%s', 'w', '\\x01026b3109', false, 'RS256', 'openid', 'groups', 'https://w', 'https://w',
                    'https://w' FROM unnest(ARRAY[%d, %d]) tenant""".formatted(ISSUER, tenant, tenant - 1));
        IsolationExchange.execute(owner, """
                INSERT INTO identity.oidc_role_rules (tenant_id, provider, group_name, role) SELECT tenant, 7, 'w', 'viewer' FROM unnest(ARRAY[%d, %d]) tenant""".formatted(tenant, tenant - 1));
        IsolationExchange.execute(owner, """
                INSERT INTO identity.oidc_identities (tenant_id, user_id, issuer, subject, roles_granted)
                SELECT tenant, (SELECT min(id) FROM identity.users), '%s', 'w', '{user}'
                FROM unnest(ARRAY[%d, %d]) tenant""".formatted(ISSUER, tenant, tenant - 1));
        // The other tenant alone has a user of its own who is bound.
        IsolationExchange.execute(owner, """
                INSERT INTO identity.oidc_identities (tenant_id, user_id, issuer, subject, roles_granted)
                SELECT tenant_id, max(id), '%s', 'own', '{user}' FROM identity.users WHERE tenant_id = %d
                GROUP BY tenant_id""".formatted(ISSUER, tenant - 1));
        IsolationExchange.execute(owner, """
                INSERT INTO identity.oidc_invitations (tenant_id, user_id, invited_by, expires_at, provider)
                SELECT tenant, of.id, 1, now() + of.lasts, 7
                FROM unnest(ARRAY[%d, %d]) tenant, (VALUES ((SELECT min(id) FROM identity.users), INTERVAL '1 day'),
                    ((SELECT max(id) FROM identity.users), INTERVAL '-1 day')) of (id, lasts)""".formatted(tenant, tenant - 1));
        IsolationExchange.execute(owner, """
                INSERT INTO identity.oidc_logins
                    (tenant_id, state_hash, browser_hash, user_id, holder, redirect_uri, expires_at, provider)
                SELECT tenant, decode(repeat(of.hash, 3), 'hex'), '\\x010101', (SELECT min(id) FROM identity.users), of.holder, 'w',
                    now() + of.lasts, 7
                FROM unnest(ARRAY[%d, %d]) tenant, (VALUES ('01', 'b', INTERVAL '1 day'), ('02', 'a', INTERVAL '1 day'),
                    ('03', 'a', INTERVAL '2 days'), ('04', 'c', INTERVAL '-1 day'), ('05', 'd', INTERVAL '1 day'))
                    of (hash, holder, lasts)""".formatted(tenant, tenant - 1));
        IsolationExchange.execute(owner, """
                INSERT INTO identity.oidc_logout_tokens
                SELECT tenant, '\\x01', now() - INTERVAL '1 day' FROM unnest(ARRAY[%d, %d]) tenant""".formatted(tenant, tenant - 1));
        IsolationExchange.execute(owner, """
                INSERT INTO identity.scim_groups (tenant_id, id, provider, name, name_key, external_id)
                OVERRIDING SYSTEM VALUE SELECT tenant, 7, 7, 'w', 'w', 'w' FROM unnest(ARRAY[%d, %d]) tenant""".formatted(tenant, tenant - 1));
        // In the group of one number the other tenant alone has the person.
        IsolationExchange.execute(owner, """
                INSERT INTO identity.scim_groups (tenant_id, id, provider, name, name_key)
                OVERRIDING SYSTEM VALUE SELECT tenant, 8, 7, 'v', 'v' FROM unnest(ARRAY[%d, %d]) tenant""".formatted(tenant, tenant - 1));
        IsolationExchange.execute(owner, """
                INSERT INTO identity.scim_group_members (tenant_id, group_id, user_id)
                SELECT tenant, id, (SELECT min(id) FROM identity.users)
                FROM (VALUES (%1$d, 7), (%2$d, 7), (%2$d, 8)) groups (tenant, id)""".formatted(tenant, tenant - 1));
    }

    private static void providers(int tenant, StatementRunner runner) throws SQLException {
        String settings = "jwks_uri, version FROM identity.oidc_providers WHERE tenant_id = ? ";
        runner.run(settings + "ORDER BY id", tenant);
        runner.run(settings + "AND id = ?", tenant, 7L);
        runner.run(settings + "AND issuer = ?", tenant, ISSUER);
        runner.run("SELECT id, name, issuer FROM identity.oidc_providers", tenant);
        runner.run("SELECT group_name, role FROM identity.oidc_role_rules", tenant, 7L);
        String locked = "SELECT id, name, issuer, version FROM identity.oidc_providers WHERE tenant_id = ? ";
        runner.run(locked + "AND id = ?", tenant, 7L);
        runner.run(locked + "ORDER BY id", tenant);
        runner.run("SELECT 1 FROM identity.oidc_providers WHERE", tenant, 7L);
        runner.run("SELECT id, issuer, client_secret FROM identity.oidc_providers", tenant);
        runner.run(
                "UPDATE identity.oidc_providers SET name",
                "w",
                "w",
                SEALED,
                false,
                "RS256",
                "openid",
                "groups",
                "https://w",
                "https://w",
                "https://w",
                tenant,
                7L);
        runner.run("SELECT encode(substring(client_secret FROM 3", tenant);
        runner.run("UPDATE identity.oidc_providers SET client_secret", SEALED, tenant, 7L, SEALED);
    }

    private static void identities(int tenant, long user, StatementRunner runner) throws SQLException {
        runner.run(
                "FROM identity.oidc_identities WHERE tenant_id = ? AND issuer = ? AND subject = ?",
                tenant,
                ISSUER,
                "w");
        runner.run("groups_at_log_in FROM identity.oidc_identities WHERE tenant_id = ? AND user_id = ?", tenant, user);
        runner.run("FROM identity.oidc_identities WHERE tenant_id = ? AND user_id = ANY", tenant, numbers(user));
        runner.run("UPDATE identity.oidc_identities SET last_used_at", new String[] {"w"}, tenant, user);
        runner.run("SET logged_out = greatest", 7L, tenant, user);
        runner.run("SET roles_granted = ? WHERE", new String[] {"user"}, tenant, user);
        runner.run("SET roles_granted = array_remove", "viewer", "viewer", tenant, user);
        runner.run("SELECT i.user_id IS NOT NULL", user, tenant);
        runner.run("FOR SHARE OF u", tenant, user, false, ISSUER);
        runner.run("SELECT coalesce(min(subject_claim)", tenant, ISSUER, "x");
        runner.run("FOR NO KEY UPDATE OF u", tenant, ISSUER);
        runner.run("SELECT count(*) FROM identity.oidc_identities WHERE tenant_id = ? AND issuer = ?", tenant, ISSUER);
    }

    private static void invitations(Connection owner, int tenant, long user, StatementRunner runner)
            throws SQLException {
        runner.run("SELECT provider, expires_at FROM identity.oidc_invitations", tenant, user);
        runner.run("DELETE FROM identity.oidc_invitations WHERE tenant_id = ? AND expires_at < now()", tenant);
        runner.run("AND user_id = ? RETURNING coalesce(provider, 0)", tenant, user);
        IsolationExchange.execute(owner, """
                INSERT INTO identity.oidc_invitations (tenant_id, user_id, invited_by, expires_at, provider)
                SELECT tenant, %d, 1, now() + INTERVAL '1 day', 7
                FROM unnest(ARRAY[%d, %d]) tenant ON CONFLICT DO NOTHING""".formatted(user, tenant, tenant - 1));
    }

    private static void logins(Connection owner, int tenant, long user, StatementRunner runner) throws SQLException {
        runner.run("SELECT expires_at FROM identity.oidc_logins", tenant, "a", 1);
        Timestamp soon = Timestamp.from(Instant.now().plus(Duration.ofHours(25)));
        runner.run("DELETE FROM identity.oidc_logins WHERE tenant_id = ? AND holder = ?", tenant, "a", soon);
        runner.run("AND state_hash = ? AND browser_hash = ?", tenant, HASH, HASH, user);
        runner.run("DELETE FROM identity.oidc_logins WHERE tenant_id = ? AND expires_at < now()", tenant);
        runner.run("DELETE FROM identity.oidc_logout_tokens WHERE tenant_id = ? AND expires_at < now()", tenant);
        runner.run("DELETE FROM identity.oidc_logins WHERE tenant_id = ? AND user_id = ?", tenant, user);
        IsolationExchange.execute(owner, "DELETE FROM identity.oidc_logins WHERE tenant_id = " + tenant);
    }

    private static void removals(int tenant, long user, StatementRunner runner) throws SQLException {
        runner.run("DELETE FROM identity.oidc_invitations WHERE tenant_id = ? AND user_id = ?", tenant, user);
        runner.run("DELETE FROM identity.oidc_identities WHERE tenant_id = ? AND user_id = ?", tenant, user);
        runner.run("DELETE FROM identity.oidc_role_rules WHERE tenant_id = ? AND provider", tenant, 7L);
        runner.run("AND encode(substring(client_secret", tenant, "k1");
        runner.run("DELETE FROM identity.oidc_providers WHERE tenant_id = ? AND id = ?", tenant, 7L);
    }

    private static long user(Connection owner) throws SQLException {
        try (Statement statement = owner.createStatement();
                ResultSet row = statement.executeQuery("SELECT min(id) FROM identity.users")) {
            row.next();
            return row.getLong(1);
        }
    }
}
