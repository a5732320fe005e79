package com.flowex.access.http.response;

import com.flowex.access.http.route.Request;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Page of a list.
 *
 * @param nextCursor value of {@code cursor} for the next page; null at the end
 */
public record Page<T>(List<T> items, @Nullable String nextCursor) {

    public static final int LIMIT_DEFAULT = 50;
    public static final int LIMIT_MAX = 500;

    public Page {
        items = List.copyOf(items);
    }

    /** Returns the whole list as one page. */
    public static <T> Page<T> whole(List<T> items) {
        return new Page<>(items, null);
    }

    /**
     * Cuts rows that were read with {@code LIMIT limit + 1}: a surplus row shows that there is a next page.
     *
     * @param cursorOf returns the cursor behind a row, usually {@link Request#cursorBehind}
     */
    public static <T> Page<T> of(List<T> rows, int limit, Function<T, String> cursorOf) {
        if (rows.size() <= limit) {
            return whole(rows);
        }
        List<T> items = rows.subList(0, limit);
        return new Page<>(items, cursorOf.apply(items.getLast()));
    }

    public <R> Page<R> map(Function<? super T, ? extends R> change) {
        return new Page<>(items.stream().<R>map(change).toList(), nextCursor);
    }
}
