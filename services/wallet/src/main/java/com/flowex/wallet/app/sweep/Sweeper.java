package com.flowex.wallet.app.sweep;

import com.flowex.custody.Coin;
import com.flowex.custody.Payment;
import com.flowex.custody.chain.Chain;
import com.flowex.custody.chain.PaymentOrder;
import com.flowex.custody.simulated.SimulatedChain;
import com.flowex.domain.market.Asset;
import com.flowex.orderentry.market.InstrumentDirectory;
import com.flowex.platform.Platform;
import com.flowex.platform.database.Database;
import com.flowex.platform.database.transaction.Transaction;
import com.flowex.platform.jobs.Worker;
import com.flowex.platform.saga.Saga;
import com.flowex.platform.saga.SagaKey;
import com.flowex.platform.saga.SagaKind;
import com.flowex.platform.saga.Sagas;
import com.flowex.wallet.app.chain.ChainAmounts;
import com.flowex.wallet.app.payment.ChainPayments;
import com.flowex.wallet.app.payment.OwnAddressTransferSaga;
import com.flowex.wallet.store.chain.AddressDirectory;
import com.flowex.wallet.store.chain.ChainDirectory;
import com.flowex.wallet.store.chain.CustodyConnections;
import com.flowex.wallet.store.payment.OutgoingPayment;
import com.flowex.wallet.store.sweep.SweepsTable;
import com.flowex.wallet.store.terms.MoneyFlow;
import com.flowex.wallet.store.terms.PausesTable;
import java.math.BigInteger;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** Sweeping of deposit addresses: each is swept once its balance is worth the fee. */
public final class Sweeper implements AutoCloseable {

    private static final Duration CHECK_INTERVAL_SIMULATED = Duration.ofSeconds(1);
    private static final Duration CHECK_INTERVAL = Duration.ofMinutes(1);
    private static final String SWEEP = "sweep";
    private static final int AT_A_TIME = 100;

    private final Database database;
    private final CustodyConnections vault;
    private final InstrumentDirectory directory;
    private final GasFunding gas;
    private final List<SagaKind> kinds;
    private final AddressDirectory addresses;
    private final Map<String, Long> checkedAt = new ConcurrentHashMap<>();
    private final List<Worker> workers = new ArrayList<>();
    private final Platform platform;

    public Sweeper(Platform platform, ChainDirectory chains, ChainPayments payments) {
        this.platform = platform;
        this.database = platform.database();
        this.vault = chains.vault();
        this.directory = chains.directory();
        this.addresses = chains.addresses();
        this.gas = new GasFunding(database, chains);
        this.kinds = List.of(
                new OwnAddressTransferSaga(SWEEP, vault, payments, this::payment, gas, this::ended),
                new OwnAddressTransferSaga(
                        GasFunding.KIND,
                        vault,
                        payments,
                        gas::payment,
                        OwnAddressTransferSaga.SignPrecondition.AT_ONCE,
                        (_, _) -> {}));
    }

    private OutgoingPayment payment(SagaKey key) {
        SweepsTable.Sweep sweep = database.query(
                        key.tenant(), connection -> SweepsTable.find(connection, key.tenant(), key.id()))
                .orElseThrow(() -> new IllegalStateException("there is no sweep " + key.id()));
        Chain chain = vault.begun(sweep.network());
        Asset asset = directory.asset(sweep.asset());
        Coin coin = chain.scheme().coin(asset.code()).orElseThrow();
        String hot = addresses.watchedHot(chain, key.tenant()).address();
        return new OutgoingPayment(
                OutgoingPayment.SWEEP,
                asset.id(),
                new Payment(hot, coin, sweep.chainUnits(), ""),
                List.of(sweep.from()));
    }

    private void ended(Transaction connection, Saga sweep) {
        boolean isRevoked = sweep.failure()
                .filter(failure -> failure.code().equals(ChainPayments.REVOKED))
                .isPresent();
        if (isRevoked) {
            SagaKey key = sweep.key();
            SweepsTable.Sweep what =
                    SweepsTable.find(connection, key.tenant(), key.id()).orElseThrow();
            Coin coin = vault.begun(what.network())
                    .scheme()
                    .coin(directory.asset(what.asset()).code())
                    .orElseThrow();
            SweepsTable.unsweep(connection, key.tenant(), key.id(), coin.token());
        }
    }

    /** Returns the kinds of its sagas. */
    public List<SagaKind> kinds() {
        return kinds;
    }

    /** Starts sweeping. */
    public void start(Sagas sagas) {
        gas.start(sagas);
        for (Chain chain : vault.chains()) {
            Duration pause = chain instanceof SimulatedChain ? CHECK_INTERVAL_SIMULATED : CHECK_INTERVAL;
            String name = "sweeps-" + chain.scheme().network().code();
            workers.add(platform.workers()
                    .every(name, pause, () -> sweep(chain, sagas))
                    .start());
        }
    }

    private void sweep(Chain chain, Sagas sagas) {
        String network = chain.scheme().network().code();
        long behind = checkedAt.getOrDefault(network, 0L);
        List<SweepsTable.UnsweptDeposit> all =
                database.query(connection -> SweepsTable.unswept(connection, network, behind, AT_A_TIME));
        // Balances that are not worth moving yet do not keep others from their turn.
        checkedAt.put(
                network, all.size() < AT_A_TIME ? 0L : all.getLast().owner().packed());
        boolean started = false;
        for (SweepsTable.UnsweptDeposit each : all) {
            started |= sweep(chain, each, sagas);
        }
        if (started) {
            sagas.check();
        }
    }

    private boolean sweep(Chain chain, SweepsTable.UnsweptDeposit deposit, Sagas sagas) {
        String network = chain.scheme().network().code();
        int tenant = deposit.owner().tenant();
        Optional<Asset> asset = CustodyConnections.asset(chain, deposit.token(), directory.assetsOf(tenant));
        Optional<PaymentOrder.SourceAddress> from =
                database.query(tenant, connection -> SweepsTable.sourceAddress(connection, network, deposit.owner()));
        if (asset.isEmpty() || from.isEmpty()) {
            return false;
        }
        Coin coin = chain.scheme().coin(asset.get().code()).orElseThrow();
        BigInteger units =
                ChainAmounts.worthMoving(chain, coin, chain.balance(from.get().address(), coin));
        if (units.signum() <= 0) {
            return false;
        }
        UUID id = UUID.randomUUID();
        var sweep = new SweepsTable.Sweep(network, from.get(), asset.get().id(), units);
        return database.transaction(tenant, connection -> {
            // The first process to mark it sweeps it.
            if (PausesTable.reason(connection, asset.get(), network, MoneyFlow.SWEEPS)
                            .isPresent()
                    || SweepsTable.isUnderWay(connection, network, deposit.owner())
                    || !SweepsTable.swept(connection, network, deposit)) {
                return false;
            }
            SweepsTable.insert(connection, id, deposit.owner(), sweep);
            sagas.begin(connection, new SagaKey(tenant, SWEEP, id));
            return true;
        });
    }

    @Override
    public void close() {
        workers.forEach(Worker::close);
    }
}
