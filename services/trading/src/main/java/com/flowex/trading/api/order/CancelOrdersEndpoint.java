package com.flowex.trading.api.order;

import com.flowex.access.http.response.Answer;
import com.flowex.access.http.route.Endpoint;
import com.flowex.access.http.route.Request;
import com.flowex.domain.RejectReason;
import com.flowex.domain.order.Side;
import com.flowex.domain.value.AccountId;
import com.flowex.domain.value.InstrumentId;
import com.flowex.domain.value.OrderId;
import com.flowex.orderentry.CommittedEvents;
import com.flowex.orderentry.OrderEntryService;
import com.flowex.orderentry.read.ConsistentView;
import com.flowex.platform.errors.Refusal;
import com.flowex.trading.store.order.OrderCodes;
import java.util.List;

/** {@code DELETE /api/trading/orders}: cancels all open orders of the caller, or those of one market or side. */
public record CancelOrdersEndpoint(OrderEntryService orderEntry, OrderLookup orders, ConsistentView view)
        implements Endpoint {

    /** The schema CanceledOrders of docs/api/openapi.yaml. */
    private record CanceledBody(int canceled, List<OrderBody> items, long sequence) {}

    @Override
    public Answer answer(Request request) {
        AccountId account = request.caller().account();
        CommittedEvents done = canceled(request, account);
        List<OrderId> canceled = done.canceledOrders();
        return view.afterDone(
                        canceled.size() + " orders are canceled",
                        done.lastSequence(),
                        request,
                        () -> new CanceledBody(canceled.size(), orders.bodies(account, canceled), done.lastSequence()))
                .resolve(Answer::ok, Answer::done);
    }

    private CommittedEvents canceled(Request request, AccountId account) {
        InstrumentId instrument = request.query("symbol")
                .map(symbol -> orderEntry
                        .listed()
                        .find(account.tenant(), symbol)
                        .orElseThrow(() -> Refusal.refused(RejectReason.UNKNOWN_INSTRUMENT))
                        .instrument()
                        .id())
                .orElse(null);
        Side side = request.query("side")
                .map(word -> OrderCodes.side(word).orElseThrow(() -> Refusal.invalid("side", "buy, sell or left out")))
                .orElse(null);
        return orderEntry.cancelAll(account, instrument, side).orThrow();
    }
}
