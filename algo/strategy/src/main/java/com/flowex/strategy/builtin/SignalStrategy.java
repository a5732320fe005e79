package com.flowex.strategy.builtin;

import com.flowex.strategy.Strategy;
import com.flowex.strategy.TradingContext;
import com.flowex.strategy.data.Bar;
import com.flowex.strategy.data.BarInterval;
import com.flowex.strategy.data.DataRequest;
import com.flowex.strategy.order.OrderUpdate;
import com.flowex.strategy.order.OwnFill;
import com.flowex.strategy.parameter.Parameters;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;

/**
 * Strategy that is invested or not, by one rule for each market. It buys by market order for a share of the equity and
 * sells the whole position; it is never short. A market's order has to end before its next one.
 */
final class SignalStrategy implements Strategy {

    private static final class Traded {
        final MarketPosition position;
        final Signal signal;
        final String plotPrefix;
        double price;
        // A sale that found too few buyers is repeated with the next bar.
        boolean isLeaving;

        Traded(String symbol, Signal signal, String plotPrefix) {
            this.position = new MarketPosition(symbol);
            this.signal = signal;
            this.plotPrefix = plotPrefix;
        }
    }

    private final BarInterval interval;
    private final double share;
    private final Supplier<Signal> signals;
    private final Map<String, Traded> traded = new LinkedHashMap<>();

    SignalStrategy(Parameters parameters, Supplier<Signal> signals) {
        this.interval = CommonParameters.interval(parameters);
        this.share = parameters.number(CommonParameters.SHARE);
        this.signals = signals;
    }

    @Override
    public List<DataRequest> subscriptions(List<String> markets) {
        for (String market : markets) {
            traded.put(market, new Traded(market, signals.get(), markets.size() == 1 ? "" : market + " "));
        }
        return markets.stream()
                .<DataRequest>map(market -> new DataRequest.Bars(market, interval))
                .toList();
    }

    @Override
    public void onBar(TradingContext context, Bar bar) {
        Traded market = Objects.requireNonNull(traded.get(bar.symbol()));
        market.price = bar.close();
        Signal.Decision decision = market.signal.onBar(bar);
        market.signal.plot((name, value) -> context.plot(market.plotPrefix + name, value));
        if (decision != Signal.Decision.STAY) {
            market.isLeaving = decision == Signal.Decision.LEAVE;
        }
        if (market.position.isBusy()) {
            return;
        }
        boolean isOpen = market.position.isOpen(context, bar.close());
        if (decision == Signal.Decision.ENTER && !isOpen) {
            double equity = equity(context, context.market(bar.symbol()).quote());
            market.position.buy(context, equity * share / traded.size(), bar.close());
        } else if (market.isLeaving && isOpen) {
            market.position.sell(context, bar.close());
        }
    }

    /** Returns the money in a quote asset and the positions that were bought for it, at their last closes. */
    private double equity(TradingContext context, String quote) {
        double equity = context.balance(quote).total();
        for (Map.Entry<String, Traded> entry : traded.entrySet()) {
            if (context.market(entry.getKey()).quote().equals(quote)) {
                equity += entry.getValue().position.quantity() * entry.getValue().price;
            }
        }
        return equity;
    }

    @Override
    public void onFill(TradingContext context, OwnFill fill) {
        Objects.requireNonNull(traded.get(fill.symbol())).position.onFill(context, fill);
    }

    @Override
    public void onOrder(TradingContext context, OrderUpdate update) {
        Objects.requireNonNull(traded.get(update.symbol())).position.onOrder(update);
    }
}
