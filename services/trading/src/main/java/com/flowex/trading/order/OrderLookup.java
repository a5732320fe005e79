package com.flowex.trading.order;

import com.flowex.domain.AccountId;
import com.flowex.domain.OrderId;
import com.flowex.domain.RejectReason;
import com.flowex.platform.http.Problem;
import com.flowex.platform.http.ProblemException;
import com.flowex.platform.http.Request;
import com.flowex.trading.market.InstrumentDirectory;
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
     * The id in the path.
     *
     * @throws ProblemException 404 if it cannot be one
     */
    OrderId id(Request request) {
        return id(request.path("id")).orElseThrow(OrderLookup::unknown);
    }

    /** The order id a text is, if it can be one. */
    public static Optional<OrderId> id(String text) {
        try {
            long value = Long.parseLong(text);
            return value > 0 && Long.toString(value).equals(text) ? Optional.of(new OrderId(value)) : Optional.empty();
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    /**
     * The account's order.
     *
     * @throws ProblemException 404 if it has no such order
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

    static ProblemException unknown() {
        RejectReason reason = RejectReason.UNKNOWN_ORDER;
        return new ProblemException(Problem.statusOf(reason), reason.code(), "you have no such order");
    }
}
