package com.flowex.trading.order;

import com.flowex.cluster.client.Outcome;
import com.flowex.domain.AccountId;
import com.flowex.domain.CancelReason;
import com.flowex.domain.InstrumentId;
import com.flowex.domain.OrderId;
import com.flowex.domain.RejectReason;
import com.flowex.domain.Side;
import com.flowex.domain.command.CancelOrders;
import com.flowex.domain.event.OrderCanceled;
import com.flowex.platform.exchange.OrderPath;
import com.flowex.platform.exchange.OwnView;
import com.flowex.platform.http.Answer;
import com.flowex.platform.http.Endpoint;
import com.flowex.platform.http.Request;
import com.flowex.platform.refusal.Refusal;
import com.flowex.trading.market.InstrumentDirectory;
import java.util.ArrayList;
import java.util.List;

/** {@code DELETE /api/trading/orders}: all open orders of the caller, or those of one market, of one side. */
public record CancelOrdersEndpoint(OrderPath path, InstrumentDirectory directory, OrderLookup orders, OwnView view)
        implements Endpoint {

    /** The schema CanceledOrders of docs/api/openapi.yaml. */
    private record CanceledBody(int canceled, List<OrderBody> items, long sequence) {}

    @Override
    public Answer answer(Request request) {
        AccountId account = request.caller().account();
        Outcome.Accepted done = path.accepted(account, command(request, account));
        List<OrderId> canceled = canceledBy(done);
        return view.afterDone(
                        canceled.size() + " orders are canceled",
                        done.lastSequence(),
                        request,
                        () -> new CanceledBody(canceled.size(), orders.bodies(account, canceled), done.lastSequence()))
                .told(Answer::ok, Answer::done);
    }

    private CancelOrders command(Request request, AccountId account) {
        InstrumentId instrument = request.query("symbol")
                .map(symbol -> directory
                        .find(account.tenant(), symbol)
                        .orElseThrow(() -> Refusal.refused(RejectReason.UNKNOWN_INSTRUMENT))
                        .instrument()
                        .id())
                .orElse(null);
        Side side = request.query("side")
                .map(word -> OrderWords.side(word).orElseThrow(() -> Refusal.invalid("side", "buy, sell or left out")))
                .orElse(null);
        return new CancelOrders(account, instrument, side, CancelReason.REQUESTED);
    }

    private static List<OrderId> canceledBy(Outcome.Accepted outcome) {
        List<OrderId> ids = new ArrayList<>();
        outcome.events().forEach(event -> {
            if (event instanceof OrderCanceled canceled) {
                ids.add(canceled.order());
            }
        });
        return ids;
    }
}
