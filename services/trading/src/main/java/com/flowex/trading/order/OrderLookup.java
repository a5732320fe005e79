package com.flowex.trading.order;

import com.flowex.desk.InstrumentDirectory;
import com.flowex.domain.AccountId;
import com.flowex.domain.OrderId;
import com.flowex.domain.RejectReason;
import com.flowex.domain.WholeNumber;
import com.flowex.ground.refusal.Refusal;
import com.flowex.ground.refusal.RefusalCode;
import java.util.List;
import java.util.Optional;

/** The caller's own orders by id. Somebody else's, an unknown one and nonsense are the same 404. */
public final class OrderLookup {

    private final OrderQueries queries;
    private final InstrumentDirectory directory;

    public OrderLookup(OrderQueries queries, InstrumentDirectory directory) {
        this.queries = queries;
        this.directory = directory;
    }

    /**
     * The order id that a text must be.
     *
     * @throws Refusal {@code unknown_order} if it cannot be one
     */
    OrderId required(String text) {
        return id(text).orElseThrow(OrderLookup::unknown);
    }

    /** The order id a text is, if it can be one. */
    public static Optional<OrderId> id(String text) {
        long value = WholeNumber.parse(text).orElse(0);
        return value > 0 ? Optional.of(new OrderId(value)) : Optional.empty();
    }

    /**
     * The account's order.
     *
     * @throws Refusal {@code unknown_order} if it has no such order
     */
    TrackedOrder order(AccountId account, OrderId id) {
        return find(account, id).orElseThrow(OrderLookup::unknown);
    }

    /** The account's order, if it has it. */
    Optional<TrackedOrder> find(AccountId account, OrderId id) {
        return queries.find(account, id);
    }

    /** Those of these orders that are the account's, as the wire shows them, newest first. */
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
