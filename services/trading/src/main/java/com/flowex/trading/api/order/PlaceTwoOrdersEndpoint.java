package com.flowex.trading.api.order;

import com.flowex.access.http.response.Answer;
import com.flowex.access.http.route.Endpoint;
import com.flowex.access.http.route.Request;
import com.flowex.domain.order.LinkedChange;
import com.flowex.domain.order.OrderRequest;
import com.flowex.domain.order.PairChange;
import com.flowex.domain.value.AccountId;
import com.flowex.domain.value.InstrumentId;
import com.flowex.domain.value.OrderId;
import com.flowex.orderentry.CommandResult;
import com.flowex.orderentry.CommittedEvents;
import com.flowex.orderentry.LinkedRequests;
import com.flowex.orderentry.OrderEntryService;
import com.flowex.orderentry.PlacementOutcome;
import com.flowex.orderentry.market.ListedMarket;
import com.flowex.orderentry.read.ConsistentView;
import com.flowex.trading.app.QuotaHeaders;
import com.flowex.trading.app.order.LendingFeature;
import com.flowex.trading.app.order.LinkedChangeForm;
import com.flowex.trading.app.order.LinkedOrdersForm;
import com.flowex.trading.app.order.OrderPairChangeForm;
import com.flowex.trading.app.order.OrderPairForm;
import com.flowex.trading.app.order.PlaceLinkedBody;
import com.flowex.trading.app.order.PlacePairBody;
import com.flowex.trading.app.order.PlacedOrders;
import com.flowex.trading.store.order.TrackedOrder;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Places two orders that belong together, in one command. Responds 201 with both orders after the command, or 200 if
 * they were placed before.
 */
public record PlaceTwoOrdersEndpoint(
        OrderEntryService orderEntry,
        OrderLookup orders,
        ConsistentView view,
        LendingFeature lending,
        Relation relation)
        implements Endpoint {

    /** Relation of the two orders to each other. */
    public enum Relation {

        /** {@code POST /api/trading/orders/oco}: a limit order and a stop order, each of which cancels the other. */
        PAIR {
            @Override
            TwoOrders read(Request request, OrderEntryService orderEntry) {
                OrderPairForm.RequestedPair pair = OrderPairForm.read(
                        request.body(PlacePairBody.class), request.caller().account(), orderEntry);
                return new TwoOrders(
                        pair.limit(),
                        pair.effects().borrows(),
                        () -> orderEntry.pair(pair.limit(), pair.stop(), pair.effects()));
            }

            @Override
            String isAlone() {
                return " is no part of a pair of orders";
            }

            @Override
            ChangeOfBoth readChange(Request request) {
                OrderPairChangeForm.Body body = request.body(OrderPairChangeForm.Body.class);
                return (order, first, second, orderEntry) -> {
                    InstrumentId market = second.request().instrument();
                    PairChange change = OrderPairChangeForm.read(
                            body, first, second, orderEntry.listed().market(market));
                    return orderEntry.revisePair(second.request().account(), order, change, market);
                };
            }

            @Override
            Optional<TrackedOrder> other(TrackedOrder one, List<TrackedOrder> list) {
                return one.partnerIn(list);
            }

            @Override
            String placedBefore(OrderId first) {
                return "the pair was placed before, its limit order as " + first;
            }

            @Override
            Object body(OrderBody first, OrderBody second, long sequence) {
                return new PairOfOrders(first, second, sequence);
            }
        },

        /** {@code POST /api/trading/orders/oto}: a working order and one that starts when the first is filled. */
        LINKED {
            @Override
            TwoOrders read(Request request, OrderEntryService orderEntry) {
                LinkedRequests linked = LinkedOrdersForm.read(
                        request.body(PlaceLinkedBody.class), request.caller().account(), orderEntry);
                return new TwoOrders(linked.working(), linked.borrow(), () -> orderEntry.linked(linked));
            }

            @Override
            String isAlone() {
                return " is not linked with another order";
            }

            @Override
            ChangeOfBoth readChange(Request request) {
                LinkedChangeForm.Body body = request.body(LinkedChangeForm.Body.class);
                return (order, first, second, orderEntry) -> {
                    InstrumentId market = second.request().instrument();
                    LinkedChange change = LinkedChangeForm.read(
                            body, second, orderEntry.listed().market(market));
                    return orderEntry.reviseLinked(second.request().account(), order, change, market);
                };
            }

            @Override
            Optional<TrackedOrder> other(TrackedOrder one, List<TrackedOrder> list) {
                return list.stream()
                        .filter(order -> order.id().value() == one.progress().linkedWith())
                        .findFirst();
            }

            @Override
            String placedBefore(OrderId first) {
                return "both were placed before, its working order as " + first;
            }

            @Override
            Object body(OrderBody first, OrderBody second, long sequence) {
                return new BothOrders(first, second, sequence);
            }
        };

        abstract TwoOrders read(Request request, OrderEntryService orderEntry);

        /** Returns the rest of a sentence about an order that never was in this relation. */
        abstract String isAlone();

        /** Reads the change of both orders, before they are looked for. */
        abstract ChangeOfBoth readChange(Request request);

        /** Returns the order of a list that is, or was, in this relation to one of it; empty if none is. */
        abstract Optional<TrackedOrder> other(TrackedOrder one, List<TrackedOrder> list);

        abstract String placedBefore(OrderId first);

        abstract Object body(OrderBody first, OrderBody second, long sequence);
    }

    /** Change of two orders. */
    interface ChangeOfBoth {

        /** Changes both orders. The orders as they are now decide which fields there are. */
        CommandResult<CommittedEvents> apply(
                OrderId order, TrackedOrder first, TrackedOrder second, OrderEntryService orderEntry);
    }

    /**
     * @param borrow true if one of them borrows
     * @param placement places both orders
     */
    private record TwoOrders(OrderRequest first, boolean borrow, Supplier<CommandResult<PlacementOutcome>> placement) {}

    /** The schema OrderPair of docs/api/openapi.yaml. */
    private record PairOfOrders(OrderBody limit, OrderBody stop, long sequence) {}

    /** The schema LinkedOrders of docs/api/openapi.yaml. */
    private record BothOrders(OrderBody working, OrderBody pending, long sequence) {}

    @Override
    public Answer answer(Request request) {
        AccountId account = request.caller().account();
        TwoOrders both = relation.read(request, orderEntry);
        lending.require(account, both.borrow());
        return switch (both.placement().get().orThrow()) {
            case PlacementOutcome.Now(var committed) -> {
                ListedMarket market = orderEntry.listed().market(both.first().instrument());
                List<TrackedOrder> placed = PlacedOrders.all(committed);
                Answer answer = Answer.created(relation.body(
                        OrderBody.of(placed.getFirst(), market),
                        OrderBody.of(placed.get(1), market),
                        committed.lastSequence()));
                QuotaHeaders.report(orderEntry, account, answer::header);
                yield answer;
            }
            case PlacementOutcome.Before(OrderId first, long _, boolean byThis) -> repeated(request, first, byThis);
        };
    }

    private Answer repeated(Request request, OrderId first, boolean byThis) {
        view.awaitAfter(relation.placedBefore(first), request);
        AccountId account = request.caller().account();
        TrackedOrder one = orders.order(account, first);
        OrderBody oneBody = orders.body(one);
        OrderBody otherBody =
                orders.body(relation.other(one, orders.list(account, one)).orElseThrow(OrderLookup::unknown));
        Object both = relation.body(oneBody, otherBody, Math.max(oneBody.sequence(), otherBody.sequence()));
        return byThis ? Answer.created(both) : Answer.ok(both);
    }
}
