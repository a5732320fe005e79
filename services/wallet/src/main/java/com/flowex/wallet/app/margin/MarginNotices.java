package com.flowex.wallet.app.margin;

import com.flowex.access.http.response.Json;
import com.flowex.orderentry.LogTime;
import com.flowex.platform.Platform;
import com.flowex.platform.database.Database;
import com.flowex.platform.database.Lease;
import com.flowex.platform.database.transaction.Transaction;
import com.flowex.platform.jobs.Worker;
import com.flowex.platform.messaging.Outbox;
import com.flowex.wallet.app.user.MarginLetter;
import com.flowex.wallet.store.margin.NoticeMarksTable;
import com.flowex.wallet.store.margin.NoticeMarksTable.CallEvent;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Worker that puts margin calls, and liquidations that begin, into the outbox for their users. The messages and the mark
 * behind them are one transaction, so that each call has one message: also after a crash, with several processes, and
 * when the view is rebuilt. It does not ask if the feature is on: an account that owes is called in any case.
 */
public final class MarginNotices implements AutoCloseable {

    /** Age beyond which a call is no news: of an exchange from before this function, or after a long outage. */
    public static final Duration AGE_MAX = Duration.ofDays(1);

    private static final Duration CHECK_INTERVAL = Duration.ofSeconds(2);
    private static final int AT_ONCE = 200;

    private final Platform platform;
    private final Database database;
    private final InstantSource clock;
    private volatile @Nullable Worker worker;

    /** @param clock clock whose time is close to the log's */
    public MarginNotices(Platform platform, InstantSource clock) {
        this.platform = platform;
        this.database = platform.database();
        this.clock = clock;
    }

    /** Starts the worker for the tenants that exist at each of its runs. One process at a time does the work. */
    public void start(Supplier<? extends Collection<Integer>> tenants) {
        Lease lease = platform.leases().of("wallet");
        worker = platform.workers()
                .every("margin-notices", CHECK_INTERVAL, () -> {
                    if (lease.isOurs()) {
                        tenants.get().forEach(this::publish);
                    }
                })
                .start();
    }

    /**
     * Puts the calls of a tenant that have no message yet into the outbox.
     *
     * @return number of messages
     */
    public int publish(int tenant) {
        int published = 0;
        while (database.transaction(tenant, transaction -> isBehind(transaction, tenant))) {
            published += database.transaction(tenant, transaction -> publish(transaction, tenant));
        }
        return published;
    }

    /** Returns true if the view has calls after the mark; takes no lock, because it is asked all the time. */
    private static boolean isBehind(Transaction transaction, int tenant) {
        long mark = NoticeMarksTable.mark(transaction, tenant);
        return !NoticeMarksTable.after(transaction, tenant, mark, 1).isEmpty();
    }

    /**
     * Puts the oldest calls after the mark into the outbox, and moves the mark behind them.
     *
     * @return number of messages
     */
    public int publish(Transaction transaction, int tenant) {
        long mark = NoticeMarksTable.lock(transaction, tenant);
        List<CallEvent> events = NoticeMarksTable.after(transaction, tenant, mark, AT_ONCE);
        if (events.isEmpty()) {
            return 0;
        }
        long since = LogTime.nanos(clock.instant().minus(AGE_MAX));
        int published = 0;
        for (CallEvent event : events) {
            if (event.timeNanos() >= since) {
                add(transaction, event);
                published++;
            }
        }
        NoticeMarksTable.set(transaction, tenant, events.getLast().sequence());
        return published;
    }

    private static void add(Transaction transaction, CallEvent event) {
        long number = event.account().number();
        MarginLetter letter = new MarginLetter(event.kind(), number, event.levelMillionths());
        Outbox.add(
                transaction,
                event.account().tenant(),
                MarginLetter.TOPIC,
                Long.toString(number),
                new String(Json.bytes(letter), StandardCharsets.UTF_8));
    }

    @Override
    public void close() {
        Worker started = worker;
        if (started != null) {
            started.close();
        }
    }
}
