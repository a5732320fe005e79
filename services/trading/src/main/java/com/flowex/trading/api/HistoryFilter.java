package com.flowex.trading.api;

import com.flowex.access.http.response.Csv;
import com.flowex.domain.order.Side;
import com.flowex.domain.value.InstrumentId;
import com.flowex.orderentry.LogTime;
import com.flowex.orderentry.market.InstrumentDirectory;
import com.flowex.platform.errors.Refusal;
import com.flowex.trading.store.order.OrderCodes;
import com.flowex.trading.store.order.OrderStatus;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Filter of an account's history.
 *
 * @param instrument null for all
 * @param side null for both
 * @param statuses empty for all
 * @param span range of the log time at which orders were placed, or trades executed
 */
record HistoryFilter(
        @Nullable InstrumentId instrument, @Nullable Side side, Set<OrderStatus> statuses, LogTime.Span span) {

    /**
     * Reads the filter from the parameters {@code symbol}, {@code side}, {@code status}, {@code from} and {@code to}.
     *
     * @throws Refusal {@code invalid_field} for a value that cannot be parsed, {@code unknown_instrument} for a market
     *     that is not listed
     */
    static HistoryFilter of(int tenant, Function<String, Optional<String>> named, InstrumentDirectory directory) {
        return new HistoryFilter(
                named.apply("symbol")
                        .map(symbol ->
                                directory.named(tenant, symbol).instrument().id())
                        .orElse(null),
                side(named).orElse(null),
                statuses(named),
                LogTime.span(named));
    }

    private static Optional<Side> side(Function<String, Optional<String>> named) {
        return named.apply("side")
                .map(word -> OrderCodes.side(word).orElseThrow(() -> Refusal.invalid("side", "buy or sell")));
    }

    private static Set<OrderStatus> statuses(Function<String, Optional<String>> named) {
        Set<OrderStatus> statuses = EnumSet.noneOf(OrderStatus.class);
        named.apply("status").ifPresent(text -> {
            for (String word : text.split(",", -1)) {
                statuses.add(OrderStatus.of(word)
                        .orElseThrow(() -> Refusal.invalid("status", "statuses of orders, separated by commas")));
            }
        });
        return statuses;
    }

    /** Returns the same pages without the rows of the other side. No page before the end is empty. */
    <T> Csv.Pages<T> pages(Csv.Pages<T> pages, Function<T, Side> sideOf) {
        return last -> {
            T from = last;
            while (true) {
                List<T> page = pages.after(from);
                List<T> selected = page.stream()
                        .filter(row -> side == null || side == sideOf.apply(row))
                        .toList();
                if (!selected.isEmpty() || page.isEmpty()) {
                    return selected;
                }
                from = page.getLast();
            }
        };
    }
}
