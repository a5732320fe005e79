package com.flowex.simulator.simulation;

import com.flowex.domain.event.BalanceChanged;
import com.flowex.domain.event.Event;
import com.flowex.domain.event.Fill;
import com.flowex.domain.event.OrderAccepted;
import com.flowex.domain.event.OrderCanceled;
import com.flowex.domain.event.OrderExpired;
import com.flowex.domain.event.TradeExecuted;
import com.flowex.domain.state.BalanceState;
import com.flowex.domain.state.ConditionalOrderState;
import com.flowex.domain.state.PendingOrderState;
import com.flowex.domain.state.RestingOrderState;
import com.flowex.domain.state.StateRecord;
import com.flowex.domain.state.TwapOrderState;
import com.flowex.domain.value.AccountId;
import com.flowex.domain.value.AssetId;
import com.flowex.domain.value.OrderId;
import com.flowex.protocol.event.EventBatch;
import com.flowex.simulator.model.LawViolationException;
import com.flowex.simulator.model.SimulationLaw;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * A reader's view of the events: balances, open orders, and a digest over everything it took. An event taken before is
 * skipped; a missing one is refused.
 */
final class ModelView {
    /** Account and asset of a balance. */
    record AccountAsset(AccountId account, AssetId asset) {}

    /** Balance and its held part. */
    record Contents(long units, long heldUnits) {}

    private final Map<AccountAsset, Contents> balances = new HashMap<>();
    private final Set<OrderId> open = new HashSet<>();
    private long sequence;
    private long digest;

    /** @return true if the batch contained anything new */
    boolean take(EventBatch batch, byte[] bytes) {
        if (batch.lastSequence() <= sequence) {
            return false;
        }
        if (batch.firstSequence() != sequence + 1) {
            throw new LawViolationException(
                    SimulationLaw.EVENTS, "event " + (sequence + 1) + " is missing, got " + batch.firstSequence());
        }
        batch.events().forEach(this::take);
        sequence = batch.lastSequence();
        digest = 31 * digest + Arrays.hashCode(bytes);
        return true;
    }

    private void take(Event event) {
        switch (event) {
            case BalanceChanged(var account, var asset, long units, long held) ->
                balances.put(new AccountAsset(account, asset), new Contents(units, held));
            case OrderAccepted accepted -> open.add(accepted.order());
            case OrderCanceled canceled -> open.remove(canceled.order());
            case OrderExpired expired -> open.remove(expired.order());
            case TradeExecuted trade -> {
                fill(trade.maker());
                fill(trade.taker());
            }
            default -> {}
        }
    }

    private void fill(Fill fill) {
        if (fill.remaining().units() == 0) {
            open.remove(fill.order());
        }
    }

    /** Returns the number of the last event taken, 0 if none. */
    long sequence() {
        return sequence;
    }

    /** Returns a digest that is equal for views of the same events. */
    long digest() {
        return digest;
    }

    /** Returns the view that follows from the engine's own state. */
    static ModelView of(Iterable<StateRecord> state) {
        ModelView view = new ModelView();
        for (StateRecord piece : state) {
            switch (piece) {
                case BalanceState(var account, var asset, long units, long held) ->
                    view.balances.put(new AccountAsset(account, asset), new Contents(units, held));
                case RestingOrderState order -> view.open.add(order.order());
                case ConditionalOrderState order -> view.open.add(order.order());
                case PendingOrderState order -> view.open.add(order.order());
                case TwapOrderState order -> view.open.add(order.order());
                default -> {}
            }
        }
        return view;
    }

    /** Returns the balances and orders in which two views differ, in words; empty if they are equal. */
    String difference(ModelView other) {
        Map<AccountAsset, Contents> ours = full();
        Map<AccountAsset, Contents> others = other.full();
        if (!ours.equals(others)) {
            ours.entrySet().removeAll(Map.copyOf(others).entrySet());
            return "purses: " + ours + " of " + others;
        }
        if (!open.equals(other.open)) {
            Set<OrderId> more = new HashSet<>(open);
            more.removeAll(other.open);
            Set<OrderId> fewer = new HashSet<>(other.open);
            fewer.removeAll(open);
            return "open orders: " + more + " too many, " + fewer + " too few";
        }
        return "";
    }

    private Map<AccountAsset, Contents> full() {
        Map<AccountAsset, Contents> full = new HashMap<>(balances);
        full.values().removeIf(contents -> contents.units() == 0 && contents.heldUnits() == 0);
        return full;
    }

    /** Returns the sum of every asset over all balances, without zero sums; it is empty if nothing was lost or made. */
    Map<AssetId, Long> sums() {
        Map<AssetId, Long> sums = new HashMap<>();
        balances.forEach((asset, contents) -> sums.merge(asset.asset(), contents.units(), Math::addExact));
        sums.values().removeIf(sum -> sum == 0);
        return sums;
    }
}
