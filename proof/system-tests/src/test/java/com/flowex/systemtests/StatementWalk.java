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

    StatementWalk(IsolationExchange isolation, Connection owner) {
        this.left = isolation.anybody().withTenant("left");
        this.superAdmin = isolation.anybody().admin();
        this.owner = owner;
    }

    /** The numbers of tenants begin where no other number does. */
    void begin() throws SQLException {
        IsolationExchange.execute(owner, """
                INSERT INTO platform.tenants (number, slug, name, status, configuration, version)
                VALUES (%d, 'before-left', 'Before left', 'removed', '{}', 0)""".formatted(LEFT - 1));
        AdjustmentStatements.begin(owner, LEFT);
        MarginStatements.begin(owner, LEFT);
    }

    void everything() throws SQLException {
        TenantWalk.make(superAdmin, "left");
        // An administrator with all rights makes another admin alone.
        IsolationExchange.execute(
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
        MarginWalk.walk(left, TenantWalk.admin(left, "left"), "margin@left.example");
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
        IsolationExchange.execute(
                owner,
                "UPDATE custody.cold_addresses SET approved = true, active_from = now() WHERE id = '" + cold + "'");
        // A coin without value: it changes no sum.
        IsolationExchange.execute(owner, """
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
        IsolationExchange.execute(owner, "UPDATE identity.sessions SET expires_at = now() - INTERVAL '1 day'");
        left.post("/api/auth/login", login).expect(200);
    }

    private HttpApi.Answer refreshed(String token) {
        return left.post("/api/auth/refresh", Map.of("refresh_token", token));
    }

    /** Jobs that run once a day, when keys are rotated, at a first start, or in a tool of the command line. */
    void jobs(SqlAttack attack) throws SQLException {
        run(attack, "AND status = 'active' AND ? = ANY (roles)", LEFT, "trader");
        run(
                attack,
                "FROM identity.known_places WHERE tenant_id = ? AND name",
                row("SELECT tenant_id, name FROM identity.known_places"));
        run(
                attack,
                "SELECT asset, max(made_at) FROM solvency.trees",
                row("SELECT tenant_id, public_key FROM solvency.trees"));
        lostKeys(attack);
        attack.insist(left.login("trades@left.example", PASSWORD), "/api/trading/orders");
        accounts(attack);
        outdated(attack);
        run(attack, "FROM identity.api_keys WHERE tenant_id = ? AND id > ?", LEFT, "");
        IsolationExchange.execute(owner, "UPDATE identity.api_keys SET permissions = permissions || '{halt}'");
        run(attack, "status = 'active' AND confirmed AND 'halt'", LEFT, 100);
        run(attack, "FROM identity.users WHERE tenant_id = ? AND id > ? AND totp_secret", LEFT, 0L);
        Object[] key = row("SELECT secret, tenant_id, id, secret FROM identity.api_keys WHERE secret IS NOT NULL");
        run(attack, "UPDATE identity.api_keys SET secret = ?", key);
        Object[] secret =
                row("SELECT totp_secret, tenant_id, id, totp_secret FROM identity.users WHERE totp_secret IS NOT NULL");
        run(attack, "UPDATE identity.users SET totp_secret = ? WHERE tenant_id = ? AND id = ? AND totp_secret", secret);
        GuardStatements.run(owner, LEFT, (words, parameters) -> run(attack, words, parameters));
        AdjustmentStatements.run(LEFT, (words, parameters) -> run(attack, words, parameters));
        MarginStatements.run(LEFT, (words, parameters) -> run(attack, words, parameters));
        RestrictionStatements.run(owner, LEFT, (words, parameters) -> run(attack, words, parameters));
        PushStatements.run(owner, LEFT, (words, parameters) -> run(attack, words, parameters));
        PersonStatements.run(owner, LEFT, (words, parameters) -> run(attack, words, parameters));
        wallet(attack);
        outbox(attack);
        creations(attack);
        streams(attack);
        TaskStatements.runAll(owner, LEFT, (words, parameters) -> run(attack, words, parameters));
        RiskStatements.runAll(owner, LEFT, (words, parameters) -> run(attack, words, parameters));
        StrategyStatements.runAll(owner, LEFT, (words, parameters) -> run(attack, words, parameters));
        P2pStatements.runAll(owner, LEFT, (words, parameters) -> run(attack, words, parameters));
        ChatStatements.runAll(owner, LEFT, (words, parameters) -> run(attack, words, parameters));
        CaseStatements.runAll(owner, LEFT, (words, parameters) -> run(attack, words, parameters));
        CoinStatements.runAll(owner, LEFT, (words, parameters) -> run(attack, words, parameters));
        NewestStatements.runAll(owner, LEFT, (words, parameters) -> run(attack, words, parameters));
        WebhookStatements.runAll(owner, LEFT, (words, parameters) -> run(attack, words, parameters));
        run(attack, "FROM platform.audit_entries WHERE tenant = ? ORDER BY number", LEFT);
        run(attack, "DELETE FROM platform.audit_entries", LEFT, Long.MAX_VALUE, LEFT);
        run(
                attack,
                "audit_heads h CROSS JOIN LATERAL",
                Timestamp.from(Instant.now().plus(Duration.ofDays(1))));
        run(attack, "audit_heads h CROSS JOIN LATERAL", row("""
                SELECT at FROM platform.audit_entries WHERE tenant = %d ORDER BY number DESC LIMIT 1 OFFSET 3""".formatted(LEFT)));
    }

    /** The questions of a start beside a log that knows more, and of an operator who gives an account back. */
    private void accounts(SqlAttack attack) throws SQLException {
        long orphan = 777_777;
        IsolationExchange.execute(
                owner,
                "INSERT INTO accounts.accounts VALUES (%d, %d, gen_random_uuid(), 1, 1)".formatted(LEFT, orphan));
        IsolationExchange.execute(owner, """
                INSERT INTO identity.users
                    (tenant_id, email, password_hash, first_name, last_name, roles, account_number, owner)
                SELECT %d, 'same@before-left.example', 'x', 'Same', 'Same', '{trader}', number, owner
                FROM accounts.accounts WHERE tenant = %d AND number = %d""".formatted(LEFT - 1, LEFT, orphan));
        IsolationExchange.execute(
                owner,
                "INSERT INTO identity.orphaned_accounts (tenant_id, number) VALUES (%d, %d)"
                        .formatted(LEFT - 1, orphan));
        long from = AccountId.CUSTOMERS_FROM;
        run(attack, "u.id IS NULL AND a.number < ?", LEFT, from, Long.MAX_VALUE, 10);
        run(attack, "u.id IS NULL AND a.number = ?", LEFT, from, orphan);
        run(attack, "count(*) FILTER (WHERE u.id IS NULL", LEFT, LEFT, from);
        run(attack, "INSERT INTO identity.orphaned_accounts (tenant_id, number) SELECT a.tenant", LEFT, from);
        Object[] user = row(
                "SELECT tenant_id, id, owner FROM identity.users WHERE tenant_id = " + LEFT + " ORDER BY id LIMIT 1");
        run(attack, "INSERT INTO identity.orphaned_accounts (tenant_id, number) SELECT tenant_id", LEFT, 0L, 0L);
        run(attack, "SET account_bound = true WHERE tenant_id = ? AND id = ? AND owner = ?", user);
        run(attack, "SET account_number = ?, account_opened", orphan, user[0], user[1], user[2]);
        IsolationExchange.execute(owner, "UPDATE identity.users SET account_bound = false WHERE id = " + user[1]);
        run(attack, "account_opened AND NOT account_bound ORDER BY id", LEFT);
        IsolationExchange.execute(owner, "UPDATE identity.users SET account_opened = false WHERE id = " + user[1]);
        run(
                attack,
                "SET account_number = 1000 + nextval",
                row("SELECT tenant_id, id, coalesce(account_number, 1000 + id) FROM identity.users WHERE id = "
                        + user[1]));
    }

    /** Untaken quotes, and users by the number of their account. */
    private void wallet(SqlAttack attack) throws SQLException {
        IsolationExchange.execute(owner, "UPDATE convert.converts SET status = 'quoted'");
        Object[] quote = row("SELECT tenant_id, account FROM convert.converts");
        Timestamp later = Timestamp.from(Instant.now().plus(Duration.ofDays(1)));
        run(attack, "DELETE FROM convert.converts", quote[0], quote[1], later);
        Object[] user =
                row("SELECT tenant_id, coalesce(account_number, 1000 + id) FROM identity.users WHERE tenant_id = "
                        + LEFT + " AND status = 'active' AND account_opened LIMIT 1");
        run(attack, "OR NOT ?) FROM identity.users WHERE tenant_id = ? AND coalesce", false, user[0], user[1]);
        run(attack, "SELECT id, email FROM identity.users WHERE tenant_id = ? AND coalesce", user[0], user[1]);
        run(attack, "u.status = 'closed' AND EXISTS", user[0], user[1]);
        cameBack(attack);
    }

    /** Messages to followers of an account, also from another process. */
    private void streams(SqlAttack attack) throws SQLException {
        Object[] account = row("SELECT tenant, account FROM trading.fills WHERE tenant = " + LEFT + " LIMIT 1");
        run(attack, "SELECT last FROM trading.account_numbers", account);
        run(attack, "AND account = ANY (?)", account[0], new long[] {(long) account[1]});
        run(attack, "FROM trading.account_entries", account[0], account[1], 1L, 4);
        run(attack, "SELECT sequence FROM trading.fills WHERE tenant = ? AND account = ? ORDER", account);
        long end = Long.MAX_VALUE;
        run(attack, "AND (sequence < ? OR NOT maker) AND executed", account[0], account[1], 0L, end, end, 0L, end);
        IsolationExchange.execute(owner, "SET search_path TO trading");
        run(attack, "DELETE FROM account_entries WHERE tenant", account[0], account[1], Long.MAX_VALUE);
        IsolationExchange.execute(owner, "RESET search_path");
    }

    /** Money that people bring back from a cold address, of which they have the key. */
    private void cameBack(SqlAttack attack) throws SQLException {
        run(
                attack,
                "AND address = ? AND approved LIMIT 1",
                row("SELECT tenant_id, network, address FROM custody.cold_addresses WHERE approved AND tenant_id = "
                        + LEFT));
        Object[] topUp = row("SELECT tenant_id, asset_id, network, id, chain_units FROM custody.refills");
        IsolationExchange.execute(owner, """
                INSERT INTO custody.refill_payments (tenant_id, arrival, asset_id, network, refill, chain_units)
                SELECT tenant_id, id, asset_id, network, id, chain_units FROM custody.refills""");
        IsolationExchange.execute(owner, "UPDATE custody.refills SET state = 'open'");
        run(attack, "FROM custody.refills WHERE tenant_id = ? ORDER BY created_at DESC", LEFT, 10);
        run(attack, "AND network = ? AND state = 'open'", LEFT, topUp[1], topUp[2]);
        run(attack, "SET state = 'arrived'", LEFT, topUp[3]);
    }

    /** Messages to Redis, and consumers that cannot take theirs. */
    private void outbox(SqlAttack attack) throws SQLException {
        IsolationExchange.execute(owner, """
                INSERT INTO outbox.dead_letters (tenant_id, consumer, topic, number, key, payload, created_at, why)
                VALUES (%d, 'somebody', 'users', 1, '7', '{}', now(), 'cannot')""".formatted(LEFT));
        Object[] letter = row("SELECT tenant_id, id FROM outbox.dead_letters");
        run(attack, "AND id > ? AND state IN ('dead', 'redriven')", LEFT, 0L, 10);
        run(attack, "FROM outbox.dead_letters WHERE tenant_id = ? AND id = ?", letter);
        run(attack, "AND key = ? AND state IN", LEFT, "somebody", "users", "7");
        run(attack, "SET state = 'dismissed', asked_by = ?", "operator", letter[0], letter[1]);
        run(attack, "SET state = 'redriven', asked_by = ?", "operator", LEFT, "somebody", "users", "7");
        IsolationExchange.execute(owner, "UPDATE outbox.dead_letters SET state = 'redriven'");
        run(attack, "AND state = 'redriven' ORDER BY number", LEFT, "somebody", "users", 10);
        run(attack, "UPDATE outbox.dead_letters SET state = ?, why", "settled", "why", letter[0], letter[1]);
        IsolationExchange.execute(owner, "UPDATE outbox.dead_letters SET state = 'settled'");
        Timestamp later = Timestamp.from(Instant.now().plus(Duration.ofDays(1)));
        run(attack, "DELETE FROM outbox.dead_letters", LEFT, later);
        run(attack, "AND number > ? ORDER BY number", LEFT, "users", 0L, 10);
        run(attack, "min(number), 0) FROM outbox.messages", LEFT, "users");
        run(attack, "DELETE FROM outbox.messages", LEFT, "users", Long.MAX_VALUE, later);
    }

    /** Tenants that the exchange refuses, and those that end: an exchange that has room refuses nothing. */
    private void creations(SqlAttack attack) throws SQLException {
        IsolationExchange.execute(owner, "INSERT INTO tenants.creations VALUES (%d, '{}', '{}')".formatted(LEFT));
        run(attack, "SELECT failure::text FROM tenants.creations", LEFT);
        run(attack, "UPDATE tenants.creations SET failure = ?", "{\"code\":\"x\"}", LEFT);
        run(attack, "UPDATE tenants.creations SET plan = ?", "{\"users\":[]}", LEFT);
        run(attack, "UPDATE identity.users SET status = 'closed', password_hash", "no hash", LEFT);
        Object user = row("SELECT min(id) FROM identity.users WHERE tenant_id = " + LEFT)[0];
        run(attack, "UPDATE identity.users SET status = 'closed', email", "no hash", LEFT, user);
        run(attack, "DELETE FROM identity.%s WHERE tenant_id = ? AND user_id = ?", LEFT, user);
        run(attack, "DELETE FROM identity.%s WHERE tenant_id = ?", LEFT);
        run(attack, "DELETE FROM identity.users", LEFT);
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
        IsolationExchange.execute(owner, "UPDATE identity.attempts SET failed_at = now() + INTERVAL '1 year'");
        run(attack, "AND failed_at > clock_timestamp()", row("SELECT tenant_id, name FROM identity.attempts"));
        for (String column : List.of(
                "attempts.failed_at", "known_places.seen_at", "one_time_tokens.expires_at", "sessions.expires_at")) {
            String table = "identity." + column.substring(0, column.indexOf('.'));
            String at = column.substring(column.indexOf('.') + 1);
            IsolationExchange.execute(owner, "UPDATE " + table + " SET " + at + " = now() - INTERVAL '1 year'");
            run(attack, "DELETE FROM " + table + " WHERE tenant_id = ? AND " + at + " < now()", LEFT);
        }
    }

    private void lostKeys(SqlAttack attack) throws SQLException {
        run(attack, "FROM identity.users WHERE tenant_id = ? AND totp_secret IS NOT NULL", LEFT);
        run(attack, "FROM identity.api_keys WHERE tenant_id = ? AND secret IS NOT NULL", LEFT);
        String key = "SELECT encode(substring(secret FROM 3 FOR get_byte(secret, 1)), 'escape') FROM identity.api_keys"
                + " WHERE secret IS NOT NULL";
        Object name = row(key)[0];
        run(attack, "SET totp_secret = NULL, totp_step = 0, version = version + 1", LEFT, name);
        run(attack, "FROM identity.api_keys WHERE tenant_id = ? AND encode(substring(secret", LEFT, name);
    }

    /** The statement of the code that is these words, or the one that has them, with these parameters. */
    private void run(SqlAttack attack, String words, Object... parameters) throws SQLException {
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
