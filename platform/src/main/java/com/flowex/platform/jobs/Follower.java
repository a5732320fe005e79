package com.flowex.platform.jobs;

import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/**
 * Follower of a numbered source: it asks for all items newer than the last one taken, hands them on, and remembers its
 * position. Items that could not be handed on come again.
 *
 * <p>No item is missed if numbers become visible in their order, which the source has to ensure.
 */
public final class Follower<T> {

    /**
     * Position of a follower.
     *
     * @param of identity of the numbering; another one begins anew
     */
    public record FollowPosition(String of, long number) {

        /** Position before the first item. */
        public static final FollowPosition START = new FollowPosition("", 0);
    }

    /**
     * Items that are newer than a position.
     *
     * @param mark position behind the last of these
     * @param items items in their order; empty if there is nothing newer
     * @param isAnew true if they are the first of all present items, so that earlier ones no longer count
     */
    public record NewItems<T>(FollowPosition mark, List<T> items, boolean isAnew) {}

    /** Source that is followed. It may return a limited number at a time, and items that it returned before. */
    @FunctionalInterface
    public interface Source<T> {
        NewItems<T> after(FollowPosition mark);
    }

    private final Source<T> source;
    private final Consumer<NewItems<T>> taker;
    private final ReentrantLock checkLock = new ReentrantLock();
    private FollowPosition mark = FollowPosition.START;

    /** @param taker receives the new items, one batch after the other */
    public Follower(Source<T> source, Consumer<NewItems<T>> taker) {
        this.source = source;
        this.taker = taker;
    }

    /** Takes every item that exists when this is called. */
    public void check() {
        checkLock.lock();
        try {
            NewItems<T> news;
            do {
                news = source.after(mark);
                taker.accept(news);
                mark = news.mark();
            } while (!news.items().isEmpty());
        } finally {
            checkLock.unlock();
        }
    }
}
