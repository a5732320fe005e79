package com.flowex.trading.order;

import com.flowex.domain.AccountId;
import com.flowex.domain.OrderId;
import com.flowex.domain.command.CancelOrder;
import com.flowex.platform.exchange.OrderPath;
import com.flowex.platform.exchange.OwnView;
import com.flowex.platform.http.Answer;
import com.flowex.platform.http.Endpoint;
import com.flowex.platform.http.Request;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code POST /api/trading/orders/cancel}: up to fifteen orders by their ids, canceled one after the other. */
public record CancelBatchEndpoint(OrderPath path, OrderLookup orders, OwnView view) implements Endpoint {

    /** The body as sent. */
    private record IdsBody(@Nullable List<String> ids) {}

    @Override
    public Answer answer(Request request) {
        AccountId account = request.caller().account();
        List<String> ids = Batch.required("ids", request.body(IdsBody.class).ids(), request::drawMore);
        List<Batch.Item> canceled = Batch.each(ids, id -> {
            path.accepted(account, new CancelOrder(account, order(id)));
            return Batch.Item.DONE;
        });
        long done = canceled.stream().filter(Batch.Item::isDone).count();
        return view.afterDone(
                        done + " orders are canceled",
                        path.lastSequence(account),
                        request,
                        () -> new Batch.BatchBody(shown(account, ids, canceled), path.lastSequence(account)))
                .told(Answer::ok, Answer::done);
    }

    private List<Batch.Item> shown(AccountId account, List<String> ids, List<Batch.Item> canceled) {
        List<Batch.Item> items = new ArrayList<>(canceled.size());
        for (int i = 0; i < canceled.size(); i++) {
            Batch.Item item = canceled.get(i);
            items.add(item.isDone() ? Batch.Item.of(orders.body(orders.order(account, order(ids.get(i))))) : item);
        }
        return items;
    }

    private static OrderId order(String id) {
        return OrderLookup.id(id).orElseThrow(OrderLookup::unknown);
    }
}
