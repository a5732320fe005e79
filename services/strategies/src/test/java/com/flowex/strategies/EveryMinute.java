package com.flowex.strategies;

import com.flowex.domain.order.Side;
import com.flowex.strategy.BarBatch;
import com.flowex.strategy.BatchedStrategy;
import com.flowex.strategy.Strategy;
import com.flowex.strategy.StrategyProvider;
import com.flowex.strategy.TradingContext;
import com.flowex.strategy.data.Bar;
import com.flowex.strategy.data.BarInterval;
import com.flowex.strategy.data.BookDepth;
import com.flowex.strategy.data.BookTop;
import com.flowex.strategy.data.DataRequest;
import com.flowex.strategy.data.MarketTrade;
import com.flowex.strategy.order.OrderIntent;
import com.flowex.strategy.order.OrderUpdate;
import com.flowex.strategy.parameter.ParameterSpec;
import com.flowex.strategy.parameter.Parameters;
import java.util.List;

/**
 * Places a bid each minute, or a market order, and logs each refusal. If it takes levels of the book, it logs book and
 * trades, and places a bid for each trade in the place of one each minute.
 */
final class EveryMinute implements StrategyProvider {

    private final double further;

    /** @param further distance of bids besides the parameter, which another version of the strategy has */
    EveryMinute(double further) {
        this.further = further;
    }

    @Override
    public String id() {
        return "every-minute";
    }

    @Override
    public String summary() {
        return "Places an order each minute.";
    }

    @Override
    public List<ParameterSpec> parameters() {
        return List.of(
                new ParameterSpec.Decimal("quantity", "Quantity of an order", 0.001, 10, 0.01),
                new ParameterSpec.Decimal("below", "Distance below the close; 0 for a market order", 0, 1e6, 100),
                new ParameterSpec.Whole("levels", "Levels of the book that it takes; 0 for none", 0, 20, 0),
                new ParameterSpec.Flag("fails", "True if it fails at the second bar", false));
    }

    @Override
    public Strategy create(Parameters parameters) {
        return new BatchedStrategy() {
            private int bars;

            @Override
            public List<DataRequest> subscriptions(List<String> markets) {
                String symbol = markets.getFirst();
                int levels = (int) parameters.whole("levels");
                return levels == 0
                        ? List.of(new DataRequest.Bars(symbol, BarInterval.parse("1m")))
                        : List.of(
                                new DataRequest.Top(symbol),
                                new DataRequest.Depth(symbol, levels),
                                new DataRequest.Trades(symbol));
            }

            @Override
            public void onTop(TradingContext context, BookTop top) {
                context.log("top " + top.bid() + " " + top.ask());
            }

            @Override
            public void onDepth(TradingContext context, BookDepth depth) {
                context.log("depth " + depth.bids().size() + " " + depth.asks().size());
            }

            @Override
            public void onTrade(TradingContext context, MarketTrade trade) {
                context.log("trade at " + trade.price());
                context.place(OrderIntent.limit(
                        trade.symbol(), Side.BUY, parameters.number("quantity"), trade.price() - 100));
            }

            @Override
            public int onBars(BarBatch batch) {
                onBar(batch.at(0), batch.bar(0));
                return 1;
            }

            @Override
            public void onBar(TradingContext context, Bar bar) {
                if (++bars == 2 && parameters.flag("fails")) {
                    throw new IllegalStateException("it fails");
                }
                double below = parameters.number("below");
                double quantity = parameters.number("quantity");
                context.place(
                        below == 0
                                ? OrderIntent.market(bar.symbol(), Side.BUY, quantity)
                                : OrderIntent.limit(bar.symbol(), Side.BUY, quantity, bar.close() - below - further));
            }

            @Override
            public void onOrder(TradingContext context, OrderUpdate update) {
                context.log(update.status() + " " + update.reason());
            }
        };
    }
}
