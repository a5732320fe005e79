package com.flowex.wallet.app.sweep;

import com.flowex.custody.Coin;
import com.flowex.custody.Payment;
import com.flowex.custody.chain.Chain;
import com.flowex.custody.chain.PaymentOrder;
import com.flowex.domain.market.Asset;
import com.flowex.orderentry.market.InstrumentDirectory;
import com.flowex.platform.database.Database;
import com.flowex.platform.saga.Saga;
import com.flowex.platform.saga.SagaKey;
import com.flowex.platform.saga.Sagas;
import com.flowex.platform.saga.StepOutcome;
import com.flowex.wallet.app.payment.FeeLimit;
import com.flowex.wallet.app.payment.OwnAddressTransferSaga;
import com.flowex.wallet.store.chain.AddressDirectory;
import com.flowex.wallet.store.chain.ChainDirectory;
import com.flowex.wallet.store.chain.CustodyConnections;
import com.flowex.wallet.store.chain.DerivedIds;
import com.flowex.wallet.store.payment.OutgoingPayment;
import com.flowex.wallet.store.sweep.GasFundingsTable;
import java.math.BigInteger;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Funding of a deposit address that received tokens, with the network's fee for moving them. The fee comes from the hot
 * address in a payment of its own, covers two moves, and is sent a few times at most.
 */
final class GasFunding implements OwnAddressTransferSaga.SignPrecondition {

    static final String KIND = "gas";

    /**
     * Greatest number of fundings. Fees may rise again while one is on its way; where they keep rising, the exchange is
     * not emptied.
     */
    private static final int TIMES_MAX = 3;

    /** With those for the transaction that takes a revoked one's place. */
    private static final int TIMES_MAX_REVOKED = 6;

    private static final BigInteger ROOM = BigInteger.TWO;
    private static final Duration RECHECK_INTERVAL = Duration.ofSeconds(2);
    private static final Duration LATER = Duration.ofMinutes(10);

    private final Database database;
    private final CustodyConnections vault;
    private final AddressDirectory addresses;
    private final InstrumentDirectory directory;
    private volatile @Nullable Sagas sagas;

    GasFunding(Database database, ChainDirectory chains) {
        this.database = database;
        this.vault = chains.vault();
        this.addresses = chains.addresses();
        this.directory = chains.directory();
    }

    /** Enables fundings from now on. */
    void start(Sagas beginning) {
        this.sagas = beginning;
    }

    @Override
    public Optional<StepOutcome> waits(Saga sweep, OutgoingPayment payment) {
        Coin coin = payment.payment().coin();
        Chain chain = vault.begun(coin.network());
        Optional<Coin> fees = chain.scheme().feeCoin();
        if (sweep.committed() || coin.isNative() || fees.isEmpty()) {
            return Optional.empty();
        }
        String address = payment.from().getFirst().address();
        BigInteger fee = chain.fee(coin);
        BigInteger has = chain.balance(address, fees.get());
        BigInteger enough = fee.add(fee.shiftRight(1));
        return has.compareTo(enough) >= 0
                ? Optional.empty()
                : Optional.of(brought(
                        sweep.key(),
                        chain,
                        fees.get(),
                        address,
                        fee.multiply(ROOM).subtract(has),
                        TIMES_MAX));
    }

    @Override
    public Optional<StepOutcome> bring(Saga sweep, OutgoingPayment payment, BigInteger fee) {
        Chain chain = vault.begun(payment.payment().coin().network());
        String address = payment.from().getFirst().address();
        return chain.scheme().feeCoin().map(coin -> {
            BigInteger missing = fee.subtract(chain.balance(address, coin));
            return missing.signum() > 0
                    ? brought(sweep.key(), chain, coin, address, missing, TIMES_MAX_REVOKED)
                    : new StepOutcome.Wait(RECHECK_INTERVAL, coin + " was brought to the address that pays");
        });
    }

    private StepOutcome brought(
            SagaKey sweep, Chain chain, Coin coin, String address, BigInteger missing, int timesMax) {
        List<UUID> before = database.query(
                sweep.tenant(), connection -> GasFundingsTable.of(connection, sweep.tenant(), sweep.id()));
        Optional<Asset> asset = CustodyConnections.asset(chain, coin.token(), directory.assetsOf(sweep.tenant()));
        Sagas beginning = sagas;
        if (beginning == null || asset.isEmpty()) {
            return new StepOutcome.Wait(
                    RECHECK_INTERVAL, "there is no source of " + coin + " for the address that received it");
        }
        if (!before.isEmpty() && isUnderWay(beginning, new SagaKey(sweep.tenant(), KIND, before.getLast()))) {
            return new StepOutcome.Wait(RECHECK_INTERVAL, coin + " is on its way to the address that received it");
        }
        if (before.size() >= timesMax || missing.compareTo(FeeLimit.STANDARD.of(chain)) > 0) {
            return new StepOutcome.Wait(LATER, "moving it costs too much now");
        }
        begin(
                beginning,
                sweep,
                before.size(),
                new GasFundingsTable.GasAmount(
                        coin.network(), address, asset.get().id(), missing));
        return new StepOutcome.Wait(RECHECK_INTERVAL, coin + " is brought to the address that received it");
    }

    private static boolean isUnderWay(Sagas beginning, SagaKey gas) {
        return beginning
                .find(gas)
                .map(Saga::state)
                .filter(state -> !state.hasEnded())
                .isPresent();
    }

    /** Begins a funding. Its id derives from the sweep's, so a repeated call begins the same one. */
    private void begin(Sagas beginning, SagaKey sweep, int number, GasFundingsTable.GasAmount brought) {
        UUID id = DerivedIds.uuid("gas", sweep.id() + "/" + number);
        boolean started = database.transaction(sweep.tenant(), connection -> {
            boolean isFirst = GasFundingsTable.insert(connection, sweep.tenant(), id, sweep.id(), number, brought);
            if (isFirst) {
                beginning.begin(connection, new SagaKey(sweep.tenant(), KIND, id));
            }
            return isFirst;
        });
        if (started) {
            beginning.check();
        }
    }

    OutgoingPayment payment(SagaKey key) {
        GasFundingsTable.GasAmount brought = database.query(
                        key.tenant(), connection -> GasFundingsTable.find(connection, key.tenant(), key.id()))
                .orElseThrow(() -> new IllegalStateException("there is no gas " + key.id()));
        Chain chain = vault.begun(brought.network());
        Coin coin = chain.scheme().feeCoin().orElseThrow();
        PaymentOrder.SourceAddress hot = addresses.watchedHot(chain, key.tenant());
        return new OutgoingPayment(
                OutgoingPayment.GAS,
                brought.asset(),
                new Payment(brought.address(), coin, brought.chainUnits(), ""),
                List.of(hot));
    }
}
