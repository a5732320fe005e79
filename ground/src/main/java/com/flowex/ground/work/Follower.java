package com.flowex.ground.work;

import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/**
 * Follows what is numbered: asks for whatever is newer than what was taken last, hands it on, and remembers how far that is. What
 * could not be handed on comes again.
 *
 * <p>Nothing is missed if numbers become visible in their order, which is for the source to see to.
 */
public final class Follower<T> {

    /**
     * How far somebody has followed.
     *
     * @param of what counts; another one begins anew
     */
    public record Mark(String of, long number) {

        /** Nothing was taken yet. */
        public static final Mark START = new Mark("", 0);
    }

    /**
     * What is newer than a mark.
     *
     * @param mark behind the last of these
     * @param items in their order; none if there is nothing newer
     * @param isAnew whether they are the first of all there is now: what was taken before counts no more
     */
    public record News<T>(Mark mark, List<T> items, boolean isAnew) {}

    /** What is followed. It may hand on so many at a time, and again what was handed on before. */
    @FunctionalInterface
    public interface Source<T> {
        News<T> after(Mark mark);
    }

    private final Source<T> source;
    private final Consumer<News<T>> taker;
    private final ReentrantLock looking = new ReentrantLock();
    private Mark mark = Mark.START;

    /** @param taker is given what is new, one after the other */
    public Follower(Source<T> source, Consumer<News<T>> taker) {
        this.source = source;
        this.taker = taker;
    }

    /** Takes everything that is there when this is called. */
    public void look() {
        looking.lock();
        try {
            News<T> news;
            do {
                news = source.after(mark);
                taker.accept(news);
                mark = news.mark();
            } while (!news.items().isEmpty());
        } finally {
            looking.unlock();
        }
    }
}
