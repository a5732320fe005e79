package com.flowex.wallet.app.reconcile;

import com.flowex.custody.Coin;
import com.flowex.custody.chain.Block;
import com.flowex.custody.chain.Chain;
import com.flowex.custody.chain.ChainException;
import com.flowex.custody.chain.PaymentOrder;
import com.flowex.custody.chain.TransactionStatus;
import com.flowex.domain.market.Asset;
import com.flowex.orderentry.market.InstrumentDirectory;
import com.flowex.platform.Platform;
import com.flowex.platform.database.Database;
import com.flowex.platform.jobs.Worker;
import com.flowex.platform.projection.status.ViewProgress;
import com.flowex.wallet.app.payment.FeeLimit;
import com.flowex.wallet.store.chain.AddressDirectory;
import com.flowex.wallet.store.chain.ChainDirectory;
import com.flowex.wallet.store.chain.CustodyConnections;
import com.flowex.wallet.store.chain.DerivedIds;
import com.flowex.wallet.store.cold.ColdAddressesTable;
import com.flowex.wallet.store.payment.OutgoingPayment;
import com.flowex.wallet.store.payment.PaymentsTable;
import com.flowex.wallet.store.reconcile.AdjustmentsTable;
import com.flowex.wallet.store.reconcile.PostingFault;
import com.flowex.wallet.store.reconcile.PostingFaultsTable;
import com.flowex.wallet.store.reconcile.ReconcileTable;
import com.flowex.wallet.store.reconcile.ReconciliationResult;
import com.flowex.wallet.store.terms.WithdrawalStopsTable;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Comparison, for each asset of each tenant, of the addresses' balance with the recorded payments, and of those with
 * the ledger. A loss stops withdrawals of that asset on that network until an administrator has resolved it. A surplus
 * is set aside and stops nothing.
 */
public final class Reconciliation implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Reconciliation.class);

    private static final Duration EVERY = Duration.ofHours(1);

    /** Greatest number of attempts; a block that arrives during the count makes it count again. */
    private static final int TRIES = 5;

    private final Database database;
    private final CustodyConnections vault;
    private final AddressDirectory addresses;
    private final InstrumentDirectory directory;
    private final Consumer<String> deposits;
    private final ViewProgress view;
    private final InstantSource clock;
    private final Worker worker;

    /** @param deposits advances all arrivals on a network as far as they go now */
    public Reconciliation(
            Platform platform,
            ChainDirectory chains,
            Consumer<String> deposits,
            ViewProgress view,
            InstantSource clock) {
        this.database = platform.database();
        this.vault = chains.vault();
        this.addresses = chains.addresses();
        this.directory = chains.directory();
        this.deposits = deposits;
        this.view = view;
        this.clock = clock;
        this.worker = platform.workers().every("reconciliation", EVERY, this::all);
    }

    /** Starts the hourly comparison. */
    public void start() {
        database.transaction(connection -> {
            ReconcileTable.begin(connection, view.applied());
            return view;
        });
        worker.start();
    }

    private void all() {
        for (int tenant : database.query(ReconcileTable::tenants)) {
            run(tenant);
        }
    }

    /** Compares everything of a tenant now. */
    public List<ReconciliationResult> run(int tenant) {
        for (Asset asset : directory.assetsOf(tenant)) {
            run(asset);
        }
        return last(tenant);
    }

    /** Returns the last results. */
    public List<ReconciliationResult> last(int tenant) {
        return database.query(tenant, connection -> ReconcileTable.all(connection, tenant));
    }

    /** Compares one asset now. */
    public List<ReconciliationResult> of(Asset asset) {
        run(asset);
        return last(asset.tenant()).stream()
                .filter(finding -> finding.asset().equals(asset.id()))
                .toList();
    }

    /**
     * Compares one asset on each network that carries it; returns the codes of the networks on which nothing is
     * missing.
     */
    public List<String> run(Asset asset) {
        List<String> sound = new ArrayList<>();
        for (Chain chain : vault.of(asset)) {
            ReconciliationResult finding = compared(chain, asset);
            if (finding.verdict().isSound()) {
                sound.add(finding.network());
            }
            database.transaction(asset.tenant(), connection -> {
                ReconcileTable.save(connection, asset.tenant(), finding);
                return finding;
            });
            if (finding.verdict() == ReconciliationResult.Verdict.DIFFERS) {
                stop(asset, finding);
            }
        }
        return sound;
    }

    private void stop(Asset asset, ReconciliationResult finding) {
        boolean isNews = database.transaction(
                asset.tenant(),
                connection -> WithdrawalStopsTable.stop(connection, asset, finding.network(), finding.detail()));
        if (isNews) {
            LOG.error(
                    "withdrawals of {} of tenant {} on {} are stopped: {}. POST"
                            + " /api/v1/reconciliation/adjustments settles it, then POST"
                            + " /api/v1/reconciliation/{}/resume ends the stop",
                    asset.code(),
                    asset.tenant(),
                    finding.network(),
                    finding.detail(),
                    asset.code());
        }
    }

    /**
     * Resumes withdrawals over the networks on which nothing is missing now. Returns false if every stopped network
     * stays stopped.
     */
    public boolean resume(Asset asset) {
        List<String> sound = run(asset);
        return database.transaction(asset.tenant(), connection -> {
            boolean ended = false;
            for (String network : sound) {
                ended |= WithdrawalStopsTable.end(connection, asset, network);
            }
            return ended || WithdrawalStopsTable.all(connection, asset).isEmpty();
        });
    }

    private ReconciliationResult compared(Chain chain, Asset asset) {
        Coin coin = chain.scheme().coin(asset.code()).orElseThrow();
        try {
            for (int i = 0; i < TRIES; i++) {
                deposits.accept(coin.network());
                Block before = chain.tip();
                Counted counted = counted(chain, asset, coin);
                BigInteger actual = actual(chain, asset.tenant(), coin).add(cold(chain, asset, coin, counted));
                deposits.accept(coin.network());
                if (chain.tip().equals(before) && counted.equals(counted(chain, asset, coin))) {
                    return judged(asset, coin, actual, counted.expected().add(counted.cold()));
                }
            }
            return finding(
                    asset, coin, ReconciliationResult.Verdict.UNKNOWN, "blocks come faster than they are counted");
        } catch (ChainException e) {
            return finding(
                    asset, coin, ReconciliationResult.Verdict.UNKNOWN, "the node does not answer: " + e.getMessage());
        }
    }

    private ReconciliationResult judged(Asset asset, Coin coin, BigInteger actual, BigInteger expected) {
        List<String> wrong = new ArrayList<>();
        if (actual.compareTo(expected) < 0) {
            wrong.add("the addresses have " + actual + " units of " + coin
                    + ", by what came in and went out they must have " + expected);
        }
        long shown = view.applied();
        database.<Boolean>query(asset.tenant(), connection -> {
            PostingFaultsTable.unknown(connection, asset)
                    .forEach(fault -> wrong.add("the ledger has a " + words(fault) + " that no chain knows"));
            PostingFaultsTable.missing(connection, asset, shown)
                    .forEach(fault -> wrong.add("the ledger lacks the " + words(fault)));
            return true;
        });
        ReconciliationResult.Verdict verdict =
                wrong.isEmpty() ? ReconciliationResult.Verdict.EQUAL : ReconciliationResult.Verdict.DIFFERS;
        if (wrong.isEmpty() && actual.compareTo(expected) > 0) {
            verdict = ReconciliationResult.Verdict.SURPLUS;
            wrong.add("the addresses have " + actual.subtract(expected) + " units of " + coin
                    + " more than came in by transactions that are known");
        }
        return new ReconciliationResult(
                asset.id(), coin.network(), verdict, actual, expected, String.join("; ", wrong), clock.instant());
    }

    private static String words(PostingFault fault) {
        return (fault.units() < 0 ? "withdrawal " : "deposit ") + DerivedIds.hex(fault.id()) + " of account "
                + fault.account().number();
    }

    /** Returns the fault of a posting or transaction; empty if it fits. */
    Optional<PostingFault> fault(Asset asset, UUID id) {
        long shown = view.applied();
        return database.query(asset.tenant(), connection -> PostingFaultsTable.find(connection, asset, id, shown));
    }

    private ReconciliationResult finding(Asset asset, Coin coin, ReconciliationResult.Verdict verdict, String detail) {
        Instant now = clock.instant();
        return new ReconciliationResult(
                asset.id(), coin.network(), verdict, BigInteger.ZERO, BigInteger.ZERO, detail, now);
    }

    /**
     * Expected balances.
     *
     * @param expected expected balance of the hot and deposit addresses
     * @param cold expected balance of the cold addresses; never negative, since money from before was not recorded
     * @param topUps number of returns from there
     */
    private record Counted(BigInteger expected, BigInteger cold, long topUps) {}

    private Counted counted(Chain chain, Asset asset, Coin coin) {
        int tenant = asset.tenant();
        BigInteger in = database.query(connection -> ReconcileTable.cameIn(connection, tenant, coin));
        ReconcileTable.OutgoingTotals out =
                database.query(tenant, connection -> ReconcileTable.wentOut(connection, tenant, coin));
        ReconcileTable.ColdBalance cold =
                database.query(tenant, connection -> ReconcileTable.cold(connection, asset, coin));
        BigInteger opened = database.query(tenant, connection -> ReconcileTable.opened(connection, tenant, coin));
        BigInteger booked = database.query(tenant, connection -> AdjustmentsTable.booked(connection, tenant, coin));
        BigInteger expected = opened.add(in).subtract(out.paid()).add(booked);
        BigInteger atCold = cold.units();
        if (coin.isNative()) {
            expected = expected.subtract(out.fees());
        }
        for (ReconcileTable.PaymentInFlight flying :
                database.query(tenant, connection -> ReconcileTable.inFlight(connection, tenant, coin))) {
            for (Mined mined : mined(chain, tenant, flying)) {
                BigInteger left = mined.pays() ? flying.out(coin) : BigInteger.ZERO;
                expected = expected.subtract(left).subtract(coin.isNative() ? mined.fee() : BigInteger.ZERO);
                atCold = atCold.add(flying.purpose().equals(OutgoingPayment.COLD) ? left : BigInteger.ZERO);
            }
        }
        return new Counted(expected, atCold.max(BigInteger.ZERO), cold.topUps());
    }

    /**
     * A mined transaction of a payment whose end is not written yet.
     *
     * @param pays false if only the network was paid
     */
    private record Mined(BigInteger fee, boolean pays) {}

    private List<Mined> mined(Chain chain, int tenant, ReconcileTable.PaymentInFlight flying) {
        List<Mined> found = new ArrayList<>();
        for (PaymentsTable.Attempt attempt : attempts(tenant, flying.id())) {
            if (attempt.signed().isPresent()
                    && chain.status(attempt.signed().get()) instanceof TransactionStatus.Mined mined) {
                found.add(new Mined(mined.fee(), mined.succeeded() && !attempt.replacement()));
            }
        }
        return found;
    }

    private List<PaymentsTable.Attempt> attempts(int tenant, UUID payment) {
        return database.query(tenant, connection -> PaymentsTable.attempts(connection, tenant, payment));
    }

    /**
     * Returns the expected balance of the cold addresses, if the balance found plus the network fees of the returns
     * reaches it; otherwise the balance found.
     */
    private BigInteger cold(Chain chain, Asset asset, Coin coin, Counted counted) {
        if (counted.cold().signum() == 0) {
            return BigInteger.ZERO;
        }
        BigInteger found = database
                .query(
                        asset.tenant(),
                        connection -> ColdAddressesTable.used(connection, asset.tenant(), asset.id(), coin.network()))
                .stream()
                .map(address -> chain.balance(address, coin))
                .reduce(BigInteger.ZERO, BigInteger::add);
        BigInteger fees = coin.isNative()
                ? FeeLimit.STANDARD.of(chain).multiply(BigInteger.valueOf(counted.topUps()))
                : BigInteger.ZERO;
        return found.add(fees).compareTo(counted.cold()) >= 0 ? counted.cold() : found;
    }

    private BigInteger actual(Chain chain, int tenant, Coin coin) {
        BigInteger all = chain.balance(addresses.watchedHot(chain, tenant).address(), coin);
        for (PaymentOrder.SourceAddress address : addresses.deposits(chain, tenant)) {
            all = all.add(chain.balance(address.address(), coin));
        }
        return all;
    }

    @Override
    public void close() {
        worker.close();
    }
}
