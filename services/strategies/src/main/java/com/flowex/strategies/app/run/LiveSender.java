package com.flowex.strategies.app.run;

import com.flowex.domain.order.DebtEffects;
import com.flowex.domain.order.OrderRequest;
import com.flowex.domain.value.AccountId;
import com.flowex.domain.value.ClientOrderId;
import com.flowex.orderentry.ClientOrderIdStatus;
import com.flowex.orderentry.CommandResult;
import com.flowex.orderentry.CommittedEvents;
import com.flowex.orderentry.OrderEntryService;
import com.flowex.orderentry.OrderToCancel;
import com.flowex.orderentry.PlacementOutcome;
import com.flowex.platform.errors.Refusal;
import com.flowex.platform.errors.RefusalCode;
import com.flowex.strategies.app.run.OwnerEvents.Kind;
import com.flowex.strategies.app.run.OwnerEvents.OrderRef;
import com.flowex.strategies.app.run.OwnerEvents.OwnerEvent;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Orders and cancels of a live run on their way into the log. An order is sent once. If its arrival is not known, the log
 * is asked with its id, which uses the id up: the order was placed, or it never will be.
 */
final class LiveSender {

    private static final String NOT_SENT = "not_sent";

    private final OrderEntryService orderEntry;
    private final AccountId account;
    private final Map<String, LiveOrder> open;
    private final Set<String> unknown = new LinkedHashSet<>();
    private final Set<String> canceling = new LinkedHashSet<>();

    /** @param open orders of the run that have not ended, which the run keeps up to date */
    LiveSender(OrderEntryService orderEntry, AccountId account, Map<String, LiveOrder> open) {
        this.orderEntry = orderEntry;
        this.account = account;
        this.open = open;
    }

    /** Lets the next {@link #settle} ask about all orders that the exchange has not answered. */
    void resolveUnknown() {
        open.values().stream().filter(each -> !each.isAccepted()).forEach(each -> unknown.add(each.id));
    }

    /**
     * Sends orders and cancels.
     *
     * @param refused receives the refusals
     */
    void send(List<LiveOrder> orders, List<String> cancels, Deque<OwnerEvent> refused) {
        for (LiveOrder order : orders) {
            if (order.requests.size() == 1) {
                sent(orderEntry.place(order.requests.getFirst()), List.of(order.id), refused);
            } else if (!order.requests.isEmpty()) {
                OrderRequest limit = order.requests.getFirst();
                OrderRequest stop = order.requests.getLast();
                String stopId = stop.clientOrderId().toString();
                sent(orderEntry.pair(limit, stop, DebtEffects.NONE), List.of(order.id, stopId), refused);
            }
        }
        for (String id : cancels) {
            canceling.add(id);
            cancel(id);
        }
    }

    private void sent(CommandResult<PlacementOutcome> result, List<String> ids, Deque<OwnerEvent> refused) {
        switch (result) {
            case CommandResult.Accepted<PlacementOutcome> _ -> {
                // The events of the account say the rest.
            }
            case CommandResult.Refused<PlacementOutcome>(Refusal why, boolean _) ->
                ids.forEach(id -> refused.add(refusal(id, why.code().code(), why.detail())));
            case CommandResult.Unknown<PlacementOutcome> _ -> unknown.addAll(ids);
        }
    }

    private static OwnerEvent refusal(String id, String code, String message) {
        return OwnerEvent.of(0, 0, Kind.REFUSED, OrderRef.refused(id), code, message);
    }

    /**
     * Asks the log about orders whose arrival is not known.
     *
     * @param refused receives those that never arrived
     * @return true if none is left
     */
    boolean settle(Deque<OwnerEvent> refused) {
        for (Iterator<String> each = unknown.iterator(); each.hasNext(); ) {
            String id = each.next();
            LiveOrder order = open.get(id);
            if (order == null || order.isAccepted()) {
                each.remove();
                continue;
            }
            CommandResult<ClientOrderIdStatus> result = orderEntry.resolve(account, ClientOrderId.of(id), true);
            if (!(result instanceof CommandResult.Accepted<ClientOrderIdStatus>(ClientOrderIdStatus status))) {
                return false;
            }
            switch (status) {
                case ClientOrderIdStatus.Known _ -> {
                    // The events of the account say the rest.
                }
                case ClientOrderIdStatus.Refused(var reason) ->
                    refused.add(refusal(id, reason.code(), "the exchange refused the order: " + reason.code()));
                case ClientOrderIdStatus.Burnt _, ClientOrderIdStatus.NeverSeen _ ->
                    refused.add(refusal(
                            id, NOT_SENT, "the run was interrupted before the order left; it is not sent later"));
            }
            each.remove();
        }
        return true;
    }

    /** Sends the cancels again whose orders are still open. */
    void cancelAgain() {
        canceling.retainAll(open.keySet());
        new ArrayList<>(canceling).forEach(this::cancel);
    }

    /**
     * Cancels every open order.
     *
     * @param seesEvents true if the events of the account report how each ends; otherwise the answers of the log do
     */
    void cancelAll(boolean seesEvents) {
        if (seesEvents) {
            new ArrayList<>(open.keySet()).forEach(this::cancel);
        } else {
            cancelUnseen();
        }
    }

    private void cancel(String id) {
        if (open.containsKey(id)) {
            // A refusal means that it has ended, and an unknown outcome is asked again with the next turn.
            var _ = orderEntry.cancel(OrderToCancel.of(account, ClientOrderId.of(id), null));
        }
    }

    /** Cancels every open order and forgets those that have ended as the log answers. */
    private void cancelUnseen() {
        for (String id : new ArrayList<>(open.keySet())) {
            boolean hasEnded =
                    switch (orderEntry.cancel(OrderToCancel.of(account, ClientOrderId.of(id), null))) {
                        case CommandResult.Accepted<CommittedEvents> _ -> true;
                        case CommandResult.Refused<CommittedEvents>(Refusal why, boolean _) ->
                            why.code() == RefusalCode.UNKNOWN_ORDER;
                        case CommandResult.Unknown<CommittedEvents> _ -> false;
                    };
            if (hasEnded) {
                open.remove(id);
            }
        }
    }
}
