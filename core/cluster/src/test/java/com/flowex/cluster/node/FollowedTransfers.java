package com.flowex.cluster.node;

import com.flowex.cluster.tail.BatchConsumer;
import com.flowex.domain.account.Transfer;
import com.flowex.domain.event.BalanceChanged;
import com.flowex.domain.event.Event;
import com.flowex.domain.event.ReservedExpired;
import com.flowex.domain.event.ReservedPosted;
import com.flowex.domain.event.ReservedVoided;
import com.flowex.domain.event.TransferPosted;
import com.flowex.domain.event.TransferRejected;
import com.flowex.domain.event.TransferReserved;
import com.flowex.domain.value.AccountId;
import com.flowex.domain.value.Amount;
import com.flowex.domain.value.AssetId;
import com.flowex.domain.value.TransferId;
import com.flowex.protocol.event.EventBatch;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** The sums of the transfers' events, beside the engine's balances and holds. One thread, then another. */
final class FollowedTransfers implements BatchConsumer {
    /** Balance of an account in an asset. */
    record AccountAsset(AccountId account, AssetId asset) {}

    private final Map<AccountAsset, Long> moved = new HashMap<>();
    private final Map<AccountAsset, Long> reserved = new HashMap<>();
    private final Map<AccountAsset, Long> balances = new HashMap<>();
    private final Map<AccountAsset, Long> holds = new HashMap<>();
    private final Map<TransferId, Transfer> open = new HashMap<>();
    private final Set<TransferId> mayExpire = new HashSet<>();
    private final Map<TransferId, Integer> done = new HashMap<>();
    private final Map<TransferId, Integer> refused = new HashMap<>();
    private volatile long sequence;
    private volatile int expiring;

    @Override
    public void on(EventBatch batch, long endPosition) {
        batch.events().forEach(this::follow);
        expiring = mayExpire.size();
        sequence = batch.lastSequence();
    }

    private void follow(Event event) {
        switch (event) {
            case TransferPosted(var transfer) -> {
                move(transfer, transfer.amount().units());
                done.merge(transfer.id(), 1, Integer::sum);
            }
            case TransferReserved(var transfer, var expiresNanos) -> reserve(transfer, expiresNanos);
            case ReservedPosted(var id, var transfer, Amount(var _, var units)) -> {
                free(transfer);
                move(transfer, units);
                done.merge(id, 1, Integer::sum);
            }
            case ReservedVoided(var id, var transfer) -> {
                free(transfer);
                done.merge(id, 1, Integer::sum);
            }
            case ReservedExpired(var transfer) -> free(transfer);
            case TransferRejected(var id, var _) -> refused.merge(id, 1, Integer::sum);
            case BalanceChanged(var account, var asset, var balance, var held) -> {
                balances.put(new AccountAsset(account, asset), balance);
                holds.put(new AccountAsset(account, asset), held);
            }
            default -> {
                // Listings and accounts: no money.
            }
        }
    }

    private void reserve(Transfer transfer, long expiresNanos) {
        open.put(transfer.id(), transfer);
        if (expiresNanos != 0) {
            mayExpire.add(transfer.id());
        }
        add(reserved, transfer.from(), transfer, transfer.amount().units());
        done.merge(transfer.id(), 1, Integer::sum);
    }

    private void free(Transfer transfer) {
        if (open.remove(transfer.id()) == null) {
            throw new AssertionError("a reservation ends that is not open: " + transfer);
        }
        mayExpire.remove(transfer.id());
        add(reserved, transfer.from(), transfer, -transfer.amount().units());
    }

    private void move(Transfer transfer, long units) {
        add(moved, transfer.from(), transfer, -units);
        add(moved, transfer.to(), transfer, units);
    }

    private static void add(Map<AccountAsset, Long> sums, AccountId account, Transfer transfer, long units) {
        sums.merge(new AccountAsset(account, transfer.amount().asset()), units, Long::sum);
    }

    @Override
    public void idle() {}

    @Override
    public void stopped(Throwable why) {
        throw new AssertionError("the tail stopped", why);
    }

    /** Waits until an event has come and no reservation is left that will expire by itself. */
    void await(long until) {
        Waiting.until(() -> sequence >= until && expiring == 0);
    }

    /** How often a step was done. */
    int done(TransferId id) {
        return done.getOrDefault(id, 0);
    }

    /** How often a step was named as the one for which its chain was refused. */
    int refused(TransferId id) {
        return refused.getOrDefault(id, 0);
    }

    /** By the moves alone. */
    Map<AccountAsset, Long> moved() {
        return moved;
    }

    /** By the reservations that are open, zeros included. */
    Map<AccountAsset, Long> reserved() {
        return reserved;
    }

    /** As the engine said last. */
    Map<AccountAsset, Long> balances() {
        return balances;
    }

    /** As the engine said last. */
    Map<AccountAsset, Long> holds() {
        return holds;
    }
}
