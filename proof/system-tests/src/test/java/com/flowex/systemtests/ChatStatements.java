package com.flowex.systemtests;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** Statements about chats and notices of trades between people; the trades are those of {@link P2pStatements}. */
final class ChatStatements {

    private static final long NUMBER = 900_000;
    private static final long OWNER = 1_001;
    private static final long OTHER = 1_002;

    private ChatStatements() {}

    private static UUID trade() {
        return new UUID(0, NUMBER);
    }

    /** Both tenants have the same trade, and the other one has more of everything in it. */
    static void runAll(Connection owner, int tenant, StatementRunner runner) throws SQLException {
        String trade = "'" + trade() + "'";
        rows(owner, """
                INSERT INTO p2p.messages (tenant_id, trade, number, kind, role, account, user_id, client_id, body, hash, at)
                SELECT tenant, %3$s, n, 'text', 'buyer', 1002, 2, 'c' || n, 'x', decode(md5(tenant || 'of' || n), 'hex'),
                    now() - interval '1 day' FROM (VALUES (%1$d, 1), (%2$d, 1), (%2$d, 2), (%2$d, 3)) rows (tenant, n)""", tenant, trade);
        rows(owner, """
                INSERT INTO p2p.files (tenant_id, trade, file, role, account, user_id, client_id, bytes, type, hash, begun_at)
                SELECT tenant, %3$s, n, 'buyer', 1002, 2, 'c' || tenant || n, tenant + n, 'image/png',
                    CASE WHEN n < 3 THEN decode('aa', 'hex') END, now() - interval '1 day'
                FROM (VALUES (%1$d, 1), (%1$d, 3), (%2$d, 1), (%2$d, 2), (%2$d, 3), (%2$d, 4)) rows (tenant, n)""", tenant, trade);
        rows(owner, """
                INSERT INTO p2p.file_pieces (tenant_id, trade, file, number, content)
                SELECT tenant, %3$s, 1, 1, decode(md5('of ' || tenant), 'hex') FROM (VALUES (%1$d), (%2$d)) rows (tenant)""", tenant, trade);
        rows(owner, """
                INSERT INTO p2p.chat_reads (tenant_id, trade, account, number)
                VALUES (%1$d, %3$s, 1001, 0), (%2$d, %3$s, 1001, 3), (%2$d, %3$s, 1002, 3)""", tenant, trade);
        rows(owner, """
                INSERT INTO p2p.evidence (tenant_id, trade, last, hash, frozen_at)
                VALUES (%1$d, %3$s, 1, 'a', now()), (%2$d, %3$s, 2, 'b', now())""", tenant, trade);
        rows(owner, """
                INSERT INTO p2p.notices (tenant_id, account, number, kind, offer, event, state, version, role, by_role, at)
                SELECT tenant, 1001, n, 'offer', 1, 'of ' || tenant, 'active', 1, 'seller', 'clock', now() - interval '1 day'
                FROM (VALUES (%1$d, 5), (%2$d, 4), (%2$d, 5), (%2$d, 6)) rows (tenant, n)""", tenant, trade);
        rows(owner, """
                INSERT INTO p2p.notice_numbers (tenant_id, account, last) VALUES (%1$d, 1001, 5), (%2$d, 1001, 6)
                ON CONFLICT (tenant_id, account) DO UPDATE SET last = excluded.last""", tenant, trade);
        rows(owner, """
                INSERT INTO p2p.trade_events (tenant_id, trade, version, role, account, message, state, note, at)
                VALUES (%1$d, %3$s, 2, 'buyer', 1002, 'cancel', 'settling', 'of one', now()),
                    (%2$d, %3$s, 2, 'seller', 1001, 'release', 'settling', 'of another', now())""", tenant, trade);
        notices(tenant, runner);
        chats(tenant, runner);
        files(tenant, runner);
        clocks(tenant, runner);
        for (String state : List.of("paid", "decided", "disputed")) {
            unreminded(owner, tenant, state, runner);
        }
        forgotten(owner, tenant, tenant, runner);
        forgotten(owner, tenant, tenant - 1, runner);
    }

    /** Two tenants have a trade with the same id; the trade of one of them has ended. */
    private static void forgotten(Connection owner, int tenant, int ended, StatementRunner runner) throws SQLException {
        IsolationExchange.execute(
                owner,
                ("UPDATE p2p.trades SET state = CASE WHEN tenant_id = %d THEN 'released' ELSE"
                                + " 'disputed' END WHERE tenant_id IN (%d, %d) AND id = '%s'")
                        .formatted(ended, tenant, tenant - 1, trade()));
        runner.run("IN ( SELECT m.trade, m.number", tenant, tenant, soon(), soon(), 10);
        runner.run("IN ( SELECT f.trade, f.file", tenant, tenant, soon(), soon(), 10);
    }

    /** Two tenants have a trade with the same id in one of the states whose ends are announced. */
    private static void unreminded(Connection owner, int tenant, String state, StatementRunner runner)
            throws SQLException {
        rows(
                owner,
                "UPDATE p2p.trades SET state = '" + state
                        + "', reminded = 0, statements_until = now() + interval '1 day'"
                        + " WHERE tenant_id IN (%1$d, %2$d) AND id = %3$s",
                tenant,
                "'" + trade() + "'");
        Timestamp past = new Timestamp(0);
        Timestamp far = Timestamp.from(Instant.now().plus(Duration.ofDays(30)));
        runner.run(
                "AND state IN ('disputed', 'appealed') AND reminded < version LIMIT ?",
                tenant,
                past,
                far,
                tenant,
                past,
                far,
                tenant,
                past,
                far,
                10);
    }

    private static void rows(Connection owner, String sql, int tenant, String trade) throws SQLException {
        IsolationExchange.execute(owner, sql.formatted(tenant, tenant - 1, trade));
    }

    private static void notices(int tenant, StatementRunner runner) throws SQLException {
        String from = "by_role, at FROM p2p.notices";
        runner.run(from + " WHERE tenant_id = ? AND account = ? AND number > ?", tenant, OWNER, 0L, 10);
        runner.run(from + " WHERE tenant_id = ? AND account = ? AND number < ?", tenant, OWNER, 100L, 10);
        runner.run("SELECT account, last FROM p2p.notice_numbers", tenant, (Object) new long[] {OWNER});
        runner.run(
                "SELECT number, kind, trade, offer, event, state, role, by_role, at FROM p2p.notices", tenant, OWNER);
        runner.run("DELETE FROM p2p.notices WHERE tenant_id = ? AND (account, number)", tenant, tenant, soon(), 10);
        runner.run("DELETE FROM p2p.notices WHERE tenant_id = ? AND account", tenant, OWNER);
    }

    private static Timestamp soon() {
        return Timestamp.from(Instant.now().plus(Duration.ofHours(1)));
    }

    private static void chats(int tenant, StatementRunner runner) throws SQLException {
        String from = "hash, at FROM p2p.messages WHERE tenant_id = ? AND trade = ? AND ";
        runner.run("max(number), 0) FROM p2p.messages", tenant, trade());
        runner.run(from + "number > ?", tenant, trade(), 0, 10);
        runner.run(from + "number <= ?", tenant, trade(), 10);
        runner.run(from + "account = ? AND client_id = ?", tenant, trade(), OTHER, "c1");
        runner.run("SELECT count(*) FROM p2p.messages WHERE", tenant, trade(), OTHER, new Timestamp(0));
        runner.run("SELECT count(*) FROM p2p.messages m", tenant, trade(), 10, OWNER, tenant, trade(), OWNER);
        runner.run("SELECT account, number FROM p2p.chat_reads", tenant, trade());
        runner.run("SELECT hash FROM p2p.messages", tenant, trade(), 10);
        runner.run("SELECT last, hash, frozen_at FROM p2p.evidence", tenant, trade());
        runner.run("AS sealed_text_place, at FROM p2p.messages", tenant, OTHER);
        runner.run("UPDATE p2p.messages SET body = NULL", tenant, OTHER);
    }

    private static void files(int tenant, StatementRunner runner) throws SQLException {
        String from = "type, hash FROM p2p.files WHERE tenant_id = ? AND trade = ? AND ";
        runner.run(from + "file = ?", tenant, trade(), 1);
        runner.run(from + "hash IS NOT NULL", tenant, trade());
        runner.run(from + "account = ?", tenant, trade(), OTHER);
        runner.run("sum(bytes), 0) FROM p2p.files", tenant, OTHER, new Timestamp(0));
        runner.run(
                "INSERT INTO p2p.files",
                tenant,
                trade(),
                "buyer",
                OTHER,
                2L,
                "new",
                new byte[] {1},
                5,
                soon(),
                tenant,
                trade());
        runner.run("UPDATE p2p.files SET received", 7, tenant, trade(), 1);
        runner.run("UPDATE p2p.files SET type", "image/jpeg", new byte[] {1}, tenant, trade(), 1);
        runner.run("SELECT content FROM p2p.file_pieces", tenant, trade(), 1, 1);
        runner.run("SELECT trade, file, bytes, type", tenant, OTHER);
        runner.run("UPDATE p2p.files SET name = NULL", tenant, OTHER);
        runner.run("DELETE FROM p2p.file_pieces p", tenant, OTHER);
        runner.run("DELETE FROM p2p.files WHERE tenant_id = ? AND hash IS NULL", tenant, soon());
        runner.run("DELETE FROM p2p.files WHERE tenant_id = ? AND trade = ?", tenant, trade(), 1);
    }

    private static void clocks(int tenant, StatementRunner runner) throws SQLException {
        Timestamp far = Timestamp.from(Instant.now().plus(Duration.ofDays(30)));
        runner.run("role <> 'ledger' ORDER BY version DESC", tenant, trade());
        runner.run("SET reminded = version", tenant, trade());
        runner.run("SELECT counted_on FROM p2p.trades", tenant, trade());
        runner.run("UPDATE p2p.trades SET counted_on = ?", java.sql.Date.valueOf("2026-11-27"), tenant, trade());
        runner.run("UPDATE p2p.offers SET ends_at = ?, is_reminded", soon(), tenant, NUMBER);
        runner.run("state = 'active' AND ends_at <= ?", tenant, far, 10);
        runner.run("AND NOT is_reminded AND ends_at <= ?", tenant, far, 10);
        runner.run("UPDATE p2p.offers SET is_reminded = true", tenant, NUMBER);
    }
}
