package com.flowex.trading.api.order;

import com.flowex.domain.RejectReason;
import com.flowex.domain.value.AccountId;
import com.flowex.domain.value.OrderId;
import com.flowex.domain.value.WholeNumber;
import com.flowex.orderentry.market.InstrumentDirectory;
import com.flowex.platform.errors.Refusal;
import com.flowex.platform.errors.RefusalCode;
import com.flowex.trading.store.order.OrderQueries;
import com.flowex.trading.store.order.TrackedOrder;
import java.util.List;
import java.util.Optional;

/** Reads the caller's own orders by id. Another account's order, an unknown id and a malformed id give the same 404. */
public final class OrderLookup {

    private final OrderQueries queries;
    private final InstrumentDirectory directory;

    public OrderLookup(OrderQueries queries, InstrumentDirectory directory) {
        this.queries = queries;
        this.directory = directory;
    }

    /**
     * Parses an order id.
     *
     * @throws Refusal {@code unknown_order} if the text is no order id
     */
    OrderId required(String text) {
        return id(text).orElseThrow(OrderLookup::unknown);
    }

    /** Parses an order id; empty if the text is none. */
    public static Optional<OrderId> id(String text) {
        long value = WholeNumber.parse(text).orElse(0);
        return value > 0 ? Optional.of(new OrderId(value)) : Optional.empty();
    }

    /**
     * Returns an order of the account.
     *
     * @throws Refusal {@code unknown_order} if the account has no such order
     */
    TrackedOrder order(AccountId account, OrderId id) {
        return find(account, id).orElseThrow(OrderLookup::unknown);
    }

    /** Returns an order of the account; empty if the account has no such order. */
    Optional<TrackedOrder> find(AccountId account, OrderId id) {
        return queries.find(account, id);
    }

    /** Returns all orders of an order's list, by id; an order without a list alone. */
    List<TrackedOrder> list(AccountId account, TrackedOrder order) {
        return queries.listOf(account, order);
    }

    /** Returns the response bodies of those of these orders that belong to the account, newest first. */
    List<OrderBody> bodies(AccountId account, List<OrderId> ids) {
        return ids.isEmpty()
                ? List.of()
                : queries.find(account, ids).stream().map(this::body).toList();
    }

    OrderBody body(TrackedOrder order) {
        return OrderBody.of(order, directory.market(order.request().instrument()));
    }

    static Refusal unknown() {
        RejectReason reason = RejectReason.UNKNOWN_ORDER;
        return new Refusal(RefusalCode.of(reason), "you have no such order");
    }
}
