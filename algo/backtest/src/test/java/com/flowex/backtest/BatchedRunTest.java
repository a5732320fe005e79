package com.flowex.backtest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.flowex.backtest.data.CandleSeries;
import com.flowex.backtest.data.DataFiles;
import com.flowex.backtest.result.BacktestResult;
import com.flowex.backtest.result.RunEnd;
import com.flowex.backtest.setup.FillModel;
import com.flowex.backtest.setup.MarketSetup;
import com.flowex.domain.order.Side;
import com.flowex.strategy.BarBatch;
import com.flowex.strategy.BatchedStrategy;
import com.flowex.strategy.TradingContext;
import com.flowex.strategy.data.Bar;
import com.flowex.strategy.data.BarInterval;
import com.flowex.strategy.data.DataRequest;
import com.flowex.strategy.order.OrderIntent;
import com.flowex.strategy.order.OrderUpdate;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Goal: a run that hands bars over in batches gives the orders, the curve and the digest of one that does not. */
class BatchedRunTest {

    private static final FillModel NEXT_OPEN = new FillModel.NextOpen();

    /** Candles with gaps, so that longer bars of both markets end at other times than their minutes. */
    private static CandleSeries walk(long seed, int minutes) {
        SplittableRandom random = new SplittableRandom(seed);
        StringBuilder csv = new StringBuilder("time,open,high,low,close,volume\n");
        long price = 10_000;
        for (int i = 0; i < minutes; i++) {
            long open = price;
            price = Math.max(2_000, price + random.nextInt(-40, 41));
            if (i < 2 || random.nextInt(20) > 0) {
                csv.append((TestRuns.START + i * TestRuns.MINUTE) / 1_000_000_000)
                        .append(',')
                        .append(open / 100.0)
                        .append(',')
                        .append((Math.max(open, price) + 5) / 100.0)
                        .append(',')
                        .append((Math.min(open, price) - 5) / 100.0)
                        .append(',')
                        .append(price / 100.0)
                        .append(",50\n");
            }
        }
        return (CandleSeries) DataFiles.parse("walk.csv", csv.toString().getBytes(StandardCharsets.UTF_8));
    }

    private static MarketSetup[] markets(long seed) {
        return new MarketSetup[] {
            TestRuns.market("BTC-USDT", walk(seed, 900), 1_000, 2_000),
            TestRuns.market("ETH-USDT", walk(seed + 1, 700), 1_000, 2_000)
        };
    }

    /** Acts at random bars; it asks, writes and draws in others. */
    private static final class Random implements BatchedStrategy {

        private final SplittableRandom random;
        private final boolean takesBatches;
        private final int failsAt;
        private int bars;
        private int longest;

        Random(long seed, boolean takesBatches, int failsAt) {
            this.random = new SplittableRandom(seed);
            this.takesBatches = takesBatches;
            this.failsAt = failsAt;
        }

        @Override
        public List<DataRequest> subscriptions(List<String> markets) {
            return List.of(
                    new DataRequest.Bars("ETH-USDT", BarInterval.parse("5m")),
                    new DataRequest.Bars("BTC-USDT", BarInterval.parse("1m")),
                    new DataRequest.Bars("BTC-USDT", BarInterval.parse("1h")));
        }

        @Override
        public int onBars(BarBatch batch) {
            int size = takesBatches ? batch.size() : 1;
            longest = Math.max(longest, size);
            for (int i = 0; i < size; i++) {
                if (act(batch, i)) {
                    return i + 1;
                }
            }
            return size;
        }

        private boolean act(BarBatch batch, int index) {
            Bar bar = batch.bar(index);
            if (++bars == failsAt) {
                batch.at(index);
                throw new IllegalStateException("it fails");
            }
            int choice = random.nextInt(60);
            if (choice > 3) {
                return false;
            }
            TradingContext context = batch.at(index);
            assertEquals(batch.timeNanos(index), context.timeNanos());
            if (choice == 0) {
                context.log(bar.symbol() + " " + context.balance("USDT") + context.openOrders(bar.symbol()));
                context.plot("close", bar.close());
                return false;
            }
            boolean hasEnough = context.balance(bar.symbol().substring(0, 3)).available() >= 0.2;
            Side side = hasEnough ? Side.SELL : Side.BUY;
            double quantity = hasEnough ? 0.2 : 0.5;
            double far = hasEnough ? 1.002 : 0.998;
            context.place(
                    choice == 1
                            ? OrderIntent.limit(bar.symbol(), side, quantity, bar.close() * far)
                            : OrderIntent.market(bar.symbol(), side, quantity));
            return true;
        }

        @Override
        public void onBar(TradingContext context, Bar bar) {
            throw new IllegalStateException("a strategy that takes batches gets every bar so");
        }

        @Override
        public void onOrder(TradingContext context, OrderUpdate update) {
            if (update.status().isFinal()) {
                context.log(update.toString());
            } else if (random.nextInt(3) == 0) {
                context.cancelAll(update.symbol());
            }
        }
    }

    @Test
    void aRunInBatchesEqualsTheRunBarByBar() {
        for (FillModel model : List.of(NEXT_OPEN, FillModel.SyntheticBook.DEFAULT)) {
            for (long seed = 1; seed <= 3; seed++) {
                Random inBatches = new Random(seed, true, 0);
                BacktestResult single = TestRuns.run(new Random(seed, false, 0), model, markets(seed));
                BacktestResult batched = TestRuns.run(inBatches, model, markets(seed));
                assertEquals(single, batched);
                assertEquals(RunEnd.COMPLETED, batched.end(), batched.endMessage());
                assertTrue(batched.fills().size() > 3, batched.fills()::toString);
                assertTrue(inBatches.longest > 8, () -> "batches of " + inBatches.longest);
            }
        }
    }

    /** A strategy or data that fails within a batch ends the run at that bar, each with its own reason. */
    @Test
    void aFailureWithinABatchEndsTheRunAtItsBar() {
        BacktestResult single = TestRuns.run(new Random(9, false, 100), NEXT_OPEN, markets(1));
        assertEquals(RunEnd.STRATEGY_FAILED, single.end());
        assertEquals(single, TestRuns.run(new Random(9, true, 100), NEXT_OPEN, markets(1)));

        String[] rows = new String[60];
        Arrays.fill(rows, "100,101,99,100,50");
        rows[50] = "100,2000000,99,2000000,50";
        MarketSetup[] broken = {
            TestRuns.market("BTC-USDT", TestRuns.candles(rows), 0, 0),
            TestRuns.market("ETH-USDT", TestRuns.candles(rows), 0, 0)
        };
        BacktestResult ended = TestRuns.run(new Random(4, false, 0), NEXT_OPEN, broken);
        assertEquals(RunEnd.DATA_FAILED, ended.end(), ended.endMessage());
        assertEquals(ended, TestRuns.run(new Random(4, true, 0), NEXT_OPEN, broken));
    }
}
