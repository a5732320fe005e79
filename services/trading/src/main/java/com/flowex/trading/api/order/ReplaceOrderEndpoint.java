package com.flowex.trading.api.order;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.flowex.access.http.response.Answer;
import com.flowex.access.http.route.Endpoint;
import com.flowex.access.http.route.Request;
import com.flowex.domain.order.CancelRestriction;
import com.flowex.domain.order.DebtEffects;
import com.flowex.domain.order.OrderRequest;
import com.flowex.domain.order.ReplaceMode;
import com.flowex.domain.value.AccountId;
import com.flowex.domain.value.OrderId;
import com.flowex.orderentry.CommandResult;
import com.flowex.orderentry.OrderEntryService;
import com.flowex.orderentry.OrderToCancel;
import com.flowex.orderentry.ReplaceOutcome;
import com.flowex.orderentry.market.ListedMarket;
import com.flowex.orderentry.read.ConsistentView;
import com.flowex.platform.errors.Fields;
import com.flowex.platform.errors.Refusal;
import com.flowex.platform.errors.RefusalCode;
import com.flowex.trading.app.QuotaHeaders;
import com.flowex.trading.app.order.LendingFeature;
import com.flowex.trading.app.order.OrderForm;
import com.flowex.trading.app.order.PlaceOrderBody;
import com.flowex.trading.app.order.PlacedOrders;
import com.flowex.trading.store.order.OrderStatus;
import org.jspecify.annotations.Nullable;

/**
 * {@code POST /api/trading/orders/{id}/replace}: cancels one order and places another with nothing in between. Responds
 * 201 if the new order was placed, and 200 if only the old one was canceled or if everything was done before. If
 * nothing happened, it responds with a problem.
 */
public record ReplaceOrderEndpoint(
        OrderEntryService orderEntry, OrderLookup orders, ConsistentView view, LendingFeature lending)
        implements Endpoint {

    /** The request body. */
    private record ReplaceBody(
            @Nullable String mode,
            @Nullable String restriction,
            @Nullable PlaceOrderBody order) {}

    /** Reason why a half was not carried out. */
    private record HalfProblem(String code, String detail) {

        static HalfProblem of(Refusal problem) {
            return new HalfProblem(problem.code().code(), problem.detail());
        }
    }

    /** One half of the replacement: the order, or the reason why there is none. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    private record Half(@Nullable OrderBody order, @Nullable HalfProblem problem) {

        static Half of(OrderBody order) {
            return new Half(order, null);
        }

        static Half of(Refusal problem) {
            return new Half(null, HalfProblem.of(problem));
        }
    }

    /** The schema Replaced of docs/api/openapi.yaml. */
    private record ReplacedBody(Half canceled, Half placed, long sequence) {}

    @Override
    public Answer answer(Request request) {
        AccountId account = request.caller().account();
        ReplaceBody body = request.body(ReplaceBody.class);
        OrderId old = orders.required(request.path("id"));
        Fields fields = new Fields();
        ReplaceMode mode = body.mode() == null
                ? ReplaceMode.STOP_ON_FAILURE
                : fields.oneOf("mode", body.mode(), ReplaceMode.class);
        CancelRestriction restriction = body.restriction() == null
                ? null
                : fields.oneOf("restriction", body.restriction(), CancelRestriction.class);
        OrderRequest replacement = replacement(body.order(), account, fields);
        DebtEffects effects =
                body.order() == null ? DebtEffects.NONE : body.order().effects();
        lending.require(account, effects.borrows());
        OrderToCancel canceled = OrderToCancel.of(account, old, restriction);
        return switch (orderEntry.replace(canceled, replacement, mode, effects)) {
            case CommandResult.Accepted<ReplaceOutcome>(ReplaceOutcome.Now now) ->
                decided(request, old, now, replacement);
            case CommandResult.Accepted<ReplaceOutcome>(ReplaceOutcome.Before(OrderId placed)) -> {
                view.awaitAfter("the new order was placed before as " + placed, request);
                yield Answer.ok(body(
                        lastSequence(request),
                        asItIs(account, old),
                        Half.of(orders.body(orders.order(account, placed)))));
            }
            case CommandResult.Refused<ReplaceOutcome>(Refusal why, boolean isRepeated) -> {
                if (!isRepeated) {
                    throw nothingDone(why);
                }
                yield refusedBefore(request, old, why);
            }
            case CommandResult.Unknown<ReplaceOutcome> unknown -> throw unknown.why();
        };
    }

    private OrderRequest replacement(@Nullable PlaceOrderBody body, AccountId account, Fields fields) {
        if (body == null) {
            fields.refuse("order", "given").check();
            throw new IllegalStateException("what is refused does not pass");
        }
        Fields ofOrder = fields.under("order");
        OrderForm form = new OrderForm(body, account, orderEntry, ofOrder);
        fields.check();
        return form.order(account);
    }

    private Answer decided(Request request, OrderId old, ReplaceOutcome.Now now, OrderRequest replacement) {
        Refusal notPlaced = now.notPlaced();
        view.awaitAfter(notPlaced == null ? "the new order is placed" : "order " + old + " is canceled", request);
        Refusal notCanceled = now.notCanceled();
        Half canceled = notCanceled == null ? asItIs(request.caller().account(), old) : Half.of(notCanceled);
        if (notPlaced != null) {
            return notPlaced(now.committed().lastSequence(), canceled, notPlaced);
        }
        ListedMarket market = orderEntry.listed().market(replacement.instrument());
        Half placed = Half.of(OrderBody.of(PlacedOrders.of(now.committed()), market));
        Answer answer = Answer.created(body(now.committed().lastSequence(), canceled, placed));
        QuotaHeaders.report(orderEntry, request.caller().account(), answer::header);
        return answer;
    }

    /** Returns the earlier refusal of the new order, with the old order as it is now. */
    private Answer refusedBefore(Request request, OrderId old, Refusal why) {
        view.await(request);
        return notPlaced(lastSequence(request), asItIs(request.caller().account(), old), why);
    }

    private static Answer notPlaced(long sequence, Half canceled, Refusal why) {
        if (canceled.order() != null) {
            return Answer.ok(body(sequence, canceled, Half.of(why)));
        }
        throw nothingDone(why);
    }

    private static Refusal nothingDone(Refusal why) {
        return why.code() == RefusalCode.NOTHING_CANCELED ? OrderLookup.unknown() : why;
    }

    /**
     * @param sequence sequence of the command's last event; if the command changed nothing, of the last event that its
     *     sender knows
     */
    private static ReplacedBody body(long sequence, Half canceled, Half placed) {
        return new ReplacedBody(canceled, placed, sequence);
    }

    private long lastSequence(Request request) {
        return orderEntry.lastSequence(request.caller().account());
    }

    /** Returns the old order if it is canceled, otherwise the problem that there is none to cancel. */
    private Half asItIs(AccountId account, OrderId old) {
        return orders.find(account, old)
                .filter(order -> order.status() == OrderStatus.CANCELED)
                .map(order -> Half.of(orders.body(order)))
                .orElseGet(() -> Half.of(OrderLookup.unknown()));
    }
}
