package com.flowex.strategies.app.run.market;

import com.flowex.backtest.data.DataManifest;
import com.flowex.backtest.data.OrderFlowSource;
import com.flowex.domain.order.Side;
import com.flowex.domain.value.Scale;
import com.flowex.orderentry.market.ListedMarket;
import com.flowex.strategies.app.run.market.QuoteRow.TradeRow;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.NavigableMap;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Order flow that gives an exchange of a run's own the published book and trades of a real market. A gain of a level is an
 * order behind those that stand there; a loss without a trade leaves from its end; a trade takes the first orders. Levels
 * beyond the published ones stay as they were last seen.
 */
public final class PublishedFlow implements OrderFlowSource {

    /** Levels that are kept of a side; those of a market that has moved away are forgotten. */
    private static final int LEVELS_KEPT = 100;

    /** Message for the run. */
    private record Message(
            FlowKind kind,
            long timeNanos,
            long order,
            Side side,
            long priceUnits,
            long quantityUnits,
            long tradeUnits,
            boolean endsChange) {}

    /** Order that stands for a part of a level. */
    private static final class Part {
        private final long order;
        private long units;

        Part(long order, long units) {
            this.order = order;
            this.units = units;
        }
    }

    private final ListedMarket market;
    private final long orderMaxUnits;
    private final NavigableMap<Long, Deque<Part>> bids = new TreeMap<>(Comparator.reverseOrder());
    private final NavigableMap<Long, Deque<Part>> asks = new TreeMap<>();
    private final Deque<Message> messages = new ArrayDeque<>();
    private long orders;
    private long timeNanos;

    public PublishedFlow(ListedMarket market) {
        this.market = market;
        var rules = market.instrument().rules();
        this.orderMaxUnits = rules.quantityMaxUnits() / rules.lotUnits() * rules.lotUnits();
    }

    /**
     * Adds a change.
     *
     * @param fromNanos earliest time of the change, because the run has passed what is before
     */
    public void take(QuoteRow row, long fromNanos) {
        timeNanos = Math.max(timeNanos, fromNanos);
        for (TradeRow trade : row.trades()) {
            timeNanos = Math.max(timeNanos, trade.timeNanos());
            trade(trade);
        }
        timeNanos = Math.max(timeNanos, row.timeNanos());
        List<Double> newBids = row.bids();
        List<Double> newAsks = row.asks();
        if (newBids != null && newAsks != null) {
            NavigableMap<Long, Long> toBids = units(newBids, Comparator.reverseOrder());
            NavigableMap<Long, Long> toAsks = units(newAsks, Comparator.naturalOrder());
            shrink(Side.BUY, toBids);
            shrink(Side.SELL, toAsks);
            grow(Side.BUY, toBids);
            grow(Side.SELL, toAsks);
            forgetFarthest(Side.BUY);
            forgetFarthest(Side.SELL);
        }
    }

    /** Completes the change: the market is known up to this time, and the strategy sees its book. */
    public void complete(long nanos) {
        timeNanos = Math.max(timeNanos, nanos);
        messages.add(new Message(FlowKind.HEARTBEAT, timeNanos, 0, Side.BUY, 0, 0, 0, true));
    }

    private NavigableMap<Long, Long> units(List<Double> numbers, Comparator<Long> order) {
        NavigableMap<Long, Long> levels = new TreeMap<>(order);
        for (int i = 0; i < numbers.size(); i += 2) {
            levels.put(units(numbers.get(i), market.priceScale()), units(numbers.get(i + 1), market.quantityScale()));
        }
        return levels;
    }

    private static long units(double number, Scale scale) {
        return Math.round(number * scale.unitsPerWhole());
    }

    private static long units(Collection<Part> level) {
        return level.stream().mapToLong(part -> part.units).sum();
    }

    private void trade(TradeRow trade) {
        Side side = trade.isTakerBuyer() ? Side.SELL : Side.BUY;
        long price = units(trade.price(), market.priceScale());
        long units = units(trade.quantity(), market.quantityScale());
        side(side).headMap(price, false).clear();
        Deque<Part> level = side(side).computeIfAbsent(price, _ -> new ArrayDeque<>());
        long standing = units(level);
        if (standing < units) {
            // It came and traded between two books.
            add(side, price, units - standing);
        }
        long left = units;
        while (left > 0) {
            Part first = level.getFirst();
            long taken = Math.min(first.units, left);
            left -= taken;
            emit(FlowKind.EXECUTION, first.order, side, price, taken, left == 0 ? units : 0);
            first.units -= taken;
            if (first.units == 0) {
                level.removeFirst();
            }
        }
        if (level.isEmpty()) {
            side(side).remove(price);
        }
    }

    /** Takes out what the new levels no longer have. */
    private void shrink(Side side, NavigableMap<Long, Long> levels) {
        boolean isWhole = levels.size() < LiveBooks.LEVELS_MAX;
        var known = isWhole ? side(side) : side(side).headMap(levels.lastKey(), true);
        for (var entries = known.entrySet().iterator(); entries.hasNext(); ) {
            var entry = entries.next();
            long surplus = units(entry.getValue()) - levels.getOrDefault(entry.getKey(), 0L);
            while (surplus > 0) {
                Part last = entry.getValue().getLast();
                long gone = Math.min(last.units, surplus);
                boolean isAll = gone == last.units;
                emit(isAll ? FlowKind.DELETION : FlowKind.PARTIAL_CANCEL, last.order, side, entry.getKey(), gone, 0);
                surplus -= gone;
                last.units -= gone;
                if (isAll) {
                    entry.getValue().removeLast();
                }
            }
            if (entry.getValue().isEmpty()) {
                entries.remove();
            }
        }
    }

    /** Adds what the new levels have besides. */
    private void grow(Side side, NavigableMap<Long, Long> levels) {
        levels.forEach((price, units) -> {
            Collection<Part> level = side(side).computeIfAbsent(price, _ -> new ArrayDeque<>());
            long standing = units(level);
            if (standing < units) {
                add(side, price, units - standing);
            }
        });
    }

    private void forgetFarthest(Side side) {
        while (side(side).size() > LEVELS_KEPT) {
            var farthest = side(side).pollLastEntry();
            farthest.getValue()
                    .forEach(part -> emit(FlowKind.DELETION, part.order, side, farthest.getKey(), part.units, 0));
        }
    }

    /** Adds orders at a price, which proves that no order of the other side has it, or a better one. */
    private void add(Side side, long price, long units) {
        side(side.opposite()).headMap(price, true).clear();
        Deque<Part> level = Objects.requireNonNull(side(side).get(price), "the level of a new order");
        long left = units;
        while (left > 0) {
            Part part = new Part(++orders, Math.min(left, orderMaxUnits));
            level.add(part);
            left -= part.units;
            emit(FlowKind.SUBMISSION, part.order, side, price, part.units, 0);
        }
    }

    private void emit(FlowKind kind, long order, Side side, long price, long units, long traded) {
        messages.add(new Message(kind, timeNanos, order, side, price, units, traded, false));
    }

    private NavigableMap<Long, Deque<Part>> side(Side side) {
        return side == Side.BUY ? bids : asks;
    }

    @Override
    public OrderFlowSource until(long nanos) {
        throw new UnsupportedOperationException("a run is not repeated on a part of its books");
    }

    @Override
    public Precision precision() {
        return new Precision(
                market.priceScale().places(), market.quantityScale().places(), 0);
    }

    @Override
    public DataManifest manifest() {
        return new DataManifest(
                market.instrument().symbol() + " of this exchange, as it is published",
                "books and trades",
                0,
                0,
                0,
                List.of(),
                0,
                List.of(),
                0,
                "");
    }

    /** Returns the reader of the messages; it goes on when changes are added. The run has one. */
    @Override
    public OrderFlowCursor open() {
        return new Cursor();
    }

    private final class Cursor implements OrderFlowCursor {

        private @Nullable Message present;

        @Override
        public boolean advance() {
            Message next = messages.poll();
            if (next == null) {
                return false;
            }
            present = next;
            return true;
        }

        private Message message() {
            Message known = present;
            if (known == null) {
                throw new NoSuchElementException("no message was read");
            }
            return known;
        }

        @Override
        public long timeNanos() {
            return message().timeNanos();
        }

        @Override
        public FlowKind kind() {
            return message().kind();
        }

        @Override
        public long order() {
            return message().order();
        }

        @Override
        public Side side() {
            return message().side();
        }

        @Override
        public long priceUnits() {
            return message().priceUnits();
        }

        @Override
        public long quantityUnits() {
            return message().quantityUnits();
        }

        @Override
        public long tradeUnits() {
            return message().tradeUnits();
        }

        @Override
        public boolean endsChange() {
            return message().endsChange();
        }
    }
}
