package com.flowex.backtest.data;

import com.flowex.domain.order.Side;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/** Recorded orders in memory: 34 bytes a message, read by any number of runs at once. */
public final class OrderFlowSeries implements OrderFlowSource {

    private static final FlowKind[] KINDS = FlowKind.values();

    private final Messages messages;
    private final int end;
    private final Precision precision;
    private final DataManifest manifest;

    private OrderFlowSeries(Messages messages, int end, Precision precision, DataManifest manifest) {
        this.messages = messages;
        this.end = end;
        this.precision = precision;
        this.manifest = manifest;
    }

    /**
     * Reads all messages of a source.
     *
     * @param digest SHA-256 of the source's bytes in hexadecimal digits
     */
    public static OrderFlowSeries of(OrderFlowSource source, String digest) {
        DataManifest described = source.manifest();
        Precision decimals = source.precision();
        double pricePerWhole = Math.pow(10, decimals.priceDecimals());
        Messages messages = new Messages(Math.toIntExact(described.rows()));
        long priceMax = 0;
        OrderFlowCursor cursor = source.open();
        while (cursor.advance()) {
            FlowKind kind = cursor.kind();
            messages.add(
                    cursor.timeNanos(),
                    kind,
                    cursor.order(),
                    cursor.side(),
                    cursor.priceUnits(),
                    cursor.quantityUnits());
            boolean hasPrice = kind != FlowKind.HALT && kind != FlowKind.RESUMPTION;
            priceMax = hasPrice ? Math.max(priceMax, cursor.priceUnits()) : priceMax;
        }
        if (priceMax == 0) {
            throw new DataException(described.source() + " has no order with a price");
        }
        return new OrderFlowSeries(
                messages,
                messages.count,
                new Precision(decimals.priceDecimals(), decimals.quantityDecimals(), priceMax / pricePerWhole),
                new DataManifest(
                        described.source(),
                        described.format(),
                        messages.count,
                        described.fromNanos(),
                        described.toNanos(),
                        described.gaps(),
                        described.gapCount(),
                        described.leftOut(),
                        described.leftOutCount(),
                        digest));
    }

    @Override
    public DataManifest manifest() {
        return manifest;
    }

    @Override
    public Precision precision() {
        return precision;
    }

    @Override
    public OrderFlowSeries until(long nanos) {
        return new OrderFlowSeries(messages, index(nanos), precision, manifest);
    }

    /** Returns the index of the first message at a time or later; the end if there is none. */
    private int index(long nanos) {
        return LowerBound.of(messages.times, 0, end, nanos);
    }

    /**
     * Returns the messages of a range of time. The book at its beginning follows from the messages before: what rests
     * then comes first, each order as if it was placed at the beginning, in the order of their queue. Orders without a
     * number of their own are not among them.
     *
     * @param fromNanos earliest time
     * @param toNanos end, exclusive
     */
    public OrderFlowSeries within(long fromNanos, long toNanos) {
        int from = index(fromNanos);
        int to = Math.max(from, index(toNanos));
        if (from == to) {
            return new OrderFlowSeries(messages, 0, precision, manifest.part(0, 0, 0));
        }
        if (from == 0) {
            return new OrderFlowSeries(
                    messages, to, precision, manifest.part(to, messages.times[0], messages.times[to - 1] + 1));
        }
        Map<Long, Resting> book = new LinkedHashMap<>();
        boolean isHalted = false;
        for (int i = 0; i < from; i++) {
            FlowKind kind = KINDS[messages.kinds[i]];
            isHalted = switch (kind) {
                case HALT -> true;
                // An order that was recorded during a halt proves its end.
                case RESUMPTION, SUBMISSION, EXECUTION -> false;
                case PARTIAL_CANCEL, DELETION, HIDDEN_EXECUTION, HEARTBEAT -> isHalted;
            };
            change(book, i, kind);
        }
        Messages part = new Messages(book.size() + 1 + to - from);
        book.forEach((number, each) -> part.add(
                fromNanos,
                FlowKind.SUBMISSION,
                number,
                messages.areBuys[each.index] ? Side.BUY : Side.SELL,
                messages.prices[each.index],
                each.quantity));
        if (isHalted) {
            part.add(fromNanos, FlowKind.HALT, 0, Side.BUY, 0, 0);
        }
        part.addAll(messages, from, to);
        return new OrderFlowSeries(
                part, part.count, precision, manifest.part(part.count, part.times[0], part.times[part.count - 1] + 1));
    }

    /** Order of the recording that rests. */
    private static final class Resting {
        private final int index;
        private long quantity;

        Resting(int index, long quantity) {
            this.index = index;
            this.quantity = quantity;
        }
    }

    private void change(Map<Long, Resting> book, int index, FlowKind kind) {
        long number = messages.orders[index];
        long quantity = messages.quantities[index];
        switch (kind) {
            case SUBMISSION -> {
                if (number > 0) {
                    book.remove(number);
                    book.put(number, new Resting(index, quantity));
                }
            }
            case PARTIAL_CANCEL, EXECUTION -> {
                Resting order = book.get(number);
                if (order != null) {
                    order.quantity -= quantity;
                    if (order.quantity <= 0) {
                        book.remove(number);
                    }
                }
            }
            case DELETION -> book.remove(number);
            case HIDDEN_EXECUTION, HALT, RESUMPTION, HEARTBEAT -> {
                // No order of the book changes.
            }
        }
    }

    @Override
    public OrderFlowCursor open() {
        return new OrderFlowCursor() {
            private int at = -1;

            @Override
            public boolean advance() {
                at++;
                return at < end;
            }

            @Override
            public long timeNanos() {
                return messages.times[at];
            }

            @Override
            public FlowKind kind() {
                return KINDS[messages.kinds[at]];
            }

            @Override
            public long order() {
                return messages.orders[at];
            }

            @Override
            public Side side() {
                return messages.areBuys[at] ? Side.BUY : Side.SELL;
            }

            @Override
            public long priceUnits() {
                return messages.prices[at];
            }

            @Override
            public long quantityUnits() {
                return messages.quantities[at];
            }
        };
    }

    /** Columns of messages. */
    private static final class Messages {
        private long[] times;
        private byte[] kinds;
        private long[] orders;
        private boolean[] areBuys;
        private long[] prices;
        private long[] quantities;
        private int count;

        Messages(int capacity) {
            this.times = new long[capacity];
            this.kinds = new byte[capacity];
            this.orders = new long[capacity];
            this.areBuys = new boolean[capacity];
            this.prices = new long[capacity];
            this.quantities = new long[capacity];
        }

        @SuppressWarnings("EnumOrdinal") // The numbers are of this process alone.
        void add(long time, FlowKind kind, long order, Side side, long price, long quantity) {
            if (count == times.length) {
                int length = Math.max(16, 2 * count);
                times = Arrays.copyOf(times, length);
                kinds = Arrays.copyOf(kinds, length);
                orders = Arrays.copyOf(orders, length);
                areBuys = Arrays.copyOf(areBuys, length);
                prices = Arrays.copyOf(prices, length);
                quantities = Arrays.copyOf(quantities, length);
            }
            times[count] = time;
            kinds[count] = (byte) kind.ordinal();
            orders[count] = order;
            areBuys[count] = side == Side.BUY;
            prices[count] = price;
            quantities[count++] = quantity;
        }

        void addAll(Messages from, int first, int end) {
            for (int i = first; i < end; i++) {
                add(
                        from.times[i],
                        KINDS[from.kinds[i]],
                        from.orders[i],
                        from.areBuys[i] ? Side.BUY : Side.SELL,
                        from.prices[i],
                        from.quantities[i]);
            }
        }
    }
}
