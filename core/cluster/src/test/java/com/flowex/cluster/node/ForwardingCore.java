package com.flowex.cluster.node;

import com.flowex.cluster.reducer.StateMachine;
import com.flowex.domain.command.Command;
import com.flowex.domain.event.EventSink;
import com.flowex.domain.state.StateRecord;
import java.util.function.Consumer;

/** A core that hands on whatever it is asked; who extends it looks at some of that. */
class ForwardingCore implements StateMachine {

    private final StateMachine core;

    ForwardingCore(StateMachine core) {
        this.core = core;
    }

    @Override
    public void apply(Command command, long timeNanos, EventSink sink) {
        core.apply(command, timeNanos, sink);
    }

    @Override
    public long sequence() {
        return core.sequence();
    }

    @Override
    public long deadlineNanos() {
        return core.deadlineNanos();
    }

    @Override
    public int rulesVersion() {
        return core.rulesVersion();
    }

    @Override
    public long digest() {
        return core.digest();
    }

    @Override
    public long writeState(Consumer<StateRecord> out) {
        return core.writeState(out);
    }
}
