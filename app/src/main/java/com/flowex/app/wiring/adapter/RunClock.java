package com.flowex.app.wiring.adapter;

import com.flowex.domain.value.AccountId;
import com.flowex.marketdata.store.CandleQueries;
import com.flowex.orderentry.CommandResult;
import com.flowex.orderentry.LogPosition;
import com.flowex.orderentry.OrderEntryService;
import com.flowex.platform.database.sql.RowSource;
import com.flowex.strategies.app.run.RunDependencies;
import java.time.Duration;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Time up to which the stored candles are complete: the log is asked for its position and time once a second at most,
 * and the time counts as soon as the view of market data has reached the position.
 */
public final class RunClock implements RunDependencies.MarketClock {

    private static final long POLL_NANOS = Duration.ofSeconds(1).toNanos();

    private final OrderEntryService orderEntry;
    private final RowSource rows;
    private final ReentrantLock asking = new ReentrantLock();
    private long requestedNanos = System.nanoTime() - POLL_NANOS;
    private @Nullable LogPosition waiting;
    private volatile long complete;

    public RunClock(OrderEntryService orderEntry, RowSource rows) {
        this.orderEntry = orderEntry;
        this.rows = rows;
    }

    @Override
    public long completeNanos(AccountId asker) {
        if (asking.tryLock()) {
            try {
                request(asker);
            } finally {
                asking.unlock();
            }
        }
        return complete;
    }

    private void request(AccountId asker) {
        LogPosition due = waiting;
        long now = System.nanoTime();
        if (now - requestedNanos < POLL_NANOS) {
            return;
        }
        requestedNanos = now;
        if (due == null
                && orderEntry.quotas().position(asker)
                        instanceof CommandResult.Accepted<LogPosition>(LogPosition read)) {
            due = read;
            waiting = read;
        }
        if (due != null && rows.query(asker.tenant(), CandleQueries::shown) >= due.sequence()) {
            complete = due.timeNanos();
            waiting = null;
        }
    }
}
