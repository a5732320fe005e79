package com.flowex.sandbox.child;

import com.flowex.strategy.data.Bar;
import com.flowex.strategy.data.BarInterval;
import com.flowex.strategy.data.BookDepth;
import com.flowex.strategy.data.BookTop;
import com.flowex.strategy.data.MarketTrade;
import com.flowex.strategy.order.Balance;
import com.flowex.strategy.order.MarketRules;
import com.flowex.strategy.order.OpenOrder;
import com.flowex.strategy.order.OrderIntent;
import com.flowex.strategy.order.OrderType;
import com.flowex.strategy.order.OrderUpdate;
import com.flowex.strategy.order.OwnFill;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.mozilla.javascript.Context;
import org.mozilla.javascript.Scriptable;

/** Makes the plain objects in which a script gets data; each is new, so that a change of one reaches nothing else. */
final class EventObjects {

    private final Context context;
    private final Scriptable scope;
    private final Map<BarInterval, String> intervals = new HashMap<>();

    EventObjects(Context context, Scriptable scope) {
        this.context = context;
        this.scope = scope;
    }

    Scriptable bar(Bar bar) {
        Scriptable object = context.newObject(scope);
        put(object, "symbol", bar.symbol());
        put(object, "interval", intervals.computeIfAbsent(bar.interval(), BarInterval::toString));
        put(object, "time", RunClock.millis(bar.openNanos()));
        put(object, "closeTime", RunClock.millis(bar.closeNanos()));
        put(object, "open", bar.open());
        put(object, "high", bar.high());
        put(object, "low", bar.low());
        put(object, "close", bar.close());
        put(object, "volume", bar.volume());
        return object;
    }

    Scriptable top(BookTop top) {
        Scriptable object = at(top.symbol(), top.timeNanos());
        put(object, "bid", top.bid());
        put(object, "bidQuantity", top.bidQuantity());
        put(object, "ask", top.ask());
        put(object, "askQuantity", top.askQuantity());
        return object;
    }

    Scriptable depth(BookDepth depth) {
        Scriptable object = at(depth.symbol(), depth.timeNanos());
        put(object, "bids", levels(depth.bids()));
        put(object, "asks", levels(depth.asks()));
        return object;
    }

    private Scriptable levels(List<BookDepth.Level> levels) {
        return array(levels.stream()
                .map(level -> {
                    Scriptable object = context.newObject(scope);
                    put(object, "price", level.price());
                    put(object, "quantity", level.quantity());
                    return object;
                })
                .toArray());
    }

    Scriptable trade(MarketTrade trade) {
        Scriptable object = at(trade.symbol(), trade.timeNanos());
        put(object, "price", trade.price());
        put(object, "quantity", trade.quantity());
        put(object, "takerSide", trade.takerSide().name());
        return object;
    }

    Scriptable orderUpdate(OrderUpdate update) {
        Scriptable object = at(update.symbol(), update.timeNanos());
        put(object, "clientOrderId", update.clientOrderId());
        put(object, "side", update.side().name());
        put(object, "status", update.status().name());
        put(object, "final", update.status().isFinal());
        put(object, "filled", update.filled());
        put(object, "remaining", update.remaining());
        put(object, "reason", update.reason());
        put(object, "message", update.message());
        return object;
    }

    Scriptable fill(OwnFill fill) {
        Scriptable object = at(fill.symbol(), fill.timeNanos());
        put(object, "clientOrderId", fill.clientOrderId());
        put(object, "side", fill.side().name());
        put(object, "price", fill.price());
        put(object, "quantity", fill.quantity());
        put(object, "fee", fill.fee());
        put(object, "feeAsset", fill.feeAsset());
        put(object, "isMaker", fill.isMaker());
        return object;
    }

    Scriptable rules(MarketRules rules) {
        Scriptable object = context.newObject(scope);
        put(object, "symbol", rules.symbol());
        put(object, "base", rules.base());
        put(object, "quote", rules.quote());
        put(object, "tick", rules.tick());
        put(object, "lot", rules.lot());
        put(object, "quantityMin", rules.quantityMin());
        put(object, "quantityMax", rules.quantityMax());
        put(object, "notionalMin", rules.notionalMin());
        put(object, "makerRate", rules.makerRate());
        put(object, "takerRate", rules.takerRate());
        return object;
    }

    Scriptable balance(Balance balance) {
        Scriptable object = context.newObject(scope);
        put(object, "total", balance.total());
        put(object, "available", balance.available());
        return object;
    }

    Scriptable openOrders(List<OpenOrder> orders) {
        return array(orders.stream().map(this::openOrder).toArray());
    }

    private Scriptable openOrder(OpenOrder order) {
        OrderIntent intent = order.intent();
        Scriptable object = context.newObject(scope);
        put(object, "clientOrderId", order.clientOrderId());
        put(object, "symbol", intent.symbol());
        put(object, "side", intent.side().name());
        put(object, "quantity", intent.quantity());
        put(object, "filled", order.filled());
        put(object, "remaining", order.remaining());
        switch (intent.type()) {
            case OrderType.Market() -> put(object, "type", "market");
            case OrderType.Limit limit -> {
                put(object, "type", "limit");
                put(object, "price", limit.price());
            }
            case OrderType.StopLoss(var trigger, var limit) -> trigger(object, "stopLoss", trigger, limit);
            case OrderType.TakeProfit(var trigger, var limit) -> trigger(object, "takeProfit", trigger, limit);
            case OrderType.TrailingStop(var distance) -> {
                put(object, "type", "trailingStop");
                put(object, "distance", distance);
            }
            case OrderType.OneCancelsOther(var price, var stopTrigger, var stopLimit) -> {
                put(object, "type", "oneCancelsOther");
                put(object, "price", price);
                put(object, "stopTrigger", stopTrigger);
                put(object, "stopLimit", stopLimit);
            }
            case OrderType.Twap(var limit, var slices, var intervalSeconds) -> {
                put(object, "type", "twap");
                put(object, "limit", limit);
                put(object, "slices", slices);
                put(object, "intervalSeconds", intervalSeconds);
            }
        }
        return object;
    }

    private static void trigger(Scriptable object, String type, double trigger, double limit) {
        put(object, "type", type);
        put(object, "trigger", trigger);
        put(object, "limit", limit);
    }

    Scriptable texts(List<String> texts) {
        return array(texts.toArray());
    }

    private Scriptable array(Object[] elements) {
        return context.newArray(scope, elements);
    }

    private Scriptable at(String symbol, long timeNanos) {
        Scriptable object = context.newObject(scope);
        put(object, "symbol", symbol);
        put(object, "time", RunClock.millis(timeNanos));
        return object;
    }

    static void put(Scriptable object, String name, Object value) {
        object.put(name, object, value);
    }
}
