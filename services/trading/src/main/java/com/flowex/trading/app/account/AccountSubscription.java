package com.flowex.trading.app.account;

import com.flowex.domain.value.AccountId;
import com.flowex.trading.store.account.AccountEntry;
import java.util.List;

/**
 * A follower's position in the entries of an account. It advances with every result. Not thread-safe.
 *
 * <p>Nothing is buffered for a follower: a slow one reads stored entries, until they are too old.
 */
public final class AccountSubscription implements AutoCloseable {

    /** Result of a read. */
    public sealed interface EntryPage {

        /** The next entries in order, without gaps; empty if there are none yet. */
        record Entries(List<AccountEntry> entries) implements EntryPage {}

        /**
         * The next entry is no longer kept. The caller must read the current orders and balances and follow from there.
         *
         * @param oldest number of the oldest entry that is kept; the last number plus 1 if none is
         */
        record TooOld(long oldest) implements EntryPage {}
    }

    private final AccountStream stream;
    private final AccountId account;
    private final RecentAccountEntries feed;
    private final Runnable news;
    private long next;

    AccountSubscription(AccountStream stream, AccountId account, RecentAccountEntries feed, long from, Runnable news) {
        if (from < 1) {
            throw new IllegalArgumentException("entries are numbered from 1, was " + from);
        }
        this.stream = stream;
        this.account = account;
        this.feed = feed;
        this.news = news;
        this.next = from;
    }

    public AccountId account() {
        return account;
    }

    /** Returns the number of the next entry. */
    public long next() {
        return next;
    }

    /**
     * Returns the next entries; may read the database.
     *
     * @param max largest number of entries to return
     */
    public EntryPage more(int max) {
        List<AccountEntry> recent = feed.from(next, max).orElse(null);
        EntryPage answer = recent == null ? stream.stored(account, feed, next, max) : new EntryPage.Entries(recent);
        if (answer instanceof EntryPage.Entries(List<AccountEntry> entries) && !entries.isEmpty()) {
            next = entries.getLast().number() + 1;
        }
        return answer;
    }

    /** Stops following. */
    @Override
    public void close() {
        stream.leave(account, news);
    }
}
