package com.flowex.platform.messaging;

import com.flowex.platform.database.transaction.Transaction;
import com.flowex.platform.failure.TransientFault;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A consumer that takes what it can, and remembers it. */
final class Taker implements MessageConsumer {

    private static final class NotNow extends RuntimeException implements TransientFault {

        private static final long serialVersionUID = 1L;
    }

    final Set<String> poisons = ConcurrentHashMap.newKeySet();
    volatile boolean away;
    private final List<String> taken = new ArrayList<>();
    private int refused;

    @Override
    public String name() {
        return "taker";
    }

    @Override
    public Set<String> topics() {
        return Set.of("things");
    }

    @Override
    public synchronized void take(Transaction delivering, OutboxMessage message) {
        if (away) {
            refused++;
            throw new NotNow();
        }
        if (poisons.contains(message.payload())) {
            refused++;
            throw new IllegalArgumentException("cannot take " + message.payload());
        }
        taken.add(message.tenant() + " " + message.number() + " " + message.key());
    }

    synchronized List<String> taken() {
        return List.copyOf(taken);
    }

    synchronized int refused() {
        return refused;
    }
}
