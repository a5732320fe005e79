package com.flowex.binance.trade;

import com.flowex.binance.call.OperationCall;
import com.flowex.binance.dialect.BinanceErrorCode;
import com.flowex.binance.trade.params.OcoParams;
import com.flowex.binance.trade.params.OrderReference;
import com.flowex.binance.trade.params.OtoParams;
import com.flowex.domain.order.DebtEffects;
import com.flowex.domain.order.OrderRequest;
import com.flowex.orderentry.CommandResult;
import com.flowex.orderentry.CommittedEvents;
import com.flowex.orderentry.LinkedRequests;
import com.flowex.orderentry.OrderEntryService;
import com.flowex.orderentry.PlacementOutcome;
import com.flowex.orderentry.market.ListedMarket;
import com.flowex.trading.app.order.OrderPairForm;
import com.flowex.trading.app.order.PlacedOrders;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Operations that place a list: two orders of which one cancels or triggers the other, or three of which the first
 * triggers the others.
 */
record PlaceListOperations(OrderEntryService orderEntry, OcoParams params, OtoParams linked, OrderCounts counts) {

    /** @param effects effects of the pair on debts */
    Object placeByRole(OperationCall call, DebtEffects effects) {
        return placePair(call, params.byRole(call, effects));
    }

    Object placeBySide(OperationCall call, DebtEffects effects) {
        return placePair(call, params.bySide(call, effects));
    }

    /** @param effects effects on debts of the working order, and of what it triggers once that begins */
    Object placeLinked(OperationCall call, DebtEffects effects) {
        return place(call, linked.read(call, effects));
    }

    Object placeLinkedPair(OperationCall call, DebtEffects effects) {
        return place(call, linked.readPair(call, params, effects));
    }

    Object placePaying(OperationCall call) {
        return place(call, linked.readPaying(call));
    }

    Object placePayingPair(OperationCall call) {
        return place(call, linked.readPayingPair(call, params));
    }

    private Object place(OperationCall call, LinkedRequests orders) {
        return place(call, orders.working(), () -> orderEntry.linked(orders));
    }

    private Object placePair(OperationCall call, OrderPairForm.RequestedPair pair) {
        return place(call, pair.limit(), () -> orderEntry.pair(pair.limit(), pair.stop(), pair.effects()));
    }

    private Object place(OperationCall call, OrderRequest first, Supplier<CommandResult<PlacementOutcome>> placing) {
        PlaceOperations.RespType type = call.params()
                .oneOf("newOrderRespType", PlaceOperations.RespType.class, BinanceErrorCode.INVALID_PARAMETER)
                .orElse(PlaceOperations.RespType.RESULT);
        String name = call.params()
                .text("listClientOrderId")
                .map(text -> OrderReference.clientId(text, "listClientOrderId").toString())
                .orElseGet(() -> first.clientOrderId().toString());
        return switch (placing.get().orThrow()) {
            case PlacementOutcome.Now(CommittedEvents committed) -> {
                ListedMarket market = orderEntry.listed().market(first.instrument());
                SpotList list = new SpotList(PlacedOrders.all(committed).stream()
                        .map(order -> new SpotOrder(order, market))
                        .toList());
                list.orders().forEach(_ -> counts.taken(call));
                Map<String, Object> report = list.report(
                        name,
                        committed.timeNanos(),
                        list.orders().stream()
                                .map(order -> PlaceOperations.worded(order, committed, type))
                                .toList());
                new LoanFields(orderEntry.listed()).put(report, committed);
                yield report;
            }
            case PlacementOutcome.Before before -> throw PlaceOperations.repeated(before);
        };
    }
}
