package com.flowex.backtest.run;

import com.flowex.strategy.data.Bar;
import com.flowex.strategy.data.BookDepth;
import com.flowex.strategy.data.BookTop;
import com.flowex.strategy.data.MarketTrade;
import com.flowex.strategy.order.OrderUpdate;
import com.flowex.strategy.order.OwnFill;

/** Callback that waits for its delivery to the strategy. */
sealed interface Callback {

    record OfBar(Bar bar) implements Callback {}

    record OfTop(BookTop top) implements Callback {}

    record OfDepth(BookDepth depth) implements Callback {}

    record OfTrade(MarketTrade trade) implements Callback {}

    record OfOrder(OrderUpdate update) implements Callback {}

    record OfFill(OwnFill fill) implements Callback {}
}
