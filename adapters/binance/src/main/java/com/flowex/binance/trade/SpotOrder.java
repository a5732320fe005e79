package com.flowex.binance.trade;

import com.flowex.binance.call.Symbols;
import com.flowex.binance.dialect.Timestamp;
import com.flowex.binance.trade.params.SpotType;
import com.flowex.domain.order.ExpiryReason;
import com.flowex.domain.order.OrderTerms;
import com.flowex.domain.order.Trigger;
import com.flowex.domain.value.Decimals;
import com.flowex.orderentry.market.ListedMarket;
import com.flowex.trading.store.order.OrderProgress;
import com.flowex.trading.store.order.OrderStatus;
import com.flowex.trading.store.order.TrackedOrder;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Order in the format of this dialect: its identifiers, and the fields of each answer that shows an order.
 *
 * @param market market of the order
 */
public record SpotOrder(TrackedOrder order, ListedMarket market) {

    /** List id of an order without a list. */
    public static final long NO_LIST = -1;

    public String symbol() {
        return Symbols.of(market);
    }

    public long orderId() {
        return order.id().value();
    }

    /**
     * Returns the id of its list, which is the id of the first order of the list; {@link #NO_LIST} if it has none.
     */
    public long orderListId() {
        return order.listId() == 0 ? NO_LIST : order.listId();
    }

    public String clientOrderId() {
        return order.request().clientOrderId().toString();
    }

    public String side() {
        return order.request().side().name();
    }

    public String type() {
        return SpotType.nameOf(order.request().terms());
    }

    public String timeInForce() {
        return SpotType.timeInForceOf(order.request().terms());
    }

    /** Returns the limit price; "0" if it has none. */
    public String price() {
        return price(
                order.request().terms() instanceof OrderTerms.Twap twap
                        ? twap.limit().units()
                        : order.limit().map(limit -> limit.price().units()).orElse(0L));
    }

    public String origQty() {
        return quantity(order.progress().quantityUnits());
    }

    public String executedQty() {
        return quantity(order.filledUnits());
    }

    /** Returns the quote quantity of a market order; "0" if it named a base quantity. */
    public String origQuoteOrderQty() {
        return Decimals.format(
                order.request().terms() instanceof OrderTerms.MarketByQuote(long units) ? units : 0,
                market.quoteScale());
    }

    public String cumulativeQuoteQty() {
        return Decimals.format(order.progress().filledQuoteUnits(), market.quoteScale());
    }

    /** Returns the quantity that the book shows at a time; "0" means all. */
    public String icebergQty() {
        return quantity(order.limit().map(limit -> limit.display().units()).orElse(0L));
    }

    /** Returns the trigger price, before or after triggering; "0" if there is none. */
    public String stopPrice() {
        return price(stopUnits());
    }

    private long stopUnits() {
        if (!(order.request().terms() instanceof OrderTerms.Conditional(Trigger trigger, var _))) {
            return 0;
        }
        return switch (trigger) {
            case Trigger.StopLoss stop -> stop.price().units();
            case Trigger.TakeProfit take -> take.price().units();
            case Trigger.Activated from -> from.activation().units();
            case Trigger.TrailingAmount _, Trigger.TrailingRate _ -> order.levelUnits();
        };
    }

    /** Returns the trailing distance in hundredths of a percent; 0 if it does not trail, or trails by an amount. */
    public int trailingDelta() {
        return order.request().terms() instanceof OrderTerms.Conditional(Trigger trigger, var _)
                        && trigger.trailing() instanceof Trigger.TrailingRate rate
                ? rate.basisPoints()
                : 0;
    }

    public String status() {
        return switch (order.status()) {
            case PENDING -> "PENDING_NEW";
            case WAITING, OPEN -> "NEW";
            case PARTIALLY_FILLED -> "PARTIALLY_FILLED";
            case FILLED -> "FILLED";
            case CANCELED -> "CANCELED";
            case EXPIRED -> hasMetItsOwn() ? "EXPIRED_IN_MATCH" : "EXPIRED";
        };
    }

    private boolean hasMetItsOwn() {
        return order.progress().expiryReason() == ExpiryReason.SELF_TRADE_PREVENTED;
    }

    public String selfTradePreventionMode() {
        return order.request().selfTradePrevention().name();
    }

    /** Returns the quantity lost to self-trade prevention; "0" if none. */
    public String preventedQty() {
        return quantity(order.progress().preventedUnits());
    }

    /** Returns the time of acceptance. */
    public Timestamp time() {
        return new Timestamp(order.createdNanos());
    }

    /** Returns the time of the last change. */
    public Timestamp updateTime() {
        return new Timestamp(order.progress().updatedNanos());
    }

    /** True if it does not wait for a price or another order, or no longer waits. */
    public boolean isWorking() {
        return !workingTime().equals(Timestamp.NONE);
    }

    /**
     * Returns the time since when it is active; {@link Timestamp#NONE} while it waits for a price or another order, or
     * if it never became active.
     */
    public Timestamp workingTime() {
        OrderProgress progress = order.progress();
        boolean waits = order.request().terms() instanceof OrderTerms.Conditional || isPendingOfTwo();
        if (!waits) {
            return time();
        }
        return progress.triggeredNanos() == 0 ? Timestamp.NONE : new Timestamp(progress.triggeredNanos());
    }

    /** True if another order's fill activates it. */
    private boolean isPendingOfTwo() {
        long other = order.progress().linkedWith();
        return other != 0 && other < order.id().value();
    }

    /** Returns the reason of an expiry. */
    public Optional<String> expiryReason() {
        return order.status() == OrderStatus.EXPIRED ? order.expiryReason().map(ExpiryReason::name) : Optional.empty();
    }

    /** Returns the fields of an acknowledgement. */
    Map<String, Object> ack() {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("symbol", symbol());
        fields.put("orderId", orderId());
        fields.put("orderListId", orderListId());
        fields.put("clientOrderId", clientOrderId());
        fields.put("transactTime", updateTime());
        return fields;
    }

    /** Returns the fields of the immediate result. */
    Map<String, Object> result() {
        Map<String, Object> fields = ack();
        putState(fields);
        fields.put("workingTime", workingTime());
        putMore(fields);
        return fields;
    }

    /** Returns the same with its trades. */
    Map<String, Object> full(List<SpotFill> fills) {
        Map<String, Object> fields = result();
        fields.put("fills", fills);
        return fields;
    }

    /** Returns the fields of a canceled order. */
    Map<String, Object> canceled(String cancelId) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("symbol", symbol());
        fields.put("origClientOrderId", clientOrderId());
        fields.put("orderId", orderId());
        fields.put("orderListId", orderListId());
        fields.put("clientOrderId", cancelId);
        fields.put("transactTime", updateTime());
        putState(fields);
        putMore(fields);
        return fields;
    }

    /** Returns the fields of a reduced order. */
    Map<String, Object> amended() {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("symbol", symbol());
        fields.put("orderId", orderId());
        fields.put("orderListId", orderListId());
        fields.put("origClientOrderId", clientOrderId());
        fields.put("clientOrderId", clientOrderId());
        fields.put("price", price());
        fields.put("qty", origQty());
        fields.put("executedQty", executedQty());
        fields.put("preventedQty", preventedQty());
        fields.put("quoteOrderQty", origQuoteOrderQty());
        fields.put("cumulativeQuoteQty", cumulativeQuoteQty());
        fields.put("status", status());
        fields.put("timeInForce", timeInForce());
        fields.put("type", type());
        fields.put("side", side());
        fields.put("workingTime", workingTime());
        fields.put("selfTradePreventionMode", selfTradePreventionMode());
        return fields;
    }

    /** Returns the fields of the current state. */
    Map<String, Object> state() {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("symbol", symbol());
        fields.put("orderId", orderId());
        fields.put("orderListId", orderListId());
        fields.put("clientOrderId", clientOrderId());
        putState(fields);
        fields.put("stopPrice", stopPrice());
        fields.put("icebergQty", icebergQty());
        fields.put("time", time());
        fields.put("updateTime", updateTime());
        fields.put("isWorking", isWorking());
        fields.put("workingTime", workingTime());
        putMore(fields);
        return fields;
    }

    private void putState(Map<String, Object> fields) {
        fields.put("price", price());
        fields.put("origQty", origQty());
        fields.put("executedQty", executedQty());
        fields.put("origQuoteOrderQty", origQuoteOrderQty());
        fields.put("cummulativeQuoteQty", cumulativeQuoteQty());
        fields.put("status", status());
        fields.put("timeInForce", timeInForce());
        fields.put("type", type());
        fields.put("side", side());
        fields.put("selfTradePreventionMode", selfTradePreventionMode());
    }

    /** Adds the fields that only some orders have. */
    private void putMore(Map<String, Object> fields) {
        if (stopUnits() != 0) {
            fields.put("stopPrice", stopPrice());
        }
        if (trailingDelta() != 0) {
            fields.put("trailingDelta", trailingDelta());
        }
        if (order.limit().filter(OrderTerms.Limit::isIceberg).isPresent()) {
            fields.put("icebergQty", icebergQty());
        }
        if (order.progress().preventedUnits() != 0) {
            fields.put("preventedQuantity", preventedQty());
        }
        expiryReason().ifPresent(reason -> fields.put("expiryReason", reason));
    }

    private String price(long units) {
        return Decimals.format(units, market.priceScale());
    }

    private String quantity(long units) {
        return Decimals.format(units, market.quantityScale());
    }
}
