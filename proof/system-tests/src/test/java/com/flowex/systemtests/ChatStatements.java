package com.flowex.systemtests;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
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
    static void sayAll(Connection owner, int tenant, TaskStatements.Saying saying) throws SQLException {
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
        notices(tenant, saying);
        chats(tenant, saying);
        files(tenant, saying);
        clocks(tenant, saying);
        forgotten(owner, tenant, tenant, saying);
        forgotten(owner, tenant, tenant - 1, saying);
    }

    /** Two tenants have a trade with the same id; the trade of one of them has ended. */
    private static void forgotten(Connection owner, int tenant, int ended, TaskStatements.Saying saying)
            throws SQLException {
        IsolationGround.execute(
                owner,
                ("UPDATE p2p.trades SET state = CASE WHEN tenant_id = %d THEN 'released' ELSE"
                                + " 'disputed' END WHERE tenant_id IN (%d, %d) AND id = '%s'")
                        .formatted(ended, tenant, tenant - 1, trade()));
        saying.say("IN ( SELECT m.trade, m.number", tenant, tenant, soon(), soon(), 10);
        saying.say("IN ( SELECT f.trade, f.file", tenant, tenant, soon(), soon(), 10);
    }

    private static void rows(Connection owner, String sql, int tenant, String trade) throws SQLException {
        IsolationGround.execute(owner, sql.formatted(tenant, tenant - 1, trade));
    }

    private static void notices(int tenant, TaskStatements.Saying saying) throws SQLException {
        String from = "by_role, at FROM p2p.notices";
        saying.say(from + " WHERE tenant_id = ? AND account = ? AND number > ?", tenant, OWNER, 0L, 10);
        saying.say(from + " WHERE tenant_id = ? AND account = ? AND number < ?", tenant, OWNER, 100L, 10);
        saying.say("SELECT account, last FROM p2p.notice_numbers", tenant, (Object) new long[] {OWNER});
        saying.say(
                "SELECT number, kind, trade, offer, event, state, role, by_role, at FROM p2p.notices", tenant, OWNER);
        saying.say("DELETE FROM p2p.notices WHERE tenant_id = ? AND (account, number)", tenant, tenant, soon(), 10);
        saying.say("DELETE FROM p2p.notices WHERE tenant_id = ? AND account", tenant, OWNER);
    }

    private static Timestamp soon() {
        return Timestamp.from(Instant.now().plus(Duration.ofHours(1)));
    }

    private static void chats(int tenant, TaskStatements.Saying saying) throws SQLException {
        String from = "hash, at FROM p2p.messages WHERE tenant_id = ? AND trade = ? AND ";
        saying.say("max(number), 0) FROM p2p.messages", tenant, trade());
        saying.say(from + "number > ?", tenant, trade(), 0, 10);
        saying.say(from + "number <= ?", tenant, trade(), 10);
        saying.say(from + "account = ? AND client_id = ?", tenant, trade(), OTHER, "c1");
        saying.say("SELECT count(*) FROM p2p.messages WHERE", tenant, trade(), OTHER, new Timestamp(0));
        saying.say("SELECT count(*) FROM p2p.messages m", tenant, trade(), 10, OWNER, tenant, trade(), OWNER);
        saying.say("SELECT account, number FROM p2p.chat_reads", tenant, trade());
        saying.say("SELECT hash FROM p2p.messages", tenant, trade(), 10);
        saying.say("SELECT last, hash, frozen_at FROM p2p.evidence", tenant, trade());
        saying.say("AS sealed_text_place, at FROM p2p.messages", tenant, OTHER);
        saying.say("UPDATE p2p.messages SET body = NULL", tenant, OTHER);
    }

    private static void files(int tenant, TaskStatements.Saying saying) throws SQLException {
        String from = "type, hash FROM p2p.files WHERE tenant_id = ? AND trade = ? AND ";
        saying.say(from + "file = ?", tenant, trade(), 1);
        saying.say(from + "hash IS NOT NULL", tenant, trade());
        saying.say(from + "account = ?", tenant, trade(), OTHER);
        saying.say("sum(bytes), 0) FROM p2p.files", tenant, OTHER, new Timestamp(0));
        saying.say(
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
        saying.say("UPDATE p2p.files SET received", 7, tenant, trade(), 1);
        saying.say("UPDATE p2p.files SET type", "image/jpeg", new byte[] {1}, tenant, trade(), 1);
        saying.say("SELECT content FROM p2p.file_pieces", tenant, trade(), 1, 1);
        saying.say("SELECT trade, file, bytes, type", tenant, OTHER);
        saying.say("UPDATE p2p.files SET name = NULL", tenant, OTHER);
        saying.say("DELETE FROM p2p.file_pieces p", tenant, OTHER);
        saying.say("DELETE FROM p2p.files WHERE tenant_id = ? AND hash IS NULL", tenant, soon());
        saying.say("DELETE FROM p2p.files WHERE tenant_id = ? AND trade = ?", tenant, trade(), 1);
    }

    private static void clocks(int tenant, TaskStatements.Saying saying) throws SQLException {
        Timestamp past = new Timestamp(0);
        Timestamp far = Timestamp.from(Instant.now().plus(Duration.ofDays(30)));
        saying.say("role <> 'ledger' ORDER BY version DESC", tenant, trade());
        saying.say("AND reminded < version ORDER BY deadline_at", tenant, far, past, 10);
        saying.say("SET reminded = version", tenant, trade());
        saying.say("SELECT counted_on FROM p2p.trades", tenant, trade());
        saying.say("UPDATE p2p.trades SET counted_on = ?", java.sql.Date.valueOf("2026-11-27"), tenant, trade());
        saying.say("UPDATE p2p.offers SET ends_at = ?, is_reminded", soon(), tenant, NUMBER);
        saying.say("state = 'active' AND ends_at <= ?", tenant, far, 10);
        saying.say("AND NOT is_reminded AND ends_at <= ?", tenant, far, 10);
        saying.say("UPDATE p2p.offers SET is_reminded = true", tenant, NUMBER);
    }
}
