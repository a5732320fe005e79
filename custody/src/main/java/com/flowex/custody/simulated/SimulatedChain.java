package com.flowex.custody.simulated;

import com.flowex.custody.Coin;
import com.flowex.custody.Draft;
import com.flowex.custody.Payment;
import com.flowex.custody.Scheme;
import com.flowex.custody.Signed;
import com.flowex.custody.chain.Block;
import com.flowex.custody.chain.BroadcastResult;
import com.flowex.custody.chain.CannotPayException;
import com.flowex.custody.chain.Chain;
import com.flowex.custody.chain.ChainException;
import com.flowex.custody.chain.PaymentOrder;
import com.flowex.custody.chain.Receipt;
import com.flowex.custody.chain.TransactionStatus;
import com.flowex.platform.Platform;
import com.flowex.platform.database.Database;
import com.flowex.platform.database.transaction.Transaction;
import com.flowex.platform.database.transaction.TransactionWork;
import com.flowex.platform.failure.DatabaseUnavailableException;
import com.flowex.platform.jobs.Worker;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
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

    private static final Duration CHECK_INTERVAL = Duration.ofMillis(200);

    private final Database database;
    private final SimulatedScheme scheme;
    private final SimulatedMiner miner = new SimulatedMiner();
    private final Worker worker;

    /** True if nothing waits and all is final: a quiet chain costs no query. */
    private volatile boolean isSettled;

    /**
     * Opens the chain; {@link #start} starts the mining.
     *
     * @param confirmations blocks until a deposit is credited
     */
    public SimulatedChain(Platform platform, int confirmations) {
        this(platform, new SimulatedScheme(confirmations));
    }

    /** @param scheme scheme, which may require that every address has the coin of the fees */
    public SimulatedChain(Platform platform, SimulatedScheme scheme) {
        database = platform.database();
        database.migrate("simchain");
        this.scheme = scheme;
        worker = platform.workers().every("simulated-chain", CHECK_INTERVAL, this::settle);
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
        boolean mined = call(connection -> {
            SimulatedChainTables.lock(connection);
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
    private boolean isDue(Transaction connection) {
        BigInteger floor = SimulatedChainTables.feeFloor(connection);
        if (SimulatedChainTables.waiting(connection).stream()
                .anyMatch(stored -> stored.transaction().from().isEmpty()
                        || stored.transaction().fee().compareTo(floor) >= 0)) {
            return true;
        }
        Block tip = SimulatedChainTables.tip(connection);
        for (long height = tip.height();
                height > 0 && height > tip.height() - scheme.network().finality();
                height--) {
            Block block = SimulatedChainTables.at(connection, height).orElseThrow();
            if (!SimulatedChainTables.of(connection, block.hash()).isEmpty()) {
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
            boolean isNew = SimulatedChainTables.add(connection, id, transaction);
            for (int i = 0; isNew && i < blocks; i++) {
                miner.mine(connection);
            }
            SimulatedTransaction first =
                    SimulatedChainTables.find(connection, id).orElseThrow().transaction();
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

    private void replace(Transaction connection, int depth, Predicate<String> forgotten) {
        miner.unmine(connection, depth);
        for (SimulatedChainTables.StoredTransaction stored : SimulatedChainTables.waiting(connection)) {
            if (forgotten.test(stored.id())) {
                SimulatedChainTables.drop(connection, stored.id());
            }
        }
        for (int i = 0; i <= depth; i++) {
            miner.mine(connection);
        }
    }

    /** Does {@link #reorganize} from the block that contains a transaction. */
    public void reorganizeFrom(String transaction, Predicate<String> forgotten) {
        changed(connection -> {
            String hash = SimulatedChainTables.find(connection, transaction)
                    .orElseThrow()
                    .block()
                    .orElseThrow();
            long height =
                    SimulatedChainTables.main(connection, hash).orElseThrow().height();
            int depth = (int) (SimulatedChainTables.tip(connection).height() - height + 1);
            replace(connection, depth, forgotten);
            return depth;
        });
    }

    /** Sets the least fee that is mined; a waiting transaction below it is stuck. */
    public void feeFloor(BigInteger floor) {
        changed(connection -> {
            SimulatedChainTables.feeFloor(connection, floor);
            return floor;
        });
    }

    @Override
    public Scheme scheme() {
        return scheme;
    }

    @Override
    public Block tip() {
        return call(SimulatedChainTables::tip);
    }

    @Override
    public Optional<Block> block(long height) {
        return call(connection -> SimulatedChainTables.at(connection, height));
    }

    @Override
    public Optional<List<Receipt>> receipts(Block block) {
        return call(connection -> {
            if (SimulatedChainTables.main(connection, block.hash()).isEmpty()) {
                return Optional.<List<Receipt>>empty();
            }
            return Optional.of(SimulatedChainTables.of(connection, block.hash()).stream()
                    .map(SimulatedChain::receipt)
                    .toList());
        });
    }

    private static Receipt receipt(SimulatedChainTables.StoredTransaction stored) {
        SimulatedTransaction paid = stored.transaction();
        return new Receipt(stored.id(), -1, paid.from(), paid.to(), paid.token(), paid.units(), paid.memo());
    }

    @Override
    public BigInteger balance(String address, Coin coin) {
        return call(connection -> SimulatedChainTables.balance(connection, address, coin.token()));
    }

    @Override
    public BigInteger fee(Coin coin) {
        return call(SimulatedChainTables::feeFloor);
    }

    @Override
    public Draft draft(PaymentOrder order) {
        PaymentOrder.SourceAddress from = order.from().getFirst();
        Payment payment = order.payments().getFirst();
        return call(connection -> {
            BigInteger fee = affordable(SimulatedChainTables.feeFloor(connection), order.feeMax());
            boolean paysFee = scheme.feeCoin().isPresent();
            boolean isFeeCoin = paysFee && payment.coin().isNative();
            mustHave(
                    connection, from.address(), payment.coin(), payment.units().add(isFeeCoin ? fee : BigInteger.ZERO));
            if (paysFee && !isFeeCoin) {
                mustHave(connection, from.address(), scheme.coinOf(Coin.NATIVE), fee);
            }
            long nonce = SimulatedChainTables.nonce(connection, from.address());
            while (order.claimed().contains(SimulatedScheme.claim(from.address(), nonce))) {
                nonce++;
            }
            var transaction = new SimulatedTransaction(
                    from.address(), nonce, payment.to(), payment.coin().token(), payment.units(), payment.memo(), fee);
            return new Draft(
                    SimulatedScheme.CODE,
                    List.of(SimulatedScheme.claim(from.address(), nonce)),
                    List.of(from.key()),
                    fee,
                    transaction.hex());
        });
    }

    private static void mustHave(Transaction connection, String address, Coin coin, BigInteger units) {
        BigInteger has = SimulatedChainTables.balance(connection, address, coin.token());
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
        BigInteger fee = higherFee(old, feeMax);
        var transaction =
                new SimulatedTransaction(old.from(), old.nonce(), old.to(), old.token(), old.units(), old.memo(), fee);
        return new Draft(SimulatedScheme.CODE, stuck.claims(), stuck.signers(), fee, transaction.hex());
    }

    private BigInteger higherFee(SimulatedTransaction old, BigInteger feeMax) {
        BigInteger more = old.fee()
                .multiply(BigInteger.valueOf(9))
                .divide(BigInteger.valueOf(8))
                .add(BigInteger.ONE);
        return affordable(more.max(call(SimulatedChainTables::feeFloor)), feeMax);
    }

    @Override
    public Draft cancel(Draft stuck, String own, BigInteger feeMax) {
        SimulatedTransaction old = SimulatedTransaction.of(stuck.body());
        BigInteger fee = higherFee(old, feeMax);
        if (scheme.feeCoin().isPresent()) {
            call(connection -> {
                mustHave(connection, old.from(), scheme.coinOf(Coin.NATIVE), fee);
                return fee;
            });
        }
        var transaction = new SimulatedTransaction(old.from(), old.nonce(), own, old.token(), BigInteger.ZERO, "", fee);
        return new Draft(SimulatedScheme.CODE, stuck.claims(), stuck.signers(), fee, transaction.hex());
    }

    @Override
    public BroadcastResult send(Signed signed) {
        int dot = signed.body().indexOf('.');
        String body = signed.body().substring(0, dot);
        String id = SimulatedScheme.id(body);
        SimulatedTransaction transaction = SimulatedTransaction.of(body);
        if (!scheme.isBy(transaction.from(), id, signed.body().substring(dot + 1))) {
            return new BroadcastResult.Refused("the signature is not of the key of " + transaction.from());
        }
        return changed(connection -> {
            if (SimulatedChainTables.find(connection, id).isPresent()) {
                return new BroadcastResult.Accepted();
            }
            if (transaction.nonce() < SimulatedChainTables.nonce(connection, transaction.from())) {
                return new BroadcastResult.Refused("nonce too low");
            }
            for (SimulatedChainTables.StoredTransaction rival :
                    SimulatedChainTables.of(connection, transaction.from(), transaction.nonce())) {
                if (rival.transaction().fee().compareTo(transaction.fee()) >= 0) {
                    return new BroadcastResult.Refused("replacement transaction underpriced");
                }
                SimulatedChainTables.drop(connection, rival.id());
            }
            SimulatedChainTables.add(connection, id, transaction);
            return new BroadcastResult.Accepted();
        });
    }

    @Override
    public TransactionStatus status(Signed signed) {
        return call(connection -> {
            Optional<SimulatedChainTables.StoredTransaction> found =
                    SimulatedChainTables.find(connection, signed.transaction());
            if (found.isEmpty()) {
                return superseded(connection, signed);
            }
            Optional<String> hash = found.get().block();
            if (hash.isEmpty()) {
                return new TransactionStatus.Waiting();
            }
            Block block = SimulatedChainTables.main(connection, hash.get()).orElseThrow();
            long confirmations = SimulatedChainTables.tip(connection).height() - block.height() + 1;
            return new TransactionStatus.Mined(
                    block, (int) confirmations, found.get().transaction().fee(), true);
        });
    }

    private TransactionStatus superseded(Transaction connection, Signed signed) {
        SimulatedTransaction own =
                SimulatedTransaction.of(signed.body().substring(0, signed.body().indexOf('.')));
        long tip = SimulatedChainTables.tip(connection).height();
        for (SimulatedChainTables.StoredTransaction rival :
                SimulatedChainTables.of(connection, own.from(), own.nonce())) {
            Optional<Block> block = rival.block().isEmpty()
                    ? Optional.empty()
                    : SimulatedChainTables.main(connection, rival.block().get());
            if (block.isPresent()
                    && tip - block.get().height() + 1 >= scheme.network().finality()) {
                return new TransactionStatus.Superseded(rival.id());
            }
        }
        return new TransactionStatus.Unseen();
    }

    private <T> T call(TransactionWork<T> work) {
        try {
            return database.transaction(work);
        } catch (DatabaseUnavailableException e) {
            throw new ChainException("the simulated chain does not answer", e);
        }
    }

    private <T> T changed(TransactionWork<T> work) {
        T result = call(connection -> {
            SimulatedChainTables.lock(connection);
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
