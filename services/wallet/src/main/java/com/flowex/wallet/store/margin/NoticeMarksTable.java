package com.flowex.wallet.store.margin;

import com.flowex.domain.value.AccountId;
import com.flowex.platform.database.sql.Sql;
import com.flowex.platform.database.transaction.Transaction;
import java.util.List;

/** Marks of the events up to which users are notified of margin calls and liquidations, and the events after them. */
public final class NoticeMarksTable {

    private static final String MARK = "SELECT sequence FROM margin.notice_marks WHERE tenant_id = ?";

    private static final String LOCK = """
            INSERT INTO margin.notice_marks AS m (tenant_id, sequence) VALUES (?, 0)
            ON CONFLICT (tenant_id) DO UPDATE SET sequence = m.sequence RETURNING sequence""";

    private static final String SET = "UPDATE margin.notice_marks SET sequence = ? WHERE tenant_id = ?";

    private static final String AFTER = """
            SELECT 'call', account, sequence, level, created_nanos FROM wallet.margin_calls
            WHERE tenant = ? AND sequence > ?
            UNION ALL
            SELECT 'liquidation', account, sequence, level, started_nanos FROM wallet.liquidations
            WHERE tenant = ? AND sequence > ?
            ORDER BY sequence LIMIT ?""";

    private NoticeMarksTable() {}

    /**
     * Margin call, or beginning of a liquidation.
     *
     * @param kind "call" or "liquidation"
     * @param sequence number of its event
     * @param timeNanos log time of the event
     */
    public record CallEvent(String kind, AccountId account, long sequence, long levelMillionths, long timeNanos) {}

    /** Returns the number of the last event that users are notified of; 0 if there is none. */
    public static long mark(Transaction transaction, int tenant) {
        return Sql.one(transaction, row -> row.getLong(1), MARK, tenant).orElse(0L);
    }

    /** Locks the mark until the transaction ends, and returns it. */
    public static long lock(Transaction transaction, int tenant) {
        return Sql.one(transaction, row -> row.getLong(1), LOCK, tenant).orElse(0L);
    }

    /** @param sequence number of the last event that users are notified of */
    public static void set(Transaction transaction, int tenant, long sequence) {
        Sql.execute(transaction, SET, sequence, tenant);
    }

    /** Returns the events of a tenant after a mark, oldest first, as the view has them. */
    public static List<CallEvent> after(Transaction transaction, int tenant, long mark, int limit) {
        return Sql.all(
                transaction,
                row -> new CallEvent(
                        row.getString(1),
                        new AccountId(tenant, row.getLong(2)),
                        row.getLong(3),
                        row.getLong(4),
                        row.getLong(5)),
                AFTER,
                tenant,
                mark,
                tenant,
                mark,
                limit);
    }
}
