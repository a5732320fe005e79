package com.flowex.trading.order;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.flowex.cluster.client.Outcome;
import com.flowex.domain.AccountId;
import com.flowex.domain.FirstAnswer;
import com.flowex.domain.OrderId;
import com.flowex.domain.OrderRequest;
import com.flowex.domain.RejectReason;
import com.flowex.domain.ReplaceMode;
import com.flowex.domain.command.CancelOrder;
import com.flowex.domain.command.CancelReplace;
import com.flowex.domain.event.Event;
import com.flowex.domain.event.OrderAccepted;
import com.flowex.domain.event.OrderCanceled;
import com.flowex.domain.event.OrderRejected;
import com.flowex.platform.exchange.OrderPath;
import com.flowex.platform.exchange.OwnView;
import com.flowex.platform.http.Answer;
import com.flowex.platform.http.Endpoint;
import com.flowex.platform.http.Request;
import com.flowex.platform.refusal.Fields;
import com.flowex.platform.refusal.Refusal;
import com.flowex.trading.market.InstrumentDirectory;
import com.flowex.trading.market.Market;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * {@code POST /api/trading/orders/{id}/replace}: cancels one order and places another with nothing in between. 201 where
 * the new one was placed, 200 where only the old one was canceled or all of it was done before; where nothing happened,
 * a problem.
 */
public record ReplaceOrderEndpoint(
        OrderPath path, InstrumentDirectory directory, OrderLookup orders, OrderDefaults defaults, OwnView view)
        implements Endpoint {

    /** The body as sent. */
    private record ReplaceBody(
            @Nullable String mode, @Nullable PlaceOrderBody order) {}

    /** Why a half was not done. */
    private record HalfProblem(String code, String detail) {

        static HalfProblem of(Refusal problem) {
            return new HalfProblem(problem.code().code(), problem.detail());
        }
    }

    /** One half: the order, or why there is none. */
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
        OrderRequest replacement = replacement(body.order(), account, fields);
        Market market = directory.market(replacement.instrument());
        CancelReplace command = new CancelReplace(new CancelOrder(account, old), replacement, mode);
        return switch (Unanswered.submit(path, command, replacement)) {
            case Outcome.Accepted accepted -> decided(request, old, accepted, market);
            case Outcome.Repeated(FirstAnswer.Accepted first) -> {
                view.awaitAfter("the new order was placed before as " + first.order(), request);
                yield Answer.ok(body(
                        request, asItIs(account, old), Half.of(orders.body(orders.order(account, first.order())))));
            }
            case Outcome.Rejected(RejectReason reason, long sequence) -> {
                if (sequence != 0) {
                    throw OrderRefusals.of(reason, market);
                }
                yield refusedBefore(request, old, reason, market);
            }
            case Outcome.Repeated _, Outcome.Tried _, Outcome.Unknown _, Outcome.Overloaded _ ->
                throw new IllegalStateException("this is no answer to a cancel-replace");
        };
    }

    private OrderRequest replacement(@Nullable PlaceOrderBody body, AccountId account, Fields fields) {
        if (body == null) {
            fields.refuse("order", "given").check();
            throw new IllegalStateException("what is refused does not pass");
        }
        OrderForm form = new OrderForm(body, account, directory, fields.under("order"), defaults);
        fields.check();
        return form.order(account);
    }

    private Answer decided(Request request, OrderId old, Outcome.Accepted outcome, Market market) {
        Optional<RejectReason> refused = refusal(outcome);
        boolean isPlaced = outcome.events().stream().anyMatch(OrderAccepted.class::isInstance);
        view.awaitAfter(isPlaced ? "the new order is placed" : "order " + old + " is canceled", request);
        Half canceled =
                isCanceled(old, outcome) ? asItIs(request.caller().account(), old) : Half.of(OrderLookup.unknown());
        if (isPlaced) {
            return Answer.created(body(request, canceled, Half.of(OrderBody.of(PlacedOrder.of(outcome), market))));
        }
        return notPlaced(request, canceled, refused.orElseThrow(), market);
    }

    private static boolean isCanceled(OrderId old, Outcome.Accepted outcome) {
        return outcome.events().stream()
                .anyMatch(event -> event instanceof OrderCanceled canceled
                        && canceled.order().equals(old));
    }

    private static Optional<RejectReason> refusal(Outcome.Accepted outcome) {
        for (Event event : outcome.events()) {
            if (event instanceof OrderRejected rejected) {
                return Optional.of(rejected.reason());
            }
        }
        return Optional.empty();
    }

    /** The new order's refusal again, beside the old order as it is now. */
    private Answer refusedBefore(Request request, OrderId old, RejectReason reason, Market market) {
        view.await(request);
        return notPlaced(request, asItIs(request.caller().account(), old), reason, market);
    }

    private Answer notPlaced(Request request, Half canceled, RejectReason reason, Market market) {
        if (canceled.order() != null) {
            return Answer.ok(body(request, canceled, Half.of(OrderRefusals.of(reason, market))));
        }
        throw reason == RejectReason.NOTHING_CANCELED ? OrderLookup.unknown() : OrderRefusals.of(reason, market);
    }

    /** With the number of the last event that its sender was told of: of this command, if not of a later one. */
    private ReplacedBody body(Request request, Half canceled, Half placed) {
        return new ReplacedBody(
                canceled, placed, path.lastSequence(request.caller().account()));
    }

    /** The old order if it is canceled, or that there is none to cancel. */
    private Half asItIs(AccountId account, OrderId old) {
        return orders.find(account, old)
                .filter(order -> order.status() == OrderStatus.CANCELED)
                .map(order -> Half.of(orders.body(order)))
                .orElseGet(() -> Half.of(OrderLookup.unknown()));
    }
}
