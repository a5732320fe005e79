package com.flowex.cluster.reducer;

import com.flowex.domain.command.Command;
import com.flowex.domain.event.EventSink;
import com.flowex.domain.state.StateRecord;
import com.flowex.engine.Exchange;
import java.security.SecureRandom;
import java.util.function.Consumer;

/** State machine to which the log is applied: the exchange, or in a test one that fails on purpose. */
public interface StateMachine {

    /** Factory of state machines: a new one, or one from a snapshot. */
    interface StateMachineFactory {
        StateMachine fresh();

        StateMachineRestorer restoring();
    }

    /** State machine under restore from a snapshot. */
    interface StateMachineRestorer extends Consumer<StateRecord> {
        StateMachine restored();
    }

    void apply(Command command, long timeNanos, EventSink sink);

    long sequence();

    /** Returns the time at which {@code AdvanceTime} has something to do next; see {@link Exchange#deadlineNanos}. */
    long deadlineNanos();

    /** Returns the version of the rules that the log follows, 1 or more. */
    int rulesVersion();

    long digest();

    /** @return the digest, from the same pass */
    long writeState(Consumer<StateRecord> out);

    /** Factory of the exchange. */
    StateMachineFactory EXCHANGE = new StateMachineFactory() {
        @Override
        public StateMachine fresh() {
            return of(new Exchange(secret()));
        }

        @Override
        public StateMachineRestorer restoring() {
            Exchange.Restorer restorer = Exchange.restorer(secret());
            return new StateMachineRestorer() {
                @Override
                public void accept(StateRecord state) {
                    restorer.accept(state);
                }

                @Override
                public StateMachine restored() {
                    return of(restorer.restored());
                }
            };
        }
    };

    /** Returns a secret of this process alone, so that a client cannot choose ids that collide. */
    private static long secret() {
        return new SecureRandom().nextLong();
    }

    /** Returns an exchange as a state machine. */
    static StateMachine of(Exchange exchange) {
        return new StateMachine() {
            @Override
            public void apply(Command command, long timeNanos, EventSink sink) {
                exchange.apply(command, timeNanos, sink);
            }

            @Override
            public long sequence() {
                return exchange.sequence();
            }

            @Override
            public long deadlineNanos() {
                return exchange.deadlineNanos();
            }

            @Override
            public int rulesVersion() {
                return exchange.rulesVersion();
            }

            @Override
            public long digest() {
                return exchange.digest();
            }

            @Override
            public long writeState(Consumer<StateRecord> out) {
                return exchange.writeState(out);
            }
        };
    }
}
