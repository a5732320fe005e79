package com.flowex.p2p.store;

import com.flowex.domain.value.AccountId;
import com.flowex.p2p.rule.Reliability;
import com.flowex.platform.database.sql.Sql;
import com.flowex.platform.database.transaction.Transaction;

/** Ended trades between two people, and the reliability that follows from them. */
public final class CounterpartiesTable {

    private static final String ADD = """
            INSERT INTO p2p.counterparties AS c (tenant_id, account, other, completed, last_completed)
            VALUES (?, ?, ?, ?, ?)
            ON CONFLICT (tenant_id, account, other) DO UPDATE SET completed = c.completed + excluded.completed,
                last_completed = excluded.last_completed""";
    private static final String OF = """
            SELECT count(*), count(*) FILTER (WHERE last_completed), coalesce(sum(completed), 0)
            FROM p2p.counterparties WHERE tenant_id = ? AND account = ?""";

    private CounterpartiesTable() {}

    /** Counts an ended trade for one of its parties. */
    public static void add(Transaction connection, AccountId account, AccountId other, boolean isCompleted) {
        Sql.execute(
                connection, ADD, account.tenant(), account.number(), other.number(), isCompleted ? 1 : 0, isCompleted);
    }

    public static Reliability of(Transaction connection, AccountId account) {
        return Sql.one(
                        connection,
                        row -> new Reliability(row.getInt(1), row.getInt(2), row.getInt(3)),
                        OF,
                        account.tenant(),
                        account.number())
                .orElse(Reliability.NONE);
    }
}
