package com.flowex.app.wiring.adapter;

import com.flowex.domain.value.AccountId;
import com.flowex.marketdata.store.CandleQueries;
import com.flowex.orderentry.CommandResult;
import com.flowex.orderentry.LogPosition;
import com.flowex.orderentry.OrderEntryService;
import com.flowex.platform.database.sql.RowSource;
import com.flowex.strategies.app.run.RunDependencies;
import com.flowex.strategies.app.run.RunDependencies.ViewStoppedException;
import com.flowex.trading.store.account.AccountEntryQueries;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Time up to which the stored candles are complete: the log is asked for its position and time once a second at most,
 * and the time counts as soon as the view of market data has reached the position. The views' stopped tenants are read
 * behind it, so that no time counts for a tenant whose view stopped before the position.
 */
public final class RunClock implements RunDependencies.MarketClock {

    private static final long POLL_NANOS = Duration.ofSeconds(1).toNanos();

    private final OrderEntryService orderEntry;
    private final RowSource rows;
    private final ReentrantLock asking = new ReentrantLock();
    private long requestedNanos = System.nanoTime() - POLL_NANOS;
    private @Nullable LogPosition waiting;
    private volatile LogPosition complete = new LogPosition(0, 0);
    private volatile Map<Integer, StoppedView> stopped = Map.of();

    public RunClock(OrderEntryService orderEntry, RowSource rows) {
        this.orderEntry = orderEntry;
        this.rows = rows;
    }

    @Override
    public long completeNanos(AccountId asker) {
        return complete(asker).timeNanos();
    }

    /**
     * Returns the position up to which the candles are complete, 0 and 0 if none is known yet.
     *
     * @throws ViewStoppedException as {@link #completeNanos}
     */
    LogPosition complete(AccountId asker) {
        if (asking.tryLock()) {
            try {
                request(asker);
            } finally {
                asking.unlock();
            }
        }
        LogPosition read = complete;
        StoppedView view = stopped.get(asker.tenant());
        if (view != null) {
            throw new ViewStoppedException(view.areEvents, view.shown);
        }
        return read;
    }

    /**
     * View that has stopped for a tenant.
     *
     * @param areEvents true for the events of accounts, false for the candles alone
     */
    private record StoppedView(boolean areEvents, long shown) {}

    private void readStopped() {
        Map<Integer, StoppedView> all = new HashMap<>();
        rows.query(CandleQueries::stopped).forEach((tenant, shown) -> all.put(tenant, new StoppedView(false, shown)));
        rows.query(AccountEntryQueries::stopped)
                .forEach((tenant, shown) -> all.put(tenant, new StoppedView(true, shown)));
        stopped = Map.copyOf(all);
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
        boolean isShown = due != null && rows.query(asker.tenant(), CandleQueries::shown) >= due.sequence();
        readStopped();
        if (due != null && isShown) {
            complete = due;
            waiting = null;
        }
    }
}
