package com.flowex.trading.account;

import com.flowex.domain.AccountId;
import java.util.List;

/**
 * One who follows an account: a place in its numbers, which moves on with every answer. One thread at a time.
 *
 * <p>Nothing is kept for it: whoever reads slowly reads what is stored, until that is too old.
 */
public final class Following implements AutoCloseable {

    /** What there is from its place on. */
    public sealed interface Answer {

        /** The next entries in order, without a gap; none: there are none yet. */
        record Entries(List<AccountEntry> entries) implements Answer {}

        /**
         * The next entry is not kept any more: take what orders and balances are now, and follow from there.
         *
         * @param oldest number of the first that is kept; one behind the last if none is
         */
        record TooOld(long oldest) implements Answer {}
    }

    private final AccountStream stream;
    private final AccountId account;
    private final Feed feed;
    private final Runnable news;
    private long next;

    Following(AccountStream stream, AccountId account, Feed feed, long from, Runnable news) {
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

    /** Number of the next entry. */
    public long next() {
        return next;
    }

    /**
     * What comes next; may read the database.
     *
     * @param max entries at once
     */
    public Answer more(int max) {
        List<AccountEntry> recent = feed.from(next, max).orElse(null);
        Answer answer = recent == null ? stream.stored(account, feed, next, max) : new Answer.Entries(recent);
        if (answer instanceof Answer.Entries(List<AccountEntry> entries) && !entries.isEmpty()) {
            next = entries.getLast().number() + 1;
        }
        return answer;
    }

    /** Follows no more. */
    @Override
    public void close() {
        stream.leave(account, news);
    }
}
