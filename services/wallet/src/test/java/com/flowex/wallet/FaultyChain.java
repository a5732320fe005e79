package com.flowex.wallet;

import com.flowex.custody.Coin;
import com.flowex.custody.Draft;
import com.flowex.custody.Scheme;
import com.flowex.custody.Signed;
import com.flowex.custody.chain.Block;
import com.flowex.custody.chain.BroadcastResult;
import com.flowex.custody.chain.Chain;
import com.flowex.custody.chain.ChainException;
import com.flowex.custody.chain.PaymentOrder;
import com.flowex.custody.chain.Receipt;
import com.flowex.custody.chain.TransactionStatus;
import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/** A chain through a node that a test makes faulty. */
final class FaultyChain implements Chain {

    /** Its fault. */
    enum Fault {
        /** It answers nothing. */
        DOWN,
        /** It takes what is sent, and the answer comes too late. */
        LATE,
        /** It says of every transaction that it does not know it. */
        FORGETFUL,
        /** It says that its last block is the first there was. */
        BEHIND,
        /** It says that blocks hang on others than they do. */
        TORN,
        /** It has a tip, and not the blocks up to it. */
        HOLLOW,
        /** It is of a chain that has nothing in common with this one. */
        FOREIGN,
        /** It says that all addresses have nothing. */
        POOR,
        /** It says of every transaction that it is at most two blocks deep. */
        SHALLOW
    }

    private static final String NOWHERE = "f".repeat(64);

    @SuppressWarnings("NullAway.Init")
    private Chain chain;

    private volatile Optional<Fault> fault = Optional.empty();
    private volatile Optional<Runnable> beforeSending = Optional.empty();
    private final AtomicInteger sendings = new AtomicInteger();

    /** It is a node of this chain. */
    FaultyChain of(Chain real) {
        chain = real;
        return this;
    }

    /** From now on it has this fault, and no other. */
    void is(Fault one) {
        fault = Optional.of(one);
    }

    void mend() {
        fault = Optional.empty();
    }

    /** Done once, before the next transaction is handed in. */
    void beforeSending(Runnable done) {
        beforeSending = Optional.of(done);
    }

    /** How often it was handed a transaction. */
    int sendings() {
        return sendings.get();
    }

    private boolean has(Fault one) {
        return fault.equals(Optional.of(one));
    }

    private Chain requested() {
        if (has(Fault.DOWN)) {
            throw new ChainException("the node of simulated cannot be asked: it is down");
        }
        return chain;
    }

    @Override
    public Scheme scheme() {
        return chain.scheme();
    }

    @Override
    public Block tip() {
        Block tip = requested().tip();
        return has(Fault.BEHIND) ? chain.block(1).orElseThrow() : tip;
    }

    @Override
    public Optional<Block> block(long height) {
        Optional<Block> block = requested().block(height);
        if (has(Fault.FOREIGN)) {
            return block.map(own -> new Block(own.height(), NOWHERE, own.parent(), own.time()));
        }
        if (has(Fault.HOLLOW)) {
            return block.filter(own -> own.height() < chain.tip().height() - 1);
        }
        return has(Fault.TORN) ? block.map(own -> new Block(own.height(), own.hash(), NOWHERE, own.time())) : block;
    }

    @Override
    public Optional<List<Receipt>> receipts(Block block) {
        return requested().receipts(block);
    }

    @Override
    public BigInteger balance(String address, Coin coin) {
        return has(Fault.POOR) ? BigInteger.ZERO : requested().balance(address, coin);
    }

    @Override
    public BigInteger fee(Coin coin) {
        return requested().fee(coin);
    }

    @Override
    public Draft draft(PaymentOrder order) {
        return requested().draft(order);
    }

    @Override
    public Draft outbid(Draft stuck, BigInteger feeMax) {
        return requested().outbid(stuck, feeMax);
    }

    @Override
    public Draft cancel(Draft stuck, String own, BigInteger feeMax) {
        return requested().cancel(stuck, own, feeMax);
    }

    @Override
    public BroadcastResult send(Signed signed) {
        Optional<Runnable> before = beforeSending;
        beforeSending = Optional.empty();
        before.ifPresent(Runnable::run);
        sendings.incrementAndGet();
        BroadcastResult sent = requested().send(signed);
        if (has(Fault.LATE)) {
            throw new ChainException("the node of simulated did not answer send within 10000 ms");
        }
        return sent;
    }

    @Override
    public TransactionStatus status(Signed signed) {
        TransactionStatus status = has(Fault.FORGETFUL)
                ? new TransactionStatus.Unseen()
                : requested().status(signed);
        return has(Fault.SHALLOW) && status instanceof TransactionStatus.Mined mined
                ? new TransactionStatus.Mined(
                        mined.block(), Math.min(2, mined.confirmations()), mined.fee(), mined.succeeded())
                : status;
    }

    @Override
    public void close() {
        chain.close();
    }
}
