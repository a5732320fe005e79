package com.flowex.wallet.app.deposit;

import com.flowex.custody.chain.Block;
import com.flowex.custody.chain.Chain;
import com.flowex.custody.chain.ChainException;
import com.flowex.custody.simulated.SimulatedScheme;
import com.flowex.orderentry.LedgerTransfers;
import com.flowex.orderentry.market.InstrumentDirectory;
import com.flowex.platform.Platform;
import com.flowex.platform.database.Database;
import com.flowex.platform.jobs.Worker;
import com.flowex.platform.jobs.Workers;
import com.flowex.wallet.store.chain.AddressDirectory;
import com.flowex.wallet.store.deposit.Arrival;
import com.flowex.wallet.store.deposit.ArrivalsTable;
import com.flowex.wallet.store.deposit.HotAddressReceipts;
import io.micrometer.core.instrument.Counter;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Watcher of one chain: reads its blocks and advances the arrivals. A process runs one turn at a time; several
 * processes do no harm.
 */
public final class DepositWatcher implements AutoCloseable {

    private static final Duration CHECK_INTERVAL_SIMULATED = Duration.ofMillis(250);
    private static final Duration CHECK_INTERVAL = Duration.ofSeconds(5);

    private static final int ARRIVALS_MAX = 1_000;

    /** Consecutive reads without progress after which the node is not trusted. */
    private static final int IDLE_MAX = 3;

    /** Greatest number of steps of an arrival in one turn. */
    private static final int STEPS_MAX = 5;

    private final Database database;
    private final String network;
    private final ChainReader reader;
    private final DepositPipeline crediting;
    private final Worker worker;
    private final Counter failures;
    private final ReentrantLock turn = new ReentrantLock();

    public DepositWatcher(
            Platform platform,
            Chain chain,
            AddressDirectory addresses,
            LedgerTransfers book,
            InstrumentDirectory directory,
            DepositReversals.AvailableBalance available) {
        this.database = platform.database();
        Workers workers = platform.workers();
        Duration pause = chain.scheme() instanceof SimulatedScheme ? CHECK_INTERVAL_SIMULATED : CHECK_INTERVAL;
        this.network = chain.scheme().network().code();
        this.reader = new ChainReader(database, chain, addresses);
        this.crediting = new DepositPipeline(
                database,
                chain,
                book,
                directory,
                new HotAddressReceipts(database, addresses),
                new DepositReversals(database, book, available));
        this.worker = workers.every("deposits-" + network, pause, this::check);
        this.failures = workers.registry().counter("flowex.deposit.scan.failures", "network", network);
    }

    public void start() {
        worker.start();
    }

    public String network() {
        return network;
    }

    /**
     * Reads the chain and advances all arrivals as far as they go now.
     *
     * @throws ChainException if the node does not answer
     */
    public void check() {
        turn.lock();
        try {
            read().ifPresent(this::settle);
        } finally {
            turn.unlock();
        }
    }

    /** Reads up to the tip. A node whose tip cannot be reached after several attempts does not have it. */
    private Optional<Block> read() {
        long before = reader.height();
        int idle = 0;
        Optional<Block> tip = reader.read();
        while (tip.isEmpty() && !worker.isClosing()) {
            long now = reader.height();
            idle = now == before ? idle + 1 : 0;
            if (idle >= IDLE_MAX) {
                throw reader.hollow(now + 1);
            }
            before = now;
            tip = reader.read();
        }
        return tip;
    }

    /** Advances all open arrivals. A failure of one does not keep the others from their turn. */
    private void settle(Block tip) {
        List<Arrival> open = database.query(connection -> ArrivalsTable.open(connection, network, ARRIVALS_MAX));
        RuntimeException first = null;
        for (Arrival arrival : open) {
            try {
                settle(arrival, tip);
            } catch (RuntimeException e) {
                failures.increment();
                first = first == null ? e : first;
            }
        }
        if (first != null) {
            throw first;
        }
    }

    private void settle(Arrival arrival, Block tip) {
        Optional<Arrival> now = Optional.of(arrival);
        for (int i = 0; i < STEPS_MAX && now.isPresent() && crediting.settle(now.get(), tip); i++) {
            now = database.query(connection -> ArrivalsTable.find(connection, arrival.id()));
        }
    }

    @Override
    public void close() {
        worker.close();
    }
}
