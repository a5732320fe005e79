package com.flowex.cluster.node;

import com.flowex.cluster.client.ExchangeClient;
import com.flowex.cluster.client.Outcome;
import com.flowex.cluster.reducer.CollectedOutput;
import com.flowex.domain.command.Command;
import com.flowex.domain.event.Event;
import com.flowex.domain.event.Rejection;
import com.flowex.domain.order.FirstAnswer;
import com.flowex.domain.order.PreviewAnswer;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Answers from the copy at once and sends the command to the log later. */
final class EarlyAnswers implements ExchangeClient {
    private static final long LAG_NANOS = TimeUnit.MILLISECONDS.toNanos(200);
    private static final long STEP_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

    private final ExchangeClient log;
    private final CopiedCore copy;
    private final Queue<Late> late = new ConcurrentLinkedQueue<>();
    private final Thread sender;
    private volatile boolean closed;

    /** A command that is acknowledged already and still to be sent. */
    private record Late(Command command, long dueNanos) {}

    /** @param copy the engine's state; no other client sends commands */
    EarlyAnswers(ExchangeClient log, CopiedCore copy) {
        this.log = log;
        this.copy = copy;
        sender = Thread.ofPlatform().name("flowex-careless").daemon().start(this::send);
    }

    @Override
    public CompletableFuture<Outcome> submit(Command command) {
        return CompletableFuture.completedFuture(copy.ahead((core, timeNanos) -> {
            CollectedOutput collected = new CollectedOutput();
            long before = core.sequence();
            core.apply(command, timeNanos, collected);
            late.add(new Late(command, System.nanoTime() + LAG_NANOS));
            return outcome(collected, before, timeNanos);
        }));
    }

    private static Outcome outcome(CollectedOutput collected, long before, long timeNanos) {
        FirstAnswer first = collected.first();
        if (first instanceof FirstAnswer.Refused refused) {
            return new Outcome.Rejected(refused.reason(), 0);
        }
        if (first != null) {
            return new Outcome.Repeated(first);
        }
        PreviewAnswer trial = collected.trial();
        if (trial != null) {
            return new Outcome.Previewed(before, timeNanos, trial);
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
