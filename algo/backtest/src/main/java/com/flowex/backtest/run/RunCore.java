package com.flowex.backtest.run;

import com.flowex.backtest.setup.BacktestRequest;
import com.flowex.backtest.setup.FillModel;
import com.flowex.backtest.setup.MarketSetup;
import com.flowex.backtest.venue.RunVenue;
import com.flowex.backtest.venue.VenueMarket;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/** Parts of a run that know each other: exchange, markets, own orders, balances, and callbacks that wait. */
final class RunCore {

    final BacktestRequest request;
    final Queue<Callback> callbacks = new ArrayDeque<>();
    final OwnBalances balances = new OwnBalances();
    final OwnOrders orders;
    final RunVenue venue;
    final EquityRecorder equity;
    final List<RunMarket> states = new ArrayList<>();
    private final Map<String, RunMarket> bySymbol = new HashMap<>();

    /** True if a mark changed that belongs to the next point of the equity curve. */
    boolean isMarkDue;

    RunCore(BacktestRequest request, int counterparties) {
        this.request = request;
        this.orders = new OwnOrders(this);
        this.venue = new RunVenue(request, counterparties, orders::on);
        this.equity = new EquityRecorder(venue, balances, request.valuationAsset());
        equity.start();
        for (VenueMarket market : venue.markets()) {
            MarketSetup marketSetup = market.marketSetup;
            RunMarket state = new RunMarket(this, market, marketSetup.data());
            states.add(state);
            bySymbol.put(marketSetup.symbol(), state);
        }
    }

    boolean knowsQueue() {
        return request.fillModel() instanceof FillModel.OrderByOrder;
    }

    @Nullable
    RunMarket find(String symbol) {
        return bySymbol.get(symbol);
    }
}
