package com.flowex.benchmarks.backtest;

import com.flowex.backtest.data.DataManifest;
import com.flowex.backtest.data.OrderFlowSource;
import com.flowex.domain.order.Side;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.TreeMap;

/**
 * Made order flow with a fixed seed: half of the messages submit orders around a price that wanders, a third deletes
 * one of them, the rest executes the first order of a side. About two thousand orders rest.
 */
final class MadeFlow implements OrderFlowSource {

    private static final int RESTING = 2_000;
    private static final int LEVELS = 30;
    private static final long STEP_NANOS = 1_000_000;
    private static final long START_NANOS = 1_700_000_000_000_000_000L;

    private final long messages;

    MadeFlow(long messages) {
        this.messages = messages;
    }

    @Override
    public OrderFlowSource until(long nanos) {
        return new MadeFlow(Math.clamp((nanos - START_NANOS) / STEP_NANOS, 0, messages));
    }

    @Override
    public DataManifest manifest() {
        long end = START_NANOS + messages * STEP_NANOS;
        return new DataManifest("made", "flow", messages, START_NANOS, end, List.of(), 0, List.of(), 0, "");
    }

    @Override
    public Precision precision() {
        return new Precision(2, 4, 1_000);
    }

    @Override
    public OrderFlowCursor open() {
        return new Cursor();
    }

    /** Resting order of the flow. */
    private static final class Resting {

        private final long number;
        private final Side side;
        private final long price;
        private final long quantity;
        private int place;

        Resting(long number, Side side, long price, long quantity) {
            this.number = number;
            this.side = side;
            this.price = price;
            this.quantity = quantity;
        }
    }

    private final class Cursor implements OrderFlowCursor {

        private final SplittableRandom random = new SplittableRandom(7);
        private final List<Resting> resting = new ArrayList<>();
        private final TreeMap<Long, Deque<Resting>> bids = new TreeMap<>();
        private final TreeMap<Long, Deque<Resting>> asks = new TreeMap<>();
        private long middle = 50_000;
        private long at;
        private FlowKind kind = FlowKind.SUBMISSION;
        private Resting order = new Resting(0, Side.BUY, 1, 1);

        private NavigableMap<Long, Deque<Resting>> of(Side side) {
            return side == Side.BUY ? bids : asks;
        }

        @Override
        public boolean advance() {
            if (at == messages) {
                return false;
            }
            at++;
            int choice = random.nextInt(6);
            if (resting.size() < RESTING / 2 || choice < 3 && resting.size() < RESTING) {
                submit();
            } else if (choice < 5) {
                end(resting.get(random.nextInt(resting.size())), FlowKind.DELETION);
            } else {
                execute();
            }
            return true;
        }

        private void submit() {
            middle = Math.max(1_000, middle + random.nextInt(3) - 1);
            Side side = random.nextBoolean() ? Side.BUY : Side.SELL;
            long distance = 1L + random.nextInt(LEVELS);
            long requested = side == Side.BUY ? middle - distance : middle + distance;
            NavigableMap<Long, Deque<Resting>> opposite = of(side == Side.BUY ? Side.SELL : Side.BUY);
            // It never crosses: a crossing order would have been an execution.
            if (!opposite.isEmpty()) {
                requested = side == Side.BUY
                        ? Math.min(requested, opposite.firstKey() - 1)
                        : Math.max(requested, opposite.lastKey() + 1);
            }
            order = new Resting(at, side, requested, 1 + random.nextInt(10_000));
            order.place = resting.size();
            resting.add(order);
            of(side).computeIfAbsent(requested, _ -> new ArrayDeque<>()).addLast(order);
            kind = FlowKind.SUBMISSION;
        }

        private void execute() {
            boolean isBid = asks.isEmpty() || !bids.isEmpty() && random.nextBoolean();
            Deque<Resting> best = Objects.requireNonNull(isBid ? bids.get(bids.lastKey()) : asks.get(asks.firstKey()));
            end(best.getFirst(), FlowKind.EXECUTION);
        }

        private void end(Resting ended, FlowKind how) {
            Deque<Resting> level = Objects.requireNonNull(of(ended.side).get(ended.price));
            level.remove(ended);
            if (level.isEmpty()) {
                of(ended.side).remove(ended.price);
            }
            Resting last = resting.removeLast();
            if (last != ended) {
                last.place = ended.place;
                resting.set(ended.place, last);
            }
            order = ended;
            kind = how;
        }

        @Override
        public long timeNanos() {
            return START_NANOS + at * STEP_NANOS;
        }

        @Override
        public FlowKind kind() {
            return kind;
        }

        @Override
        public long order() {
            return order.number;
        }

        @Override
        public Side side() {
            return order.side;
        }

        @Override
        public long priceUnits() {
            return order.price;
        }

        @Override
        public long quantityUnits() {
            return order.quantity;
        }
    }
}
