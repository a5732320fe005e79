package com.flowex.trading;

import com.flowex.desk.ConsistentView;
import com.flowex.trading.fee.AccountFees;
import com.flowex.trading.fill.FillQueries;
import com.flowex.trading.order.OrderLife;
import com.flowex.trading.order.OrderQueries;
import com.flowex.trading.order.OrderVersions;
import com.flowex.trading.order.PreventionQueries;
import com.flowex.trading.risk.RiskQueries;

/**
 * What may be asked of trading, whichever door it is asked at.
 *
 * @param past of orders and, as {@code fills}, what may be read where it is a moment old
 * @param versions of orders, as commands left them
 * @param view by which a caller waits for their own writes
 */
public record TradingReads(
        OrderQueries orders,
        OrderQueries past,
        FillQueries fills,
        OrderLife life,
        OrderVersions versions,
        PreventionQueries preventions,
        AccountFees fees,
        RiskQueries risk,
        ConsistentView view) {}
