package com.flowex.wallet.sweep;

import com.flowex.custody.Chain;
import com.flowex.custody.Coin;
import com.flowex.custody.Payment;
import com.flowex.desk.InstrumentDirectory;
import com.flowex.domain.Asset;
import com.flowex.ground.database.Database;
import com.flowex.ground.saga.Saga;
import com.flowex.ground.saga.SagaKind;
import com.flowex.ground.saga.SagaStep;
import com.flowex.ground.saga.StepOutcome;
import com.flowex.wallet.chain.Addresses;
import com.flowex.wallet.chain.Vault;
import com.flowex.wallet.payment.Outlay;
import com.flowex.wallet.payment.Payments;
import java.sql.Connection;
import java.util.List;

/** The steps of a move between a tenant's own addresses: sign, send, settle. The ledger knows nothing of it. */
final class SweepSaga implements SagaKind {

    static final String NAME = "sweep";

    private static final int PATIENT = 40;

    private final Database database;
    private final InstrumentDirectory directory;
    private final Vault vault;
    private final Addresses addresses;
    private final Payments payments;

    SweepSaga(Database database, InstrumentDirectory directory, Vault vault, Addresses addresses, Payments payments) {
        this.database = database;
        this.directory = directory;
        this.vault = vault;
        this.addresses = addresses;
        this.payments = payments;
    }

    @Override
    public String name() {
        return NAME;
    }

    private interface Work {
        StepOutcome of(Saga saga, Outlay outlay) throws Exception;
    }

    private record Step(String name, SweepSaga saga, Work work) implements SagaStep {

        @Override
        public StepOutcome run(Saga at) throws Exception {
            return work.of(at, saga.outlay(at));
        }

        @Override
        public String undo(Saga at) {
            saga.payments.giveUp(at.key().tenant(), at.key().id());
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
                new Step("sign", this, payments::sign),
                new Step("send", this, (saga, outlay) -> payments.send(saga, outlay, _ -> {})),
                new Step("settle", this, (saga, outlay) -> {
                    int finality = vault.begun(outlay.payment().coin().network())
                            .scheme()
                            .network()
                            .finality();
                    return payments.await(saga, outlay, finality, (_, _) -> {});
                }));
    }

    private Outlay outlay(Saga saga) {
        int tenant = saga.key().tenant();
        SweepsTable.Sweep sweep = database.query(
                        tenant,
                        connection ->
                                SweepsTable.find(connection, tenant, saga.key().id()))
                .orElseThrow(() -> new IllegalStateException(
                        "there is no sweep " + saga.key().id()));
        Chain chain = vault.begun(sweep.network());
        Asset asset = directory.asset(sweep.asset());
        Coin coin = chain.scheme().coin(asset.code()).orElseThrow();
        String hot = addresses.watchedHot(chain, tenant).address();
        return new Outlay(
                Outlay.SWEEP, asset.id(), new Payment(hot, coin, sweep.chainUnits(), ""), List.of(sweep.from()));
    }

    @Override
    public void stands(Connection connection, Saga saga) {
        // Nobody but the operator sees it, who sees the saga.
    }
}
