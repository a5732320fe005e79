package com.flowex.systemtests;

import com.flowex.domain.value.AccountId;
import com.flowex.platform.testing.Await;
import com.flowex.systemtests.SqlWitness.Execution;
import com.flowex.systemtests.SqlWitness.SetParameter;
import java.lang.reflect.Method;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** Makes the code say every statement it has, for one tenant; what jobs say at their own time is said by hand. */
final class StatementWalk {
    private static final String PASSWORD = "SecurePass123!";
    private static final int LEFT = SqlAttack.FIRST;
    private final HttpApi left;
    private final HttpApi superAdmin;
    private final Connection owner;
    private final List<TenantPredicates.StatementText> written = TenantPredicates.written();

    StatementWalk(IsolationGround isolation, Connection owner) {
        this.left = isolation.anybody().withTenant("left");
        this.superAdmin = isolation.anybody().admin();
        this.owner = owner;
    }

    /** The numbers of tenants begin where no other number does. */
    void begin() throws SQLException {
        IsolationGround.execute(owner, """
                INSERT INTO platform.tenants (number, slug, name, status, configuration, version)
                VALUES (%d, 'before-left', 'Before left', 'removed', '{}', 0)""".formatted(LEFT - 1));
        AdjustmentStatements.begin(owner, LEFT);
    }

    void everything() throws SQLException {
        TenantWalk.make(superAdmin, "left");
        // An administrator with all rights makes another admin alone.
        IsolationGround.execute(
                owner,
                "UPDATE identity.users SET roles = '{trader,admin,super_admin}' WHERE email = 'admin@left.example'");
        try (IdentityWalk walk = new IdentityWalk(left, () -> TenantWalk.admin(left, "left"))) {
            walk.walk();
        }
        ExchangeWalk.trading(left.newUser("trades@left.example"));
        BinanceWalk.walk(left, left.newUser("binance@left.example"));
        ExchangeWalk.wallet(left.newUser("pays@left.example"), "trades@left.example");
        ExchangeWalk.admin(TenantWalk.admin(left, "left"), left.newUser("decided@left.example"));
        left.get("/api/wallet/ledger").expect(200);
        ExchangeWalk.solvency(left.newUser("owed@left.example"), TenantWalk.admin(left, "left"));
        cold();
        P2pWalk.walk(left, TenantWalk.admin(left, "left"));
        people();
        export();
    }

    /** As if a second person had let a cold address through long ago: money goes there, and then more is wanted than there is. */
    private void cold() throws SQLException {
        HttpApi admin = TenantWalk.admin(left, "left");
        left.newUser("cold@left.example").deposit("USDT", "5000");
        String cold = admin.post("/api/v1/cold", Map.of("currency", "USDT", "address", Victim.ELSEWHERE))
                .expect(201)
                .text("id");
        IsolationGround.execute(
                owner,
                "UPDATE custody.cold_addresses SET approved = true, active_from = now() WHERE id = '" + cold + "'");
        // A coin without value: it changes no sum.
        IsolationGround.execute(owner, """
                INSERT INTO custody.openings (tenant_id, id, network, address, token, asset_id, chain_units, height)
                SELECT tenant_id, gen_random_uuid(), network, address, 'nothing', asset_id, 1, 1 FROM custody.cold_addresses
                WHERE id = '%s'""".formatted(cold));
        String opening = admin.get("/api/v1/openings")
                .expect(200)
                .body()
                .path("items")
                .path(0)
                .path("id")
                .asText();
        admin.send("POST", "/api/v1/openings/" + opening + "/acknowledge", "").expect(200);
        marks(admin, 0, "{\"version\":%d,\"hot_limit\":\"1000\"}");
        Await.until(() -> isThere(admin, "/api/v1/sagas?kind=cold&state=completed"));
        admin.send("POST", "/api/v1/reconciliation", "").expect(200);
        marks(admin, 1, "{\"version\":%d,\"hot_limit\":\"9000000\",\"hot_low\":\"8000000\"}");
        Await.until(() -> isThere(admin, "/api/v1/refills"));
        String topUp = admin.get("/api/v1/refills")
                .body()
                .path("items")
                .path(0)
                .path("id")
                .asText();
        marks(admin, 2, "{\"version\":%d}");
        admin.send("POST", "/api/v1/refills/" + topUp + "/cancel", "").expect(200);
        admin.send("POST", "/api/v1/cold/" + cold + "/retire", "").expect(200);
    }

    private static void marks(HttpApi admin, long version, String body) {
        admin.send("PUT", "/api/v1/terms/USDT", body.formatted(version)).expect(200);
    }

    private static boolean isThere(HttpApi admin, String list) {
        return !admin.get(list).expect(200).body().path("items").isEmpty();
    }

    /** Every table has a row when it is exported. */
    private void export() {
        HttpApi user = left.newUser("rests@left.example");
        user.deposit("USDT", "1000");
        user.order("buy", "10", "1", "stays").expect(201);
        user.get("/api/trading/orders?status=open").expect(200);
        String account = user.get("/api/auth/me").expect(200).text("account");
        TenantWalk.admin(left, "left")
                .send("PUT", "/api/trading/accounts/" + account + "/limits/BTC-USDT", "{\"max_open_orders\":5}")
                .expect(200);
        HttpApi admin = TenantWalk.admin(left, "left");
        admin.send("PUT", "/api/trading/pairs/ETH-USDT/kill-switch", "{\"on\":true}")
                .expect(200);
        superAdmin.get("/api/v1/tenants/" + LEFT + "/export").expect(200);
        admin.send("PUT", "/api/trading/pairs/ETH-USDT/kill-switch", "{\"on\":false}")
                .expect(200);
        superAdmin.send("POST", "/api/v1/tenants/" + LEFT + "/suspend", "").expect(200);
        superAdmin.send("POST", "/api/v1/tenants/" + LEFT + "/resume", "").expect(200);
    }

    private void people() throws SQLException {
        String email = "people@left.example";
        HttpApi user = left.newUser(email);
        user.post("/api/auth/2fa/totp/enroll", Map.of("password", PASSWORD)).expect(200);
        HttpApi.Answer key = user.post("/api/auth/api-keys", Map.of("label", "bot", "permissions", List.of("read")))
                .expect(201);
        new SignedCall(key.text("api_key"), key.text("api_secret"))
                .get(left, "/api/wallet/balances")
                .get("/api/wallet/balances")
                .expect(200);
        Map<String, String> forgotten = Map.of("email", email);
        left.post("/api/auth/password/forgot", forgotten).expect(202);
        left.post("/api/auth/password/forgot", forgotten).expect(202);
        sessions(email);
        Map<String, String> wrong = Map.of("email", email, "password", "wrong-Pass123!");
        // On a slow machine a wait may be over before the next try; each wrong password makes it longer.
        Await.until(() -> left.post("/api/auth/login", wrong).status() == 429);
    }

    private void sessions(String email) throws SQLException {
        Map<String, String> login = Map.of("email", email, "password", PASSWORD);
        String first = left.post("/api/auth/login", login).expect(200).text("refresh_token");
        String second = refreshed(first).expect(200).text("refresh_token");
        refreshed(first).expect(200);
        String third = refreshed(second).expect(200).text("refresh_token");
        refreshed(first).expect(401);
        String other = left.post("/api/auth/login", login).expect(200).text("refresh_token");
        left.post("/api/auth/logout", Map.of("refresh_token", other)).expect(204);
        refreshed(third).expect(401);
        left.post("/api/auth/login", login).expect(200);
        IsolationGround.execute(owner, "UPDATE identity.sessions SET expires_at = now() - INTERVAL '1 day'");
        left.post("/api/auth/login", login).expect(200);
    }

    private HttpApi.Answer refreshed(String token) {
        return left.post("/api/auth/refresh", Map.of("refresh_token", token));
    }

    /** Jobs that run once a day, when keys are rotated, at a first start, or in a tool of the command line. */
    void jobs(SqlAttack attack) throws SQLException {
        say(
                attack,
                "SELECT 1 FROM identity.users WHERE tenant_id = ? AND status = 'active' AND ? = ANY (roles)",
                LEFT,
                "trader");
        say(
                attack,
                "FROM identity.known_places WHERE tenant_id = ? AND name",
                row("SELECT tenant_id, name FROM identity.known_places"));
        say(
                attack,
                "SELECT asset, max(made_at) FROM solvency.trees",
                row("SELECT tenant_id, public_key FROM solvency.trees"));
        lostKeys(attack);
        accounts(attack);
        outdated(attack);
        say(attack, "FROM identity.api_keys WHERE tenant_id = ? AND id > ?", LEFT, "");
        IsolationGround.execute(owner, "UPDATE identity.api_keys SET permissions = permissions || '{halt}'");
        say(attack, "status = 'active' AND confirmed AND 'halt'", LEFT, 100);
        say(attack, "FROM identity.users WHERE tenant_id = ? AND id > ? AND totp_secret", LEFT, 0L);
        Object[] key = row("SELECT secret, tenant_id, id, secret FROM identity.api_keys WHERE secret IS NOT NULL");
        say(attack, "UPDATE identity.api_keys SET secret = ?", key);
        Object[] secret =
                row("SELECT totp_secret, tenant_id, id, totp_secret FROM identity.users WHERE totp_secret IS NOT NULL");
        say(attack, "UPDATE identity.users SET totp_secret = ? WHERE tenant_id = ? AND id = ? AND totp_secret", secret);
        GuardStatements.say(owner, LEFT, (words, parameters) -> say(attack, words, parameters));
        AdjustmentStatements.say(LEFT, (words, parameters) -> say(attack, words, parameters));
        RestrictionStatements.say(owner, LEFT, (words, parameters) -> say(attack, words, parameters));
        PushStatements.say(owner, LEFT, (words, parameters) -> say(attack, words, parameters));
        PersonStatements.say(owner, LEFT, (words, parameters) -> say(attack, words, parameters));
        wallet(attack);
        outbox(attack);
        creations(attack);
        streams(attack);
        TaskStatements.sayAll(owner, LEFT, (words, parameters) -> say(attack, words, parameters));
        RiskStatements.sayAll(owner, LEFT, (words, parameters) -> say(attack, words, parameters));
        StrategyStatements.sayAll(owner, LEFT, (words, parameters) -> say(attack, words, parameters));
        P2pStatements.sayAll(owner, LEFT, (words, parameters) -> say(attack, words, parameters));
        ChatStatements.sayAll(owner, LEFT, (words, parameters) -> say(attack, words, parameters));
        CaseStatements.sayAll(owner, LEFT, (words, parameters) -> say(attack, words, parameters));
        CoinStatements.sayAll(owner, LEFT, (words, parameters) -> say(attack, words, parameters));
        NewestStatements.sayAll(owner, LEFT, (words, parameters) -> say(attack, words, parameters));
        WebhookStatements.sayAll(owner, LEFT, (words, parameters) -> say(attack, words, parameters));
        say(attack, "FROM platform.audit_entries WHERE tenant = ? ORDER BY number", LEFT);
        say(attack, "DELETE FROM platform.audit_entries", LEFT, Long.MAX_VALUE, LEFT);
        say(
                attack,
                "audit_heads h CROSS JOIN LATERAL",
                Timestamp.from(Instant.now().plus(Duration.ofDays(1))));
        say(attack, "audit_heads h CROSS JOIN LATERAL", row("""
                SELECT at FROM platform.audit_entries WHERE tenant = %d ORDER BY number DESC LIMIT 1 OFFSET 3""".formatted(LEFT)));
    }

    /** The questions of a start beside a log that knows more, and of an operator who gives an account back. */
    private void accounts(SqlAttack attack) throws SQLException {
        long orphan = 777_777;
        IsolationGround.execute(
                owner,
                "INSERT INTO accounts.accounts VALUES (%d, %d, gen_random_uuid(), 1, 1)".formatted(LEFT, orphan));
        IsolationGround.execute(owner, """
                INSERT INTO identity.users
                    (tenant_id, email, password_hash, first_name, last_name, roles, account_number, owner)
                SELECT %d, 'same@before-left.example', 'x', 'Same', 'Same', '{trader}', number, owner
                FROM accounts.accounts WHERE tenant = %d AND number = %d""".formatted(LEFT - 1, LEFT, orphan));
        IsolationGround.execute(
                owner,
                "INSERT INTO identity.orphaned_accounts (tenant_id, number) VALUES (%d, %d)"
                        .formatted(LEFT - 1, orphan));
        long from = AccountId.CUSTOMERS_FROM;
        say(attack, "u.id IS NULL AND a.number < ?", LEFT, from, Long.MAX_VALUE, 10);
        say(attack, "u.id IS NULL AND a.number = ?", LEFT, from, orphan);
        say(attack, "count(*) FILTER (WHERE u.id IS NULL", LEFT, LEFT, from);
        say(attack, "INSERT INTO identity.orphaned_accounts (tenant_id, number) SELECT a.tenant", LEFT, from);
        Object[] user = row(
                "SELECT tenant_id, id, owner FROM identity.users WHERE tenant_id = " + LEFT + " ORDER BY id LIMIT 1");
        say(attack, "INSERT INTO identity.orphaned_accounts (tenant_id, number) SELECT tenant_id", LEFT, 0L, 0L);
        say(attack, "SET account_bound = true WHERE tenant_id = ? AND id = ? AND owner = ?", user);
        say(attack, "SET account_number = ?, account_opened", orphan, user[0], user[1], user[2]);
        IsolationGround.execute(owner, "UPDATE identity.users SET account_bound = false WHERE id = " + user[1]);
        say(attack, "account_opened AND NOT account_bound ORDER BY id", LEFT);
        IsolationGround.execute(owner, "UPDATE identity.users SET account_opened = false WHERE id = " + user[1]);
        say(
                attack,
                "SET account_number = 1000 + nextval",
                row("SELECT tenant_id, id, coalesce(account_number, 1000 + id) FROM identity.users WHERE id = "
                        + user[1]));
    }

    /** Untaken quotes, and users by the number of their account. */
    private void wallet(SqlAttack attack) throws SQLException {
        IsolationGround.execute(owner, "UPDATE convert.converts SET status = 'quoted'");
        Object[] quote = row("SELECT tenant_id, account FROM convert.converts");
        Timestamp later = Timestamp.from(Instant.now().plus(Duration.ofDays(1)));
        say(attack, "DELETE FROM convert.converts", quote[0], quote[1], later);
        Object[] user =
                row("SELECT tenant_id, coalesce(account_number, 1000 + id) FROM identity.users WHERE tenant_id = "
                        + LEFT + " AND status = 'active' AND account_opened LIMIT 1");
        say(attack, "OR NOT ?) FROM identity.users WHERE tenant_id = ? AND coalesce", false, user[0], user[1]);
        say(attack, "SELECT id, email FROM identity.users WHERE tenant_id = ? AND coalesce", user[0], user[1]);
        say(attack, "u.status = 'closed' AND EXISTS", user[0], user[1]);
        cameBack(attack);
    }

    /** Messages to followers of an account, also from another process. */
    private void streams(SqlAttack attack) throws SQLException {
        Object[] account = row("SELECT tenant, account FROM trading.fills WHERE tenant = " + LEFT + " LIMIT 1");
        say(attack, "SELECT last FROM trading.account_numbers", account);
        say(attack, "AND account = ANY (?)", account[0], new long[] {(long) account[1]});
        say(attack, "FROM trading.account_entries", account[0], account[1], 1L, 4);
        say(attack, "SELECT sequence FROM trading.fills WHERE tenant = ? AND account = ? ORDER", account);
        long end = Long.MAX_VALUE;
        say(attack, "AND (sequence < ? OR NOT maker) AND executed", account[0], account[1], 0L, end, end, 0L, end);
        IsolationGround.execute(owner, "SET search_path TO trading");
        say(attack, "DELETE FROM account_entries WHERE tenant", account[0], account[1], Long.MAX_VALUE);
        IsolationGround.execute(owner, "RESET search_path");
    }

    /** Money that people bring back from a cold address, of which they have the key. */
    private void cameBack(SqlAttack attack) throws SQLException {
        say(
                attack,
                "AND address = ? AND approved LIMIT 1",
                row("SELECT tenant_id, network, address FROM custody.cold_addresses WHERE approved AND tenant_id = "
                        + LEFT));
        Object[] topUp = row("SELECT tenant_id, asset_id, network, id, chain_units FROM custody.refills");
        IsolationGround.execute(owner, """
                INSERT INTO custody.refill_payments (tenant_id, arrival, asset_id, network, refill, chain_units)
                SELECT tenant_id, id, asset_id, network, id, chain_units FROM custody.refills""");
        IsolationGround.execute(owner, "UPDATE custody.refills SET state = 'open'");
        say(attack, "FROM custody.refills WHERE tenant_id = ? ORDER BY created_at DESC", LEFT, 10);
        say(attack, "AND network = ? AND state = 'open'", LEFT, topUp[1], topUp[2]);
        say(attack, "SET state = 'arrived'", LEFT, topUp[3]);
    }

    /** Messages to Redis, and consumers that cannot take theirs. */
    private void outbox(SqlAttack attack) throws SQLException {
        IsolationGround.execute(owner, """
                INSERT INTO outbox.dead_letters (tenant_id, consumer, topic, number, key, payload, created_at, why)
                VALUES (%d, 'somebody', 'users', 1, '7', '{}', now(), 'cannot')""".formatted(LEFT));
        Object[] letter = row("SELECT tenant_id, id FROM outbox.dead_letters");
        say(attack, "AND id > ? AND state IN ('dead', 'redriven')", LEFT, 0L, 10);
        say(attack, "FROM outbox.dead_letters WHERE tenant_id = ? AND id = ?", letter);
        say(attack, "AND key = ? AND state IN", LEFT, "somebody", "users", "7");
        say(attack, "SET state = 'dismissed', asked_by = ?", "operator", letter[0], letter[1]);
        say(attack, "SET state = 'redriven', asked_by = ?", "operator", LEFT, "somebody", "users", "7");
        IsolationGround.execute(owner, "UPDATE outbox.dead_letters SET state = 'redriven'");
        say(attack, "AND state = 'redriven' ORDER BY number", LEFT, "somebody", "users", 10);
        say(attack, "UPDATE outbox.dead_letters SET state = ?, why", "settled", "why", letter[0], letter[1]);
        IsolationGround.execute(owner, "UPDATE outbox.dead_letters SET state = 'settled'");
        Timestamp later = Timestamp.from(Instant.now().plus(Duration.ofDays(1)));
        say(attack, "DELETE FROM outbox.dead_letters", LEFT, later);
        say(attack, "AND number > ? ORDER BY number", LEFT, "users", 0L, 10);
        say(attack, "min(number), 0) FROM outbox.messages", LEFT, "users");
        say(attack, "DELETE FROM outbox.messages", LEFT, "users", Long.MAX_VALUE, later);
    }

    /** Tenants that the exchange refuses, and those that end: an exchange that has room refuses nothing. */
    private void creations(SqlAttack attack) throws SQLException {
        IsolationGround.execute(owner, "INSERT INTO tenants.creations VALUES (%d, '{}', '{}')".formatted(LEFT));
        say(attack, "SELECT failure::text FROM tenants.creations", LEFT);
        say(attack, "UPDATE tenants.creations SET failure = ?", "{\"code\":\"x\"}", LEFT);
        say(attack, "UPDATE tenants.creations SET plan = ?", "{\"users\":[]}", LEFT);
        say(attack, "UPDATE identity.users SET status = 'closed', password_hash", "no hash", LEFT);
        Object user = row("SELECT min(id) FROM identity.users WHERE tenant_id = " + LEFT)[0];
        say(attack, "UPDATE identity.users SET status = 'closed', email", "no hash", LEFT, user);
        say(attack, "DELETE FROM identity.%s WHERE tenant_id = ? AND user_id = ?", LEFT, user);
        say(attack, "DELETE FROM identity.%s WHERE tenant_id = ?", LEFT);
        say(attack, "DELETE FROM identity.users", LEFT);
    }

    private Object[] row(String sql) throws SQLException {
        try (Statement statement = owner.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            List<Object> values = new ArrayList<>();
            for (int column = 1; column <= row.getMetaData().getColumnCount(); column++) {
                values.add(row.getObject(column));
            }
            return values.toArray();
        }
    }

    private void outdated(SqlAttack attack) throws SQLException {
        IsolationGround.execute(owner, "UPDATE identity.attempts SET failed_at = now() + INTERVAL '1 year'");
        say(attack, "AND failed_at > clock_timestamp()", row("SELECT tenant_id, name FROM identity.attempts"));
        for (String column : List.of(
                "attempts.failed_at", "known_places.seen_at", "one_time_tokens.expires_at", "sessions.expires_at")) {
            String table = "identity." + column.substring(0, column.indexOf('.'));
            String at = column.substring(column.indexOf('.') + 1);
            IsolationGround.execute(owner, "UPDATE " + table + " SET " + at + " = now() - INTERVAL '1 year'");
            say(attack, "DELETE FROM " + table + " WHERE tenant_id = ? AND " + at + " < now()", LEFT);
        }
    }

    private void lostKeys(SqlAttack attack) throws SQLException {
        say(attack, "FROM identity.users WHERE tenant_id = ? AND totp_secret IS NOT NULL", LEFT);
        say(attack, "FROM identity.api_keys WHERE tenant_id = ? AND secret IS NOT NULL", LEFT);
        String key = "SELECT encode(substring(secret FROM 3 FOR get_byte(secret, 1)), 'escape') FROM identity.api_keys"
                + " WHERE secret IS NOT NULL";
        Object name = row(key)[0];
        say(attack, "SET totp_secret = NULL, totp_step = 0, version = version + 1", LEFT, name);
        say(attack, "FROM identity.api_keys WHERE tenant_id = ? AND encode(substring(secret", LEFT, name);
    }

    /** The statement of the code that is these words, or the one that has them, with these parameters. */
    private void say(SqlAttack attack, String words, Object... parameters) throws SQLException {
        String sql = written.stream()
                .map(TenantPredicates.StatementText::text)
                .filter(text -> text.contains(words))
                .min(Comparator.comparing((String text) -> !text.equals(words)))
                .orElseThrow(() -> new AssertionError("nobody says " + words))
                .replace("%d", "10000")
                .replace("SELECT %s FROM (", "SELECT * FROM (")
                .replace("%s", "known_devices");
        List<SetParameter> setParameters = new ArrayList<>();
        for (Object parameter : parameters) {
            setParameters.add(new SetParameter(setter(), new Object[] {setParameters.size() + 1, parameter}));
        }
        attack.insist(new Execution(owner, "job", sql, setParameters));
    }

    private static Method setter() {
        try {
            return PreparedStatement.class.getMethod("setObject", int.class, Object.class);
        } catch (NoSuchMethodException e) {
            throw new AssertionError(e);
        }
    }
}
