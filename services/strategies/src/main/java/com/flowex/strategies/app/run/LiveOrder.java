package com.flowex.strategies.app.run;

import com.flowex.access.http.response.IsoTime;
import com.flowex.backtest.venue.VenueMarket;
import com.flowex.domain.order.OrderRequest;
import com.flowex.domain.order.Side;
import com.flowex.domain.value.Decimals;
import com.flowex.domain.value.Scale;
import com.flowex.orderentry.LogTime;
import com.flowex.strategies.app.run.RunDocuments.OrderRow;
import com.flowex.strategies.store.RunRecord;
import com.flowex.strategy.order.OpenOrder;
import com.flowex.strategy.order.OrderIntent;
import com.flowex.strategy.order.OrderStatus;
import com.flowex.strategy.order.OrderType;
import com.flowex.strategy.order.OrderUpdate;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Order of a live run, as the events of the account report it. */
final class LiveOrder {

    private static final String SENDING = "sending";
    private static final String NOT_SENT = "not_sent";

    final long number;
    final String id;
    final VenueMarket market;
    final Side side;

    /** The order as the strategy wanted it; null if it was read from its row. */
    final @Nullable OrderIntent intent;

    /** Requests that place it: its own, and that of the second order of a pair; empty if another one sends it. */
    List<OrderRequest> requests = List.of();

    private final String type;
    private final long signalNanos;
    private final long limitUnits;
    private OrderStatus status = OrderStatus.OPEN;
    private boolean isNotSent;
    private long order;
    private long quantityUnits;
    private long filledUnits;
    private long remainingUnits;
    private String reason = "";
    private String message = "";

    LiveOrder(long number, String id, VenueMarket market, OrderIntent intent, Numbers numbers) {
        this.number = number;
        this.id = id;
        this.market = market;
        this.side = intent.side();
        this.intent = intent;
        this.type = word(intent.type());
        this.signalNanos = numbers.signalNanos();
        this.limitUnits = numbers.limitUnits();
        this.quantityUnits = numbers.quantityUnits();
        this.remainingUnits = numbers.quantityUnits();
    }

    /** Exact numbers of a new order. */
    record Numbers(long signalNanos, long quantityUnits, long limitUnits) {}

    /** Reads an order from its row. */
    LiveOrder(RunRecord stored, OrderRow row, VenueMarket market) {
        Scale base = market.marketSetup.baseScale();
        this.number = stored.number();
        this.id = row.id();
        this.market = market;
        this.side = Side.valueOf(row.side().toUpperCase(Locale.ROOT));
        this.intent = null;
        this.type = row.type();
        this.signalNanos = LogTime.nanos(Instant.parse(row.time()));
        this.limitUnits = row.price() == null ? 0 : units(row.price(), market.rules.priceScale());
        this.quantityUnits = units(row.quantity(), base);
        this.filledUnits = units(row.filled(), base);
        this.remainingUnits = quantityUnits - filledUnits;
        this.order = row.orderId() == null ? 0 : Long.parseLong(row.orderId());
        this.status = filledUnits > 0 ? OrderStatus.PARTIALLY_FILLED : OrderStatus.OPEN;
    }

    private static long units(String text, Scale scale) {
        if (Decimals.parse(text, scale) instanceof Decimals.Parsed.Units(long units)) {
            return units;
        }
        throw new IllegalStateException("an order is stored with exact decimals, not with " + text);
    }

    /** Returns the name of an order's type, as in back-tests. */
    static String word(OrderType type) {
        return switch (type) {
            case OrderType.Market _ -> "market";
            case OrderType.Limit _ -> "limit";
            case OrderType.StopLoss _ -> "stop_loss";
            case OrderType.TakeProfit _ -> "take_profit";
            case OrderType.TrailingStop _ -> "trailing_stop";
            case OrderType.OneCancelsOther _ -> "oco";
            case OrderType.Twap _ -> "twap";
        };
    }

    boolean isFinal() {
        return status.isFinal();
    }

    /** Returns true if the exchange has accepted it. */
    boolean isAccepted() {
        return order != 0;
    }

    void accepted(long orderNumber, long remaining) {
        order = orderNumber;
        quantityUnits = remaining;
        remainingUnits = remaining;
    }

    void filled(long units, long remaining) {
        filledUnits += units;
        remainingUnits = remaining;
        status = remaining == 0 ? OrderStatus.FILLED : OrderStatus.PARTIALLY_FILLED;
    }

    void reduced(long remaining) {
        remainingUnits = remaining;
    }

    void ended(OrderStatus end, String code, String text) {
        status = end;
        remainingUnits = 0;
        reason = code;
        message = text;
    }

    /** Ends an order that never reached the log. */
    void notSent(String code, String text) {
        isNotSent = true;
        ended(OrderStatus.REJECTED, code, text);
    }

    OpenOrder open(OrderIntent intent) {
        return new OpenOrder(id, intent, market.base(filledUnits), market.base(remainingUnits));
    }

    OrderUpdate update(long timeNanos) {
        return new OrderUpdate(
                id,
                market.symbol(),
                side,
                timeNanos,
                status,
                market.base(filledUnits),
                market.base(remainingUnits),
                reason,
                message);
    }

    private String statusWord() {
        if (isNotSent) {
            return NOT_SENT;
        }
        return status == OrderStatus.OPEN && order == 0
                ? SENDING
                : status.name().toLowerCase(Locale.ROOT);
    }

    RunRecord row() {
        Scale base = market.marketSetup.baseScale();
        OrderRow row = new OrderRow(
                id,
                order == 0 ? null : Long.toString(order),
                market.symbol(),
                side.name().toLowerCase(Locale.ROOT),
                type,
                IsoTime.ofNanos(signalNanos),
                statusWord(),
                Decimals.format(quantityUnits, base),
                limitUnits == 0 ? null : Decimals.format(limitUnits, market.rules.priceScale()),
                Decimals.format(filledUnits, base),
                reason,
                message);
        return new RunRecord(RunRecord.Kind.ORDER, number, !isFinal(), RunDocuments.json(row));
    }
}
