package com.flowex.wallet.app.payment;

import com.flowex.custody.Signed;
import com.flowex.platform.database.transaction.Transaction;
import com.flowex.platform.saga.Saga;
import com.flowex.platform.saga.SagaKey;
import com.flowex.platform.saga.SagaKind;
import com.flowex.platform.saga.SagaStep;
import com.flowex.platform.saga.StepOutcome;
import com.flowex.wallet.store.chain.CustodyConnections;
import com.flowex.wallet.store.payment.OutgoingPayment;
import java.math.BigInteger;
import java.util.List;
import java.util.Optional;

/**
 * Steps of a transfer between a tenant's own addresses: sign, send, settle. The ledger does not record it.
 *
 * @param outgoing returns the payment of a saga
 * @param ready condition that is checked before it is signed
 * @param ended writer called in the transaction that ends the saga
 */
public record OwnAddressTransferSaga(
        String name,
        CustodyConnections vault,
        ChainPayments payments,
        OutgoingPaymentLookup outgoing,
        SignPrecondition ready,
        EndListener ended)
        implements SagaKind {

    private static final int PATIENT = 40;

    /** Lookup of a saga's payment. */
    @FunctionalInterface
    public interface OutgoingPaymentLookup {
        /**
         * Returns the payment of a saga.
         *
         * @throws IllegalStateException if there is no such payment
         */
        OutgoingPayment of(SagaKey key);
    }

    /** Condition that a transfer waits for before it is signed. */
    @FunctionalInterface
    public interface SignPrecondition {

        /** No condition. */
        SignPrecondition AT_ONCE = (_, _) -> Optional.empty();

        /** Returns the wait; empty if the condition holds. */
        Optional<StepOutcome> waits(Saga saga, OutgoingPayment payment);

        /** Brings what a replacement costs to the address that pays for it; empty if that is not done here. */
        default Optional<StepOutcome> bring(Saga saga, OutgoingPayment payment, BigInteger fee) {
            return Optional.empty();
        }
    }

    /** Writer called in the transaction that ends a transfer. */
    @FunctionalInterface
    public interface EndListener {
        void write(Transaction connection, Saga saga);
    }

    private interface Work {
        StepOutcome of(Saga saga, OutgoingPayment payment) throws Exception;
    }

    private record Step(String name, OwnAddressTransferSaga moves, Work work) implements SagaStep {

        @Override
        public StepOutcome run(Saga at) throws Exception {
            return work.of(at, moves.outgoing.of(at.key()));
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
                new Step("sign", this, (saga, payment) -> ready.waits(saga, payment)
                        .orElseGet(() -> payments.sign(saga, payment))),
                new Step("send", this, (saga, outgoingPayment) -> payments.send(saga, outgoingPayment, _ -> {})),
                new Step("settle", this, (saga, outgoing) -> {
                    int finality = vault.begun(outgoing.payment().coin().network())
                            .scheme()
                            .network()
                            .finality();
                    return payments.await(saga, outgoing, finality, new ChainPayments.ConfirmationListener() {
                        @Override
                        public void confirmations(Signed signed, int confirmations) {}

                        @Override
                        public Optional<StepOutcome> lacksFee(BigInteger fee) {
                            return ready.bring(saga, outgoing, fee);
                        }
                    });
                }));
    }

    /** Writes nothing while the saga runs: only the operator sees the transfer, through the saga. */
    @Override
    public void stands(Transaction connection, Saga saga) {
        if (saga.state().hasEnded()) {
            ended.write(connection, saga);
        }
    }
}
