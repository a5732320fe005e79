package com.flowex.cluster.node;

import com.flowex.cluster.client.ExchangeClient;
import com.flowex.cluster.client.Outcome;
import com.flowex.domain.FirstAnswer;
import com.flowex.domain.Trial;
import com.flowex.domain.command.Command;
import com.flowex.domain.event.Event;
import com.flowex.domain.event.Rejection;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers from a copy of the engine at once and sends the command to the log later: what a careless exchange does, and
 * what the tests of durability have to catch. Never used unless {@link
 * ClusterConfig.Acknowledgement#UNSAFE_BEFORE_COMMIT} asks for it.
 */
final class UnsafeEarlyAnswers implements ExchangeClient {
    private static final Logger LOGGER = LoggerFactory.getLogger(UnsafeEarlyAnswers.class);
    private static final long LAG_NANOS = TimeUnit.MILLISECONDS.toNanos(200);
    private static final long STEP_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

    private final ExchangeClient log;
    private final Core copy;
    private final Queue<Late> late = new ConcurrentLinkedQueue<>();
    private final ReentrantLock applying = new ReentrantLock();
    private final Thread sender;
    private volatile boolean closed;

    /** A command that is acknowledged already and still to be sent. */
    private record Late(Command command, long dueNanos) {}

    /** @param copy of the engine as it stands; nobody else sends commands */
    UnsafeEarlyAnswers(ExchangeClient log, Core copy) {
        this.log = log;
        this.copy = copy;
        sender = Thread.ofPlatform().name("flowex-unsafe").daemon().start(this::send);
        LOGGER.error("UNSAFE: orders are acknowledged before they are in the log. This node is for tests only");
    }

    @Override
    public CompletableFuture<Outcome> submit(Command command) {
        applying.lock();
        try {
            return CompletableFuture.completedFuture(answer(command));
        } finally {
            applying.unlock();
        }
    }

    private Outcome answer(Command command) {
        long timeNanos = TimeUnit.MILLISECONDS.toNanos(System.currentTimeMillis());
        Collected collected = new Collected();
        long before = copy.sequence();
        copy.apply(command, timeNanos, collected);
        late.add(new Late(command, System.nanoTime() + LAG_NANOS));
        return outcome(collected, before, timeNanos);
    }

    private static Outcome outcome(Collected collected, long before, long timeNanos) {
        FirstAnswer first = collected.first();
        if (first instanceof FirstAnswer.Refused refused) {
            return new Outcome.Rejected(refused.reason(), 0);
        }
        if (first != null) {
            return new Outcome.Repeated(first);
        }
        Trial trial = collected.trial();
        if (trial != null) {
            return new Outcome.Tried(before, timeNanos, trial);
        }
        List<Event> events = collected.events();
        return events.size() == 1 && events.getFirst() instanceof Rejection rejection
                ? new Outcome.Rejected(rejection.reason(), before + 1)
                : new Outcome.Accepted(events.isEmpty() ? before : before + 1, timeNanos, events);
    }

    private void send() {
        while (!closed) {
            Late next = late.peek();
            if (next != null && next.dueNanos() - System.nanoTime() < 0 && sent(next.command())) {
                late.remove();
            } else {
                LockSupport.parkNanos(STEP_NANOS);
            }
        }
    }

    private boolean sent(Command command) {
        return !(log.submit(command).getNow(new Outcome.Unknown()) instanceof Outcome.Overloaded);
    }

    @Override
    public void close() {
        closed = true;
        LockSupport.unpark(sender);
        log.close();
    }
}
