package com.flowex.cluster.node;

import com.flowex.cluster.reducer.CollectedOutput;
import com.flowex.cluster.reducer.StateMachine;
import com.flowex.domain.command.Command;
import com.flowex.domain.event.EventSink;
import com.flowex.domain.state.StateRecord;
import io.aeron.cluster.NanosecondClusterClock;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** The exchange, and a copy of it that follows the log as well, until a test runs it ahead. */
final class CopiedCore implements StateMachine.StateMachineFactory {
    private final NanosecondClusterClock clock = new NanosecondClusterClock();
    private final ReentrantLock applying = new ReentrantLock();
    private @Nullable StateMachine copy;
    private boolean isAhead;

    /** The action on the copy. */
    interface Step<T> {
        T on(StateMachine copy, long timeNanos);
    }

    /** From the first time on the copy no longer follows. */
    <T> T ahead(Step<T> step) {
        applying.lock();
        try {
            StateMachine core = copy;
            if (core == null) {
                throw new IllegalStateException("not started");
            }
            isAhead = true;
            return step.on(core, clock.time());
        } finally {
            applying.unlock();
        }
    }

    private void follow(Command command, long timeNanos) {
        applying.lock();
        try {
            StateMachine core = copy;
            if (core != null && !isAhead) {
                core.apply(command, timeNanos, new CollectedOutput());
            }
        } finally {
            applying.unlock();
        }
    }

    private StateMachine with(StateMachine core, StateMachine copied) {
        applying.lock();
        try {
            copy = copied;
        } finally {
            applying.unlock();
        }
        return new Followed(core);
    }

    @Override
    public StateMachine fresh() {
        return with(StateMachine.EXCHANGE.fresh(), StateMachine.EXCHANGE.fresh());
    }

    @Override
    public StateMachine.StateMachineRestorer restoring() {
        StateMachine.StateMachineRestorer restoring = StateMachine.EXCHANGE.restoring();
        StateMachine.StateMachineRestorer copying = StateMachine.EXCHANGE.restoring();
        return new StateMachine.StateMachineRestorer() {
            @Override
            public void accept(StateRecord state) {
                restoring.accept(state);
                copying.accept(state);
            }

            @Override
            public StateMachine restored() {
                return with(restoring.restored(), copying.restored());
            }
        };
    }

    /** The state that the log is reduced to. */
    private final class Followed extends ForwardingCore {

        private Followed(StateMachine core) {
            super(core);
        }

        @Override
        public void apply(Command command, long timeNanos, EventSink sink) {
            super.apply(command, timeNanos, sink);
            follow(command, timeNanos);
        }
    }
}
