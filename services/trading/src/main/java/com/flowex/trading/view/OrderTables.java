package com.flowex.trading.view;

import com.flowex.domain.order.OrderTerms;
import com.flowex.domain.order.Trigger;
import com.flowex.platform.projection.rows.BulkRows;
import com.flowex.trading.store.order.OrderCodes;
import com.flowex.trading.store.order.TrackedOrder;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Writes orders. Rows of open orders are updated in place, except for revised orders; ended orders are written once.
 */
final class OrderTables {

    private static final BulkRows<TrackedOrder> KEY = BulkRows.<TrackedOrder>of()
            .int4("tenant", order -> order.request().account().tenant())
            .int8("account", order -> order.request().account().number())
            .int8("order_id", order -> order.id().value());

    private static final BulkRows<TrackedOrder> TERMS = BulkRows.<TrackedOrder>of()
            .text("client_order_id", order -> order.request().clientOrderId().toString())
            .int4("instrument_id", order -> order.request().instrument().value())
            .text("side", order -> OrderCodes.of(order.request().side()))
            .text("type", order -> OrderCodes.typeOf(order.request().terms()))
            .text(
                    "time_in_force",
                    order -> OrderCodes.timeInForceOf(order.request().terms()))
            .bool(
                    "post_only",
                    order -> order.limit().map(OrderTerms.Limit::postOnly).orElse(false))
            .int8(
                    "expires_nanos",
                    order -> order.limit().map(OrderTerms.Limit::expiresNanos).orElse(0L))
            .int8(
                    "display",
                    order -> order.limit().map(limit -> limit.display().units()).orElse(0L))
            .int8(
                    "quote_amount",
                    order -> order.request().terms() instanceof OrderTerms.MarketByQuote(long quote) ? quote : 0)
            .int8("trigger_price", order -> triggerUnits(trigger(order)))
            .int8("trailing_amount", order -> amountUnits(trailing(order)))
            .int4("trailing_bps", order -> basisPoints(trailing(order)))
            .bool("activated_by_loss", order -> trigger(order) instanceof Trigger.TrailingFromLoss)
            .text("trigger_source", order -> source(trigger(order)))
            .int4("slices", order -> order.request().terms() instanceof OrderTerms.Twap twap ? twap.slices() : 0)
            .int8(
                    "interval_nanos",
                    order -> order.request().terms() instanceof OrderTerms.Twap twap ? twap.intervalNanos() : 0)
            .text(
                    "self_trade_prevention",
                    order -> OrderCodes.of(order.request().selfTradePrevention()))
            .int8("accepted_sequence", TrackedOrder::acceptedSequence)
            .int8("created_nanos", TrackedOrder::createdNanos)
            .text(
                    "expiry_reason",
                    order -> order.expiryReason().map(reason -> reason.code()).orElse(null))
            .text(
                    "cancel_reason",
                    order -> order.cancelReason().map(reason -> reason.code()).orElse(null));

    /** Columns that change while an order is open. */
    private static final BulkRows<TrackedOrder> PROGRESS = BulkRows.<TrackedOrder>of()
            .int8OrNone("price", OrderTables::priceUnits)
            .int8("quantity", order -> order.progress().quantityUnits())
            .int8("remaining", order -> order.progress().remainingUnits())
            .int8("prevented", order -> order.progress().preventedUnits())
            .int8("visible", order -> order.progress().visibleUnits())
            .numeric("filled_quote", order -> order.progress().filledQuoteUnits())
            .numeric("fee", order -> order.progress().feeUnits())
            .numeric("rebate", order -> order.progress().rebateUnits())
            .int8("triggered_price", order -> order.progress().triggeredUnits())
            .int8("triggered_nanos", order -> order.progress().triggeredNanos())
            .int8("extreme", order -> order.progress().extremeUnits())
            .int4("slices_started", order -> order.progress().slicesStarted())
            .int8("paired_with", order -> order.progress().companion())
            .int8("rested_sequence", order -> order.progress().restedSequence())
            .text("status", order -> order.progress().status().code())
            .int8("sequence", order -> order.progress().sequence())
            .int8("updated_nanos", order -> order.progress().updatedNanos());

    private static final BulkRows<TrackedOrder> WHOLE = KEY.and(TERMS).and(PROGRESS);
    private static final BulkRows<TrackedOrder> CHANGED = KEY.and(PROGRESS);

    private static final String UPDATE_OPEN = """
            UPDATE open_orders o
            SET price = c.price, quantity = c.quantity, remaining = c.remaining, prevented = c.prevented,
                visible = c.visible, filled_quote = c.filled_quote, fee = c.fee, rebate = c.rebate,
                triggered_price = c.triggered_price, triggered_nanos = c.triggered_nanos, extreme = c.extreme,
                slices_started = c.slices_started, paired_with = c.paired_with, rested_sequence = c.rested_sequence,
                status = c.status, sequence = c.sequence, updated_nanos = c.updated_nanos
            FROM %s AS c (%s)
            WHERE o.tenant = c.tenant AND o.account = c.account AND o.order_id = c.order_id""".formatted(CHANGED.unnested(), CHANGED.names());

    private static final String DELETE_OPEN = """
            DELETE FROM open_orders o
            USING %s AS c (%s)
            WHERE o.tenant = c.tenant AND o.account = c.account AND o.order_id = c.order_id""".formatted(KEY.unnested(), KEY.names());

    private final List<TrackedOrder> opened = new ArrayList<>();
    private final List<TrackedOrder> closed = new ArrayList<>();
    private final List<TrackedOrder> updated = new ArrayList<>();
    private final List<TrackedOrder> orders = new ArrayList<>();

    /** Writes every changed order in its present state. It does not change the entries, so it can be repeated. */
    void write(Connection connection, List<OrderRowState> entries) throws SQLException {
        opened.clear();
        closed.clear();
        updated.clear();
        orders.clear();
        entries.forEach(this::sort);
        CHANGED.run(connection, UPDATE_OPEN, updated, "changed open orders");
        KEY.run(connection, DELETE_OPEN, orders, "ended open orders");
        WHOLE.copyInto(connection, "open_orders", opened);
        WHOLE.copyInto(connection, "closed_orders", closed);
    }

    private void sort(OrderRowState entry) {
        TrackedOrder order = entry.order;
        boolean open = order.status().isOpen();
        if (open && entry.stored && !entry.revised) {
            updated.add(order);
            return;
        }
        (open ? opened : closed).add(order);
        if (entry.stored) {
            orders.add(order);
        }
    }

    private static @Nullable Trigger trigger(TrackedOrder order) {
        return order.request().terms() instanceof OrderTerms.Conditional conditional ? conditional.trigger() : null;
    }

    private static Trigger.@Nullable Trailing trailing(TrackedOrder order) {
        Trigger trigger = trigger(order);
        return trigger == null ? null : trigger.trailing();
    }

    private static long triggerUnits(@Nullable Trigger trigger) {
        return switch (trigger) {
            case Trigger.StopLoss stop -> stop.price().units();
            case Trigger.TakeProfit take -> take.price().units();
            case Trigger.Activated from -> from.activation().units();
            case null, default -> 0;
        };
    }

    private static long amountUnits(Trigger.@Nullable Trailing trailing) {
        return trailing instanceof Trigger.TrailingAmount amount
                ? amount.distance().units()
                : 0;
    }

    private static int basisPoints(Trigger.@Nullable Trailing trailing) {
        return trailing instanceof Trigger.TrailingRate rate ? rate.basisPoints() : 0;
    }

    private static @Nullable String source(@Nullable Trigger trigger) {
        return trigger == null ? null : OrderCodes.of(trigger.source());
    }

    /** Returns the limit price of an order; null if it has none. */
    private static @Nullable Long priceUnits(TrackedOrder order) {
        return order.request().terms() instanceof OrderTerms.Twap twap
                ? noneIfZero(twap.limit().units())
                : order.limit().map(limit -> limit.price().units()).orElse(null);
    }

    /** Returns null for 0, which means "none": no price is zero. */
    private static @Nullable Long noneIfZero(long units) {
        return units == 0 ? null : units;
    }
}
