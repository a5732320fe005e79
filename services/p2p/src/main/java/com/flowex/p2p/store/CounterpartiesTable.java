package com.flowex.p2p.store;

import com.flowex.domain.value.AccountId;
import com.flowex.p2p.rule.PairOutcome;
import com.flowex.p2p.rule.Reliability;
import com.flowex.p2p.rule.TradeWeight;
import com.flowex.platform.database.sql.Sql;
import com.flowex.platform.database.transaction.Transaction;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Ended trades between two people, and the reliability that follows from them. */
public final class CounterpartiesTable {

    /** Number of last trades of a pair in each direction, and of chargebacks, that a recount reads. */
    private static final int RECOUNTED_MAX = 200;

    private static final String ADD = """
            INSERT INTO p2p.counterparties AS c (tenant_id, account, other, completed, last_completed, weight, weighed_at,
            ended, bought, sold, is_searched) VALUES (?, ?, ?, ?, ?, ?, ?, 1, ?, ?, ?)
            ON CONFLICT (tenant_id, account, other) DO UPDATE SET completed = c.completed + excluded.completed,
                last_completed = excluded.last_completed, weight = excluded.weight, weighed_at = excluded.weighed_at,
                ended = c.ended + 1, bought = c.bought + excluded.bought, sold = c.sold + excluded.sold,
                is_searched = c.is_searched AND excluded.is_searched""";
    private static final String OUTCOME = """
            SELECT last_completed, weight, weighed_at FROM p2p.counterparties
            WHERE tenant_id = ? AND account = ? AND other = ?""";

    /** One row for each age in days, and the oldest ones together: they weigh nothing. */
    private static final String BY_AGE = """
            SELECT least(greatest(floor(extract(epoch FROM ?::timestamptz - weighed_at) / 86400), 0), ?)::integer AS age,
            count(*) FILTER (WHERE is_counted), count(*) FILTER (WHERE NOT is_counted),
            coalesce(sum(completed) FILTER (WHERE is_counted), 0), coalesce(sum(ended) FILTER (WHERE is_counted), 0),
            coalesce(sum(weight) FILTER (WHERE is_counted), 0),
            coalesce(sum(weight) FILTER (WHERE is_counted AND last_completed), 0)
            FROM (SELECT *, (bought = 0 OR sold = 0) AND NOT is_circular AS is_counted FROM p2p.counterparties
                WHERE tenant_id = ? AND account = ?) known
            GROUP BY age ORDER BY age""";

    private static final String CHANGE = """
            UPDATE p2p.counterparties SET completed = greatest(completed + ?, 0), last_completed = ?, weight = ?,
            weighed_at = ? WHERE tenant_id = ? AND account = ? AND other = ?""";

    private static final String ENDED = """
            SELECT state = 'released', value_weight, changed_at FROM p2p.trades
            WHERE tenant_id = ? AND buyer = ? AND seller = ?
            AND (state = 'released' OR ? AND state IN ('canceled', 'expired', 'returned'))
            ORDER BY number DESC LIMIT ?""";
    private static final String TAKEN_BACK = """
            SELECT false, t.value_weight, c.recorded_at FROM p2p.chargebacks c
            JOIN p2p.trades t ON t.tenant_id = c.tenant_id AND t.id = c.trade
            WHERE c.tenant_id = ? AND c.buyer = ? AND t.seller = ? AND t.state = 'released'
            ORDER BY c.recorded_at DESC LIMIT ?""";

    private CounterpartiesTable() {}

    /** Counts a completed trade for both parties. */
    public static void addCompleted(Transaction connection, Trade trade) {
        Trade.Terms terms = trade.terms();
        lock(connection, terms);
        add(connection, terms.buyer(), terms.seller(), outcome(trade, true), 1);
        add(connection, terms.seller(), terms.buyer(), outcome(trade, true), 0);
    }

    /** Counts a trade that its buyer did not complete against the buyer. */
    public static void addGivenUp(Transaction connection, Trade trade) {
        lock(connection, trade.terms());
        add(connection, trade.terms().buyer(), trade.terms().seller(), outcome(trade, false), 1);
    }

    private static PairOutcome outcome(Trade trade, boolean isCompleted) {
        return new PairOutcome(isCompleted, trade.terms().valueWeight(), trade.changedAt());
    }

    /** Serializes the outcomes of a pair, which are read and written in both directions. */
    private static void lock(Transaction connection, Trade.Terms terms) {
        long one = Math.min(terms.buyer().number(), terms.seller().number());
        long other = Math.max(terms.buyer().number(), terms.seller().number());
        Sql.alone(connection, "p2p outcomes of " + terms.tenant() + " " + one + " " + other);
    }

    /** Counts a completed trade against its buyer, whose payment was taken back. */
    public static void takeBack(Transaction connection, Trade trade, Instant now) {
        Trade.Terms terms = trade.terms();
        lock(connection, terms);
        PairOutcome before = known(connection, terms.buyer(), terms.seller()).orElseGet(() -> outcome(trade, true));
        change(connection, terms, -1, before.takenBack(terms.valueWeight(), now));
    }

    /**
     * Counts a completed trade for its buyer again, after the chargeback that counted against it has gone. The outcome of
     * the pair is computed anew from the trades and the chargebacks that are left.
     */
    public static void giveBack(Transaction connection, Trade trade) {
        Trade.Terms terms = trade.terms();
        lock(connection, terms);
        List<Counted> history = new ArrayList<>(ended(connection, terms.buyer(), terms.seller(), true));
        history.addAll(ended(connection, terms.seller(), terms.buyer(), false));
        history.addAll(takenBack(connection, terms));
        history.sort(Comparator.comparing(each -> each.outcome.at()));
        PairOutcome now = history.isEmpty() ? outcome(trade, true) : history.getFirst().outcome;
        for (Counted each : history) {
            now = each.after(now);
        }
        change(connection, terms, 1, now);
    }

    /** Event that counts for or against the buyer of a pair. */
    private record Counted(PairOutcome outcome, boolean isTakenBack) {

        PairOutcome after(PairOutcome before) {
            return isTakenBack ? before.takenBack(outcome.weight(), outcome.at()) : before.then(outcome);
        }
    }

    /** Trades that were not completed count against their buyer alone. */
    private static List<Counted> ended(
            Transaction connection, AccountId buyer, AccountId seller, boolean isGivenUpCounted) {
        return Sql.all(
                connection,
                row -> new Counted(read(row), false),
                ENDED,
                buyer.tenant(),
                buyer.number(),
                seller.number(),
                isGivenUpCounted,
                RECOUNTED_MAX);
    }

    private static List<Counted> takenBack(Transaction connection, Trade.Terms terms) {
        return Sql.all(
                connection,
                row -> new Counted(read(row), true),
                TAKEN_BACK,
                terms.tenant(),
                terms.buyer().number(),
                terms.seller().number(),
                RECOUNTED_MAX);
    }

    private static PairOutcome read(ResultSet row) throws SQLException {
        return new PairOutcome(
                row.getBoolean(1), row.getInt(2), row.getTimestamp(3).toInstant());
    }

    private static Optional<PairOutcome> known(Transaction connection, AccountId account, AccountId other) {
        return Sql.one(
                connection, CounterpartiesTable::read, OUTCOME, account.tenant(), account.number(), other.number());
    }

    private static void change(Transaction connection, Trade.Terms terms, int completed, PairOutcome outcome) {
        Sql.execute(
                connection,
                CHANGE,
                completed,
                outcome.isCompleted(),
                outcome.weight(),
                outcome.at(),
                terms.tenant(),
                terms.buyer().number(),
                terms.seller().number());
    }

    private static void add(Transaction connection, AccountId account, AccountId other, PairOutcome ended, int bought) {
        int completed = ended.isCompleted() ? 1 : 0;
        PairOutcome outcome = known(connection, account, other)
                .map(before -> before.then(ended))
                .orElse(ended);
        Sql.execute(
                connection,
                ADD,
                account.tenant(),
                account.number(),
                other.number(),
                completed,
                outcome.isCompleted(),
                outcome.weight(),
                outcome.at(),
                completed * bought,
                completed * (1 - bought),
                !ended.isCompleted());
    }

    /** Rows of one age. */
    private record OfAge(
            int days, int counterparties, int notCounted, int completed, int ended, long weight, long completedWeight) {

        static OfAge read(ResultSet row) throws SQLException {
            return new OfAge(
                    row.getInt(1),
                    row.getInt(2),
                    row.getInt(3),
                    row.getInt(4),
                    row.getInt(5),
                    row.getLong(6),
                    row.getLong(7));
        }

        Reliability and(Reliability others) {
            return new Reliability(
                    others.counterparties() + counterparties,
                    others.trades() + completed,
                    others.ended() + ended,
                    others.notCounted() + notCounted,
                    others.weights().and(weight, completedWeight, days));
        }
    }

    /**
     * Returns the reliability of a person.
     *
     * @param now moment to which the ages of trades are counted
     */
    public static Reliability of(Transaction connection, AccountId account, Instant now) {
        Reliability sum = Reliability.NONE;
        for (OfAge each : Sql.all(
                connection, OfAge::read, BY_AGE, now, TradeWeight.DAYS_MAX, account.tenant(), account.number())) {
            sum = each.and(sum);
        }
        return sum;
    }
}
