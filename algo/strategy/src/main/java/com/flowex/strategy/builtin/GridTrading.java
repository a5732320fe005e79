package com.flowex.strategy.builtin;

import com.flowex.domain.order.Side;
import com.flowex.strategy.Strategy;
import com.flowex.strategy.StrategyProvider;
import com.flowex.strategy.TradingContext;
import com.flowex.strategy.data.Bar;
import com.flowex.strategy.data.BarInterval;
import com.flowex.strategy.data.DataRequest;
import com.flowex.strategy.order.MarketRules;
import com.flowex.strategy.order.OrderIntent;
import com.flowex.strategy.order.OrderStatus;
import com.flowex.strategy.order.OrderUpdate;
import com.flowex.strategy.order.OwnFill;
import com.flowex.strategy.parameter.ParameterSpec;
import com.flowex.strategy.parameter.Parameters;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Rests buys below the price, and sells what each bought one level higher. */
public final class GridTrading implements StrategyProvider {

    @Override
    public String id() {
        return "grid";
    }

    @Override
    public String summary() {
        return "Rests buys at levels below the price, and sells what a level bought at the level above it.";
    }

    @Override
    public List<ParameterSpec> parameters() {
        return List.of(
                CommonParameters.interval("1h"),
                new ParameterSpec.Whole("levels", "Number of buy levels.", 1, 100, 5),
                new ParameterSpec.Decimal("step", "Distance from level to level, 0.01 for 1 %.", 0.0001, 0.5, 0.01),
                new ParameterSpec.Decimal(
                        CommonParameters.SHARE,
                        "Share of the quote balance at the start that all levels spend together.",
                        0.001,
                        1,
                        0.9),
                new ParameterSpec.Decimal(
                        "stop", "Fall below the lowest level at which it sells all and ends; 0 for none.", 0, 0.9, 0),
                new ParameterSpec.Flag(
                        "follow", "True if an empty grid moves up when the price has left it by a step.", true));
    }

    @Override
    public Strategy create(Parameters parameters) {
        return new Grid(parameters);
    }

    private static final class Level {
        final int number;
        double held;

        @Nullable
        String working;

        Level(int number) {
            this.number = number;
        }
    }

    private static final class Grid implements Strategy {

        private final BarInterval interval;
        private final double step;
        private final double share;
        private final double stop;
        private final boolean isFollowing;
        private final List<Level> levels = new ArrayList<>();
        private String symbol = "";
        private double anchor;
        private double moneyPerLevel;
        private boolean isMoving;
        private boolean isStopped;

        Grid(Parameters parameters) {
            this.interval = CommonParameters.interval(parameters);
            this.step = parameters.number("step");
            this.share = parameters.number(CommonParameters.SHARE);
            this.stop = parameters.number("stop");
            this.isFollowing = parameters.flag("follow");
            for (int i = 1; i <= parameters.whole("levels"); i++) {
                levels.add(new Level(i));
            }
        }

        @Override
        public List<DataRequest> subscriptions(List<String> markets) {
            symbol = CommonParameters.onlyMarket("grid", markets);
            return List.of(new DataRequest.Bars(symbol, interval));
        }

        @Override
        public void onBar(TradingContext context, Bar bar) {
            if (anchor == 0) {
                anchor = bar.close();
                double money = context.balance(context.market(symbol).quote()).available();
                moneyPerLevel = money * share / levels.size();
            }
            if (isStopped || isBelowStop(bar.close())) {
                sellAll(context);
                return;
            }
            follow(context, bar.close());
            if (!isMoving) {
                levels.forEach(level -> work(context, level));
            }
        }

        private double price(int number) {
            return anchor * Math.pow(1 - step, number);
        }

        private boolean isBelowStop(double price) {
            return stop > 0 && price < price(levels.size()) * (1 - stop);
        }

        /** Cancels the grid when the price has left it; the new one begins once every order has ended. */
        private void follow(TradingContext context, double price) {
            boolean isEmpty = levels.stream().allMatch(level -> sellable(context, level) == 0);
            boolean isIdle = levels.stream().allMatch(level -> level.working == null);
            if (isMoving && isIdle) {
                isMoving = false;
                anchor = isEmpty ? price : anchor;
            } else if (isFollowing && !isMoving && isEmpty && price > anchor * (1 + step)) {
                isMoving = true;
                context.cancelAll(symbol);
            }
        }

        /** Places the level's next order, unless one is under way. */
        private void work(TradingContext context, Level level) {
            if (level.working != null) {
                return;
            }
            MarketRules rules = context.market(symbol);
            double toSell = sellable(context, level);
            if (toSell > 0) {
                double above = rules.ticks(price(level.number - 1));
                level.working = context.place(OrderIntent.limit(symbol, Side.SELL, toSell, above));
                return;
            }
            double below = rules.ticks(price(level.number));
            double toBuy = MarketPosition.tradable(rules, moneyPerLevel / below, below);
            if (toBuy > 0 && toBuy * below <= context.balance(rules.quote()).available()) {
                level.working = context.place(OrderIntent.limit(symbol, Side.BUY, toBuy, below));
            }
        }

        private double sellable(TradingContext context, Level level) {
            return MarketPosition.tradable(context.market(symbol), level.held, price(level.number));
        }

        private void sellAll(TradingContext context) {
            if (!isStopped) {
                isStopped = true;
                context.log(symbol + ": the price is below the stop, the grid ends");
                context.cancelAll(symbol);
            }
            for (Level level : levels) {
                double toSell = sellable(context, level);
                if (level.working == null && toSell > 0) {
                    level.working = context.place(OrderIntent.market(symbol, Side.SELL, toSell));
                }
            }
        }

        @Override
        public void onFill(TradingContext context, OwnFill fill) {
            for (Level level : levels) {
                if (fill.clientOrderId().equals(level.working)) {
                    level.held += MarketPosition.received(fill, context.market(symbol));
                }
            }
        }

        @Override
        public void onOrder(TradingContext context, OrderUpdate update) {
            if (!update.status().isFinal()) {
                return;
            }
            for (Level level : levels) {
                if (update.clientOrderId().equals(level.working)) {
                    level.working = null;
                    // A refused order is tried again with the next bar, or it would be refused without end.
                    if (update.status() == OrderStatus.FILLED && !isMoving && !isStopped) {
                        work(context, level);
                    }
                }
            }
        }
    }
}
