package com.flowex.wallet.app.cold;

import com.flowex.custody.Coin;
import com.flowex.custody.Payment;
import com.flowex.custody.chain.Chain;
import com.flowex.custody.simulated.SimulatedChain;
import com.flowex.domain.market.Asset;
import com.flowex.orderentry.market.InstrumentDirectory;
import com.flowex.platform.Platform;
import com.flowex.platform.database.Database;
import com.flowex.platform.jobs.Worker;
import com.flowex.platform.saga.Saga;
import com.flowex.platform.saga.SagaKey;
import com.flowex.platform.saga.SagaKind;
import com.flowex.platform.saga.Sagas;
import com.flowex.wallet.app.payment.ChainPayments;
import com.flowex.wallet.app.payment.HotWalletTopUp;
import com.flowex.wallet.app.payment.OwnAddressTransferSaga;
import com.flowex.wallet.store.chain.AddressDirectory;
import com.flowex.wallet.store.chain.ChainDirectory;
import com.flowex.wallet.store.chain.CustodyConnections;
import com.flowex.wallet.store.cold.ColdAddressesTable;
import com.flowex.wallet.store.cold.ColdTransfersTable;
import com.flowex.wallet.store.cold.TopUpRequestsTable;
import com.flowex.wallet.store.payment.OutgoingPayment;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Rebalancing of the hot wallets: each is kept between its two limits. A surplus is moved to the cold address; for a
 * shortfall, a top-up by people is requested. Both bring the balance to the middle.
 */
public final class HotWalletRebalancer implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(HotWalletRebalancer.class);

    private static final Duration CHECK_INTERVAL_SIMULATED = Duration.ofSeconds(1);
    private static final Duration CHECK_INTERVAL = Duration.ofMinutes(1);

    public static final String KIND = "cold";

    private final Platform platform;
    private final Database database;
    private final CustodyConnections vault;
    private final AddressDirectory addresses;
    private final InstrumentDirectory directory;
    private final HotWalletLevels levels;
    private final List<Worker> workers = new ArrayList<>();

    public HotWalletRebalancer(Platform platform, ChainDirectory chains) {
        this.platform = platform;
        this.database = platform.database();
        this.vault = chains.vault();
        this.addresses = chains.addresses();
        this.directory = chains.directory();
        this.levels = new HotWalletLevels(database, chains.addresses());
    }

    /** Returns the saga kind of transfers to cold storage. */
    public SagaKind kind(ChainPayments payments) {
        return new OwnAddressTransferSaga(
                KIND,
                vault,
                payments,
                this::payment,
                OwnAddressTransferSaga.SignPrecondition.AT_ONCE,
                (connection, move) -> ColdTransfersTable.end(
                        connection, move.key().tenant(), move.key().id()));
    }

    private OutgoingPayment payment(SagaKey key) {
        ColdTransfersTable.Move move = database.query(
                        key.tenant(), connection -> ColdTransfersTable.find(connection, key.tenant(), key.id()))
                .orElseThrow(() -> new IllegalStateException("there is no move to cold " + key.id()));
        Chain chain = vault.begun(move.network());
        Asset asset = directory.asset(move.asset());
        Coin coin = chain.scheme().coin(asset.code()).orElseThrow();
        return new OutgoingPayment(
                OutgoingPayment.COLD,
                asset.id(),
                new Payment(move.address(), coin, move.chainUnits(), ""),
                List.of(addresses.watchedHot(chain, key.tenant())));
    }

    /**
     * Retires a cold address at once, and the transfers to it that are not yet signed.
     *
     * @return false if it is retired already
     */
    public boolean retire(int tenant, UUID cold, Sagas sagas) {
        boolean retired = database.transaction(tenant, connection -> {
            boolean mine = ColdAddressesTable.retire(connection, tenant, cold);
            for (UUID move : ColdTransfersTable.to(connection, tenant, cold)) {
                sagas.cancel(
                        connection,
                        new SagaKey(tenant, KIND, move),
                        new Saga.Failure("retired", "the cold address was retired"));
            }
            return mine;
        });
        if (retired) {
            sagas.check();
        }
        return retired;
    }

    /** Starts to watch the limits. */
    public void start(Sagas sagas) {
        for (Chain chain : vault.chains()) {
            Duration pause = chain instanceof SimulatedChain ? CHECK_INTERVAL_SIMULATED : CHECK_INTERVAL;
            String name = "cold-" + chain.scheme().network().code();
            workers.add(platform.workers()
                    .every(name, pause, () -> check(chain, sagas))
                    .start());
        }
    }

    /** Checks all tenants and assets. A failure of one does not keep the others from their turn. */
    private void check(Chain chain, Sagas sagas) {
        String network = chain.scheme().network().code();
        RuntimeException first = null;
        for (int tenant : database.query(connection -> ColdTransfersTable.tenants(connection, network))) {
            for (Asset asset : directory.assetsOf(tenant)) {
                try {
                    check(chain, asset, sagas);
                } catch (RuntimeException e) {
                    first = first == null ? e : first;
                }
            }
        }
        if (first != null) {
            throw first;
        }
    }

    private void check(Chain chain, Asset asset, Sagas sagas) {
        Optional<HotWalletLevels.Level> level = levels.of(chain, asset);
        if (level.isEmpty()) {
            return;
        }
        if (level.get().surplus().signum() > 0) {
            move(asset.tenant(), level.get(), sagas);
        } else if (level.get().missing().signum() > 0) {
            request(chain, asset, level.get());
        }
    }

    private void move(int tenant, HotWalletLevels.Level level, Sagas sagas) {
        UUID id = UUID.randomUUID();
        boolean started = database.transaction(tenant, connection -> {
            boolean begins =
                    ColdAddressesTable.isStill(connection, tenant, level.cold().id())
                            && ColdTransfersTable.begin(connection, tenant, id, level.cold(), level.surplus());
            if (begins) {
                sagas.begin(connection, new SagaKey(tenant, KIND, id));
            }
            return begins;
        });
        if (started) {
            sagas.check();
        }
    }

    private void request(Chain chain, Asset asset, HotWalletLevels.Level level) {
        String hot = addresses.watchedHot(chain, asset.tenant()).address();
        UUID id = UUID.randomUUID();
        boolean isNews = database.transaction(
                asset.tenant(),
                connection ->
                        TopUpRequestsTable.request(connection, asset.tenant(), id, level.cold(), hot, level.missing()));
        if (isNews) {
            LOG.warn(
                    "the hot wallet of tenant {} has too little {} on {}: {} units are to be moved from {}"
                            + " (GET /api/v1/refills)",
                    asset.tenant(),
                    asset.code(),
                    chain.scheme().network().code(),
                    level.missing(),
                    level.cold().address());
        }
    }

    /** Returns a top-up strategy: people top up where there is a cold address, elsewhere {@code otherwise} does. */
    public HotWalletTopUp before(HotWalletTopUp otherwise) {
        return (chain, tenant, asset) -> {
            Optional<HotWalletLevels.Level> level = levels.of(chain, directory.asset(asset));
            if (level.isEmpty()) {
                return otherwise.topUp(chain, tenant, asset);
            }
            if (level.get().missing().signum() > 0) {
                request(chain, directory.asset(asset), level.get());
            }
            String network = chain.scheme().network().code();
            return database.query(tenant, connection -> TopUpRequestsTable.open(connection, tenant, asset, network))
                            .isPresent()
                    ? HotWalletTopUp.TopUpResult.REQUESTED
                    : HotWalletTopUp.TopUpResult.NOTHING;
        };
    }

    @Override
    public void close() {
        workers.forEach(Worker::close);
    }
}
