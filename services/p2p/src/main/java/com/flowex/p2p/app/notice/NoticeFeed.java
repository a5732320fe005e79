package com.flowex.p2p.app.notice;

import com.flowex.domain.value.AccountId;
import com.flowex.p2p.store.notice.Notice;
import com.flowex.p2p.store.notice.NoticesTable;
import com.flowex.platform.database.Database;
import com.flowex.platform.jobs.Worker;
import com.flowex.platform.jobs.Workers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Followers of accounts' notices in this process. A change that this process commits wakes them at once; changes of
 * other processes are found by polling the numbers of followed accounts.
 *
 * <p>Thread-safe. An account without followers costs nothing.
 */
public final class NoticeFeed implements AutoCloseable {

    private static final Duration CHECK_INTERVAL = Duration.ofMillis(250);

    private final Database database;
    private final Worker worker;

    /** Followed accounts; each entry has a connection of the account stream. */
    private final Map<AccountId, Followers> followed = new ConcurrentHashMap<>();

    public NoticeFeed(Database database, Workers workers) {
        this.database = database;
        this.worker = workers.every("p2p-notice-poll", CHECK_INTERVAL, this::check);
    }

    private static final class Followers {
        private final List<Runnable> wakes = new CopyOnWriteArrayList<>();
        private volatile long last;
    }

    /** Brings the tables up to date and starts to poll. */
    public void start() {
        database.migrate("p2p");
        worker.start();
    }

    /** @param wake called by any thread when there may be new notices; must not block */
    public void follow(AccountId account, Runnable wake) {
        followed.compute(account, (_, known) -> {
            Followers followers = known == null ? new Followers() : known;
            followers.wakes.add(wake);
            return followers;
        });
    }

    public void leave(AccountId account, Runnable wake) {
        followed.computeIfPresent(account, (_, followers) -> {
            followers.wakes.remove(wake);
            return followers.wakes.isEmpty() ? null : followers;
        });
    }

    /** Wakes the followers of accounts; called after the commit of their notices. */
    public void changed(Collection<AccountId> accounts) {
        for (AccountId account : accounts) {
            Followers followers = followed.get(account);
            if (followers != null) {
                followers.wakes.forEach(Runnable::run);
            }
        }
    }

    /** Returns the number of an account's last notice; 0 before its first. */
    public long last(AccountId account) {
        return lasts(account.tenant(), List.of(account.number())).getOrDefault(account.number(), 0L);
    }

    private Map<Long, Long> lasts(int tenant, List<Long> accounts) {
        return database.query(tenant, connection -> NoticesTable.lasts(connection, tenant, accounts));
    }

    /** Returns notices after a number, oldest first. */
    public List<Notice> after(AccountId account, long number, int limit) {
        return database.query(account.tenant(), connection -> NoticesTable.after(connection, account, number, limit));
    }

    private void check() {
        Map<Integer, List<Long>> byTenant = new HashMap<>();
        followed.keySet().forEach(account -> byTenant.computeIfAbsent(account.tenant(), _ -> new ArrayList<>())
                .add(account.number()));
        byTenant.forEach(this::check);
    }

    private void check(int tenant, List<Long> accounts) {
        lasts(tenant, accounts).forEach((number, last) -> {
            Followers followers = followed.get(new AccountId(tenant, number));
            if (followers != null && last > followers.last) {
                followers.last = last;
                followers.wakes.forEach(Runnable::run);
            }
        });
    }

    @Override
    public void close() {
        worker.close();
    }
}
