package com.flowex.cluster.node;

import com.flowex.cluster.reducer.StateMachine;
import com.flowex.domain.command.Command;
import com.flowex.domain.event.Event;
import com.flowex.domain.event.EventSink;
import com.flowex.domain.order.FirstAnswer;
import com.flowex.domain.order.PreviewAnswer;
import com.flowex.domain.state.StateRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import org.agrona.concurrent.AgentTerminationException;
import org.jspecify.annotations.Nullable;

/** The real exchange, watched, and made to fail or to wait at one command. */
final class TestCore implements StateMachine.StateMachineFactory {
    private final List<Long> times = new ArrayList<>();
    private @Nullable Command fatal;
    private RuntimeException fault = new IllegalStateException("a planted bug");
    private @Nullable Command slow;
    private final CountDownLatch reached = new CountDownLatch(1);
    private final CountDownLatch released = new CountDownLatch(1);
    private @Nullable StateMachine last;
    private int applied;
    private volatile int snapshots;

    /** Throws in the middle of this command, when the first of its events has been emitted. */
    TestCore failingAt(Command command) {
        fatal = command;
        return this;
    }

    /** Ends its thread in the middle of this command, as Aeron's own parts do when one of them is gone. */
    TestCore endingAt(Command command, String why) {
        fault = new AgentTerminationException(why);
        return failingAt(command);
    }

    /** Waits at this command until {@link #release}. */
    TestCore waitingAt(Command command) {
        slow = command;
        return this;
    }

    void awaitReached() throws InterruptedException {
        reached.await();
    }

    void release() {
        released.countDown();
    }

    /** Digest of the state as it was left; for when the node has stopped. */
    long digest() {
        StateMachine core = last;
        if (core == null) {
            throw new IllegalStateException("never started");
        }
        return core.digest();
    }

    /** How many commands this run applied; for when the node has stopped. */
    int applied() {
        return applied;
    }

    /** How many snapshots this run took. */
    int snapshots() {
        return snapshots;
    }

    /** The log times of the commands; for when the node has stopped. */
    List<Long> times() {
        return times;
    }

    @Override
    public StateMachine fresh() {
        StateMachine core = watched(StateMachine.EXCHANGE.fresh());
        last = core;
        return core;
    }

    @Override
    public StateMachine.StateMachineRestorer restoring() {
        StateMachine.StateMachineRestorer restoring = StateMachine.EXCHANGE.restoring();
        return new StateMachine.StateMachineRestorer() {
            @Override
            public void accept(StateRecord state) {
                restoring.accept(state);
            }

            @Override
            public StateMachine restored() {
                StateMachine core = watched(restoring.restored());
                last = core;
                return core;
            }
        };
    }

    private StateMachine watched(StateMachine core) {
        return new ForwardingCore(core) {
            @Override
            public void apply(Command command, long timeNanos, EventSink sink) {
                applied++;
                times.add(timeNanos);
                await(command);
                super.apply(command, timeNanos, command.equals(fatal) ? new FailingSink(sink, fault) : sink);
            }

            @Override
            @SuppressWarnings("NonAtomicVolatileUpdate") // one thread writes
            public long writeState(Consumer<StateRecord> out) {
                snapshots++;
                return super.writeState(out);
            }
        };
    }

    private void await(Command command) {
        if (command.equals(slow)) {
            reached.countDown();
            try {
                released.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Passes one event on and fails. */
    private record FailingSink(EventSink sink, RuntimeException fault) implements EventSink {
        @Override
        public void event(Event event) {
            sink.event(event);
            throw fault;
        }

        @Override
        public void repeated(FirstAnswer answer) {
            sink.repeated(answer);
        }

        @Override
        public void tried(PreviewAnswer trial) {
            sink.tried(trial);
        }
    }
}
