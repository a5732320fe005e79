package com.flowex.app.wiring.adapter;

import com.flowex.domain.value.AccountId;
import com.flowex.marketdata.store.CandleQueries;
import com.flowex.orderentry.CommandResult;
import com.flowex.orderentry.LogPosition;
import com.flowex.orderentry.OrderEntryService;
import com.flowex.platform.database.sql.RowSource;
import com.flowex.strategies.app.run.RunNeighbours;
import java.time.Duration;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Time up to which the stored candles are complete: the log is asked for its position and time once a second at most,
 * and the time counts as soon as the view of market data has reached the position.
 */
public final class RunClock implements RunNeighbours.MarketClock {

    private static final long ASK_EVERY = Duration.ofSeconds(1).toNanos();

    private final OrderEntryService desk;
    private final RowSource rows;
    private final ReentrantLock asking = new ReentrantLock();
    private long askedNanos = System.nanoTime() - ASK_EVERY;
    private @Nullable LogPosition waiting;
    private volatile long complete;

    public RunClock(OrderEntryService desk, RowSource rows) {
        this.desk = desk;
        this.rows = rows;
    }

    @Override
    public long completeNanos(AccountId asker) {
        if (asking.tryLock()) {
            try {
                ask(asker);
            } finally {
                asking.unlock();
            }
        }
        return complete;
    }

    private void ask(AccountId asker) {
        LogPosition due = waiting;
        long now = System.nanoTime();
        if (now - askedNanos < ASK_EVERY) {
            return;
        }
        askedNanos = now;
        if (due == null
                && desk.quotas().position(asker) instanceof CommandResult.Accepted<LogPosition>(LogPosition read)) {
            due = read;
            waiting = read;
        }
        if (due != null && rows.query(asker.tenant(), CandleQueries::shown) >= due.sequence()) {
            complete = due.timeNanos();
            waiting = null;
        }
    }
}
