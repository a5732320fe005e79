package com.flowex.backtest.run;

import com.flowex.backtest.data.CandleSource;
import com.flowex.backtest.data.MarketDataSource;
import com.flowex.backtest.setup.FillModel;
import com.flowex.backtest.setup.SetupException;
import com.flowex.strategy.Strategy;
import com.flowex.strategy.data.BarInterval;
import com.flowex.strategy.data.DataRequest;
import java.util.List;

/** Data that a strategy subscribes to, checked against what the run's data can give. */
final class Subscriptions {

    private static final String FIELD = "subscriptions";

    private final RunCore core;

    Subscriptions(RunCore core) {
        this.core = core;
    }

    /** @throws SetupException if the data cannot give what the strategy wants */
    void add(Strategy strategy) {
        List<String> symbols =
                core.states.stream().map(state -> state.market.symbol()).toList();
        for (DataRequest request : requested(strategy, symbols)) {
            RunMarket state = core.find(request.symbol());
            if (state == null) {
                throw new SetupException(FIELD, "names " + request.symbol() + ", which is no market of the run");
            }
            add(state, request);
        }
    }

    private static List<DataRequest> requested(Strategy strategy, List<String> symbols) {
        try {
            return strategy.subscriptions(symbols);
        } catch (IllegalArgumentException e) {
            throw new SetupException("markets", "do not suit the strategy: " + e.getMessage());
        }
    }

    private void add(RunMarket state, DataRequest request) {
        MarketDataSource data = state.market.marketSetup.data();
        switch (request) {
            case DataRequest.Bars(var symbol, var interval) -> {
                if (data instanceof CandleSource candles) {
                    requireMultiple(symbol, candles.interval(), interval);
                }
                boolean isKnown =
                        state.series.stream().anyMatch(bars -> bars.interval().equals(interval));
                if (!isKnown) {
                    state.series.add(new BarSeries(
                            symbol,
                            interval,
                            !(data instanceof CandleSource),
                            bar -> core.callbacks.add(new Callback.OfBar(bar))));
                }
            }
            case DataRequest.Top(var symbol) -> {
                requireBook(symbol);
                state.book.wantTop();
            }
            case DataRequest.Depth(var symbol, var levels) -> {
                requireBook(symbol);
                state.book.wantDepth(levels);
            }
            case DataRequest.Trades(var symbol) -> {
                if (data instanceof CandleSource) {
                    throw new SetupException(FIELD, "wants trades of " + symbol + ", but its data is candles");
                }
                state.wantsTrades = true;
            }
        }
    }

    private static void requireMultiple(String symbol, BarInterval base, BarInterval interval) {
        if (interval.nanos() % base.nanos() != 0) {
            throw new SetupException(
                    FIELD,
                    "wants bars of " + interval + " of " + symbol + ", which are no multiple of its candles of "
                            + base);
        }
    }

    private void requireBook(String symbol) {
        if (!(core.request.fillModel() instanceof FillModel.OrderByOrder)) {
            throw new SetupException(FIELD, "wants the book of " + symbol + ", which only order-by-order data has");
        }
    }
}
