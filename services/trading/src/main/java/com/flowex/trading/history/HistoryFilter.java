package com.flowex.trading.history;

import com.flowex.domain.InstrumentId;
import com.flowex.domain.Side;
import com.flowex.platform.http.ProblemException;
import com.flowex.platform.http.Request;
import com.flowex.trading.market.InstrumentDirectory;
import com.flowex.trading.order.LogTime;
import com.flowex.trading.order.OrderStatus;
import com.flowex.trading.order.OrderWords;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What of an account's past is wanted.
 *
 * @param instrument null for all
 * @param side null for both
 * @param statuses empty for all
 * @param span in which orders were placed, or fills made
 */
record HistoryFilter(
        @Nullable InstrumentId instrument, @Nullable Side side, Set<OrderStatus> statuses, LogTime.Span span) {

    /**
     * As the query of a request says.
     *
     * @throws ProblemException 400 for what cannot be understood, 404 for a market that is not listed
     */
    static HistoryFilter of(Request request, InstrumentDirectory directory) {
        return new HistoryFilter(
                request.query("symbol")
                        .map(symbol -> directory
                                .find(request.caller().tenant(), symbol)
                                .orElseThrow(() -> ProblemException.notFound("there is no market " + symbol))
                                .instrument()
                                .id())
                        .orElse(null),
                side(request).orElse(null),
                statuses(request),
                LogTime.span(request));
    }

    private static Optional<Side> side(Request request) {
        return request.query("side")
                .map(word -> OrderWords.side(word).orElseThrow(() -> ProblemException.invalid("side", "buy or sell")));
    }

    private static Set<OrderStatus> statuses(Request request) {
        Set<OrderStatus> statuses = EnumSet.noneOf(OrderStatus.class);
        request.query("status").ifPresent(text -> {
            for (String word : text.split(",", -1)) {
                statuses.add(OrderStatus.of(word)
                        .orElseThrow(
                                () -> ProblemException.invalid("status", "statuses of orders, separated by commas")));
            }
        });
        return statuses;
    }

    /** The same pages without the other side; none is empty before the end. */
    <T> Csv.Pages<T> wanted(Csv.Pages<T> pages, Function<T, Side> sideOf) {
        return last -> {
            T from = last;
            while (true) {
                List<T> page = pages.after(from);
                List<T> wanted = page.stream()
                        .filter(row -> side == null || side == sideOf.apply(row))
                        .toList();
                if (!wanted.isEmpty() || page.isEmpty()) {
                    return wanted;
                }
                from = page.getLast();
            }
        };
    }
}
