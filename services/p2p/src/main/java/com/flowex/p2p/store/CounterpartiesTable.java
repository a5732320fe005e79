package com.flowex.p2p.store;

import com.flowex.domain.value.AccountId;
import com.flowex.p2p.rule.Reliability;
import com.flowex.platform.database.sql.Sql;
import com.flowex.platform.database.transaction.Transaction;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;

/** Ended trades between two people, and the reliability that follows from them. */
public final class CounterpartiesTable {

    private static final String ADD = """
            INSERT INTO p2p.counterparties AS c (tenant_id, account, other, completed, last_completed, ended, bought,
            sold, is_searched) VALUES (?, ?, ?, ?, ?, 1, ?, ?, ?)
            ON CONFLICT (tenant_id, account, other) DO UPDATE SET completed = c.completed + excluded.completed,
                last_completed = excluded.last_completed, ended = c.ended + 1, bought = c.bought + excluded.bought,
                sold = c.sold + excluded.sold, is_searched = c.is_searched AND excluded.is_searched""";
    private static final String OF = """
            SELECT count(*), count(*) FILTER (WHERE last_completed), coalesce(sum(completed), 0),
            coalesce(sum(ended), 0), (SELECT count(*) FROM p2p.counterparties
                WHERE tenant_id = ? AND account = ? AND (bought > 0 AND sold > 0 OR is_circular))
            FROM p2p.counterparties
            WHERE tenant_id = ? AND account = ? AND (bought = 0 OR sold = 0) AND NOT is_circular""";

    private static final String TAKE_BACK = """
            UPDATE p2p.counterparties SET completed = greatest(completed - 1, 0), last_completed = false
            WHERE tenant_id = ? AND account = ? AND other = ?""";

    private static final String LAST_ENDED = """
            SELECT changed_at, state = 'released' FROM p2p.trades WHERE tenant_id = ? AND buyer = ? AND seller = ?
            AND (state = 'released' OR ? AND state IN ('canceled', 'expired', 'returned'))
            ORDER BY changed_at DESC LIMIT 1""";
    private static final String LAST_TAKEN_BACK = """
            SELECT c.recorded_at FROM p2p.chargebacks c JOIN p2p.trades t ON t.tenant_id = c.tenant_id AND t.id = c.trade
            WHERE c.tenant_id = ? AND c.buyer = ? AND t.seller = ? AND t.state = 'released'
            ORDER BY c.recorded_at DESC LIMIT 1""";
    private static final String GIVE_BACK = """
            UPDATE p2p.counterparties SET completed = completed + 1, last_completed = ?
            WHERE tenant_id = ? AND account = ? AND other = ?""";

    private CounterpartiesTable() {}

    /** Counts a completed trade for both parties. */
    public static void addCompleted(Transaction connection, Trade.Terms terms) {
        add(connection, terms.buyer(), terms.seller(), true, 1);
        add(connection, terms.seller(), terms.buyer(), true, 0);
    }

    /** Counts a trade that its buyer did not complete against the buyer. */
    public static void addGivenUp(Transaction connection, Trade.Terms terms) {
        add(connection, terms.buyer(), terms.seller(), false, 1);
    }

    /** Counts a completed trade against its buyer, whose payment was taken back. */
    public static void takeBack(Transaction connection, Trade.Terms terms) {
        Sql.execute(
                connection,
                TAKE_BACK,
                terms.tenant(),
                terms.buyer().number(),
                terms.seller().number());
    }

    /**
     * Counts a completed trade for its buyer again, after the chargeback that counted against it has gone. The last
     * trade of the pair counts as what happened since says.
     */
    public static void giveBack(Transaction connection, Trade.Terms terms) {
        boolean isLastCompleted = Stream.of(
                        lastEnded(connection, terms.buyer(), terms.seller(), true),
                        lastEnded(connection, terms.seller(), terms.buyer(), false),
                        lastTakenBack(connection, terms))
                .flatMap(Optional::stream)
                .max(Comparator.comparing(Counted::at))
                .map(Counted::isGood)
                .orElse(true);
        Sql.execute(
                connection,
                GIVE_BACK,
                isLastCompleted,
                terms.tenant(),
                terms.buyer().number(),
                terms.seller().number());
    }

    /** Event that counts for or against the buyer of a pair. */
    private record Counted(Instant at, boolean isGood) {}

    /** Trades that were not completed count against their buyer alone. */
    private static Optional<Counted> lastEnded(
            Transaction connection, AccountId buyer, AccountId seller, boolean isGivenUpCounted) {
        return Sql.one(
                connection,
                row -> new Counted(row.getTimestamp(1).toInstant(), row.getBoolean(2)),
                LAST_ENDED,
                buyer.tenant(),
                buyer.number(),
                seller.number(),
                isGivenUpCounted);
    }

    private static Optional<Counted> lastTakenBack(Transaction connection, Trade.Terms terms) {
        return Sql.one(
                connection,
                row -> new Counted(row.getTimestamp(1).toInstant(), false),
                LAST_TAKEN_BACK,
                terms.tenant(),
                terms.buyer().number(),
                terms.seller().number());
    }

    private static void add(
            Transaction connection, AccountId account, AccountId other, boolean isCompleted, int bought) {
        int completed = isCompleted ? 1 : 0;
        Sql.execute(
                connection,
                ADD,
                account.tenant(),
                account.number(),
                other.number(),
                completed,
                isCompleted,
                completed * bought,
                completed * (1 - bought),
                !isCompleted);
    }

    public static Reliability of(Transaction connection, AccountId account) {
        return Sql.one(
                        connection,
                        row -> new Reliability(
                                row.getInt(1), row.getInt(2), row.getInt(3), row.getInt(4), row.getInt(5)),
                        OF,
                        account.tenant(),
                        account.number(),
                        account.tenant(),
                        account.number())
                .orElse(Reliability.NONE);
    }
}
