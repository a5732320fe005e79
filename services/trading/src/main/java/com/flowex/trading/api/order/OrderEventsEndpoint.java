package com.flowex.trading.api.order;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.flowex.access.http.response.Answer;
import com.flowex.access.http.response.Page;
import com.flowex.access.http.route.Endpoint;
import com.flowex.access.http.route.Request;
import com.flowex.domain.market.Asset;
import com.flowex.domain.order.Side;
import com.flowex.domain.value.Decimals;
import com.flowex.orderentry.market.InstrumentDirectory;
import com.flowex.orderentry.market.ListedMarket;
import com.flowex.orderentry.read.ConsistentView;
import com.flowex.trading.api.order.OrderBody.FeeBody;
import com.flowex.trading.store.order.OrderHistory;
import com.flowex.trading.store.order.TrackedOrder;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** {@code GET /api/trading/orders/{id}/events}: the history of one of the caller's orders, oldest first. */
public record OrderEventsEndpoint(
        InstrumentDirectory directory, OrderLookup orders, OrderHistory life, ConsistentView view) implements Endpoint {

    /** Amounts that a trade moved, and the time: the schema Settlement of docs/api/openapi.yaml. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record SettlementBody(
            FeeBody received,
            FeeBody paid,
            FeeBody fee,
            @Nullable FeeBody rebate,
            Instant settledAt) {}

    /** The schema OrderEvent of docs/api/openapi.yaml. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record EventBody(
            String event,
            long sequence,
            Instant at,
            @Nullable String price,
            @Nullable String quantity,
            @Nullable String remaining,
            @Nullable String reason,
            @Nullable String tradeId,
            @Nullable String liquidity,
            @Nullable SettlementBody settlement) {}

    @Override
    public Answer answer(Request request) {
        var id = orders.required(request.path("id"));
        int limit = request.limit();
        long after = request.cursor(0);
        view.await(request);
        TrackedOrder order = orders.order(request.caller().account(), id);
        ListedMarket market = directory.market(order.request().instrument());
        return Answer.ok(
                Page.of(life.after(order, after, limit + 1), limit, moment -> request.cursorBehind(moment.sequence()))
                        .map(moment -> body(moment, order.request().side(), market)));
    }

    private static EventBody body(OrderHistory.OrderHistoryEntry moment, Side side, ListedMarket market) {
        OrderHistory.SettledTrade trade = moment.trade();
        return new EventBody(
                moment.event(),
                moment.sequence(),
                moment.at(),
                moment.priceUnits() == 0 ? null : Decimals.format(moment.priceUnits(), market.priceScale()),
                moment.quantityUnits() == 0 ? null : Decimals.format(moment.quantityUnits(), market.quantityScale()),
                moment.remainingUnits() == null
                        ? null
                        : Decimals.format(moment.remainingUnits(), market.quantityScale()),
                moment.reason(),
                trade == null ? null : Long.toString(trade.tradeId()),
                trade == null ? null : trade.isMaker() ? "maker" : "taker",
                trade == null ? null : settled(moment, trade, side, market));
    }

    private static SettlementBody settled(
            OrderHistory.OrderHistoryEntry moment, OrderHistory.SettledTrade trade, Side side, ListedMarket market) {
        Asset received = market.receivedBy(side);
        Asset paid = market.receivedBy(side.opposite());
        boolean isBuy = side == Side.BUY;
        long came = isBuy ? moment.quantityUnits() : trade.quoteUnits();
        long went = isBuy ? trade.quoteUnits() : moment.quantityUnits();
        return new SettlementBody(
                amount(came - trade.feeUnits(), received),
                amount(went - trade.rebateUnits(), paid),
                amount(trade.feeUnits(), received),
                trade.rebateUnits() == 0 ? null : amount(trade.rebateUnits(), paid),
                moment.at());
    }

    private static FeeBody amount(long units, Asset asset) {
        return new FeeBody(asset.code(), Decimals.format(units, asset.scale()));
    }
}
