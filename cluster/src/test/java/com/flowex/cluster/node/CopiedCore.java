package com.flowex.cluster.node;

import com.flowex.cluster.fold.Collected;
import com.flowex.cluster.fold.Core;
import com.flowex.domain.command.Command;
import com.flowex.domain.state.StateRecord;
import com.flowex.engine.EventSink;
import io.aeron.cluster.NanosecondClusterClock;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** The exchange, and a copy of it that follows the log as well, until somebody runs it ahead. */
final class CopiedCore implements Core.Maker {
    private final NanosecondClusterClock clock = new NanosecondClusterClock();
    private final ReentrantLock applying = new ReentrantLock();
    private @Nullable Core copy;
    private boolean isAhead;

    /** What is done with the copy. */
    interface Step<T> {
        T on(Core copy, long timeNanos);
    }

    /** From the first time on the copy no longer follows. */
    <T> T ahead(Step<T> step) {
        applying.lock();
        try {
            Core core = copy;
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
            Core core = copy;
            if (core != null && !isAhead) {
                core.apply(command, timeNanos, new Collected());
            }
        } finally {
            applying.unlock();
        }
    }

    private Core with(Core core, Core copied) {
        applying.lock();
        try {
            copy = copied;
        } finally {
            applying.unlock();
        }
        return new Followed(core);
    }

    @Override
    public Core fresh() {
        return with(Core.EXCHANGE.fresh(), Core.EXCHANGE.fresh());
    }

    @Override
    public Core.Restoring restoring() {
        Core.Restoring restoring = Core.EXCHANGE.restoring();
        Core.Restoring copying = Core.EXCHANGE.restoring();
        return new Core.Restoring() {
            @Override
            public void accept(StateRecord state) {
                restoring.accept(state);
                copying.accept(state);
            }

            @Override
            public Core restored() {
                return with(restoring.restored(), copying.restored());
            }
        };
    }

    /** What the log is folded into. */
    private final class Followed extends ForwardingCore {

        private Followed(Core core) {
            super(core);
        }

        @Override
        public void apply(Command command, long timeNanos, EventSink sink) {
            super.apply(command, timeNanos, sink);
            follow(command, timeNanos);
        }
    }
}
