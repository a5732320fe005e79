package com.flowex.p2p.store.report;

import com.flowex.domain.value.AccountId;
import com.flowex.platform.database.sql.Sql;
import com.flowex.platform.database.transaction.Transaction;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** People who may not begin trades with people. */
public final class P2pRestrictionsTable {

    private static final String COLUMNS = "SELECT id, account, reason, set_by, set_at, ends_at FROM p2p.restrictions";
    private static final String IN_FORCE = COLUMNS + """
             WHERE tenant_id = ? AND account = ? AND lifted_at IS NULL AND (ends_at IS NULL OR ends_at > ?)
            ORDER BY id LIMIT 1""";
    private static final String PAGE = COLUMNS + """
             WHERE tenant_id = ? AND id < ? AND lifted_at IS NULL AND (ends_at IS NULL OR ends_at > ?)
            ORDER BY id DESC LIMIT ?""";
    private static final String ADD = """
            INSERT INTO p2p.restrictions (tenant_id, account, reason, set_by, set_at, ends_at)
            VALUES (?, ?, ?, ?, ?, ?)""";
    private static final String LIFT = """
            UPDATE p2p.restrictions SET lifted_by = ?, lifted_at = ?
            WHERE tenant_id = ? AND id = ? AND lifted_at IS NULL AND (ends_at IS NULL OR ends_at > ?)
            RETURNING account""";
    private static final String PAUSE = """
            UPDATE p2p.offers SET state = 'paused', version = version + 1, changed_at = ?
            WHERE tenant_id = ? AND owner = ? AND state = 'active'""";

    private P2pRestrictionsTable() {}

    /**
     * Restriction of a person.
     *
     * @param setBy user who approved it
     * @param endsAt empty: until it is lifted
     */
    public record P2pRestriction(
            long id, AccountId account, String reason, long setBy, Instant setAt, Optional<Instant> endsAt) {}

    /** Serializes the restriction of a person with what it prevents. It is the first lock of a transaction. */
    public static void lock(Transaction connection, AccountId account) {
        Sql.alone(connection, "p2p restriction of " + account);
    }

    /** Returns the restriction that is in force. */
    public static Optional<P2pRestriction> inForce(Transaction connection, AccountId account, Instant now) {
        int tenant = account.tenant();
        return Sql.one(connection, row -> read(row, tenant), IN_FORCE, tenant, account.number(), now);
    }

    /** Returns restrictions in force, newest first. */
    public static List<P2pRestriction> page(Transaction connection, int tenant, Instant now, long before, int limit) {
        return Sql.all(connection, row -> read(row, tenant), PAGE, tenant, before, now, limit);
    }

    /** Adds a restriction, and pauses the person's offers. */
    public static void add(Transaction connection, P2pRestriction restriction) {
        AccountId account = restriction.account();
        Sql.execute(
                connection,
                ADD,
                account.tenant(),
                account.number(),
                restriction.reason(),
                restriction.setBy(),
                restriction.setAt(),
                restriction.endsAt().orElse(null));
        Sql.execute(connection, PAUSE, restriction.setAt(), account.tenant(), account.number());
    }

    /** Lifts a restriction; returns the account, or empty if it is not in force. */
    public static Optional<AccountId> lift(Transaction connection, int tenant, long id, long by, Instant now) {
        return Sql.one(connection, row -> new AccountId(tenant, row.getLong(1)), LIFT, by, now, tenant, id, now);
    }

    private static P2pRestriction read(ResultSet row, int tenant) throws SQLException {
        Timestamp ends = row.getTimestamp(6);
        return new P2pRestriction(
                row.getLong(1),
                new AccountId(tenant, row.getLong(2)),
                row.getString(3),
                row.getLong(4),
                row.getTimestamp(5).toInstant(),
                Optional.ofNullable(ends).map(Timestamp::toInstant));
    }
}
