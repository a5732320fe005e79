package com.flowex.trading.api.order;

import com.flowex.access.http.response.Answer;
import com.flowex.access.http.route.Endpoint;
import com.flowex.access.http.route.Request;
import com.flowex.domain.value.AccountId;
import com.flowex.domain.value.OrderId;
import com.flowex.orderentry.CommandResult;
import com.flowex.orderentry.CommittedEvents;
import com.flowex.orderentry.OrderEntryService;
import com.flowex.orderentry.read.ConsistentView;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code POST /api/trading/orders/cancel}: cancels up to fifteen orders by their ids, one after the other. */
public record CancelBatchEndpoint(OrderEntryService orderEntry, OrderLookup orders, ConsistentView view)
        implements Endpoint {

    /** The request body. */
    private record IdsBody(@Nullable List<String> ids) {}

    @Override
    public Answer answer(Request request) {
        AccountId account = request.caller().account();
        List<String> ids =
                OrderBatch.required("ids", request.body(IdsBody.class).ids(), request::drawMore);
        List<CommandResult<CommittedEvents>> canceled =
                CommandResult.each(ids, id -> orderEntry.cancel(account, order(id)));
        long done = canceled.stream()
                .filter(CommandResult.Accepted.class::isInstance)
                .count();
        return view.afterDone(
                        done + " orders are canceled",
                        orderEntry.lastSequence(account),
                        request,
                        () -> new OrderBatch.BatchBody(shown(account, ids, canceled), orderEntry.lastSequence(account)))
                .resolve(Answer::ok, Answer::done);
    }

    private List<OrderBatch.Item> shown(
            AccountId account, List<String> ids, List<CommandResult<CommittedEvents>> canceled) {
        List<OrderBatch.Item> items = new ArrayList<>(canceled.size());
        for (int i = 0; i < canceled.size(); i++) {
            String id = ids.get(i);
            items.add(OrderBatch.Item.of(canceled.get(i), _ -> orders.body(orders.order(account, order(id)))));
        }
        return items;
    }

    private static OrderId order(String id) {
        return OrderLookup.id(id).orElseThrow(OrderLookup::unknown);
    }
}
