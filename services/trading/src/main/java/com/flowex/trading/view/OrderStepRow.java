package com.flowex.trading.view;

import com.flowex.domain.event.Event;
import com.flowex.domain.event.OrderAmended;
import com.flowex.domain.event.OrderDisplayChanged;
import com.flowex.domain.event.OrderReduced;
import com.flowex.domain.event.OrderRefreshed;
import com.flowex.domain.event.OrderRested;
import com.flowex.domain.event.OrderRevised;
import com.flowex.domain.event.OrderStarted;
import com.flowex.domain.event.OrderTriggered;
import com.flowex.domain.event.OrdersLinked;
import com.flowex.domain.event.OrdersPaired;
import com.flowex.domain.event.SelfTradePrevented;
import com.flowex.domain.event.SliceStarted;
import com.flowex.domain.order.OrderRequest;
import com.flowex.domain.value.AccountId;
import com.flowex.platform.projection.rows.BulkRows;
import com.flowex.trading.store.order.OrderCodes;
import com.flowex.trading.store.order.TrackedOrder;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/**
 * A step of an order between its acceptance and its end that neither its row nor its fills contain.
 *
 * @param priceUnits price that met the trigger, at which the order rests, or of a prevented trade. For other steps it
 *     is the order's limit; 0 if there is none
 * @param quantityUnits quantity of the step: shown, prevented, or of the slice; otherwise of the whole order
 * @param priceBefore limit before a change of the order; 0 if there is none
 * @param quantityBefore whole quantity before a change of the order; 0 if the step is no change
 * @param met id of the other order of a prevented trade; 0 for other steps
 * @param metAsMaker true if this order rested in a prevented trade
 */
record OrderStepRow(
        AccountId account,
        long order,
        long sequence,
        String step,
        long priceUnits,
        long quantityUnits,
        long remainingUnits,
        long priceBefore,
        long quantityBefore,
        long timeNanos,
        long met,
        boolean metAsMaker) {

    private static final BulkRows<OrderStepRow> ROWS = BulkRows.<OrderStepRow>of()
            .int4("tenant", OrderStepRow::tenant)
            .int8("account", row -> row.account().number())
            .int8("order_id", OrderStepRow::order)
            .int8("sequence", OrderStepRow::sequence)
            .text("step", OrderStepRow::step)
            .int8("price", OrderStepRow::priceUnits)
            .int8("quantity", OrderStepRow::quantityUnits)
            .int8("remaining", OrderStepRow::remainingUnits)
            .int8("price_before", OrderStepRow::priceBefore)
            .int8("quantity_before", OrderStepRow::quantityBefore)
            .int8("at_nanos", OrderStepRow::timeNanos)
            .int8("met", OrderStepRow::met)
            .bool("met_as_maker", OrderStepRow::metAsMaker);

    static void write(Connection views, List<OrderStepRow> rows) throws SQLException {
        ROWS.copyInto(views, "order_steps", rows);
    }

    int tenant() {
        return account.tenant();
    }

    /**
     * Returns the row of an event of an order; empty if the event has none.
     *
     * @param order order after the event
     * @param before request of the order before the event
     */
    static Optional<OrderStepRow> of(
            TrackedOrder order, OrderRequest before, Event event, long sequence, long timeNanos) {
        long whole = order.progress().quantityUnits();
        return switch (event) {
            case OrdersPaired _ -> Optional.of(row(order, "paired", limit(order), whole, sequence, timeNanos));
            case OrdersLinked _ -> Optional.of(row(order, "linked", limit(order), whole, sequence, timeNanos));
            case OrderStarted _ -> Optional.of(row(order, "started", limit(order), whole, sequence, timeNanos));
            case OrderTriggered triggered ->
                Optional.of(row(order, "triggered", triggered.price().units(), whole, sequence, timeNanos));
            case SliceStarted slice ->
                Optional.of(row(
                        order, "slice_started", limit(order), slice.quantity().units(), sequence, timeNanos));
            case OrderRested rested ->
                order.progress().restedSequence() == sequence
                        ? Optional.empty()
                        : Optional.of(row(
                                order,
                                "rested",
                                rested.price().units(),
                                rested.remaining().units(),
                                sequence,
                                timeNanos));
            case OrderRefreshed shows ->
                Optional.of(row(
                        order,
                        "refreshed",
                        shows.price().units(),
                        shows.visible().units(),
                        sequence,
                        timeNanos));
            case SelfTradePrevented met -> Optional.of(prevented(order, met, sequence, timeNanos));
            case OrderReduced _ -> Optional.of(changed(order, "reduced", before, sequence, timeNanos));
            case OrderAmended _ -> Optional.of(changed(order, "amended", before, sequence, timeNanos));
            case OrderRevised _ -> Optional.of(changed(order, "revised", before, sequence, timeNanos));
            case OrderDisplayChanged _ -> Optional.of(changed(order, "display_changed", before, sequence, timeNanos));
            default -> Optional.empty();
        };
    }

    private static OrderStepRow prevented(TrackedOrder order, SelfTradePrevented met, long sequence, long timeNanos) {
        boolean rested = met.maker().equals(order.id());
        return new OrderStepRow(
                order.request().account(),
                order.id().value(),
                sequence,
                "prevented",
                met.price().units(),
                (rested ? met.makerPrevented() : met.takerPrevented()).units(),
                order.progress().remainingUnits(),
                0,
                0,
                timeNanos,
                (rested ? met.taker() : met.maker()).value(),
                rested);
    }

    private static OrderStepRow row(
            TrackedOrder order, String step, long priceUnits, long quantityUnits, long sequence, long timeNanos) {
        return new OrderStepRow(
                order.request().account(),
                order.id().value(),
                sequence,
                step,
                priceUnits,
                quantityUnits,
                order.progress().remainingUnits(),
                0,
                0,
                timeNanos,
                0,
                false);
    }

    private static OrderStepRow changed(
            TrackedOrder order, String step, OrderRequest before, long sequence, long timeNanos) {
        return new OrderStepRow(
                order.request().account(),
                order.id().value(),
                sequence,
                step,
                limit(order),
                order.progress().quantityUnits(),
                order.progress().remainingUnits(),
                limit(before),
                before.quantity().units(),
                timeNanos,
                0,
                false);
    }

    private static long limit(TrackedOrder order) {
        return limit(order.request());
    }

    private static long limit(OrderRequest request) {
        return OrderCodes.limitOf(request.terms())
                .map(limit -> limit.price().units())
                .orElse(0L);
    }
}
