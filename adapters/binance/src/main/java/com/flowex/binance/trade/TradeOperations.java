package com.flowex.binance.trade;

import com.flowex.access.Edge;
import com.flowex.access.auth.Permission;
import com.flowex.access.http.route.Access;
import com.flowex.access.tenancy.Feature;
import com.flowex.binance.call.MarginMode;
import com.flowex.binance.call.Operation;
import com.flowex.binance.call.OperationCall;
import com.flowex.binance.call.Operations;
import com.flowex.binance.call.Symbols;
import com.flowex.binance.trade.params.OcoParams;
import com.flowex.binance.trade.params.OrderParams;
import com.flowex.binance.trade.params.OtoParams;
import com.flowex.domain.order.DebtEffects;
import com.flowex.orderentry.OrderEntryService;
import com.flowex.trading.TradingQueries;
import com.flowex.wallet.store.balance.CurrentBalances;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Function;

/** Operations of orders and accounts, each with its HTTP path and, if it has one, its method of the WebSocket API. */
public final class TradeOperations {

    private static final int LIST_WEIGHT = 3;

    private final Operations all = new Operations();

    /**
     * Makes the operations.
     *
     * @param reads views of trading
     * @param edge source of the rate limits
     */
    public TradeOperations(
            OrderEntryService orderEntry,
            Symbols symbols,
            TradingQueries reads,
            CurrentBalances balances,
            Edge edge,
            InstantSource clock) {
        OwnOrders own = new OwnOrders(orderEntry, symbols, reads);
        CancelOperations cancel = new CancelOperations(orderEntry, symbols, own, reads);
        AccountOperations account = new AccountOperations(orderEntry, symbols, reads, balances, clock);
        OrderCounts counts = new OrderCounts(orderEntry, reads, edge.settings().limits(), edge.tenants(), clock);
        AccountFilters filters = new AccountFilters(orderEntry, symbols);
        OrderParams params = new OrderParams(symbols, orderEntry);
        PlaceOperations place = new PlaceOperations(orderEntry, params, account, counts);
        placing(place, new ReplaceOperation(orderEntry, symbols, params, place, cancel, own));
        orders(own, cancel, new AmendOperations(orderEntry, symbols, own, reads));
        PlaceListOperations placeLists = new PlaceListOperations(
                orderEntry, new OcoParams(symbols, orderEntry), new OtoParams(symbols, orderEntry), counts);
        lists(placeLists, new OrderLists(orderEntry, symbols, own, cancel, reads));
        history(new TradeHistory(symbols, own, reads), new PreventedMatches(symbols, reads));
        all.at("GET", "/api/v3/account", "account.status", read(LIST_WEIGHT, account::account, "omitZeroBalances"))
                .at("GET", "/api/v3/account/commission", "account.commission", read(1, account::commission, "symbol"))
                .at("GET", "/api/v3/rateLimit/order", "account.rateLimits.orders", read(LIST_WEIGHT, counts::toJson))
                .at("GET", "/api/v3/myFilters", "myFilters", read(LIST_WEIGHT, filters::toJson, "symbol"))
                .addAll(new MarginOrderOperations(
                                orderEntry, place, placeLists, params, new MarginMode(symbols), edge.tenants())
                        .of(all));
    }

    private void placing(PlaceOperations place, ReplaceOperation replace) {
        all.at("POST", "/api/v3/order", "order.place", placing(1, place::place, OrderParams.TAKES))
                .at(
                        "POST",
                        "/api/v3/order/test",
                        "order.test",
                        placing(1, place::test, OrderParams.TAKES, "computeCommissionRates"))
                .at(
                        "POST",
                        "/api/v3/order/cancelReplace",
                        "order.cancelReplace",
                        placing(
                                1,
                                replace::replace,
                                OrderParams.TAKES,
                                "cancelReplaceMode",
                                "cancelOrderId",
                                "cancelOrigClientOrderId",
                                "cancelNewClientOrderId",
                                "cancelRestrictions"));
    }

    private void orders(OwnOrders own, CancelOperations cancel, AmendOperations amend) {
        all.at("GET", "/api/v3/order", "order.status", read(1, own::order, "symbol", "orderId", "origClientOrderId"))
                .at(
                        "DELETE",
                        "/api/v3/order",
                        "order.cancel",
                        canceling(
                                cancel::cancel,
                                "symbol",
                                "orderId",
                                "origClientOrderId",
                                "newClientOrderId",
                                "cancelRestrictions"))
                .at("GET", "/api/v3/openOrders", "openOrders.status", read(LIST_WEIGHT, own::open, "symbol"))
                .at("DELETE", "/api/v3/openOrders", "openOrders.cancelAll", canceling(cancel::cancelAll, "symbol"))
                .at(
                        "PUT",
                        "/api/v3/order/amend/keepPriority",
                        "order.amend.keepPriority",
                        placing(
                                1,
                                amend::amend,
                                Set.of("symbol", "orderId", "origClientOrderId", "newQty", "newClientOrderId")))
                .at(
                        "GET",
                        "/api/v3/order/amendments",
                        "order.amendments",
                        read(LIST_WEIGHT, amend::amendments, "symbol", "orderId", "fromExecutionId", "limit"));
    }

    private void lists(PlaceListOperations placing, OrderLists lists) {
        all.at(
                        "POST",
                        "/api/v3/order/oco",
                        "orderList.place",
                        placing(
                                2,
                                call -> placing.placeByRole(call, DebtEffects.NONE),
                                OcoParams.SHARED,
                                OcoParams.BY_ROLE))
                .at(
                        "POST",
                        "/api/v3/orderList/oco",
                        "orderList.place.oco",
                        placing(
                                2,
                                call -> placing.placeBySide(call, DebtEffects.NONE),
                                OcoParams.SHARED,
                                OcoParams.BY_SIDE))
                .at(
                        "POST",
                        "/api/v3/orderList/oto",
                        "orderList.place.oto",
                        placing(2, call -> placing.placeLinked(call, DebtEffects.NONE), OtoParams.TAKES))
                .at(
                        "POST",
                        "/api/v3/orderList/otoco",
                        "orderList.place.otoco",
                        placing(3, call -> placing.placeLinkedPair(call, DebtEffects.NONE), OtoParams.TAKES_PAIR))
                .at(
                        "POST",
                        "/api/v3/orderList/opo",
                        "orderList.place.opo",
                        placing(2, placing::placePaying, OtoParams.withoutQuantity(OtoParams.TAKES)))
                .at(
                        "POST",
                        "/api/v3/orderList/opoco",
                        "orderList.place.opoco",
                        placing(3, placing::placePayingPair, OtoParams.withoutQuantity(OtoParams.TAKES_PAIR)))
                .at(
                        "GET",
                        "/api/v3/orderList",
                        "orderList.status",
                        read(1, lists::list, "orderListId", "origClientOrderId"))
                .at(
                        "DELETE",
                        "/api/v3/orderList",
                        "orderList.cancel",
                        canceling(lists::cancelList, "symbol", "orderListId", "listClientOrderId", "newClientOrderId"))
                .at("GET", "/api/v3/openOrderList", "openOrderLists.status", read(LIST_WEIGHT, lists::open))
                .at(
                        "GET",
                        "/api/v3/allOrderList",
                        "allOrderLists",
                        read(LIST_WEIGHT, lists::all, "fromId", "startTime", "endTime", "limit"));
    }

    private void history(TradeHistory history, PreventedMatches prevented) {
        all.at(
                        "GET",
                        "/api/v3/allOrders",
                        "allOrders",
                        read(LIST_WEIGHT, history::orders, "symbol", "orderId", "startTime", "endTime", "limit"))
                .at(
                        "GET",
                        "/api/v3/myTrades",
                        "myTrades",
                        read(
                                LIST_WEIGHT,
                                history::trades,
                                "symbol",
                                "orderId",
                                "startTime",
                                "endTime",
                                "fromId",
                                "limit"))
                .at(
                        "GET",
                        "/api/v3/myPreventedMatches",
                        "myPreventedMatches",
                        read(
                                LIST_WEIGHT,
                                prevented::list,
                                "symbol",
                                "preventedMatchId",
                                "orderId",
                                "fromPreventedMatchId",
                                "limit"));
    }

    private static Operation placing(
            int weight, Function<OperationCall, Object> answering, Set<String> accepted, String... more) {
        return placing(weight, answering, accepted, Set.of(more));
    }

    private static Operation placing(
            int weight, Function<OperationCall, Object> answering, Set<String> accepted, Set<String> more) {
        Set<String> both = new HashSet<>(accepted);
        both.addAll(more);
        return Operation.of(weight, Access.of(Permission.TRADE), answering, both.toArray(String[]::new))
                .partOf(Feature.TRADING);
    }

    private static Operation canceling(Function<OperationCall, Object> answering, String... accepted) {
        return Operation.cancel(1, Access.of(Permission.TRADE), answering, accepted);
    }

    private static Operation read(int weight, Function<OperationCall, Object> answering, String... accepted) {
        return Operation.of(weight, Access.of(Permission.READ), answering, accepted);
    }

    /** Returns the operations, each with its path and its method. */
    public Operations operations() {
        return all;
    }
}
