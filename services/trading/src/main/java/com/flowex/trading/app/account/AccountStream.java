package com.flowex.trading.app.account;

import com.flowex.domain.value.AccountId;
import com.flowex.trading.store.account.AccountEntry;
import com.flowex.trading.store.account.AccountEntryQueries;
import com.flowex.trading.store.account.AccountEntryQueries.AccountEntryChunk;
import com.flowex.trading.store.account.AccountEvent;
import com.flowex.trading.store.account.AccountListener;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Entries of accounts, for all interfaces that follow accounts. Stored entries are read from the view. New entries come
 * from the view's writer if it runs in this process; otherwise the database is polled for them.
 *
 * <p>Thread-safe. An account without followers costs nothing.
 */
public final class AccountStream implements AccountListener {

    private final AccountEntryQueries stored;
    private final Map<AccountId, RecentAccountEntries> feeds = new ConcurrentHashMap<>();

    public AccountStream(AccountEntryQueries stored) {
        this.stored = stored;
    }

    /** Returns the number of an account's last entry that the view shows; 0 before its first. */
    public long last(AccountId account) {
        return stored.last(account);
    }

    /**
     * Follows an account.
     *
     * @param from number of the first entry wanted, 1 or more; it may be in the future
     * @param news called by any thread when there may be new entries; must not block
     */
    public AccountSubscription follow(AccountId account, long from, Runnable news) {
        RecentAccountEntries feed =
                feeds.compute(account, (_, known) -> (known == null ? new RecentAccountEntries() : known).with(news));
        return new AccountSubscription(this, account, feed, from, news);
    }

    void leave(AccountId account, Runnable news) {
        feeds.computeIfPresent(account, (_, feed) -> feed.without(news) ? null : feed);
    }

    /** Returns the number of accounts that are followed. */
    public int followed() {
        return feeds.size();
    }

    @Override
    public boolean isRequested(AccountId account) {
        return feeds.containsKey(account);
    }

    @Override
    public void onEvents(AccountId account, long first, List<AccountEvent> events) {
        RecentAccountEntries feed = feeds.get(account);
        if (feed != null) {
            feed.onEvents(first, events);
        }
    }

    /** Polls for entries that another process has written. For a process in which the view has no writer. */
    public void check() {
        Collection<AccountId> followed = List.copyOf(feeds.keySet());
        Map<Integer, List<AccountId>> byTenant = new HashMap<>();
        followed.forEach(account -> byTenant.computeIfAbsent(account.tenant(), _ -> new ArrayList<>())
                .add(account));
        byTenant.forEach(this::check);
    }

    /** Returns the numbers of the last entries of some accounts of a tenant. An account without entries is missing. */
    public Map<Long, Long> lasts(int tenant, Collection<Long> accounts) {
        return stored.lasts(tenant, accounts);
    }

    private void check(int tenant, List<AccountId> accounts) {
        lasts(tenant, accounts.stream().map(AccountId::number).toList()).forEach((number, last) -> {
            RecentAccountEntries feed = feeds.get(new AccountId(tenant, number));
            if (feed != null) {
                feed.shown(last);
            }
        });
    }

    /** Returns stored entries from a number on, for callers that read occasionally and follow no account. */
    public AccountSubscription.EntryPage stored(AccountId account, long from, int max) {
        return stored(account, new RecentAccountEntries(), from, max);
    }

    /** Returns stored entries from a number on. */
    AccountSubscription.EntryPage stored(AccountId account, RecentAccountEntries feed, long from, int max) {
        // The number is read first: an entry committed between the two reads is then in the chunks but not in the
        // number.
        long last = last(account);
        if (from > last) {
            feed.shown(last);
            return new AccountSubscription.EntryPage.Entries(List.of());
        }
        List<AccountEntryChunk> chunks = stored.chunks(account, from);
        if (chunks.isEmpty() || chunks.getFirst().first() > from) {
            return new AccountSubscription.EntryPage.TooOld(
                    chunks.isEmpty() ? last + 1 : chunks.getFirst().first());
        }
        List<AccountEntry> entries = new ArrayList<>();
        for (AccountEntryChunk chunk : chunks) {
            for (int i = 0; i < chunk.events().size() && entries.size() < max; i++) {
                if (chunk.first() + i >= from) {
                    entries.add(
                            new AccountEntry(chunk.first() + i, chunk.events().get(i)));
                }
            }
        }
        return new AccountSubscription.EntryPage.Entries(entries);
    }
}
