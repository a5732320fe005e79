package com.flowex.trading.api;

import com.flowex.access.http.response.Answer;
import com.flowex.access.http.response.Page;
import com.flowex.access.http.route.Endpoint;
import com.flowex.access.http.route.Request;
import com.flowex.domain.value.AccountId;
import com.flowex.domain.value.InstrumentId;
import com.flowex.domain.value.OrderId;
import com.flowex.orderentry.LogTime;
import com.flowex.orderentry.market.InstrumentDirectory;
import com.flowex.orderentry.read.ConsistentView;
import com.flowex.platform.errors.Refusal;
import com.flowex.trading.api.order.OrderLookup;
import com.flowex.trading.store.FillQueries;
import com.flowex.trading.store.order.OrderQueries;
import com.flowex.trading.store.order.TrackedOrder;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** {@code GET /api/trading/trades}: the caller's fills, newest first. */
public record ListFillsEndpoint(
        InstrumentDirectory directory, FillQueries fills, OrderQueries orders, ConsistentView view)
        implements Endpoint {

    @Override
    public Answer answer(Request request) {
        AccountId account = request.caller().account();
        int limit = request.limit();
        long before = request.cursor(FillQueries.FROM_NEWEST);
        view.await(request);
        Optional<InstrumentId> instrument = request.query("symbol")
                .flatMap(symbol -> directory.find(account.tenant(), symbol))
                .map(market -> market.instrument().id());
        Optional<TrackedOrder> order = request.query("order_id").flatMap(text -> orders.find(account, orderId(text)));
        if (names(request, "symbol", instrument) || names(request, "order_id", order)) {
            return Answer.ok(Page.whole(List.of()));
        }
        var filter = filter(
                account, instrument.orElse(null), order.orElse(null), LogTime.span(request::query), before, limit + 1);
        return Answer.ok(Page.of(fills.page(filter), limit, row -> request.cursorBehind(row.place()))
                .map(row -> FillBody.of(row, directory.market(row.instrument()))));
    }

    /** Returns true if a filter was given and matches nothing of the caller. */
    private static boolean names(Request request, String filter, Optional<?> found) {
        return found.isEmpty() && request.query(filter).isPresent();
    }

    private static OrderId orderId(String text) {
        return OrderLookup.id(text).orElseThrow(() -> Refusal.invalid("order_id", "the id of an order"));
    }

    private static FillQueries.FillFilter filter(
            AccountId account,
            @Nullable InstrumentId instrument,
            @Nullable TrackedOrder order,
            LogTime.Span executed,
            long before,
            int limit) {
        return order == null
                ? new FillQueries.FillFilter(account, instrument, null, 0, Long.MAX_VALUE, executed, before, limit)
                : new FillQueries.FillFilter(
                        account,
                        instrument == null ? order.request().instrument() : instrument,
                        order.id(),
                        order.acceptedSequence(),
                        order.progress().sequence(),
                        executed,
                        before,
                        limit);
    }
}
