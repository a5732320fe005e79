package com.flowex.trading.view;

import com.flowex.domain.event.Fill;
import com.flowex.domain.event.TradeExecuted;
import com.flowex.domain.order.Side;
import com.flowex.platform.projection.rows.BulkRows;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Writes trades: a row for each side. */
final class FillTable {

    /** One side of a trade. */
    private record TradeSide(ExecutedTrade trade, Fill fill, boolean isMaker, Side side) {
        TradeExecuted event() {
            return trade.event();
        }
    }

    private static final BulkRows<TradeSide> PARTS = BulkRows.<TradeSide>of()
            .int4("tenant", part -> part.fill().account().tenant())
            .int8("account", part -> part.fill().account().number())
            .int8("sequence", part -> part.trade().sequence())
            .bool("maker", TradeSide::isMaker)
            .int8("trade_id", part -> part.event().trade().value())
            .int8("order_id", part -> part.fill().order().value())
            .int4("instrument_id", part -> part.event().instrument().value())
            .bool("buy", part -> part.side() == Side.BUY)
            .int8("price", part -> part.event().price().units())
            .int8("quantity", part -> part.event().quantity().units())
            .int8("quote", part -> part.event().quote().units())
            .int8("fee", part -> Math.max(part.fill().fee().units(), 0))
            .int8("rebate", part -> Math.max(-part.fill().fee().units(), 0))
            .int8("executed_nanos", part -> part.trade().timeNanos());

    void write(Connection connection, List<ExecutedTrade> trades) throws SQLException {
        List<TradeSide> parts = new ArrayList<>(2 * trades.size());
        for (ExecutedTrade trade : trades) {
            TradeExecuted event = trade.event();
            parts.add(
                    new TradeSide(trade, event.maker(), true, event.takerSide().opposite()));
            parts.add(new TradeSide(trade, event.taker(), false, event.takerSide()));
        }
        PARTS.copyInto(connection, "fills", parts);
    }
}
