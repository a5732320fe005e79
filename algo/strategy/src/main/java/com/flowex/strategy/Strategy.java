package com.flowex.strategy;

import com.flowex.strategy.data.Bar;
import com.flowex.strategy.data.BookDepth;
import com.flowex.strategy.data.BookTop;
import com.flowex.strategy.data.DataRequest;
import com.flowex.strategy.data.MarketTrade;
import com.flowex.strategy.order.OrderUpdate;
import com.flowex.strategy.order.OwnFill;
import java.util.List;

/**
 * A program that trades. One run has one instance, and one thread calls it; nothing that it keeps is shared.
 *
 * <p>Callbacks come in log time. A callback sees data up to its own time only: a bar arrives when it has closed. An
 * order that a callback places reaches the market after the callback has returned and the run's latency has passed.
 */
public interface Strategy {

    /**
     * Returns the data that the strategy wants, for the markets of its run. The run asks once, before
     * {@link #onStart}.
     *
     * @param markets symbols of the run, at least one
     */
    List<DataRequest> subscriptions(List<String> markets);

    /** Called once before any data. */
    default void onStart(TradingContext context) {}

    /** Called when a bar has closed. */
    default void onBar(TradingContext context, Bar bar) {}

    /** Called when the best bid or ask has changed, once a command of the market. */
    default void onTop(TradingContext context, BookTop top) {}

    /** Called when one of the wanted levels has changed, once a command of the market. */
    default void onDepth(TradingContext context, BookDepth depth) {}

    /** Called for each public trade. */
    default void onTrade(TradingContext context, MarketTrade trade) {}

    /** Called for each change of an own order, also for its refusal. */
    default void onOrder(TradingContext context, OrderUpdate update) {}

    /** Called for each fill of an own order, before the {@link #onOrder} of the same trade. */
    default void onFill(TradingContext context, OwnFill fill) {}

    /** Called once after all data, unless the run was killed. Orders that it places are refused. */
    default void onStop(TradingContext context) {}
}
