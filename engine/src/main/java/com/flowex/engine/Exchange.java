package com.flowex.engine;

import com.flowex.domain.command.Command;
import com.flowex.domain.state.StateRecord;
import java.util.function.Consumer;

/**
 * The exchange as one fold. Not thread-safe: one thread, one command after another.
 */
public final class Exchange {

    /** Builds an exchange from the records of {@link #writeState}, in their order. */
    public interface Restorer extends Consumer<StateRecord> {
        /** The exchange as it was; checks its invariants first. */
        Exchange restored();
    }

    public static Restorer restorer() {
        return new Restorer() {
            @Override
            public void accept(StateRecord state) {}

            @Override
            public Exchange restored() {
                return new Exchange();
            }
        };
    }

    /**
     * Applies one command.
     *
     * @param timeNanos log time, nanoseconds since 1970; never before that of the last command
     * @throws IllegalStateException if an invariant broke: a bug, after which this object must not be used
     */
    public void apply(Command command, long timeNanos, EventSink sink) {}

    /** Number of the last event, 0 if none. */
    public long sequence() {
        return 0;
    }

    /** 64 bits over the whole state: equal states, equal digests. Walks the state: not for every command. */
    public long digest() {
        return 0;
    }

    /** Gives the whole state, record by record. */
    public void writeState(Consumer<StateRecord> out) {}
}
