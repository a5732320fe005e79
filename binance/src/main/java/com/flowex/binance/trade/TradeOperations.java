package com.flowex.binance.trade;

import com.flowex.binance.call.Call;
import com.flowex.binance.call.Operation;
import com.flowex.binance.call.Operations;
import com.flowex.binance.call.Symbols;
import com.flowex.desk.Desk;
import com.flowex.edge.access.Permission;
import com.flowex.edge.http.Access;
import com.flowex.edge.tenancy.Feature;
import com.flowex.trading.TradingReads;
import com.flowex.wallet.WalletService;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/** Every operation of orders and accounts: at its path of HTTP, and at its method of the WebSocket API where it has one. */
public final class TradeOperations {

    private static final int LIST_WEIGHT = 3;

    private final Operations all = new Operations();

    /**
     * All of them.
     *
     * @param reads of trading
     */
    public TradeOperations(Desk desk, Symbols symbols, TradingReads reads, WalletService wallet, InstantSource clock) {
        OwnOrders own = new OwnOrders(desk, symbols, reads);
        PlaceOperations place = new PlaceOperations(desk, new OrderParams(symbols, desk));
        CancelOperations cancel = new CancelOperations(desk, symbols, own, reads);
        TradeHistory history = new TradeHistory(symbols, own, reads);
        AccountOperations account = new AccountOperations(desk, symbols, reads, wallet, clock);
        all.at("POST", "/api/v3/order", "order.place", placing(place::place));
        all.at("GET", "/api/v3/order", "order.status", read(1, own::order, "symbol", "orderId", "origClientOrderId"));
        all.at(
                "DELETE",
                "/api/v3/order",
                "order.cancel",
                canceling(cancel::cancel, "symbol", "orderId", "origClientOrderId", "newClientOrderId"));
        all.at("GET", "/api/v3/openOrders", "openOrders.status", read(LIST_WEIGHT, own::open, "symbol"));
        all.at("DELETE", "/api/v3/openOrders", "openOrders.cancelAll", canceling(cancel::cancelAll, "symbol"));
        all.at(
                "GET",
                "/api/v3/allOrders",
                "allOrders",
                read(LIST_WEIGHT, history::orders, "symbol", "orderId", "startTime", "endTime", "limit"));
        all.at(
                "GET",
                "/api/v3/myTrades",
                "myTrades",
                read(LIST_WEIGHT, history::trades, "symbol", "orderId", "startTime", "endTime", "fromId", "limit"));
        all.at("GET", "/api/v3/account", "account.status", read(LIST_WEIGHT, account::account, "omitZeroBalances"));
        all.at("GET", "/api/v3/account/commission", "account.commission", read(1, account::commission, "symbol"));
    }

    private static Operation placing(Function<Call, Object> answering, String... more) {
        Set<String> takes = new HashSet<>(OrderParams.TAKES);
        takes.addAll(List.of(more));
        return Operation.of(1, Access.of(Permission.TRADE), answering, takes.toArray(String[]::new))
                .partOf(Feature.TRADING);
    }

    private static Operation canceling(Function<Call, Object> answering, String... takes) {
        return Operation.cancel(1, Access.of(Permission.TRADE), answering, takes);
    }

    private static Operation read(int weight, Function<Call, Object> answering, String... takes) {
        return Operation.of(weight, Access.of(Permission.READ), answering, takes);
    }

    /** Each with its path and its method. */
    public Operations operations() {
        return all;
    }
}
