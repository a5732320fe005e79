package com.flowex.wallet.app.withdrawal;

import com.flowex.custody.Coin;
import com.flowex.custody.Payment;
import com.flowex.custody.chain.Chain;
import com.flowex.domain.market.Asset;
import com.flowex.orderentry.LedgerTransfers;
import com.flowex.orderentry.market.InstrumentDirectory;
import com.flowex.platform.database.Database;
import com.flowex.platform.database.transaction.Transaction;
import com.flowex.platform.saga.Saga;
import com.flowex.platform.saga.SagaKind;
import com.flowex.platform.saga.SagaStep;
import com.flowex.platform.saga.StepOutcome;
import com.flowex.wallet.app.chain.ChainAmounts;
import com.flowex.wallet.app.payment.ChainPayments;
import com.flowex.wallet.store.chain.AddressDirectory;
import com.flowex.wallet.store.chain.ChainDirectory;
import com.flowex.wallet.store.chain.CustodyConnections;
import com.flowex.wallet.store.payment.OutgoingPayment;
import com.flowex.wallet.store.payment.PaymentsTable;
import com.flowex.wallet.store.transaction.WalletTransaction.Status;
import com.flowex.wallet.store.transaction.WalletTransactionsTable;
import com.flowex.wallet.store.withdrawal.Withdrawal;
import com.flowex.wallet.store.withdrawal.WithdrawalsTable;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Steps of a withdrawal: reserve, approve, sign, send, confirm, post, settle. Until it is signed it can be canceled;
 * from then on it is paid, or a person has to resolve it.
 */
public final class WithdrawalSaga implements SagaKind {

    static final String NAME = "withdrawal";

    static final String CANCELED = "canceled";

    private final Database database;
    private final InstrumentDirectory directory;
    private final CustodyConnections vault;
    private final AddressDirectory addresses;
    private final WithdrawalPostings postings;
    private final ChainPayments payments;
    private final OutgoingPolicy policy;

    public WithdrawalSaga(
            Database database,
            ChainDirectory chains,
            LedgerTransfers book,
            ChainPayments payments,
            OutgoingPolicy policy) {
        this.database = database;
        this.directory = chains.directory();
        this.vault = chains.vault();
        this.addresses = chains.addresses();
        this.postings = new WithdrawalPostings(database, book);
        this.payments = payments;
        this.policy = policy;
    }

    @Override
    public String name() {
        return NAME;
    }

    private interface Work {
        StepOutcome of(Saga saga, Withdrawal withdrawal) throws Exception;
    }

    private interface Compensation {
        String of(Saga saga, Withdrawal withdrawal) throws Exception;
    }

    private record Step(String name, WithdrawalSaga saga, Work work, Compensation undoing, int attemptsMax)
            implements SagaStep {

        private static final int ATTEMPTS = 12;
        private static final int PATIENT = 40;

        @Override
        public StepOutcome run(Saga at) throws Exception {
            return work.of(at, saga.find(at));
        }

        @Override
        public String undo(Saga at) throws Exception {
            return undoing.of(at, saga.find(at));
        }
    }

    @Override
    public List<SagaStep> steps() {
        return Arrays.stream(WithdrawalStep.values()).map(this::step).toList();
    }

    private SagaStep step(WithdrawalStep step) {
        Compensation nothing = (_, _) -> "nothing to undo";
        return switch (step) {
            case RESERVE ->
                new Step(step.word(), this, (_, withdrawal) -> postings.reserve(withdrawal), this::free, Step.ATTEMPTS);
            case APPROVE -> new Step(step.word(), this, policy::approval, nothing, Step.ATTEMPTS);
            case SIGN -> new Step(step.word(), this, this::sign, this::unsign, Step.PATIENT);
            case SEND -> new Step(step.word(), this, this::send, nothing, Step.PATIENT);
            case CONFIRM -> new Step(step.word(), this, this::confirm, nothing, Step.PATIENT);
            case POST ->
                new Step(
                        step.word(),
                        this,
                        (_, withdrawal) -> postings.post(withdrawal),
                        (_, withdrawal) -> postings.giveBack(withdrawal),
                        Step.PATIENT);
            case SETTLE -> new Step(step.word(), this, this::settle, nothing, Step.PATIENT);
        };
    }

    private Withdrawal find(Saga saga) {
        int tenant = saga.key().tenant();
        UUID id = saga.key().id();
        return database.query(tenant, connection -> WithdrawalsTable.find(connection, tenant, id))
                .orElseThrow(() -> new IllegalStateException("there is no withdrawal " + id));
    }

    private Asset asset(Withdrawal withdrawal) {
        return directory.asset(withdrawal.transaction().asset());
    }

    private String free(Saga saga, Withdrawal withdrawal) {
        payments.giveUp(saga.key().tenant(), withdrawal.id());
        return postings.free(withdrawal);
    }

    private StepOutcome sign(Saga saga, Withdrawal withdrawal) {
        if (!saga.committed()) {
            Optional<StepOutcome> obstacle =
                    policy.obstacle(OutgoingPath.WITHDRAWAL, saga, withdrawal, asset(withdrawal));
            if (obstacle.isPresent()) {
                return obstacle.get();
            }
        }
        return payments.sign(saga, payment(withdrawal));
    }

    /**
     * Undoes the signing. Precondition: the payment was never signed, or none of its transactions can pay any longer.
     */
    private String unsign(Saga saga, Withdrawal withdrawal) {
        int tenant = saga.key().tenant();
        List<PaymentsTable.Attempt> attempts =
                payments.attempts(tenant, saga.key().id());
        boolean mayBePaid =
                attempts.stream().anyMatch(attempt -> attempt.signed().isPresent())
                        && !payments.isDead(saga, payment(withdrawal));
        if (mayBePaid) {
            throw new IllegalStateException(
                    "a transaction of it is signed and may still be mined: it is not given back");
        }
        payments.giveUp(tenant, saga.key().id());
        return "not signed";
    }

    private StepOutcome send(Saga saga, Withdrawal withdrawal) {
        int tenant = saga.key().tenant();
        String transaction = payments.attempts(tenant, withdrawal.id())
                .getLast()
                .signed()
                .orElseThrow()
                .transaction();
        return payments.send(
                saga,
                payment(withdrawal),
                connection -> WalletTransactionsTable.onChain(connection, tenant, withdrawal.id(), transaction));
    }

    private StepOutcome confirm(Saga saga, Withdrawal withdrawal) {
        int depth = chain(withdrawal).scheme().network().confirmations();
        return payments.await(saga, payment(withdrawal), depth, (signed, confirmations) -> {
            int tenant = saga.key().tenant();
            database.transaction(tenant, connection -> {
                WalletTransactionsTable.onChain(connection, tenant, withdrawal.id(), signed.transaction());
                WalletTransactionsTable.confirmed(connection, tenant, withdrawal.id(), confirmations, depth);
                return tenant;
            });
        });
    }

    /** Until no reorganization can take it out of the chain again. */
    private StepOutcome settle(Saga saga, Withdrawal withdrawal) {
        int finality = chain(withdrawal).scheme().network().finality();
        return switch (payments.await(saga, payment(withdrawal), finality, (_, _) -> {})) {
            case StepOutcome.Fail(String code, String why)
            when !code.equals(ChainPayments.REVOKED) ->
                new StepOutcome.Stop("it was posted, and then the chain said " + code + ": " + why);
            case StepOutcome other -> other;
        };
    }

    private Chain chain(Withdrawal withdrawal) {
        return vault.begun(withdrawal.transaction().network());
    }

    private OutgoingPayment payment(Withdrawal withdrawal) {
        Asset asset = asset(withdrawal);
        Chain chain = chain(withdrawal);
        Coin coin = chain.scheme().coin(asset.code()).orElseThrow();
        Payment payment = new Payment(
                withdrawal.transaction().address(),
                coin,
                ChainAmounts.onChain(withdrawal.netUnits(), asset.scale(), coin).orElseThrow(),
                withdrawal.transaction().memo());
        return new OutgoingPayment(
                OutgoingPayment.WITHDRAWAL,
                asset.id(),
                payment,
                List.of(addresses.watchedHot(chain, withdrawal.account().tenant())));
    }

    @Override
    public void stands(Transaction connection, Saga saga) {
        int tenant = saga.key().tenant();
        UUID id = saga.key().id();
        switch (saga.state()) {
            case FAILED -> {
                failed(connection, saga);
                Withdrawal withdrawal =
                        WithdrawalsTable.find(connection, tenant, id).orElseThrow();
                // It never left: the day's limit gets the amount back.
                give(connection, withdrawal, withdrawal.account().number());
                give(connection, withdrawal, 0);
            }
            case STOPPED ->
                WalletTransactionsTable.stands(
                        connection, tenant, id, Status.FROZEN, "under_review", "a human looks at it");
            case RUNNING ->
                WalletTransactionsTable.stands(
                        connection,
                        tenant,
                        id,
                        WithdrawalStep.of(saga).isSent() ? Status.CONFIRMING : Status.PENDING,
                        "",
                        "");
            case COMPENSATING, COMPLETED -> {}
        }
    }

    /** Shows the end of a saga that failed, or that its owner canceled, in the list of transactions. */
    static void failed(Transaction connection, Saga saga) {
        Saga.Failure failure = saga.failure().orElseThrow();
        WalletTransactionsTable.stands(
                connection,
                saga.key().tenant(),
                saga.key().id(),
                failure.code().equals(CANCELED) ? Status.CANCELED : Status.FAILED,
                failure.code(),
                failure.code().equals(Saga.GAVE_UP) ? "it could not be done" : failure.why());
    }

    private static void give(Transaction connection, Withdrawal withdrawal, long number) {
        WithdrawalsTable.add(
                connection,
                withdrawal.account(),
                number,
                withdrawal.transaction().asset(),
                withdrawal.day(),
                -withdrawal.transaction().units());
    }
}
