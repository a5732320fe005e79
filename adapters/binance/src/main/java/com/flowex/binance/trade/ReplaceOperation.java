package com.flowex.binance.trade;

import com.flowex.binance.call.OperationCall;
import com.flowex.binance.call.Params;
import com.flowex.binance.call.Symbols;
import com.flowex.binance.dialect.BinanceErrorCode;
import com.flowex.binance.dialect.ErrorBody;
import com.flowex.binance.trade.params.OrderParams;
import com.flowex.binance.trade.params.OrderReference;
import com.flowex.domain.order.CancelRestriction;
import com.flowex.domain.order.DebtEffects;
import com.flowex.domain.order.OrderRequest;
import com.flowex.domain.order.ReplaceMode;
import com.flowex.domain.value.OrderId;
import com.flowex.orderentry.CommandResult;
import com.flowex.orderentry.CommittedEvents;
import com.flowex.orderentry.OrderEntryService;
import com.flowex.orderentry.OrderToCancel;
import com.flowex.orderentry.PlacementOutcome;
import com.flowex.orderentry.ReplaceOutcome;
import com.flowex.orderentry.market.ListedMarket;
import com.flowex.platform.errors.Refusal;
import com.flowex.platform.errors.RefusalCode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Operation that cancels one order and places another in one step. Unless both are done, it is an error with the result
 * of each half.
 *
 * @param place formats the new order
 * @param cancel formats the old one
 */
record ReplaceOperation(
        OrderEntryService orderEntry,
        Symbols symbols,
        OrderParams params,
        PlaceOperations place,
        CancelOperations cancel,
        OwnOrders orders) {

    private static final ErrorBody NO_OLD_ORDER =
            ErrorBody.of(BinanceErrorCode.CANCEL_REJECTED.refusal("Unknown order sent."));

    /**
     * Result of one half.
     *
     * @param response its answer or its error; null if it was not tried
     */
    private record Half(String result, @Nullable Object response) {

        static final Half NOT_TRIED = new Half("NOT_ATTEMPTED", null);

        static Half done(Object response) {
            return new Half("SUCCESS", response);
        }

        static Half failed(ErrorBody error) {
            return new Half("FAILURE", error);
        }

        boolean isDone() {
            return result.equals("SUCCESS");
        }
    }

    /** Parsed request. */
    private record ReplaceRequest(
            OperationCall call,
            ListedMarket market,
            OrderRequest order,
            ReplaceMode mode,
            @Nullable CancelRestriction restriction,
            PlaceOperations.RespType respType,
            String cancelId) {}

    Object replace(OperationCall call) {
        ReplaceMode mode = call.params()
                .oneOf("cancelReplaceMode", ReplaceMode.class, BinanceErrorCode.INVALID_PARAMETER)
                .orElseThrow(() -> Params.missing("cancelReplaceMode"));
        ListedMarket market = symbols.required(call);
        OrderRequest order = params.read(call, DebtEffects.NONE);
        ReplaceRequest request = new ReplaceRequest(
                call,
                market,
                order,
                mode,
                CancelOperations.restriction(call),
                PlaceOperations.respType(call, order),
                cancel.cancelId(call, "cancelNewClientOrderId"));
        OrderReference named = OrderReference.of(call, "cancelOrderId", "cancelOrigClientOrderId");
        Optional<OrderId> old = orders.find(call, named)
                .filter(found ->
                        found.request().instrument().equals(market.instrument().id()))
                .map(found -> found.id());
        return old.isPresent() ? replaced(request, old.get()) : withoutOld(request);
    }

    private Object replaced(ReplaceRequest request, OrderId old) {
        OrderToCancel restricted = OrderToCancel.of(request.order.account(), old, request.restriction);
        return switch (orderEntry.replace(restricted, request.order, request.mode, DebtEffects.NONE)) {
            case CommandResult.Accepted<ReplaceOutcome>(ReplaceOutcome.Now now) ->
                toJson(canceled(request, old, now), placed(request, now));
            case CommandResult.Accepted<ReplaceOutcome>(ReplaceOutcome.Before _) ->
                toJson(Half.NOT_TRIED, Half.failed(ErrorBody.of(PlaceOperations.duplicate())));
            case CommandResult.Refused<ReplaceOutcome>(Refusal why, boolean isRepeated) -> refused(why, isRepeated);
            case CommandResult.Unknown<ReplaceOutcome> unknown -> throw unknown.why();
        };
    }

    private Half canceled(ReplaceRequest request, OrderId old, ReplaceOutcome.Now now) {
        Refusal why = now.notCanceled();
        return why == null
                ? Half.done(cancel.worded(request.call, now.committed(), old, request.market, request.cancelId))
                : Half.failed(ErrorBody.of(why));
    }

    private Half placed(ReplaceRequest request, ReplaceOutcome.Now now) {
        Refusal why = now.notPlaced();
        return why == null ? placed(request, now.committed()) : Half.failed(ErrorBody.of(why));
    }

    private Half placed(ReplaceRequest request, CommittedEvents committed) {
        place.counts().taken(request.call);
        return Half.done(place.worded(committed, request.order, request.respType));
    }

    private static Object refused(Refusal why, boolean isRepeated) {
        if (why.code().isFault()) {
            throw why;
        }
        if (why.code() == RefusalCode.NOTHING_CANCELED || why.code() == RefusalCode.CANCEL_RESTRICTED) {
            return toJson(Half.failed(ErrorBody.of(why)), Half.NOT_TRIED);
        }
        return toJson(isRepeated ? Half.NOT_TRIED : Half.failed(NO_OLD_ORDER), Half.failed(ErrorBody.of(why)));
    }

    /** Handles an old order that is not in this market: the new order is placed alone, or not at all. */
    private Object withoutOld(ReplaceRequest request) {
        if (request.mode == ReplaceMode.STOP_ON_FAILURE) {
            return toJson(Half.failed(NO_OLD_ORDER), Half.NOT_TRIED);
        }
        Half placed =
                switch (orderEntry.place(request.order)) {
                    case CommandResult.Accepted<PlacementOutcome>(PlacementOutcome.Now(var committed)) ->
                        placed(request, committed);
                    case CommandResult.Accepted<PlacementOutcome>(PlacementOutcome.Before before) -> {
                        if (before.byThis()) {
                            throw PlaceOperations.repeated(before);
                        }
                        yield Half.failed(ErrorBody.of(PlaceOperations.repeated(before)));
                    }
                    case CommandResult.Refused<PlacementOutcome>(Refusal why, boolean _) ->
                        Half.failed(ErrorBody.of(why));
                    case CommandResult.Unknown<PlacementOutcome> unknown -> throw unknown.why();
                };
        return toJson(Half.failed(NO_OLD_ORDER), placed);
    }

    /** @throws Refusal unless both are done */
    private static Object toJson(Half canceled, Half placed) {
        Map<String, Object> both = new LinkedHashMap<>();
        both.put("cancelResult", canceled.result);
        both.put("newOrderResult", placed.result);
        both.put("cancelResponse", canceled.response);
        both.put("newOrderResponse", placed.response);
        if (canceled.isDone() && placed.isDone()) {
            return both;
        }
        throw canceled.isDone() || placed.isDone()
                ? BinanceErrorCode.CANCEL_REPLACE_PARTIALLY_FAILED.refusal(
                        "Order cancel-replace partially failed.", both)
                : BinanceErrorCode.CANCEL_REPLACE_FAILED.refusal("Order cancel-replace failed.", both);
    }
}
