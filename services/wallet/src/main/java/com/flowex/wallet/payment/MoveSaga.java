package com.flowex.wallet.payment;

import com.flowex.ground.saga.Saga;
import com.flowex.ground.saga.SagaKey;
import com.flowex.ground.saga.SagaKind;
import com.flowex.ground.saga.SagaStep;
import com.flowex.ground.saga.StepOutcome;
import com.flowex.wallet.chain.Vault;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/**
 * The steps of a move between a tenant's own addresses: sign, send, settle. The ledger knows nothing of it.
 *
 * @param outlays what is moved
 * @param ready asked before it is signed
 * @param ended written with the end of one
 */
public record MoveSaga(String name, Vault vault, Payments payments, Outlays outlays, Ready ready, Ended ended)
        implements SagaKind {

    private static final int PATIENT = 40;

    /** What a saga moves. */
    @FunctionalInterface
    public interface Outlays {
        /** @throws IllegalStateException if nobody knows of it */
        Outlay of(SagaKey key);
    }

    /** What a move waits for before it is signed. */
    @FunctionalInterface
    public interface Ready {

        /** Nothing is waited for. */
        Ready AT_ONCE = (_, _) -> Optional.empty();

        /** Empty if nothing is missing. */
        Optional<StepOutcome> waits(Saga saga, Outlay outlay);
    }

    /** What is written when a move has come to its end. */
    @FunctionalInterface
    public interface Ended {
        void write(Connection connection, SagaKey key) throws SQLException;
    }

    private interface Work {
        StepOutcome of(Saga saga, Outlay outlay) throws Exception;
    }

    private record Step(String name, MoveSaga moves, Work work) implements SagaStep {

        @Override
        public StepOutcome run(Saga at) throws Exception {
            return work.of(at, moves.outlays.of(at.key()));
        }

        @Override
        public String undo(Saga at) {
            moves.payments.giveUp(at.key().tenant(), at.key().id());
            return "what was never signed is given up";
        }

        @Override
        public int attemptsMax() {
            return PATIENT;
        }
    }

    @Override
    public List<SagaStep> steps() {
        return List.of(
                new Step("sign", this, (saga, outlay) -> ready.waits(saga, outlay)
                        .orElseGet(() -> payments.sign(saga, outlay))),
                new Step("send", this, (saga, outlay) -> payments.send(saga, outlay, _ -> {})),
                new Step("settle", this, (saga, outlay) -> {
                    int finality = vault.begun(outlay.payment().coin().network())
                            .scheme()
                            .network()
                            .finality();
                    return payments.await(saga, outlay, finality, (_, _) -> {});
                }));
    }

    /** Nobody but the operator sees it, who sees the saga. */
    @Override
    public void stands(Connection connection, Saga saga) throws SQLException {
        if (saga.state().hasEnded()) {
            ended.write(connection, saga.key());
        }
    }
}
