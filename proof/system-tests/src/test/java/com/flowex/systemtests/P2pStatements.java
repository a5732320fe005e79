package com.flowex.systemtests;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

/** Statements about trades between people, which no request of the walk causes. */
final class P2pStatements {

    private static final long NUMBER = 900_000;
    private static final long OWNER = 1_001;
    private static final long OTHER = 1_002;
    private static final String[] METHODS = {"cash_deposit"};
    private static final String[] METHODS_FOUND = {"bank_transfer"};
    private static final String[] NO_PEOPLE = {};

    private P2pStatements() {}

    private static UUID trade(long number) {
        return new UUID(0, number);
    }

    /** Two tenants have rows of the same numbers, and the other one has an earlier and a later one besides. */
    static void runAll(Connection owner, int tenant, StatementRunner runner) throws SQLException {
        String numbers =
                "FROM (VALUES (%1$d, %3$d), (%1$d, %3$d + 1), (%2$d, %3$d - 1), (%2$d, %3$d), (%2$d, %3$d + 1),"
                        + " (%2$d, %3$d + 2)) rows (tenant, id)";
        IsolationExchange.execute(owner, ("""
                INSERT INTO p2p.offers (tenant_id, id, owner, owner_user, side, asset, currency, price, margin, remaining,
                    least, most, methods, window_minutes, terms, details, least_trades, least_reliability, state, version,
                    created_at, changed_at)
                OVERRIDING SYSTEM VALUE
                SELECT tenant, id, 1001, 1, 'sell', 1, 'EUR', CASE WHEN id %% 2 = 0 THEN id END,
                    CASE WHEN id %% 2 = 1 THEN 100 END, 1000, 1, 500, '{bank_transfer}', 15, 'terms', NULL, 0, 0,
                    'active', 1, now(), now()
                """ + numbers).formatted(tenant, tenant - 1, NUMBER));
        IsolationExchange.execute(owner, ("""
                INSERT INTO p2p.trades (tenant_id, id, number, offer, offer_version, taker, buyer, seller, asset, currency,
                    currency_places, units, fee, price, payment, method, window_minutes, details, details_user, state,
                    version, deadline_at, created_at, changed_at)
                OVERRIDING SYSTEM VALUE
                SELECT tenant, ('00000000-0000-0000-0000-' || lpad(to_hex(id), 12, '0'))::uuid, id, id, 1, 1002, 1002, 1001,
                    1, 'EUR', 2, 100, 1, 7, 9, 'bank_transfer', 15, NULL, 1,
                    CASE WHEN id %% 2 = 0 THEN 'disputed' ELSE 'paid' END, 1,
                    now() + interval '20 days', now(), now() - interval '1 day'
                """ + numbers).formatted(tenant, tenant - 1, NUMBER));
        IsolationExchange.execute(owner, """
                INSERT INTO p2p.trades (tenant_id, id, offer, offer_version, taker, buyer, seller, asset, currency,
                    currency_places, units, fee, price, payment, method, window_minutes, details_user, state, version,
                    created_at, changed_at, reopen_until)
                SELECT tenant, gen_random_uuid(), 1, 1, 1102, 1102, 1101, 1, 'EUR', 2, 100, 1, 7, 9, 'bank_transfer', 15,
                    1, 'expired', 1, now(), now() - interval '1 day', now() + interval '1 day'
                FROM (VALUES (%d), (%d)) rows (tenant)""".formatted(tenant, tenant - 1));
        IsolationExchange.execute(owner, ("""
                INSERT INTO p2p.trade_events (tenant_id, trade, version, role, account, message, state, note, at)
                SELECT tenant, ('00000000-0000-0000-0000-' || lpad(to_hex(id), 12, '0'))::uuid, 1, 'buyer', 1002, 'take',
                    'reserving', 'of ' || tenant, now()
                """ + numbers).formatted(tenant, tenant - 1, NUMBER));
        IsolationExchange.execute(owner, ("""
                INSERT INTO p2p.statements (tenant_id, trade, version, role, user_id, is_appeal, text, at)
                SELECT tenant, ('00000000-0000-0000-0000-' || lpad(to_hex(id), 12, '0'))::uuid, 2, 'buyer', 2, false,
                    '\\x00', now()
                """ + numbers).formatted(tenant, tenant - 1, NUMBER));
        IsolationExchange.execute(owner, """
                INSERT INTO p2p.counterparties (tenant_id, account, other, completed, last_completed, bought, sold)
                VALUES (%1$d, 1001, 1002, 1, true, 1, 0), (%2$d, 1001, 1002, 1, true, 1, 0),
                    (%2$d, 1001, 1003, 1, true, 1, 1)""".formatted(tenant, tenant - 1));
        IsolationExchange.execute(owner, """
                INSERT INTO p2p.presence (tenant_id, account, present_until)
                VALUES (%1$d, 1001, now() + interval '1 day'), (%2$d, 1001, now() + interval '1 day')
                ON CONFLICT (tenant_id, account) DO UPDATE SET present_until = excluded.present_until""".formatted(tenant, tenant - 1));
        IsolationExchange.execute(owner, """
                INSERT INTO p2p.blocks (tenant_id, id, account, blocked, trade, created_at)
                OVERRIDING SYSTEM VALUE
                VALUES (%1$d, %3$d, 1001, 1009, gen_random_uuid(), now()),
                    (%2$d, %3$d, 1001, 1009, gen_random_uuid(), now()),
                    (%2$d, %3$d + 1, 1001, 1008, gen_random_uuid(), now())""".formatted(tenant, tenant - 1, NUMBER));
        othersDecide(owner, tenant);
        IsolationExchange.execute(owner, """
                INSERT INTO p2p.clocks (tenant_id, read_at)
                VALUES (%d, now() - interval '1 day'), (%d, now() - interval '2 days')
                ON CONFLICT (tenant_id) DO UPDATE SET read_at = excluded.read_at""".formatted(tenant, tenant - 1));
        IsolationExchange.execute(owner, """
                INSERT INTO p2p.methods (tenant_id, code, version, name, country, currency, reversibility, fields,
                    cool_down_hours, is_on, changed_at)
                VALUES (%1$d, 'left_sepa', 1, 'SEPA', '', '', 'none', '{}', 0, true, now()),
                    (%2$d, 'left_sepa', 1, 'SEPA', '', '', 'none', '{}', 0, true, now())""".formatted(tenant, tenant - 1));
        IsolationExchange.execute(owner, ("""
                INSERT INTO p2p.own_methods (tenant_id, id, owner, owner_user, method, content, name_check, usable_at,
                    created_at)
                OVERRIDING SYSTEM VALUE
                SELECT tenant, id, 1001, 1, 'cash_deposit', '\\x00', 'none', now(), now()
                """ + numbers).formatted(tenant, tenant - 1, NUMBER));
        offers(tenant, runner);
        methods(tenant, runner);
        people(tenant, runner);
        trades(tenant, runner);
        exports(tenant, runner);
    }

    /** Offers that would be hidden or shown by who is there, and who is blocked, at the other tenant. */
    private static void othersDecide(Connection owner, int tenant) throws SQLException {
        IsolationExchange.execute(owner, """
                INSERT INTO p2p.offers (tenant_id, owner, owner_user, side, asset, currency, price, margin, remaining, least,
                    most, methods, window_minutes, terms, least_trades, least_reliability, state, version, created_at,
                    changed_at)
                SELECT %d, maker, 1, 'sell', 1, 'EUR', price, CASE WHEN price IS NULL THEN 100 END, 1000, 1, 500,
                    '{bank_transfer}', 15, 'terms', 0, 0, 'active', 1, now(), now()
                FROM unnest(ARRAY[900011, 900012, 900013]) maker, unnest(ARRAY[5, NULL]) price""".formatted(tenant));
        IsolationExchange.execute(owner, """
                INSERT INTO p2p.presence (tenant_id, account, present_until)
                VALUES (%2$d, 900011, now() + interval '1 day'), (%1$d, 900012, now() + interval '1 day'),
                    (%1$d, 900013, now() + interval '1 day')
                ON CONFLICT (tenant_id, account) DO NOTHING""".formatted(tenant, tenant - 1));
        IsolationExchange.execute(owner, """
                INSERT INTO p2p.blocks (tenant_id, account, blocked, trade, created_at)
                VALUES (%1$d, 900012, %2$d, gen_random_uuid(), now()), (%1$d, %2$d, 900013, gen_random_uuid(), now())
                """.formatted(tenant - 1, OTHER));
    }

    private static void offers(int tenant, StatementRunner runner) throws SQLException {
        Timestamp now = Timestamp.from(Instant.now());
        String from = "changed_at FROM p2p.offers WHERE tenant_id = ? AND ";
        String update = "UPDATE p2p.offers SET ";
        runner.run("SELECT count(*) FROM p2p.offers", tenant, OWNER);
        runner.run("SELECT details FROM p2p.offers", tenant, NUMBER);
        runner.run(from + "id = ?", tenant, NUMBER);
        runner.run(from + "id = ? FOR UPDATE", tenant, NUMBER);
        runner.run(from + "owner = ? AND id < ?", tenant, OWNER, Long.MAX_VALUE, 10);
        for (String order : new String[] {"price, id", "price DESC, id", "margin, id", "margin DESC, id"}) {
            runner.run(
                    "ORDER BY " + order + " LIMIT ?",
                    tenant,
                    1,
                    "EUR",
                    "sell",
                    METHODS_FOUND,
                    null,
                    null,
                    now,
                    OTHER,
                    OTHER,
                    10);
        }
        runner.run(update + "details = ?", new byte[] {1}, tenant, NUMBER);
        runner.run(
                update + "price = ?",
                5L,
                null,
                null,
                900L,
                1L,
                400L,
                METHODS,
                new Long[] {1L},
                20,
                "new",
                1,
                1,
                0,
                0,
                false,
                NO_PEOPLE,
                null,
                "paused",
                now,
                tenant,
                NUMBER);
        runner.run(update + "state = ?", "paused", now, tenant, NUMBER + 1);
        runner.run(update + "remaining = remaining - ?", 1L, tenant, NUMBER);
        runner.run(update + "remaining = remaining + ?", 1L, tenant, NUMBER);
    }

    private static void trades(int tenant, StatementRunner runner) throws SQLException {
        Timestamp now = Timestamp.from(Instant.now());
        Timestamp later = Timestamp.from(Instant.now().plus(Duration.ofHours(1)));
        String from = "FROM p2p.trades WHERE tenant_id = ? AND ";
        runner.run("SELECT count(*) FROM p2p.trades", tenant, OTHER);
        runner.run("SELECT details FROM p2p.trades", tenant, trade(NUMBER));
        runner.run(from + "id = ?", tenant, trade(NUMBER));
        runner.run(from + "id = ? FOR UPDATE", tenant, trade(NUMBER));
        runner.run(
                "sold ORDER BY number DESC LIMIT ?",
                tenant,
                OWNER,
                Long.MAX_VALUE,
                10,
                tenant,
                OWNER,
                Long.MAX_VALUE,
                10,
                10);
        runner.run("AND escalations >= ? AND number > ?", tenant, 0, 0L, 10);
        // The deadlines are far away, so that the clock of the running exchange leaves these trades alone.
        Timestamp far = Timestamp.from(Instant.now().plus(Duration.ofDays(30)));
        runner.run("SELECT id, deadline_at FROM p2p.trades", tenant, far, 10);
        runner.run("SELECT state, count(*), count(*) FILTER (WHERE deadline_at < ?", far, tenant);
        runner.run("SET statements_until = statements_until + (?", later, now, later, now, tenant, later);
        runner.run("SET reopen_until = reopen_until + (?", later, now, tenant, now, later);
        runner.run(
                "UPDATE p2p.trades SET state = ?",
                "disputed",
                null,
                0L,
                0L,
                0,
                "",
                "not_paid",
                null,
                null,
                0,
                null,
                NO_PEOPLE,
                NO_PEOPLE,
                null,
                null,
                1,
                null,
                "none",
                2,
                null,
                now,
                tenant,
                trade(NUMBER + 1));
        runner.run("UPDATE p2p.trades SET deadline_at = ? WHERE", later, tenant, trade(NUMBER));
        runner.run("FROM p2p.statements WHERE tenant_id = ? AND trade = ?", tenant, trade(NUMBER), 10);
        runner.run("FROM p2p.trade_events WHERE tenant_id = ? AND trade = ? ORDER", tenant, trade(NUMBER), 10);
        runner.run("SELECT least(greatest(floor(extract(epoch", now, 3_600, tenant, OWNER);
        runner.run("SELECT last_completed, weight, weighed_at", tenant, OWNER, OTHER);
        runner.run(
                "last WHERE created_at > ?",
                OTHER,
                OTHER,
                tenant,
                OTHER,
                10,
                tenant,
                OWNER,
                10,
                Timestamp.from(Instant.EPOCH));
        runner.run("SELECT read_at FROM p2p.clocks", tenant);
    }

    private static void people(int tenant, StatementRunner runner) throws SQLException {
        runner.run("SELECT present_until FROM p2p.presence", tenant, OWNER);
        runner.run("SELECT id, trade, created_at, blocked FROM p2p.blocks", tenant, OWNER, 10);
        runner.run("SELECT 1 FROM p2p.blocks", tenant, OWNER, 1_009L);
        runner.run("DELETE FROM p2p.blocks WHERE tenant_id = ? AND account = ? AND id = ?", tenant, OWNER, NUMBER);
    }

    private static void methods(int tenant, StatementRunner runner) throws SQLException {
        runner.run("FROM p2p.methods", tenant, 10);
        runner.run("FROM p2p.own_methods WHERE tenant_id = ? AND owner = ? ORDER BY id DESC", tenant, OWNER, 10);
        runner.run("UPDATE p2p.own_methods SET content", new byte[] {1}, tenant, NUMBER);
        runner.run(
                "DELETE FROM p2p.own_methods WHERE tenant_id = ? AND owner = ? AND id = ?", tenant, OWNER, NUMBER + 1);
    }

    private static void exports(int tenant, StatementRunner runner) throws SQLException {
        runner.run("FROM p2p.offers WHERE tenant_id = ? AND owner = ? ORDER BY id", tenant, OWNER);
        runner.run("FROM p2p.trades WHERE tenant_id = ? AND buyer = ? ORDER BY number", tenant, OTHER);
        runner.run("FROM p2p.trades WHERE tenant_id = ? AND seller = ? ORDER BY number", tenant, OWNER);
        runner.run("purchases from people under way", tenant, OTHER);
        runner.run("sales to people under way", tenant, OWNER);
        runner.run("offers to people", tenant, OWNER);
        runner.run("SET state = 'closed', terms = ''", tenant, OWNER);
        runner.run("AS sealed_text_place, at FROM p2p.statements", tenant, 2L);
        runner.run("AS sealed_content_place, usable_at", tenant, OWNER);
        runner.run("SELECT id, trade, created_at FROM p2p.blocks", tenant, OWNER);
        runner.run("DELETE FROM p2p.own_methods WHERE tenant_id = ? AND owner = ?::bigint", tenant, OWNER);
        runner.run("DELETE FROM p2p.blocks WHERE tenant_id = ? AND account = ?::bigint", tenant, OWNER);
        runner.run("DELETE FROM p2p.presence", tenant, OWNER);
    }
}
