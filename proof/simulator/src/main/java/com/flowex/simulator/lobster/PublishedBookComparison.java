package com.flowex.simulator.lobster;

import com.flowex.backtest.lobster.PublishedBook;
import com.flowex.backtest.lobster.PublishedBook.Levels;
import com.flowex.domain.order.Side;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Comparison of the engine's book with the published one, level by level, after which the published book is adopted. So
 * unknown orders become known, and one wrong row counts once.
 */
final class PublishedBookComparison {

    /** Result of the comparison of one row, the worst last. */
    enum Finding {
        EXACT,
        /** A level came back into sight, and with it orders that were never published. */
        REVEALED,
        MISMATCH
    }

    private final ReplayVenue venue;
    private final List<EventDerivedBook.Level> forgotten = new ArrayList<>();
    private final List<MissingLevel> missing = new ArrayList<>();

    /** A level that the engine's book lacks. */
    private record MissingLevel(Side side, long price, long size) {}

    private Finding finding = Finding.EXACT;

    PublishedBookComparison(ReplayVenue venue) {
        this.venue = venue;
    }

    /**
     * Compares the books, then makes them equal.
     *
     * @param before published book of the row before, null if it showed nothing
     */
    Finding compare(PublishedBook published, @Nullable PublishedBook before) {
        finding = Finding.EXACT;
        forgotten.clear();
        missing.clear();
        for (Side side : Side.values()) {
            compare(side, published.levels(side), before == null ? null : before.levels(side));
        }
        takeOver();
        return finding;
    }

    /** Forgets all orders, because a continuous market cannot hold a published book that crosses. */
    void forgetAll() {
        forgotten.clear();
        missing.clear();
        for (Side side : Side.values()) {
            forgotten.addAll(venue.book().levels(side));
        }
        takeOver();
    }

    private void compare(Side side, Levels published, @Nullable Levels before) {
        int next = 0;
        for (EventDerivedBook.Level level : venue.book().levels(side)) {
            for (;
                    next < published.count() && PublishedBook.isBetter(side, published.price(next), level.price);
                    next++) {
                add(side, published, next, before);
            }
            if (next == published.count() || published.price(next) != level.price) {
                remove(level, published);
            } else if (published.size(next) == level.size()) {
                next++;
            } else {
                forgotten.add(level);
                add(side, published, next++, before);
            }
        }
        for (; next < published.count(); next++) {
            add(side, published, next, before);
        }
    }

    /**
     * Removes a level that the engine has and that was not published: behind a full side it went out of sight,
     * otherwise it is wrong.
     */
    private void remove(EventDerivedBook.Level level, Levels published) {
        if (!published.isFull() || !published.isBehindAll(level.price)) {
            finding = Finding.MISMATCH;
        }
        forgotten.add(level);
    }

    private void add(Side side, Levels published, int level, @Nullable Levels before) {
        boolean wasOutOfSight = before == null || before.isFull() && before.isBehindAll(published.price(level));
        if (!wasOutOfSight) {
            finding = Finding.MISMATCH;
        } else if (finding == Finding.EXACT) {
            finding = Finding.REVEALED;
        }
        missing.add(new MissingLevel(side, published.price(level), published.size(level)));
    }

    private void takeOver() {
        for (EventDerivedBook.Level level : forgotten) {
            for (RestingOrder order : List.copyOf(level.queue())) {
                venue.cancel(order);
            }
        }
        for (MissingLevel level : missing) {
            venue.place(level.side, level.price, level.size, new RestingOrder.Origin.Anonymous());
        }
    }
}
