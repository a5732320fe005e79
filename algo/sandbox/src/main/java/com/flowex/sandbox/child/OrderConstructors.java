package com.flowex.sandbox.child;

import static com.flowex.sandbox.child.HostObject.argument;

import com.flowex.domain.order.Side;
import com.flowex.domain.order.TimeInForce;
import com.flowex.strategy.data.BarInterval;
import com.flowex.strategy.data.DataRequest;
import com.flowex.strategy.order.OrderIntent;
import com.flowex.strategy.order.OrderType;
import java.util.ArrayList;
import java.util.List;
import org.mozilla.javascript.NativeObject;
import org.mozilla.javascript.Scriptable;

/** The globals {@code Order} and {@code Data}: functions that make orders and subscriptions. */
final class OrderConstructors {

    private static final List<Side> SIDES = List.of(Side.values());
    private static final List<TimeInForce> TIMES_IN_FORCE = List.of(TimeInForce.values());
    private static final long NANOS_PER_MILLI = 1_000_000;
    private static final long MILLIS_MAX = Long.MAX_VALUE / NANOS_PER_MILLI;

    private final Scriptable scope;

    OrderConstructors(Scriptable scope) {
        this.scope = scope;
    }

    /** Reads the fields of one kind of order. */
    private interface Kind {
        OrderType read(Fields fields);
    }

    NativeObject orders() {
        HostObject orders = new HostObject(scope);
        add(orders, "market", List.of(), _ -> new OrderType.Market());
        add(
                orders,
                "limit",
                List.of("price", "timeInForce", "expires", "postOnly", "display"),
                OrderConstructors::limit);
        add(
                orders,
                "stopLoss",
                List.of("trigger", "limit"),
                fields -> new OrderType.StopLoss(fields.number("trigger"), fields.numberOr("limit", 0)));
        add(
                orders,
                "takeProfit",
                List.of("trigger", "limit"),
                fields -> new OrderType.TakeProfit(fields.number("trigger"), fields.numberOr("limit", 0)));
        add(
                orders,
                "trailingStop",
                List.of("distance"),
                fields -> new OrderType.TrailingStop(fields.number("distance")));
        add(
                orders,
                "oneCancelsOther",
                List.of("price", "stopTrigger", "stopLimit"),
                fields -> new OrderType.OneCancelsOther(
                        fields.number("price"), fields.number("stopTrigger"), fields.numberOr("stopLimit", 0)));
        add(
                orders,
                "twap",
                List.of("limit", "slices", "intervalSeconds"),
                fields -> new OrderType.Twap(
                        fields.number("limit"), fields.wholeInt("slices"), fields.wholeInt("intervalSeconds")));
        return orders.finish();
    }

    private static OrderType limit(Fields fields) {
        TimeInForce timeInForce = fields.constantOr("timeInForce", TIMES_IN_FORCE, TimeInForce.GTC);
        long expiresMillis = timeInForce == TimeInForce.GTD ? fields.whole("expires") : 0;
        if (timeInForce != TimeInForce.GTD && fields.has("expires")) {
            throw Fields.typeError("Order.limit: expires is for timeInForce GTD alone");
        }
        if (expiresMillis < 0 || expiresMillis > MILLIS_MAX) {
            throw Fields.typeError("Order.limit: expires is a time in milliseconds since 1970, was " + expiresMillis);
        }
        return new OrderType.Limit(
                fields.number("price"),
                timeInForce,
                expiresMillis * NANOS_PER_MILLI,
                fields.flagOr("postOnly", false),
                fields.numberOr("display", 0));
    }

    private void add(HostObject orders, String name, List<String> own, Kind kind) {
        String subject = "Order." + name;
        List<String> known = new ArrayList<>(List.of("symbol", "side", "quantity"));
        known.addAll(own);
        orders.function(name, 1, arguments -> {
            Fields fields = new Fields(subject, argument(arguments, 0), known);
            String symbol = fields.text("symbol");
            Side side = fields.constant("side", SIDES);
            double quantity = fields.number("quantity");
            return new OrderObject(scope, new OrderIntent(symbol, side, quantity, kind.read(fields)));
        });
    }

    NativeObject data() {
        return new HostObject(scope)
                .function("bars", 2, arguments -> {
                    String symbol = HostObject.text(arguments, 0, "Data.bars: symbol");
                    return request(() -> new DataRequest.Bars(
                            symbol, BarInterval.parse(HostObject.text(arguments, 1, "Data.bars: interval"))));
                })
                .function(
                        "top",
                        1,
                        arguments ->
                                request(() -> new DataRequest.Top(HostObject.text(arguments, 0, "Data.top: symbol"))))
                .function("depth", 2, arguments -> {
                    String symbol = HostObject.text(arguments, 0, "Data.depth: symbol");
                    double levels = HostObject.number(arguments, 1, "Data.depth: levels");
                    return request(() -> new DataRequest.Depth(symbol, levels == (int) levels ? (int) levels : 0));
                })
                .function(
                        "trades",
                        1,
                        arguments -> request(
                                () -> new DataRequest.Trades(HostObject.text(arguments, 0, "Data.trades: symbol"))))
                .finish();
    }

    private interface Request {
        DataRequest make();
    }

    private RequestObject request(Request request) {
        try {
            return new RequestObject(scope, request.make());
        } catch (IllegalArgumentException e) {
            throw Fields.typeError(String.valueOf(e.getMessage()));
        }
    }
}
