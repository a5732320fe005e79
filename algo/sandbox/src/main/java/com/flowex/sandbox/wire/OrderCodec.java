package com.flowex.sandbox.wire;

import com.flowex.domain.order.Side;
import com.flowex.domain.order.TimeInForce;
import com.flowex.strategy.order.Balance;
import com.flowex.strategy.order.MarketRules;
import com.flowex.strategy.order.OpenOrder;
import com.flowex.strategy.order.OrderIntent;
import com.flowex.strategy.order.OrderType;
import java.util.ArrayList;
import java.util.List;

/** Encodes orders and the answers about the account; the numbers of an order may be any doubles. */
public final class OrderCodec {

    private static final Side[] SIDES = Side.values();
    private static final TimeInForce[] TIMES_IN_FORCE = TimeInForce.values();
    private static final Kind[] KINDS = Kind.values();

    private enum Kind {
        MARKET,
        LIMIT,
        STOP_LOSS,
        TAKE_PROFIT,
        TRAILING_STOP,
        ONE_CANCELS_OTHER,
        TWAP
    }

    private OrderCodec() {}

    public static void write(FrameWriter out, OrderIntent intent) {
        out.putText(intent.symbol()).putEnum(intent.side()).putDouble(intent.quantity());
        switch (intent.type()) {
            case OrderType.Market() -> out.putEnum(Kind.MARKET);
            case OrderType.Limit(var price, var timeInForce, var expiresNanos, var postOnly, var display) ->
                out.putEnum(Kind.LIMIT)
                        .putDouble(price)
                        .putEnum(timeInForce)
                        .putLong(expiresNanos)
                        .putBoolean(postOnly)
                        .putDouble(display);
            case OrderType.StopLoss(var trigger, var limit) ->
                out.putEnum(Kind.STOP_LOSS).putDouble(trigger).putDouble(limit);
            case OrderType.TakeProfit(var trigger, var limit) ->
                out.putEnum(Kind.TAKE_PROFIT).putDouble(trigger).putDouble(limit);
            case OrderType.TrailingStop(var distance) ->
                out.putEnum(Kind.TRAILING_STOP).putDouble(distance);
            case OrderType.OneCancelsOther(var price, var stopTrigger, var stopLimit) ->
                out.putEnum(Kind.ONE_CANCELS_OTHER)
                        .putDouble(price)
                        .putDouble(stopTrigger)
                        .putDouble(stopLimit);
            case OrderType.Twap(var limit, var slices, var intervalSeconds) ->
                out.putEnum(Kind.TWAP).putDouble(limit).putInt(slices).putInt(intervalSeconds);
        }
    }

    public static OrderIntent intent(FrameReader in) {
        String symbol = in.getText(Wire.NAME_MAX);
        Side side = in.constant(SIDES);
        double quantity = in.getDouble();
        return new OrderIntent(symbol, side, quantity, type(in));
    }

    private static OrderType type(FrameReader in) {
        return switch (in.constant(KINDS)) {
            case MARKET -> new OrderType.Market();
            case LIMIT ->
                new OrderType.Limit(
                        in.getDouble(), in.constant(TIMES_IN_FORCE), in.getLong(), in.getBoolean(), in.getDouble());
            case STOP_LOSS -> new OrderType.StopLoss(in.getDouble(), in.getDouble());
            case TAKE_PROFIT -> new OrderType.TakeProfit(in.getDouble(), in.getDouble());
            case TRAILING_STOP -> new OrderType.TrailingStop(in.getDouble());
            case ONE_CANCELS_OTHER -> new OrderType.OneCancelsOther(in.getDouble(), in.getDouble(), in.getDouble());
            case TWAP -> new OrderType.Twap(in.getDouble(), in.getInt(), in.getInt());
        };
    }

    public static void write(FrameWriter out, MarketRules rules) {
        out.putText(rules.symbol())
                .putText(rules.base())
                .putText(rules.quote())
                .putDouble(rules.tick())
                .putDouble(rules.lot())
                .putDouble(rules.quantityMin())
                .putDouble(rules.quantityMax())
                .putDouble(rules.notionalMin())
                .putDouble(rules.makerRate())
                .putDouble(rules.takerRate());
    }

    public static MarketRules rules(FrameReader in) {
        return new MarketRules(
                in.getText(Wire.NAME_MAX),
                in.getText(Wire.NAME_MAX),
                in.getText(Wire.NAME_MAX),
                in.getDouble(),
                in.getDouble(),
                in.getDouble(),
                in.getDouble(),
                in.getDouble(),
                in.getDouble(),
                in.getDouble());
    }

    public static void write(FrameWriter out, Balance balance) {
        out.putDouble(balance.total()).putDouble(balance.available());
    }

    public static Balance balance(FrameReader in) {
        return new Balance(in.getDouble(), in.getDouble());
    }

    public static void write(FrameWriter out, List<OpenOrder> orders) {
        out.putInt(orders.size());
        for (OpenOrder order : orders) {
            out.putText(order.clientOrderId());
            write(out, order.intent());
            out.putDouble(order.filled()).putDouble(order.remaining());
        }
    }

    public static List<OpenOrder> openOrders(FrameReader in) {
        int size = in.getInt();
        List<OpenOrder> orders = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            orders.add(new OpenOrder(in.getText(Wire.NAME_MAX), intent(in), in.getDouble(), in.getDouble()));
        }
        return orders;
    }
}
