package com.flowex.strategy.builtin;

import com.flowex.domain.order.Side;
import com.flowex.domain.order.TimeInForce;
import com.flowex.strategy.Strategy;
import com.flowex.strategy.StrategyProvider;
import com.flowex.strategy.TradingContext;
import com.flowex.strategy.data.BookDepth;
import com.flowex.strategy.data.DataRequest;
import com.flowex.strategy.indicator.ExponentialMovingAverage;
import com.flowex.strategy.order.MarketRules;
import com.flowex.strategy.order.OpenOrder;
import com.flowex.strategy.order.OrderIntent;
import com.flowex.strategy.order.OrderType;
import com.flowex.strategy.parameter.ParameterSpec;
import com.flowex.strategy.parameter.Parameters;
import java.util.List;

/** Market maker that leans its two quotes against its inventory (Avellaneda and Stoikov 2008). */
public final class AvellanedaStoikov implements StrategyProvider {

    @Override
    public String id() {
        return "avellaneda-stoikov";
    }

    @Override
    public String summary() {
        return "Quotes both sides of the book, lower the more it holds and wider the more the price moves.";
    }

    @Override
    public List<ParameterSpec> parameters() {
        return List.of(
                new ParameterSpec.Decimal("size", "Share of the equity in each quote.", 0.0001, 0.5, 0.02),
                new ParameterSpec.Decimal(
                        "target", "Share of the equity that it wants to hold in the base.", 0, 1, 0.5),
                new ParameterSpec.Decimal(
                        "riskAversion", "Aversion to inventory, a basis point and quote size.", 0.0001, 10, 0.02),
                new ParameterSpec.Decimal(
                        "fillDecay", "Decay of the rate of fills, for each basis point from the mid.", 0.001, 10, 0.3),
                new ParameterSpec.Decimal("horizonSeconds", "Time for which inventory is a risk.", 1, 86_400, 60),
                new ParameterSpec.Decimal(
                        "refreshSeconds", "Least time from one pair of quotes to the next.", 0.1, 3_600, 5),
                new ParameterSpec.Whole("samples", "Refreshes over which the volatility is averaged.", 2, 10_000, 30),
                new ParameterSpec.Decimal(
                        "spreadMax",
                        "Widest spread of the others, in basis points, at which it quotes.",
                        1,
                        10_000,
                        100));
    }

    @Override
    public Strategy create(Parameters parameters) {
        return new Maker(parameters);
    }

    /** Prices are compared in basis points of the mid, so that parameters fit any market. */
    private static final class Maker implements Strategy {

        private static final double BASIS_POINTS = 10_000;
        private static final double NANOS_PER_SECOND = 1e9;

        /** Levels of a side; its own quote may be alone at one. */
        private static final int LEVELS = 2;

        private final double size;
        private final double target;
        private final double riskAversion;
        private final double fillDecay;
        private final double horizonSeconds;
        private final double refreshSeconds;
        private final double spreadMax;
        private final ExponentialMovingAverage variancePerSecond;
        private String symbol = "";
        private double lastMid;
        private long lastNanos;

        Maker(Parameters parameters) {
            this.size = parameters.number("size");
            this.target = parameters.number("target");
            this.riskAversion = parameters.number("riskAversion");
            this.fillDecay = parameters.number("fillDecay");
            this.horizonSeconds = parameters.number("horizonSeconds");
            this.refreshSeconds = parameters.number("refreshSeconds");
            this.spreadMax = parameters.number("spreadMax");
            this.variancePerSecond = ExponentialMovingAverage.ofPeriod(CommonParameters.period(parameters, "samples"));
        }

        @Override
        public List<DataRequest> subscriptions(List<String> markets) {
            symbol = CommonParameters.onlyMarket("avellaneda-stoikov", markets);
            return List.of(new DataRequest.Depth(symbol, LEVELS));
        }

        @Override
        public void onDepth(TradingContext context, BookDepth depth) {
            double seconds = (depth.timeNanos() - lastNanos) / NANOS_PER_SECOND;
            boolean isDue = lastMid == 0 || seconds >= refreshSeconds;
            List<OpenOrder> own = context.openOrders(symbol);
            if (!isDue && own.isEmpty()) {
                return;
            }
            double bestBid = bestOfOthers(context.market(symbol), own, Side.BUY, depth.bids());
            double bestAsk = bestOfOthers(context.market(symbol), own, Side.SELL, depth.asks());
            double mid = (bestBid + bestAsk) / 2;
            if (bestBid == 0 || bestAsk == 0 || (bestAsk - bestBid) / mid * BASIS_POINTS > spreadMax) {
                // The mid of a book with a gap is no price, and a quote next to the other side would be far from one.
                context.cancelAll(symbol);
                return;
            }
            if (!isDue) {
                return;
            }
            if (lastMid > 0) {
                double move = Math.log(mid / lastMid) * BASIS_POINTS;
                variancePerSecond.update(move * move / seconds);
            }
            lastMid = mid;
            lastNanos = depth.timeNanos();
            if (variancePerSecond.ready()) {
                quote(context, bestBid, bestAsk);
            }
        }

        /** Returns the best price at which another order stands, so that it never follows its own quote; 0 if none. */
        private static double bestOfOthers(
                MarketRules rules, List<OpenOrder> own, Side side, List<BookDepth.Level> levels) {
            for (BookDepth.Level level : levels) {
                double ownQuantity = 0;
                for (OpenOrder order : own) {
                    if (order.intent().side() == side && Math.abs(limit(order) - level.price()) < rules.tick() / 2) {
                        ownQuantity += order.remaining();
                    }
                }
                if (level.quantity() - ownQuantity > rules.lot() / 2) {
                    return level.price();
                }
            }
            return 0;
        }

        private void quote(TradingContext context, double bestBid, double bestAsk) {
            MarketRules rules = context.market(symbol);
            double mid = (bestBid + bestAsk) / 2;
            double base = context.balance(rules.base()).total();
            double equity = context.balance(rules.quote()).total() + base * mid;
            double inventory = (base * mid - target * equity) / (size * equity);
            double risk = riskAversion * variancePerSecond.value() * horizonSeconds;
            double reservation = -inventory * risk;
            double halfSpread = risk / 2 + Math.log1p(riskAversion / fillDecay) / riskAversion;
            // A quote that would take liquidity stands at the other side's best instead.
            double bid = Math.min(mid * (1 + (reservation - halfSpread) / BASIS_POINTS), bestAsk - rules.tick());
            double ask = Math.max(mid * (1 + (reservation + halfSpread) / BASIS_POINTS), bestBid + rules.tick());
            context.plot("inventory", inventory);

            context.cancelAll(symbol);
            double money = context.balance(rules.quote()).available();
            double coins = context.balance(rules.base()).available();
            // The amounts that the canceled orders hold are free again before the new ones arrive.
            for (OpenOrder order : context.openOrders(symbol)) {
                if (order.intent().side() == Side.BUY) {
                    money += order.remaining() * limit(order);
                } else {
                    coins += order.remaining();
                }
            }
            place(context, Side.BUY, Math.min(size * equity, money) / bid, bid);
            place(context, Side.SELL, Math.min(size * equity / ask, coins), ask);
        }

        private static double limit(OpenOrder order) {
            return order.intent().type() instanceof OrderType.Limit limit ? limit.price() : 0;
        }

        private void place(TradingContext context, Side side, double quantity, double price) {
            MarketRules rules = context.market(symbol);
            double lots = MarketPosition.tradable(rules, quantity, price);
            if (lots > 0 && price > 0) {
                context.place(new OrderIntent(
                        symbol, side, lots, new OrderType.Limit(rules.ticks(price), TimeInForce.GTC, 0, true, 0)));
            }
        }
    }
}
