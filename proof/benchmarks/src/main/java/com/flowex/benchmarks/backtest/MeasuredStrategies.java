package com.flowex.benchmarks.backtest;

import com.flowex.domain.order.Side;
import com.flowex.strategy.Strategy;
import com.flowex.strategy.TradingContext;
import com.flowex.strategy.data.Bar;
import com.flowex.strategy.data.BarInterval;
import com.flowex.strategy.data.BookTop;
import com.flowex.strategy.data.DataRequest;
import com.flowex.strategy.order.OrderIntent;
import java.util.List;

/** Strategies that are measured beside the built-in ones. */
final class MeasuredStrategies {

    /** The rule of the built-in moving-average cross, written as a user would write it. */
    static final String CROSS_SCRIPT = """
            strategy({
              parameters: {
                interval: {type: 'choice', choices: ['4h', '1d'], default: '4h', meaning: 'length of a bar'},
              },
              subscriptions: (markets, parameters) => markets.map((m) => Data.bars(m, parameters.interval)),
              onStart(ctx) {
                this.closes = new Array(30).fill(0);
                this.bars = 0; this.fast = 0; this.slow = 0; this.above = null;
              },
              onBar(ctx, bar) {
                const at = this.bars % 30;
                this.slow += bar.close - this.closes[at];
                this.fast += bar.close - (this.bars < 10 ? 0 : this.closes[(this.bars + 20) % 30]);
                this.closes[at] = bar.close;
                this.bars++;
                if (this.bars < 30) return;
                const above = this.fast / 10 > this.slow / 30;
                if (this.above !== null && above !== this.above) {
                  ctx.place(Order.market({symbol: bar.symbol, side: above ? 'BUY' : 'SELL', quantity: 1}));
                }
                this.above = above;
              },
            });
            """;

    private MeasuredStrategies() {}

    /** The same rule in Java, with the same quantities as the script. */
    static final class Cross implements Strategy {

        private final double[] closes = new double[30];
        private int bars;
        private double fast;
        private double slow;
        private int before;

        @Override
        public List<DataRequest> subscriptions(List<String> markets) {
            return List.of(new DataRequest.Bars(markets.getFirst(), BarInterval.parse("4h")));
        }

        @Override
        public void onBar(TradingContext context, Bar bar) {
            int at = bars % 30;
            slow += bar.close() - closes[at];
            fast += bar.close() - (bars < 10 ? 0 : closes[(bars + 20) % 30]);
            closes[at] = bar.close();
            bars++;
            if (bars < 30) {
                return;
            }
            int side = fast / 10 > slow / 30 ? 1 : -1;
            if (before != 0 && side != before) {
                context.place(OrderIntent.market(bar.symbol(), side > 0 ? Side.BUY : Side.SELL, 1));
            }
            before = side;
        }
    }

    /** Moves a bid with the book, each ten thousandth change of the top. */
    static final class Quoter implements Strategy {

        private static final int EVERY = 10_000;

        private long tops;

        @Override
        public List<DataRequest> subscriptions(List<String> markets) {
            return List.of(new DataRequest.Top(markets.getFirst()));
        }

        @Override
        public void onTop(TradingContext context, BookTop top) {
            if (++tops % EVERY == 0 && top.bid() > 0) {
                context.cancelAll(top.symbol());
                context.place(OrderIntent.limit(top.symbol(), Side.BUY, 0.5, top.bid()));
            }
        }
    }

    /** Opens a number of trades, then buys and sells once a bar and measures the bars. */
    static final class OpenTrades implements Strategy {

        private static final int AT_ONCE = 1_000;

        private final int target;
        private int opened;
        private long startNanos;
        private long bars;
        private double nanosPerBar;

        OpenTrades(int requested) {
            this.target = requested;
        }

        /** Returns the mean time of a bar once all trades were open. */
        double nanosPerBar() {
            return nanosPerBar;
        }

        @Override
        public List<DataRequest> subscriptions(List<String> markets) {
            return List.of(new DataRequest.Bars(markets.getFirst(), BarInterval.parse("4h")));
        }

        @Override
        public void onBar(TradingContext context, Bar bar) {
            if (opened < target) {
                int some = Math.min(AT_ONCE, target - opened);
                opened += some;
                for (int i = 0; i < some; i++) {
                    context.place(OrderIntent.market(bar.symbol(), Side.BUY, 0.01));
                }
                return;
            }
            if (startNanos == 0) {
                startNanos = System.nanoTime();
            } else {
                bars++;
                nanosPerBar = (double) (System.nanoTime() - startNanos) / bars;
            }
            context.place(OrderIntent.market(bar.symbol(), Side.BUY, 0.01));
            context.place(OrderIntent.market(bar.symbol(), Side.SELL, 0.01));
        }
    }
}
