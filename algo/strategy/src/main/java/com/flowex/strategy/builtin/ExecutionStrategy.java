package com.flowex.strategy.builtin;

import com.flowex.domain.order.Side;
import com.flowex.domain.order.TimeInForce;
import com.flowex.strategy.Strategy;
import com.flowex.strategy.TradingContext;
import com.flowex.strategy.data.Bar;
import com.flowex.strategy.data.BarInterval;
import com.flowex.strategy.data.DataRequest;
import com.flowex.strategy.order.MarketRules;
import com.flowex.strategy.order.OrderIntent;
import com.flowex.strategy.order.OrderType;
import com.flowex.strategy.order.OrderUpdate;
import com.flowex.strategy.order.OwnFill;
import com.flowex.strategy.parameter.ParameterSpec;
import com.flowex.strategy.parameter.Parameters;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Works one large order by immediate-or-cancel slices, each within a band around the last close. A schedule says how
 * much is due; a slice that did not fill is due again with the next bar.
 */
final class ExecutionStrategy implements Strategy {

    private static final String BUY = "buy";
    private static final String SELL = "sell";

    /** Rule for the pace of the large order. */
    interface Schedule {

        /**
         * Returns the quantity of the base asset that is due by the end of the next bar.
         *
         * @param bar bar that has closed
         * @param total whole quantity; an estimate at the bar's close if an amount of money is spent
         */
        double due(Bar bar, double total);
    }

    static final ParameterSpec SIDE =
            new ParameterSpec.Choice("side", "Side of the large order.", List.of(BUY, SELL), BUY);

    static final ParameterSpec SHARE = new ParameterSpec.Decimal(
            CommonParameters.SHARE,
            "Share of the balance at the start that is traded: quote of a buy, base of a sell.",
            0.0001,
            1,
            0.95);

    static final ParameterSpec BAND = new ParameterSpec.Decimal(
            "band", "Greatest distance of a slice's price from the last close, 0.01 for 1 %.", 0.0001, 0.5, 0.01);

    private final String id;
    private final BarInterval interval;
    private final Side side;
    private final double share;
    private final double band;
    private final Schedule schedule;
    private String symbol = "";
    private double budget = Double.NaN;
    private double done;
    private double spent;
    private @Nullable String working;

    ExecutionStrategy(String id, Parameters parameters, Schedule schedule) {
        this.id = id;
        this.interval = CommonParameters.interval(parameters);
        this.side = parameters.text("side").equals(BUY) ? Side.BUY : Side.SELL;
        this.share = parameters.number(CommonParameters.SHARE);
        this.band = parameters.number("band");
        this.schedule = schedule;
    }

    @Override
    public List<DataRequest> subscriptions(List<String> markets) {
        symbol = CommonParameters.onlyMarket(id, markets);
        return List.of(new DataRequest.Bars(symbol, interval));
    }

    @Override
    public void onBar(TradingContext context, Bar bar) {
        MarketRules rules = context.market(symbol);
        if (Double.isNaN(budget)) {
            budget = share
                    * context.balance(side == Side.BUY ? rules.quote() : rules.base())
                            .available();
        }
        double limit = rules.ticks(bar.close() * (side == Side.BUY ? 1 + band : 1 - band));
        double due = schedule.due(bar, done + left(bar.close()));
        if (working != null) {
            return;
        }
        double slice = MarketPosition.tradable(rules, Math.min(due - done, left(limit)), limit);
        if (slice > 0) {
            working = context.place(
                    new OrderIntent(symbol, side, slice, new OrderType.Limit(limit, TimeInForce.IOC, 0, false, 0)));
        }
        context.plot("done", done);
    }

    /** Returns the quantity that is not done yet; for an amount of money, the one that it buys at a price. */
    private double left(double price) {
        return side == Side.BUY ? (budget - spent) / price : budget - done;
    }

    @Override
    public void onFill(TradingContext context, OwnFill fill) {
        done += fill.quantity();
        spent += fill.quantity() * fill.price();
    }

    @Override
    public void onOrder(TradingContext context, OrderUpdate update) {
        if (update.status().isFinal() && update.clientOrderId().equals(working)) {
            working = null;
        }
    }
}
