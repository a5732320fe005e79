package com.flowex.p2p.app;

import com.flowex.p2p.app.TradeTransitions.Sent;
import com.flowex.p2p.app.notice.TradeNotices;
import com.flowex.p2p.rule.TradeMessage;
import com.flowex.p2p.rule.TradeRole;
import com.flowex.p2p.rule.TradeState.WaitsFor;
import com.flowex.p2p.store.ClocksTable;
import com.flowex.p2p.store.Trade;
import com.flowex.p2p.store.TradesTable;
import com.flowex.platform.database.Database;
import com.flowex.platform.database.TransactionRetry;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Clocks of trades: ends windows that are over, and repeats postings without a recorded result. The deadlines are rows,
 * so another process goes on where one ends. If no process has read the clocks for a while, that was an outage, and the
 * windows of parties move by its length before any of them ends.
 */
public final class TradeClock {

    /** Longest gap between two readings that is no outage. */
    static final Duration GAP_MAX = Duration.ofSeconds(30);

    /** Interval at which a reading is recorded. */
    private static final Duration RECORDED_EVERY = Duration.ofSeconds(10);

    /** Pause before a posting without a recorded result is sent again. */
    private static final Duration REPEATED_AFTER = Duration.ofSeconds(5);

    /** Time before the end of a window at which its party is reminded. */
    static final Duration REMINDED_BEFORE = Duration.ofMinutes(5);

    private static final int BATCH = 200;
    private static final Logger LOG = LoggerFactory.getLogger(TradeClock.class);

    private final Database database;
    private final TradesTable trades;
    private final TradeTransitions transitions;
    private final EscrowPostings postings;
    private final P2pParts parts;

    /** Last recorded readings by tenant; the worker's thread alone uses it. */
    private final Map<Integer, Instant> recorded = new HashMap<>();

    TradeClock(P2pParts parts, EscrowPostings postings) {
        this.database = parts.database();
        this.trades = parts.trades();
        this.transitions = parts.transitions();
        this.postings = postings;
        this.parts = parts;
    }

    /**
     * Reads the clocks of a tenant once.
     *
     * @return number of trades that were due
     */
    public int read(int tenant) {
        Instant now = transitions.now();
        Instant last = recorded.getOrDefault(tenant, Instant.EPOCH);
        if (Duration.between(last, now).compareTo(RECORDED_EVERY) >= 0) {
            record(tenant, now);
            recorded.put(tenant, now);
            remind(tenant, now);
        }
        List<UUID> due = database.query(tenant, connection -> trades.due(connection, tenant, now, BATCH));
        due.forEach(id -> advance(tenant, id, now));
        return due.size();
    }

    private void remind(int tenant, Instant now) {
        database.query(
                        tenant,
                        connection -> trades.unreminded(connection, tenant, now, now.plus(REMINDED_BEFORE), BATCH))
                .forEach(id -> remind(tenant, id, now));
    }

    /** A payment window is at least three times as long as the notice. A shorter one of a release has its notice at once. */
    private void remind(int tenant, UUID id, Instant now) {
        try {
            parts.changed(TransactionRetry.change(database, tenant, connection -> {
                Trade held = trades.held(connection, tenant, id).orElseThrow();
                Optional<Instant> end = TradeGuards.endOfWindow(held).filter(now::isBefore);
                if (end.isPresent() && trades.reminded(connection, held)) {
                    TradeNotices.reminders(connection, held, TradeGuards.awaited(held, now), end.get());
                }
                return held;
            }));
        } catch (RuntimeException fault) {
            LOG.warn("the window of trade {} of tenant {} is announced later: {}", id, tenant, fault.toString());
        }
    }

    /** Records that the clocks are read, after the windows have moved by an outage. */
    private void record(int tenant, Instant now) {
        database.transaction(tenant, connection -> {
            Optional<Instant> before = ClocksTable.held(connection, tenant);
            Duration gap = before.map(at -> Duration.between(at, now)).orElse(Duration.ZERO);
            if (gap.compareTo(GAP_MAX) > 0) {
                int moved = trades.shift(connection, tenant, before.orElseThrow(), now);
                if (moved > 0) {
                    LOG.warn("{} trades of tenant {} have {} more time: the clocks stood still", moved, tenant, gap);
                }
            }
            ClocksTable.set(connection, tenant, now);
            return gap;
        });
    }

    /** A trade that fails does not stop the others; it is tried again after a pause. */
    private void advance(int tenant, UUID id, Instant now) {
        try {
            Trade next = TransactionRetry.change(database, tenant, connection -> {
                Trade held = trades.held(connection, tenant, id).orElseThrow();
                boolean isOver = held.deadline().filter(at -> !at.isAfter(now)).isPresent();
                boolean hasClock = held.state().waitsFor() == WaitsFor.CLOCK
                        || held.state().waitsFor() == WaitsFor.MODERATORS;
                if (isOver && hasClock) {
                    return transitions.apply(connection, held, Sent.of(TradeRole.CLOCK, TradeMessage.TIME_UP, ""));
                }
                if (isOver && held.state().waitsFor() == WaitsFor.LEDGER) {
                    trades.postpone(connection, held, now.plus(REPEATED_AFTER));
                }
                return held;
            });
            parts.changed(next);
            postings.post(next);
        } catch (RuntimeException fault) {
            LOG.warn("trade {} of tenant {} is tried again: {}", id, tenant, fault.toString());
        }
    }
}
