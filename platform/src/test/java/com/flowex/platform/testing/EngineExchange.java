package com.flowex.platform.testing;

import com.flowex.cluster.client.ExchangeClient;
import com.flowex.cluster.client.Outcome;
import com.flowex.cluster.tail.BatchConsumer;
import com.flowex.cluster.tail.Checkpoint;
import com.flowex.cluster.tail.EventTail;
import com.flowex.domain.command.AdvanceTime;
import com.flowex.domain.command.Command;
import com.flowex.domain.command.PlaceBorrowingOrder;
import com.flowex.domain.command.PlaceLinkedOrders;
import com.flowex.domain.command.PlaceLinkedPair;
import com.flowex.domain.command.PlaceOrder;
import com.flowex.domain.command.PlaceOrderPair;
import com.flowex.domain.command.PlacePayingOrders;
import com.flowex.domain.command.PlacePayingPair;
import com.flowex.domain.command.PlaceRepayingOrder;
import com.flowex.domain.command.PlaceReturningOrder;
import com.flowex.domain.command.PlaceWithEffects;
import com.flowex.domain.event.Event;
import com.flowex.domain.event.EventSink;
import com.flowex.domain.event.Rejection;
import com.flowex.domain.order.FirstAnswer;
import com.flowex.domain.order.PreviewAnswer;
import com.flowex.engine.Exchange;
import com.flowex.platform.projection.TailFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The real engine without a log of its own: a command is applied at once on the calling thread, its events go to every
 * tail. One second of log time passes from one command with events to the next.
 */
public final class EngineExchange implements ExchangeClient, TailFactory {

    private static final long SECOND_NANOS = 1_000_000_000L;

    private final Exchange exchange = new Exchange();
    private final FakeTails tails = new FakeTails();
    private final List<Event[]> held = new ArrayList<>();
    private long timeNanos = tails.timeNanos();
    private boolean holding;
    private @Nullable Function<Command, Outcome> instead;
    private boolean losing;
    private @Nullable Command next;

    /** Takes one command's answers from the engine. */
    private static final class Answers implements EventSink {
        private final List<Event> events = new ArrayList<>();
        private @Nullable FirstAnswer first;
        private @Nullable PreviewAnswer trial;

        @Override
        public void event(Event event) {
            events.add(event);
        }

        @Override
        public void repeated(FirstAnswer answer) {
            first = answer;
        }

        @Override
        public void tried(PreviewAnswer tried) {
            trial = tried;
        }
    }

    /** From now on views see nothing new, until {@link #release}. */
    public synchronized void hold() {
        holding = true;
    }

    /** Views see again what happened. */
    public synchronized void release() {
        holding = false;
        held.forEach(tails::emit);
        held.clear();
    }

    /** From now on the exchange answers this, and nothing reaches the engine, until {@link #answerItself}. */
    public synchronized void answerInstead(Function<Command, Outcome> answer) {
        instead = answer;
    }

    /** The engine answers again. */
    public synchronized void answerItself() {
        losing = false;
        instead = null;
    }

    /**
     * From now on the first answer to an order is lost: it is asked for again, as by a client whose leader has ended;
     * until {@link #answerItself}.
     */
    public synchronized void loseFirstAnswers() {
        losing = true;
    }

    /** The next command that is sent is followed by this one before its sender has the answer, as from another client. */
    public synchronized void followBy(Command command) {
        next = command;
    }

    /** Log time passes by this much, so the engine has had time to forget expired entries. */
    public synchronized void pass(Duration time) {
        timeNanos += time.toNanos();
        for (int i = 0; i < 100; i++) {
            apply(AdvanceTime.ADVANCE_TIME);
        }
    }

    /** Number of the last event. */
    public synchronized long sequence() {
        return exchange.sequence();
    }

    /** Applies a command that must be accepted. */
    public Outcome.Accepted accepted(Command command) {
        if (apply(command) instanceof Outcome.Accepted accepted) {
            return accepted;
        }
        throw new AssertionError("not accepted: " + command);
    }

    @Override
    public CompletableFuture<Outcome> submit(Command command) {
        return CompletableFuture.completedFuture(followed(command));
    }

    private synchronized Outcome followed(Command command) {
        Outcome outcome = apply(command);
        Command later = next;
        if (later != null) {
            next = null;
            accepted(later);
        }
        return outcome;
    }

    private synchronized Outcome apply(Command command) {
        if (instead != null) {
            return instead.apply(command);
        }
        Outcome first = applied(command);
        return losing && isOrder(command) && applied(command) instanceof Outcome.Repeated(var answer, boolean _)
                ? new Outcome.Repeated(answer, true)
                : first;
    }

    private static boolean isOrder(Command command) {
        return command instanceof PlaceOrder
                || command instanceof PlaceBorrowingOrder
                || command instanceof PlaceRepayingOrder
                || command instanceof PlaceReturningOrder
                || command instanceof PlaceOrderPair
                || command instanceof PlaceLinkedOrders
                || command instanceof PlaceLinkedPair
                || command instanceof PlacePayingOrders
                || command instanceof PlacePayingPair
                || command instanceof PlaceWithEffects(var _, var _, var placement) && isOrder(placement);
    }

    private Outcome applied(Command command) {
        long first = exchange.sequence() + 1;
        Answers answers = new Answers();
        exchange.apply(command, timeNanos + SECOND_NANOS, answers);
        if (answers.first != null) {
            return repeated(answers.first);
        }
        if (answers.trial != null) {
            return new Outcome.Previewed(first - 1, timeNanos, answers.trial);
        }
        List<Event> events = answers.events;
        if (events.isEmpty()) {
            return new Outcome.Accepted(first - 1, timeNanos, events);
        }
        timeNanos += SECOND_NANOS;
        publish(events.toArray(Event[]::new));
        return events.size() == 1 && events.getFirst() instanceof Rejection rejection
                ? new Outcome.Rejected(rejection.reason(), first)
                : new Outcome.Accepted(first, timeNanos, events);
    }

    private static Outcome repeated(FirstAnswer answer) {
        return answer instanceof FirstAnswer.Refused(var reason)
                ? new Outcome.Rejected(reason, 0)
                : new Outcome.Repeated(answer);
    }

    private void publish(Event[] events) {
        if (holding) {
            held.add(events);
        } else {
            tails.emit(events);
        }
    }

    @Override
    public EventTail open(Checkpoint from, BatchConsumer consumer) {
        return tails.open(from, consumer);
    }

    /** Ends every tail, as a stopped node does. */
    public void stopTails(Throwable why) {
        tails.stop(why);
    }

    @Override
    public void close() {}
}
