package com.flowex.custody.bitcoin;

import com.fasterxml.jackson.databind.JsonNode;
import com.flowex.custody.Coin;
import com.flowex.custody.Draft;
import com.flowex.custody.Scheme;
import com.flowex.custody.Signed;
import com.flowex.custody.bitcoin.BitcoinNode.Unspent;
import com.flowex.custody.bitcoin.CoinSelection.SelectedCoins;
import com.flowex.custody.bitcoin.CoinSelection.Spendable;
import com.flowex.custody.bitcoin.ReceivedOutputs.Outpoint;
import com.flowex.custody.chain.Block;
import com.flowex.custody.chain.BroadcastResult;
import com.flowex.custody.chain.CannotPayException;
import com.flowex.custody.chain.CannotPayException.Reason;
import com.flowex.custody.chain.Chain;
import com.flowex.custody.chain.PaymentOrder;
import com.flowex.custody.chain.PaymentOrder.SourceAddress;
import com.flowex.custody.chain.Receipt;
import com.flowex.custody.chain.TransactionStatus;
import com.flowex.custody.node.NodeRpc;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.bitcoinj.core.Transaction;
import org.bitcoinj.core.TransactionOutput;

/** Bitcoin through a node, without a wallet in the node. */
public final class BitcoinChain implements Chain {

    /** Number of blocks within which a payment should be mined; sets the fee. */
    private static final int TIMEOUT_BLOCKS = 2;

    /** Fee where the node has too little history for an estimate: on a test network, or just after its start. */
    private static final long SATOSHI_PER_BYTE_OTHERWISE = 5;

    private static final long SATOSHI_PER_BYTE_MAX = 2_000;
    private static final int BYTES_PER_KILOBYTE = 1_000;

    /** Size of a transaction with one input, one payment and change. */
    private static final long PLAIN_BYTES = 141;

    /** Blocks until a miner's reward can be spent. */
    private static final int COINBASE_MATURITY = 100;

    private final BitcoinScheme scheme;
    private final NodeRpc rpc;
    private final BitcoinNode node;
    private final BitcoinTransactionStatuses statuses;
    private final ReceivedOutputs coins;
    private final SpentOutputs spent;

    public BitcoinChain(BitcoinScheme scheme, NodeRpc rpc, ReceivedOutputs coins) {
        this.scheme = scheme;
        this.rpc = rpc;
        this.node = new BitcoinNode(rpc, scheme.kind(), scheme.network().code());
        this.statuses = new BitcoinTransactionStatuses(node, scheme.network().finality());
        this.coins = coins;
        this.spent = new SpentOutputs(scheme.network().finality());
    }

    @Override
    public Scheme scheme() {
        return scheme;
    }

    @Override
    public Block tip() {
        return rpc.answered(node::tip);
    }

    @Override
    public Optional<Block> block(long height) {
        return rpc.answered(() -> node.block(height));
    }

    @Override
    public Optional<List<Receipt>> receipts(Block block) {
        return rpc.answered(() -> {
            if (!isToday(block)) {
                return Optional.empty();
            }
            List<Receipt> receipts = new ArrayList<>();
            for (Transaction transaction : node.transactions(block)) {
                read(transaction, receipts);
            }
            return isToday(block) ? Optional.of(receipts) : Optional.empty();
        });
    }

    private boolean isToday(Block block) {
        return node.block(block.height()).filter(block::equals).isPresent();
    }

    private void read(Transaction transaction, List<Receipt> receipts) {
        String id = transaction.getTxId().toString();
        for (TransactionOutput output : transaction.getOutputs()) {
            Optional<String> to = scheme.receiver(output);
            BigInteger satoshi = BigInteger.valueOf(output.getValue().getValue());
            if (to.isPresent() && satoshi.signum() > 0) {
                receipts.add(new Receipt(id, output.getIndex(), "", to.get(), Coin.NATIVE, satoshi, ""));
            }
        }
    }

    @Override
    public BigInteger balance(String address, Coin coin) {
        return rpc.answered(() -> {
            long tip = node.tip().height();
            long satoshi = 0;
            for (Outpoint output : new LinkedHashSet<>(coins.of(address))) {
                if (!spent.isForEver(output)) {
                    Optional<Unspent> unspent = owned(output, address, false);
                    remember(output, unspent, tip);
                    satoshi =
                            Math.addExact(satoshi, unspent.map(Unspent::satoshi).orElse(0L));
                }
            }
            return BigInteger.valueOf(satoshi);
        });
    }

    private void remember(Outpoint output, Optional<Unspent> unspent, long tip) {
        if (unspent.isPresent()) {
            spent.there(output);
        } else {
            spent.gone(output, tip);
        }
    }

    /** Returns an unspent output that is in a block and belongs to the address. */
    private Optional<Unspent> owned(Outpoint output, String address, boolean withWaiting) {
        String script = HexFormat.of().formatHex(scheme.script(address).program());
        return node.unspent(output, withWaiting)
                .filter(unspent -> unspent.confirmations() > 0)
                .filter(unspent -> unspent.script().equals(script));
    }

    @Override
    public BigInteger fee(Coin coin) {
        return rpc.answered(() -> BigInteger.valueOf(satoshiPerByte() * PLAIN_BYTES));
    }

    private long satoshiPerByte() {
        JsonNode estimate = node.call("estimatesmartfee", TIMEOUT_BLOCKS);
        JsonNode rate = estimate.has("feerate") ? estimate.get("feerate") : estimate.path("fee");
        if (!rate.isNumber() || rate.decimalValue().signum() <= 0) {
            return SATOSHI_PER_BYTE_OTHERWISE;
        }
        long perByte = Math.ceilDiv(node.satoshi("estimatesmartfee", rate), BYTES_PER_KILOBYTE);
        if (perByte > SATOSHI_PER_BYTE_MAX) {
            throw node.lie("estimatesmartfee", perByte + " satoshi a byte");
        }
        return Math.max(1, perByte);
    }

    @Override
    public Draft draft(PaymentOrder order) {
        if (order.payments().stream().anyMatch(payment -> !payment.memo().isEmpty())) {
            throw new IllegalArgumentException("a payment on " + scheme.network() + " has no memo");
        }
        return rpc.answered(() -> {
            CoinSelection spending = new CoinSelection(scheme, order.payments(), order.change(), satoshiPerByte());
            SelectedCoins chosen = spending.choose(spendable(order));
            List<Transaction> previous = chosen.inputs().stream()
                    .map(input -> previous(input.output()))
                    .toList();
            Psbt psbt = new Psbt(chosen.transaction(), previous, chosen.change());
            return drafted(psbt, chosen.inputs().stream().map(Spendable::key).toList(), order.feeMax());
        });
    }

    private List<Spendable> spendable(PaymentOrder order) {
        List<Spendable> spendable = new ArrayList<>();
        Set<Outpoint> outpoints = new LinkedHashSet<>();
        long tip = node.tip().height();
        for (SourceAddress address : order.from()) {
            for (Outpoint output : coins.of(address.address())) {
                if (outpoints.add(output) && !order.claimed().contains(output.claim()) && !spent.isForEver(output)) {
                    Optional<Unspent> unspent = owned(output, address.address(), true);
                    unspent.filter(one -> !one.isCoinbase() || one.confirmations() >= COINBASE_MATURITY)
                            .ifPresent(one -> spendable.add(new Spendable(output, address.key(), one.satoshi())));
                    if (unspent.isEmpty()) {
                        remember(output, owned(output, address.address(), false), tip);
                    }
                }
            }
        }
        return spendable;
    }

    private Transaction previous(Outpoint output) {
        return node.transaction(output.transaction())
                .orElseThrow(() -> node.lie("getrawtransaction", "nothing of a transaction that is in a block"))
                .transaction();
    }

    private Draft drafted(Psbt psbt, List<com.flowex.custody.KeyPath> keys, BigInteger feeMax) {
        BigInteger fee = BigInteger.valueOf(psbt.fee());
        if (fee.compareTo(feeMax) > 0) {
            throw new CannotPayException(
                    Reason.FEE_TOO_HIGH, "the network asks " + fee + " satoshi and " + feeMax + " are allowed");
        }
        List<String> claims = psbt.outpoints().stream().map(Outpoint::claim).toList();
        return new Draft(scheme.network().code(), claims, keys, fee, psbt.hex());
    }

    @Override
    public Draft outbid(Draft stuck, BigInteger feeMax) {
        Psbt old = Psbt.parse(stuck.body());
        if (old.change() == Psbt.NO_CHANGE) {
            throw new CannotPayException(Reason.TOO_LITTLE, "nothing comes back from which a higher fee could be paid");
        }
        List<TransactionOutput> outputs = new ArrayList<>(old.unsigned().getOutputs());
        long bytes = CoinSelection.bytes(old.previous().size(), outputs);
        long least = leastToOutbid(old.fee(), bytes);
        long fee = Math.max(least, rpc.answered(this::satoshiPerByte) * bytes);
        if (BigInteger.valueOf(least).compareTo(feeMax) <= 0) {
            fee = Math.min(fee, feeMax.min(BigInteger.valueOf(Long.MAX_VALUE)).longValue());
        }
        TransactionOutput back = outputs.get(old.change());
        org.bitcoinj.base.Coin left = back.getValue().minus(org.bitcoinj.base.Coin.valueOf(fee - old.fee()));
        if (left.isLessThan(back.getMinNonDustValue())) {
            throw new CannotPayException(Reason.TOO_LITTLE, "too little comes back to pay a higher fee from");
        }
        outputs.set(old.change(), new TransactionOutput(null, left, back.getScriptBytes()));
        Transaction higher = CoinSelection.transaction(old.outpoints(), outputs);
        return drafted(new Psbt(higher, old.previous(), old.change()), stuck.signers(), feeMax);
    }

    @Override
    public Draft cancel(Draft stuck, String own, BigInteger feeMax) {
        Psbt old = Psbt.parse(stuck.body());
        return rpc.answered(() -> {
            List<Integer> there = new ArrayList<>();
            long sum = 0;
            for (int i = 0; i < old.outpoints().size(); i++) {
                Optional<Unspent> unspent =
                        node.unspent(old.outpoints().get(i), false).filter(one -> one.confirmations() > 0);
                if (unspent.isPresent()) {
                    there.add(i);
                    sum = Math.addExact(sum, unspent.get().satoshi());
                }
            }
            if (there.isEmpty()) {
                throw new CannotPayException(Reason.VANISHED, "the outputs that it spends are in no block");
            }
            return back(stuck, old, there, sum, own, feeMax);
        });
    }

    /** Spends some of a draft's inputs and pays them back, for more than the draft offers. */
    private Draft back(Draft stuck, Psbt old, List<Integer> inputs, long sum, String own, BigInteger feeMax) {
        List<Outpoint> outpoints = inputs.stream().map(old.outpoints()::get).toList();
        TransactionOutput all = new TransactionOutput(
                null, org.bitcoinj.base.Coin.valueOf(sum), scheme.script(own).program());
        long bytes = CoinSelection.bytes(inputs.size(), List.of(all));
        long fee = Math.max(leastToOutbid(old.fee(), bytes), satoshiPerByte() * bytes);
        org.bitcoinj.base.Coin left = org.bitcoinj.base.Coin.valueOf(sum - fee);
        if (left.isLessThan(all.getMinNonDustValue())) {
            throw new CannotPayException(Reason.TOO_LITTLE, "what it spends does not pay a higher fee");
        }
        Transaction transaction =
                CoinSelection.transaction(outpoints, List.of(new TransactionOutput(null, left, all.getScriptBytes())));
        List<Transaction> previous = inputs.stream().map(old.previous()::get).toList();
        return drafted(
                new Psbt(transaction, previous, 0),
                inputs.stream().map(stuck.signers()::get).toList(),
                feeMax);
    }

    /** A quarter more at least: nodes want more than before, and one satoshi a byte for forwarding it again (BIP-125). */
    private static long leastToOutbid(long fee, long bytes) {
        return Math.max(Math.ceilDiv(fee * 5, 4), fee + bytes);
    }

    @Override
    public BroadcastResult send(Signed signed) {
        return rpc.send(signed, () -> node.hash(node.call("sendrawtransaction", signed.body())), () -> node.transaction(
                        signed.transaction())
                .isPresent());
    }

    @Override
    public TransactionStatus status(Signed signed) {
        return rpc.answered(() -> statuses.of(signed));
    }

    @Override
    public void close() {
        rpc.close();
    }
}
