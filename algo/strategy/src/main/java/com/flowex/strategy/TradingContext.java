package com.flowex.strategy;

import com.flowex.strategy.order.Balance;
import com.flowex.strategy.order.MarketRules;
import com.flowex.strategy.order.OpenOrder;
import com.flowex.strategy.order.OrderIntent;
import java.util.List;

/**
 * Everything that a strategy can ask and do during a callback. The answers are of the callback's time; none of them
 * waits, and none knows anything later.
 */
public interface TradingContext {

    /** Highest length of a line of {@link #log}; the rest is cut. */
    int LOG_LINE_MAX = 1_000;

    /** Returns the log time of the callback, in nanoseconds since 1970. */
    long timeNanos();

    /**
     * Returns the rules and fees of a market of the run.
     *
     * @throws IllegalArgumentException if the run has no such market
     */
    MarketRules market(String symbol);

    /**
     * Returns the run's balance of an asset; zero for an asset that the account never had.
     *
     * @param asset code, "BTC"
     */
    Balance balance(String asset);

    /** Returns the own open orders of a market, oldest first. */
    List<OpenOrder> openOrders(String symbol);

    /**
     * Places an order after the callback. Its acceptance or refusal comes by {@link Strategy#onOrder}; a value that is
     * not a usable number is refused the same way, naming the field.
     *
     * @return client order id: a function of strategy, run and number of the order, so that a repeated run or a restart
     *     gives the same
     */
    String place(OrderIntent intent);

    /** Cancels an own open order after the callback; nothing happens if it has ended by then. */
    void cancel(String clientOrderId);

    /** Cancels all own open orders of a market after the callback. */
    void cancelAll(String symbol);

    /** Returns the next number of the run's seeded sequence, from 0 inclusive to 1 exclusive. */
    double random();

    /** Adds a line to the run's log; lines above the run's limit are counted and dropped. */
    void log(String line);

    /**
     * Adds a point to a plot of the run's result.
     *
     * @param name name of the plot, "fast average"
     * @param value finite number; others are dropped
     */
    void plot(String name, double value);
}
