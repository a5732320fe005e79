package com.flowex.custody.simulated;

import com.flowex.custody.Block;
import com.flowex.custody.CannotPayException;
import com.flowex.custody.Chain;
import com.flowex.custody.ChainException;
import com.flowex.custody.Coin;
import com.flowex.custody.Draft;
import com.flowex.custody.Fate;
import com.flowex.custody.Payment;
import com.flowex.custody.PaymentOrder;
import com.flowex.custody.Receipt;
import com.flowex.custody.Scheme;
import com.flowex.custody.Sent;
import com.flowex.custody.Signed;
import com.flowex.ground.Ground;
import com.flowex.ground.database.Database;
import com.flowex.ground.database.DatabaseUnavailableException;
import com.flowex.ground.database.SqlWork;
import com.flowex.ground.work.Worker;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.bitcoinj.base.Sha256Hash;

/**
 * The simulated chain in PostgreSQL, and a connector to it. A block is mined whenever a transaction waits or is not yet
 * final, so an unused chain stands still.
 */
public final class SimulatedChain implements Chain {

    private static final Duration LOOK = Duration.ofMillis(200);

    private final Database database;
    private final SimulatedScheme scheme;
    private final Miner miner = new Miner();
    private final Worker worker;

    /** True if nothing waits and all is final: a quiet chain costs no query. */
    private volatile boolean isSettled;

    /**
     * Opens the chain; {@link #start} starts the mining.
     *
     * @param confirmations blocks until a deposit is credited
     */
    public SimulatedChain(Ground ground, int confirmations) {
        this(ground, new SimulatedScheme(confirmations));
    }

    /** @param scheme scheme, which may require that every address has the coin of the fees */
    public SimulatedChain(Ground ground, SimulatedScheme scheme) {
        database = ground.database();
        database.migrate("simchain");
        this.scheme = scheme;
        worker = ground.workers().every("simulated-chain", LOOK, this::settle);
    }

    /** Starts the mining. */
    public SimulatedChain start() {
        worker.start();
        return this;
    }

    private void settle() {
        if (isSettled) {
            return;
        }
        isSettled = true; // set before looking: a use in the meantime is looked at again
        boolean mined = asked(connection -> {
            ChainTables.lock(connection);
            boolean due = isDue(connection);
            if (due) {
                miner.mine(connection);
            }
            return due;
        });
        if (mined) {
            isSettled = false;
        }
    }

    /** Returns true if a transaction can be mined, or the last mined one is not final yet. */
    private boolean isDue(Connection connection) throws SQLException {
        BigInteger floor = ChainTables.feeFloor(connection);
        if (ChainTables.waiting(connection).stream()
                .anyMatch(kept -> kept.transaction().from().isEmpty()
                        || kept.transaction().fee().compareTo(floor) >= 0)) {
            return true;
        }
        Block tip = ChainTables.tip(connection);
        for (long height = tip.height();
                height > 0 && height > tip.height() - scheme.network().finality();
                height--) {
            Block block = ChainTables.at(connection, height).orElseThrow();
            if (!ChainTables.of(connection, block.hash()).isEmpty()) {
                return true;
            }
        }
        return false;
    }

    /**
     * Payment out of nothing under a key.
     *
     * @param isNew true if it was made now
     * @param payment payment as it was made first
     */
    public record Funded(String transaction, boolean isNew, Payment payment) {}

    /**
     * Pays money out of nothing in a new block, and mines the given number of blocks in all. The same key is the same
     * payment, for ever.
     */
    public Funded fund(String key, Payment payment, int blocks) {
        String id =
                Sha256Hash.of(("fund\n" + key).getBytes(StandardCharsets.UTF_8)).toString();
        return changed(connection -> {
            var transaction = new SimulatedTransaction(
                    "", 0, payment.to(), payment.coin().token(), payment.units(), payment.memo(), BigInteger.ZERO);
            boolean isNew = ChainTables.add(connection, id, transaction);
            for (int i = 0; isNew && i < blocks; i++) {
                miner.mine(connection);
            }
            SimulatedTransaction first =
                    ChainTables.find(connection, id).orElseThrow().transaction();
            return new Funded(
                    id, isNew, new Payment(first.to(), scheme.coinOf(first.token()), first.units(), first.memo()));
        });
    }

    /** Mines the given number of blocks at once. */
    public void mine(int blocks) {
        changed(connection -> {
            for (int i = 0; i < blocks; i++) {
                miner.mine(connection);
            }
            return blocks;
        });
    }

    /**
     * Replaces the last blocks by one block more than that. Their transactions wait again, except forgotten ones.
     *
     * @param forgotten selects the ids of transactions that are dropped
     */
    public void reorganize(int depth, Predicate<String> forgotten) {
        changed(connection -> {
            replace(connection, depth, forgotten);
            return depth;
        });
    }

    private void replace(Connection connection, int depth, Predicate<String> forgotten) throws SQLException {
        miner.unmine(connection, depth);
        for (ChainTables.Kept kept : ChainTables.waiting(connection)) {
            if (forgotten.test(kept.id())) {
                ChainTables.drop(connection, kept.id());
            }
        }
        for (int i = 0; i <= depth; i++) {
            miner.mine(connection);
        }
    }

    /** Does {@link #reorganize} from the block that contains a transaction. */
    public void reorganizeFrom(String transaction, Predicate<String> forgotten) {
        changed(connection -> {
            String hash = ChainTables.find(connection, transaction)
                    .orElseThrow()
                    .block()
                    .orElseThrow();
            long height = ChainTables.main(connection, hash).orElseThrow().height();
            int depth = (int) (ChainTables.tip(connection).height() - height + 1);
            replace(connection, depth, forgotten);
            return depth;
        });
    }

    /** Sets the least fee that is mined; a waiting transaction below it is stuck. */
    public void feeFloor(BigInteger floor) {
        changed(connection -> {
            ChainTables.feeFloor(connection, floor);
            return floor;
        });
    }

    @Override
    public Scheme scheme() {
        return scheme;
    }

    @Override
    public Block tip() {
        return asked(ChainTables::tip);
    }

    @Override
    public Optional<Block> block(long height) {
        return asked(connection -> ChainTables.at(connection, height));
    }

    @Override
    public Optional<List<Receipt>> receipts(Block block) {
        return asked(connection -> {
            if (ChainTables.main(connection, block.hash()).isEmpty()) {
                return Optional.<List<Receipt>>empty();
            }
            return Optional.of(ChainTables.of(connection, block.hash()).stream()
                    .map(SimulatedChain::receipt)
                    .toList());
        });
    }

    private static Receipt receipt(ChainTables.Kept kept) {
        SimulatedTransaction paid = kept.transaction();
        return new Receipt(kept.id(), -1, paid.from(), paid.to(), paid.token(), paid.units(), paid.memo());
    }

    @Override
    public BigInteger balance(String address, Coin coin) {
        return asked(connection -> ChainTables.balance(connection, address, coin.token()));
    }

    @Override
    public BigInteger fee(Coin coin) {
        return asked(ChainTables::feeFloor);
    }

    @Override
    public Draft draft(PaymentOrder order) {
        PaymentOrder.Purse purse = order.from().getFirst();
        Payment payment = order.payments().getFirst();
        return asked(connection -> {
            BigInteger fee = affordable(ChainTables.feeFloor(connection), order.feeMax());
            boolean paysFee = scheme.feeCoin().isPresent();
            boolean isFeeCoin = paysFee && payment.coin().isNative();
            mustHave(
                    connection,
                    purse.address(),
                    payment.coin(),
                    payment.units().add(isFeeCoin ? fee : BigInteger.ZERO));
            if (paysFee && !isFeeCoin) {
                mustHave(connection, purse.address(), scheme.coinOf(Coin.NATIVE), fee);
            }
            long nonce = ChainTables.nonce(connection, purse.address());
            while (order.claimed().contains(SimulatedScheme.claim(purse.address(), nonce))) {
                nonce++;
            }
            var transaction = new SimulatedTransaction(
                    purse.address(), nonce, payment.to(), payment.coin().token(), payment.units(), payment.memo(), fee);
            return new Draft(
                    SimulatedScheme.CODE,
                    List.of(SimulatedScheme.claim(purse.address(), nonce)),
                    List.of(purse.key()),
                    fee,
                    transaction.hex());
        });
    }

    private static void mustHave(Connection connection, String address, Coin coin, BigInteger units)
            throws SQLException {
        BigInteger has = ChainTables.balance(connection, address, coin.token());
        if (has.compareTo(units) < 0) {
            throw new CannotPayException(
                    CannotPayException.Reason.TOO_LITTLE,
                    address + " has " + has + " of " + coin + ", " + units + " are needed");
        }
    }

    private static BigInteger affordable(BigInteger fee, BigInteger feeMax) {
        if (fee.compareTo(feeMax) > 0) {
            throw new CannotPayException(
                    CannotPayException.Reason.FEE_TOO_HIGH, "the network takes " + fee + ", allowed are " + feeMax);
        }
        return fee;
    }

    @Override
    public Draft outbid(Draft stuck, BigInteger feeMax) {
        SimulatedTransaction old = SimulatedTransaction.of(stuck.body());
        BigInteger more = old.fee()
                .multiply(BigInteger.valueOf(9))
                .divide(BigInteger.valueOf(8))
                .add(BigInteger.ONE);
        BigInteger fee = affordable(more.max(asked(ChainTables::feeFloor)), feeMax);
        var transaction =
                new SimulatedTransaction(old.from(), old.nonce(), old.to(), old.token(), old.units(), old.memo(), fee);
        return new Draft(SimulatedScheme.CODE, stuck.claims(), stuck.signers(), fee, transaction.hex());
    }

    @Override
    public Sent send(Signed signed) {
        int dot = signed.body().indexOf('.');
        String body = signed.body().substring(0, dot);
        String id = SimulatedScheme.id(body);
        SimulatedTransaction transaction = SimulatedTransaction.of(body);
        if (!scheme.isBy(transaction.from(), id, signed.body().substring(dot + 1))) {
            return new Sent.NotTaken("the signature is not of the key of " + transaction.from());
        }
        return changed(connection -> {
            if (ChainTables.find(connection, id).isPresent()) {
                return new Sent.Taken();
            }
            if (transaction.nonce() < ChainTables.nonce(connection, transaction.from())) {
                return new Sent.NotTaken("nonce too low");
            }
            for (ChainTables.Kept rival : ChainTables.of(connection, transaction.from(), transaction.nonce())) {
                if (rival.transaction().fee().compareTo(transaction.fee()) >= 0) {
                    return new Sent.NotTaken("replacement transaction underpriced");
                }
                ChainTables.drop(connection, rival.id());
            }
            ChainTables.add(connection, id, transaction);
            return new Sent.Taken();
        });
    }

    @Override
    public Fate fate(Signed signed) {
        return asked(connection -> {
            Optional<ChainTables.Kept> found = ChainTables.find(connection, signed.transaction());
            if (found.isEmpty()) {
                return superseded(connection, signed);
            }
            Optional<String> hash = found.get().block();
            if (hash.isEmpty()) {
                return new Fate.Waiting();
            }
            Block block = ChainTables.main(connection, hash.get()).orElseThrow();
            long confirmations = ChainTables.tip(connection).height() - block.height() + 1;
            return new Fate.Mined(
                    block, (int) confirmations, found.get().transaction().fee(), true);
        });
    }

    private Fate superseded(Connection connection, Signed signed) throws SQLException {
        SimulatedTransaction own =
                SimulatedTransaction.of(signed.body().substring(0, signed.body().indexOf('.')));
        long tip = ChainTables.tip(connection).height();
        for (ChainTables.Kept rival : ChainTables.of(connection, own.from(), own.nonce())) {
            Optional<Block> block = rival.block().isEmpty()
                    ? Optional.empty()
                    : ChainTables.main(connection, rival.block().get());
            if (block.isPresent()
                    && tip - block.get().height() + 1 >= scheme.network().finality()) {
                return new Fate.Superseded(rival.id());
            }
        }
        return new Fate.Unseen();
    }

    private <T> T asked(SqlWork<T> work) {
        try {
            return database.transaction(work);
        } catch (DatabaseUnavailableException e) {
            throw new ChainException("the simulated chain does not answer", e);
        }
    }

    private <T> T changed(SqlWork<T> work) {
        T result = asked(connection -> {
            ChainTables.lock(connection);
            return work.run(connection);
        });
        isSettled = false;
        return result;
    }

    @Override
    public void close() {
        worker.close();
    }
}
