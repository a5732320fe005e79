package com.flowex.sandbox.wire;

import com.flowex.domain.order.Side;
import com.flowex.strategy.data.Bar;
import com.flowex.strategy.data.BarInterval;
import com.flowex.strategy.data.BookDepth;
import com.flowex.strategy.data.BookTop;
import com.flowex.strategy.data.MarketTrade;
import com.flowex.strategy.order.OrderStatus;
import com.flowex.strategy.order.OrderUpdate;
import com.flowex.strategy.order.OwnFill;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Encodes market data and the fate of own orders; a market is its index among those of the run. */
public final class EventCodec {

    private static final Side[] SIDES = Side.values();
    private static final OrderStatus[] STATUSES = OrderStatus.values();
    private static final int TEXT_MAX = Wire.TO_CHILD_MAX;

    private final List<String> markets;
    private final Map<String, Integer> indices = new HashMap<>();
    private final Map<Long, BarInterval> intervals = new HashMap<>();

    public EventCodec(List<String> markets) {
        this.markets = List.copyOf(markets);
        for (String market : markets) {
            indices.put(market, indices.size());
        }
    }

    public void write(FrameWriter out, Bar bar) {
        putMarket(out, bar.symbol())
                .putLong(bar.interval().nanos())
                .putLong(bar.openNanos())
                .putDouble(bar.open())
                .putDouble(bar.high())
                .putDouble(bar.low())
                .putDouble(bar.close())
                .putDouble(bar.volume());
    }

    public Bar bar(FrameReader in) {
        return new Bar(
                market(in),
                intervals.computeIfAbsent(in.getLong(), BarInterval::new),
                in.getLong(),
                in.getDouble(),
                in.getDouble(),
                in.getDouble(),
                in.getDouble(),
                in.getDouble());
    }

    public void write(FrameWriter out, BookTop top) {
        putMarket(out, top.symbol())
                .putLong(top.timeNanos())
                .putDouble(top.bid())
                .putDouble(top.bidQuantity())
                .putDouble(top.ask())
                .putDouble(top.askQuantity());
    }

    public BookTop top(FrameReader in) {
        return new BookTop(market(in), in.getLong(), in.getDouble(), in.getDouble(), in.getDouble(), in.getDouble());
    }

    public void write(FrameWriter out, BookDepth depth) {
        putMarket(out, depth.symbol()).putLong(depth.timeNanos());
        putLevels(out, depth.bids());
        putLevels(out, depth.asks());
    }

    public BookDepth depth(FrameReader in) {
        return new BookDepth(market(in), in.getLong(), levels(in), levels(in));
    }

    private static void putLevels(FrameWriter out, List<BookDepth.Level> levels) {
        out.putInt(levels.size());
        for (BookDepth.Level level : levels) {
            out.putDouble(level.price()).putDouble(level.quantity());
        }
    }

    private static List<BookDepth.Level> levels(FrameReader in) {
        int size = in.getInt(0, Wire.LIST_MAX);
        List<BookDepth.Level> levels = new ArrayList<>(size);
        for (int i = 0; i < size; i++) {
            levels.add(new BookDepth.Level(in.getDouble(), in.getDouble()));
        }
        return levels;
    }

    public void write(FrameWriter out, MarketTrade trade) {
        putMarket(out, trade.symbol())
                .putLong(trade.timeNanos())
                .putDouble(trade.price())
                .putDouble(trade.quantity())
                .putEnum(trade.takerSide());
    }

    public MarketTrade trade(FrameReader in) {
        return new MarketTrade(market(in), in.getLong(), in.getDouble(), in.getDouble(), in.constant(SIDES));
    }

    public void write(FrameWriter out, OrderUpdate update) {
        putMarket(out.putText(update.clientOrderId()), update.symbol())
                .putEnum(update.side())
                .putLong(update.timeNanos())
                .putEnum(update.status())
                .putDouble(update.filled())
                .putDouble(update.remaining())
                .putText(update.reason())
                .putText(update.message());
    }

    public OrderUpdate orderUpdate(FrameReader in) {
        return new OrderUpdate(
                in.getText(TEXT_MAX),
                market(in),
                in.constant(SIDES),
                in.getLong(),
                in.constant(STATUSES),
                in.getDouble(),
                in.getDouble(),
                in.getText(TEXT_MAX),
                in.getText(TEXT_MAX));
    }

    public void write(FrameWriter out, OwnFill fill) {
        putMarket(out.putText(fill.clientOrderId()), fill.symbol())
                .putEnum(fill.side())
                .putLong(fill.timeNanos())
                .putDouble(fill.price())
                .putDouble(fill.quantity())
                .putDouble(fill.fee())
                .putText(fill.feeAsset())
                .putBoolean(fill.isMaker());
    }

    public OwnFill fill(FrameReader in) {
        return new OwnFill(
                in.getText(TEXT_MAX),
                market(in),
                in.constant(SIDES),
                in.getLong(),
                in.getDouble(),
                in.getDouble(),
                in.getDouble(),
                in.getText(TEXT_MAX),
                in.getBoolean());
    }

    private FrameWriter putMarket(FrameWriter out, String symbol) {
        Integer index = indices.get(symbol);
        if (index == null) {
            throw new IllegalArgumentException("the run has no market " + symbol);
        }
        return out.putInt(index);
    }

    private String market(FrameReader in) {
        return markets.get(in.getInt(0, markets.size() - 1));
    }
}
