package com.flowex.simulator.simulation;

import com.flowex.domain.event.ClientOrderIdBurnt;
import com.flowex.domain.event.Event;
import com.flowex.domain.event.OrderAccepted;
import com.flowex.domain.event.ReservedPosted;
import com.flowex.domain.event.ReservedVoided;
import com.flowex.domain.event.TransferPosted;
import com.flowex.domain.event.TransferReserved;
import com.flowex.domain.value.AccountId;
import com.flowex.domain.value.ClientOrderId;
import com.flowex.domain.value.TransferId;
import com.flowex.simulator.model.LawViolationException;
import com.flowex.simulator.model.SimulationLaw;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Check that ids are taken once, by the events: an order's id once within a day, a transfer's once for ever (ADR 0005,
 * 0147).
 */
final class UniqueIdCheck {
    static final long DAY_NANOS = 86_400_000_000_000L;

    private record OrderKey(AccountId account, ClientOrderId id) {}

    private record TransferKey(int tenant, TransferId id) {}

    /**
     * Order and time for which an id was taken.
     *
     * @param order order with the id, 0 if the id was burnt
     */
    private record UsedId(long order, long timeNanos) {}

    private final Map<OrderKey, UsedId> orders = new HashMap<>();
    private final Set<TransferKey> transfers = new HashSet<>();

    void take(Event event, long timeNanos) {
        switch (event) {
            case OrderAccepted(var order, var request, var _) ->
                take(new OrderKey(request.account(), request.clientOrderId()), new UsedId(order.value(), timeNanos));
            case ClientOrderIdBurnt(var account, var id) -> take(new OrderKey(account, id), new UsedId(0, timeNanos));
            case TransferPosted(var transfer) -> take(transfer.from(), transfer.id());
            case TransferReserved(var transfer, var _) -> take(transfer.from(), transfer.id());
            case ReservedPosted(var id, var reserved, var _) -> take(reserved.from(), id);
            case ReservedVoided(var id, var reserved) -> take(reserved.from(), id);
            default -> {}
        }
    }

    private void take(OrderKey key, UsedId id) {
        UsedId before = orders.put(key, id);
        if (before != null && id.timeNanos() - before.timeNanos() < DAY_NANOS) {
            throw new LawViolationException(
                    SimulationLaw.ONCE,
                    "id " + key.id() + " of account " + key.account() + " was taken by order " + before.order()
                            + " and by order " + id.order() + "; 0 is burnt");
        }
    }

    private void take(AccountId from, TransferId id) {
        if (!transfers.add(new TransferKey(from.tenant(), id))) {
            throw new LawViolationException(
                    SimulationLaw.ONCE, "transfer " + id + " of tenant " + from.tenant() + " was made twice");
        }
    }
}
