package com.flowex.trading;

import com.flowex.orderentry.read.ConsistentView;
import com.flowex.trading.app.AccountFees;
import com.flowex.trading.app.order.OrderVersions;
import com.flowex.trading.store.FillQueries;
import com.flowex.trading.store.RiskQueries;
import com.flowex.trading.store.order.OrderHistory;
import com.flowex.trading.store.order.OrderQueries;
import com.flowex.trading.store.order.PreventedTradeQueries;

/**
 * Queries of trading for other interfaces, for example the Binance API.
 *
 * @param past reads orders from the view's history; like {@code fills}, its result may be a moment old
 * @param versions reads orders as single commands left them
 * @param view makes a caller wait until the view shows their own writes
 */
public record TradingQueries(
        OrderQueries orders,
        OrderQueries past,
        FillQueries fills,
        OrderHistory life,
        OrderVersions versions,
        PreventedTradeQueries preventions,
        AccountFees fees,
        RiskQueries risk,
        ConsistentView view) {}
