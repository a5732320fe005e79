package com.flowex.p2p.store.notice;

import com.flowex.domain.value.AccountId;
import com.flowex.p2p.rule.TradeRole;
import com.flowex.p2p.store.notice.Notice.Kind;
import com.flowex.platform.database.sql.Sql;
import com.flowex.platform.database.transaction.Transaction;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Notices to people. The notices of an account are numbered from 1 without gaps, in the order of their commits. */
public final class NoticesTable {

    /** The row stays locked until the transaction ends, so numbers are seen in their order. */
    private static final String NUMBER = """
            INSERT INTO p2p.notice_numbers AS n (tenant_id, account, last) VALUES (?, ?, 1)
            ON CONFLICT (tenant_id, account) DO UPDATE SET last = n.last + 1 RETURNING last""";

    private static final String ADD = """
            INSERT INTO p2p.notices (tenant_id, account, number, kind, trade, offer, event, state, version, role, by_role,
            at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""";
    private static final String COLUMNS = """
            SELECT number, kind, trade, offer, event, state, version, role, by_role, at FROM p2p.notices
            WHERE tenant_id = ? AND account = ?""";
    private static final String AFTER = COLUMNS + " AND number > ? ORDER BY number LIMIT ?";
    private static final String PAGE = COLUMNS + " AND number < ? ORDER BY number DESC LIMIT ?";
    private static final String LASTS =
            "SELECT account, last FROM p2p.notice_numbers WHERE tenant_id = ? AND account = ANY(?)";
    private static final String FORGET = """
            DELETE FROM p2p.notices WHERE tenant_id = ? AND (account, number) IN (
                SELECT account, number FROM p2p.notices WHERE tenant_id = ? AND at < ? ORDER BY at LIMIT ?)""";

    private NoticesTable() {}

    /** Adds a notice under the account's next number. A transaction adds those of several accounts in their order. */
    public static Notice add(Transaction connection, Notice notice) {
        int tenant = notice.account().tenant();
        long account = notice.account().number();
        long number = Sql.one(connection, row -> row.getLong(1), NUMBER, tenant, account)
                .orElseThrow();
        Sql.execute(
                connection,
                ADD,
                tenant,
                account,
                number,
                notice.kind().label(),
                notice.trade().orElse(null),
                notice.offer(),
                notice.event(),
                notice.state(),
                notice.version(),
                notice.role().label(),
                notice.by().label(),
                notice.at());
        return new Notice(
                notice.account(),
                number,
                notice.kind(),
                notice.trade(),
                notice.offer(),
                notice.event(),
                notice.state(),
                notice.version(),
                notice.role(),
                notice.by(),
                notice.at());
    }

    /** Returns the numbers of the last notices of some accounts of a tenant. An account without notices is missing. */
    public static Map<Long, Long> lasts(Transaction connection, int tenant, Collection<Long> accounts) {
        Object numbers = accounts.stream().mapToLong(Long::longValue).toArray();
        Map<Long, Long> lasts = new HashMap<>();
        Sql.all(connection, row -> lasts.put(row.getLong(1), row.getLong(2)), LASTS, tenant, numbers);
        return lasts;
    }

    /** Returns notices after a number, oldest first. */
    public static List<Notice> after(Transaction connection, AccountId account, long number, int limit) {
        return Sql.all(connection, row -> read(row, account), AFTER, account.tenant(), account.number(), number, limit);
    }

    /** Returns notices before a number, newest first. */
    public static List<Notice> page(Transaction connection, AccountId account, long before, int limit) {
        return Sql.all(connection, row -> read(row, account), PAGE, account.tenant(), account.number(), before, limit);
    }

    /** Removes notices from before a moment; returns how many. */
    public static int forget(Transaction connection, int tenant, Instant before, int limit) {
        return Sql.execute(connection, FORGET, tenant, tenant, before, limit);
    }

    private static Notice read(ResultSet row, AccountId account) throws SQLException {
        return new Notice(
                account,
                row.getLong("number"),
                Kind.valueOf(row.getString("kind").toUpperCase(Locale.ROOT)),
                Optional.ofNullable(row.getObject("trade", UUID.class)),
                row.getLong("offer"),
                row.getString("event"),
                row.getString("state"),
                row.getInt("version"),
                TradeRole.valueOf(row.getString("role").toUpperCase(Locale.ROOT)),
                TradeRole.valueOf(row.getString("by_role").toUpperCase(Locale.ROOT)),
                row.getTimestamp("at").toInstant());
    }
}
