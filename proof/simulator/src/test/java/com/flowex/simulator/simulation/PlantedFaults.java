package com.flowex.simulator.simulation;

import com.flowex.cluster.reducer.StateMachine;
import com.flowex.domain.command.Command;
import com.flowex.domain.event.EventSink;
import com.flowex.domain.state.AccountState;
import com.flowex.domain.state.StateRecord;
import com.flowex.engine.Exchange;
import com.flowex.simulator.model.LogGuarantees;
import com.flowex.simulator.model.ModelDisk;
import com.flowex.simulator.model.ModelNode;
import java.util.function.Consumer;

/** Logs that break one promise each. */
enum PlantedFaults {
    ACKNOWLEDGES_BEFORE_THE_COMMIT,
    COUNTS_WHAT_IS_ON_NO_DISK,
    PUTS_A_MESSAGE_INTO_THE_LOG_TWICE,
    APPLIES_AGAIN_WHAT_A_SNAPSHOT_HAS,
    FORGETS_A_FIELD_IN_SNAPSHOTS,
    NOTES_BEFORE_IT_WRITES;

    LogGuarantees promises() {
        return switch (this) {
            case ACKNOWLEDGES_BEFORE_THE_COMMIT ->
                new LogGuarantees() {
                    @Override
                    public long applicable(ModelNode node) {
                        return node.isLeader() ? node.disk().end() : super.applicable(node);
                    }
                };
            case COUNTS_WHAT_IS_ON_NO_DISK ->
                new LogGuarantees() {
                    @Override
                    public long safe(ModelDisk disk) {
                        return disk.end();
                    }
                };
            case PUTS_A_MESSAGE_INTO_THE_LOG_TWICE ->
                new LogGuarantees() {
                    @Override
                    public int copies() {
                        return 2;
                    }
                };
            case APPLIES_AGAIN_WHAT_A_SNAPSHOT_HAS ->
                new LogGuarantees() {
                    @Override
                    public int overlap() {
                        return 3;
                    }
                };
            case FORGETS_A_FIELD_IN_SNAPSHOTS ->
                new LogGuarantees() {
                    @Override
                    public StateMachine written(StateMachine core) {
                        return new ForgetfulCore(core);
                    }
                };
            case NOTES_BEFORE_IT_WRITES ->
                new LogGuarantees() {
                    @Override
                    public boolean writesFirst() {
                        return false;
                    }
                };
        };
    }

    /** A snapshot of it is sound by its own digest, and says of no account when its orders are to be canceled. */
    private record ForgetfulCore(StateMachine core) implements StateMachine {
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
            Exchange.Restorer restorer = Exchange.restorer();
            core.writeState(piece -> {
                StateRecord written = forgetful(piece);
                restorer.accept(written);
                out.accept(written);
            });
            return restorer.restored().digest();
        }

        private static StateRecord forgetful(StateRecord piece) {
            return piece instanceof AccountState account
                    ? new AccountState(
                            account.account(),
                            account.hasForgottenIds(),
                            account.mayOwe(),
                            account.isKilled(),
                            account.preventionGroup(),
                            0)
                    : piece;
        }
    }
}
