package com.flowex.trading.view;

import com.flowex.domain.Side;
import com.flowex.domain.event.Fill;
import com.flowex.domain.event.TradeExecuted;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** Writes trades, a row for each side. */
final class FillTable {

    private static final String COPY = """
            COPY fills
            (tenant, account, sequence, maker, trade_id, order_id, instrument_id, buy, price, quantity, quote, fee,
             rebate, executed_nanos) FROM STDIN (FORMAT binary)""";

    private static final int COLUMN_COUNT = 14;

    private final CopyRows rows = new CopyRows();

    void write(Connection connection, List<ExecutedTrade> trades) throws SQLException, IOException {
        rows.clear();
        for (ExecutedTrade trade : trades) {
            TradeExecuted event = trade.event();
            row(trade, event.maker(), true, event.takerSide().opposite());
            row(trade, event.taker(), false, event.takerSide());
        }
        rows.copyInto(connection, COPY);
    }

    private void row(ExecutedTrade trade, Fill fill, boolean maker, Side side) {
        TradeExecuted event = trade.event();
        rows.row(COLUMN_COUNT);
        rows.int4(fill.account().tenant());
        rows.int8(fill.account().number());
        rows.int8(trade.sequence());
        rows.bool(maker);
        rows.int8(event.trade().value());
        rows.int8(fill.order().value());
        rows.int4(event.instrument().value());
        rows.bool(side == Side.BUY);
        rows.int8(event.price().units());
        rows.int8(event.quantity().units());
        rows.int8(event.quote().units());
        rows.int8(Math.max(fill.fee().units(), 0));
        rows.int8(Math.max(-fill.fee().units(), 0));
        rows.int8(trade.timeNanos());
    }
}
