package com.flowex.custody.ethereum;

import com.fasterxml.jackson.databind.JsonNode;
import com.flowex.custody.Coin;
import com.flowex.custody.Draft;
import com.flowex.custody.Payment;
import com.flowex.custody.Scheme;
import com.flowex.custody.Signed;
import com.flowex.custody.chain.Block;
import com.flowex.custody.chain.BroadcastResult;
import com.flowex.custody.chain.CannotPayException;
import com.flowex.custody.chain.CannotPayException.Reason;
import com.flowex.custody.chain.Chain;
import com.flowex.custody.chain.PaymentOrder;
import com.flowex.custody.chain.PaymentOrder.SourceAddress;
import com.flowex.custody.chain.Receipt;
import com.flowex.custody.chain.TransactionStatus;
import com.flowex.custody.node.NodeRefusalException;
import com.flowex.custody.node.NodeRpc;
import com.flowex.custody.node.TipTracker;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Ethereum and its tokens, through a node. */
public final class EthereumChain implements Chain {

    private static final BigInteger PLAIN_GAS = BigInteger.valueOf(21_000);
    private static final BigInteger TOKEN_GAS = BigInteger.valueOf(65_000);
    private static final BigInteger GAS_MAX = BigInteger.valueOf(500_000);

    /** Margin for a contract whose need of gas grows before the transaction is mined. */
    private static final BigDecimal GAS_MARGIN = new BigDecimal("1.2");

    /** Increase of the fee of a replacement: nodes ask 10 %, some an eighth. */
    private static final BigDecimal OUTBID = new BigDecimal("1.125");

    private static final BigInteger PRIORITY_OTHERWISE = BigInteger.valueOf(1_500_000_000);

    private final EthereumScheme scheme;
    private final NodeRpc rpc;
    private final EthereumNode node;
    private final EthereumReceipts receipts;
    private final EthereumTransactionStatuses statuses;
    private final TipTracker tips;

    public EthereumChain(EthereumScheme scheme, NodeRpc rpc) {
        this.scheme = scheme;
        this.rpc = rpc;
        this.node = new EthereumNode(rpc, scheme.chain());
        this.receipts = new EthereumReceipts(node);
        this.statuses = new EthereumTransactionStatuses(node, scheme, receipts);
        this.tips = new TipTracker(scheme.network().code());
    }

    /** Price of a unit of gas. */
    private record GasPrice(BigInteger base, BigInteger priority) {

        /** Returns a price that suffices although the base fee doubles, which takes six full blocks. */
        BigInteger generous() {
            return base.shiftLeft(1).add(priority);
        }

        /** Returns the least price for the next block. */
        BigInteger least() {
            return base.add(base.shiftRight(3)).add(priority).add(BigInteger.ONE);
        }
    }

    @Override
    public Scheme scheme() {
        return scheme;
    }

    @Override
    public Block tip() {
        return rpc.answered(() -> tips.checked(node.block(node.latest())));
    }

    @Override
    public Optional<Block> block(long height) {
        return rpc.answered(() -> node.block(height));
    }

    @Override
    public Optional<List<Receipt>> receipts(Block block) {
        return rpc.answered(() -> receipts.of(block));
    }

    @Override
    public BigInteger balance(String address, Coin coin) {
        return rpc.answered(() -> coin.isNative() ? node.balance(address) : node.tokens(coin.token(), address));
    }

    @Override
    public BigInteger fee(Coin coin) {
        BigInteger gas = coin.isNative() ? PLAIN_GAS : TOKEN_GAS;
        return rpc.answered(() -> gas.multiply(price().generous()));
    }

    @Override
    public Draft draft(PaymentOrder order) {
        if (order.payments().size() != 1) {
            throw new IllegalArgumentException("a transaction on " + scheme.network() + " makes one payment");
        }
        return rpc.answered(
                () -> draft(order.from().getFirst(), order.payments().getFirst(), order.feeMax(), order.claimed()));
    }

    private Draft draft(SourceAddress address, Payment payment, BigInteger feeMax, Set<String> claimed) {
        EthereumTransaction call = scheme.transaction(payment);
        mustHave(address.address(), payment.coin(), payment.units());
        BigInteger gas = gas(address.address(), call);
        GasPrice price = price();
        BigInteger maxFee = price.generous().min(feeMax.divide(gas));
        if (maxFee.compareTo(price.least()) < 0) {
            throw tooHigh(gas.multiply(price.least()), feeMax);
        }
        BigInteger fee = gas.multiply(maxFee);
        BigInteger inCoins = payment.coin().isNative() ? payment.units().add(fee) : fee;
        mustHave(address.address(), scheme.nativeCoin(), inCoins);
        BigInteger nonce = freeNonce(address.address(), claimed);
        return drafted(
                address,
                new EthereumTransaction(
                        call.chain(), nonce, price.priority(), maxFee, gas, call.to(), call.value(), call.data()));
    }

    private Draft drafted(SourceAddress address, EthereumTransaction transaction) {
        return new Draft(
                scheme.network().code(),
                List.of(EthereumScheme.claim(address.address(), transaction.nonce())),
                List.of(address.key()),
                transaction.fee(),
                transaction.unsigned());
    }

    private void mustHave(String address, Coin coin, BigInteger units) {
        BigInteger has = coin.isNative() ? node.balance(address) : node.tokens(coin.token(), address);
        if (has.compareTo(units) < 0) {
            throw new CannotPayException(
                    Reason.TOO_LITTLE, address + " has " + has + " units of " + coin + " and needs " + units);
        }
    }

    /** Returns the first nonce that neither the node nor a claim uses; a gap would hold up all later transactions. */
    private BigInteger freeNonce(String address, Set<String> claimed) {
        BigInteger nonce = node.count(address, EthereumNode.PENDING);
        while (claimed.contains(EthereumScheme.claim(address, nonce))) {
            nonce = nonce.add(BigInteger.ONE);
        }
        return nonce;
    }

    private BigInteger gas(String from, EthereumTransaction call) {
        Map<String, Object> question = new HashMap<>();
        question.put("from", from);
        question.put("to", call.to());
        question.put("value", "0x" + call.value().toString(16));
        if (!call.data().isEmpty()) {
            question.put("data", "0x" + call.data());
        }
        BigInteger needed = node.quantity("eth_estimateGas", estimate(question));
        if (needed.compareTo(GAS_MAX) > 0) {
            throw new CannotPayException(Reason.FEE_TOO_HIGH, "its receiver wants " + needed + " units of gas");
        }
        return needed.compareTo(PLAIN_GAS) <= 0 ? PLAIN_GAS : times(needed, GAS_MARGIN);
    }

    private JsonNode estimate(Map<String, Object> question) {
        try {
            return node.call("eth_estimateGas", question);
        } catch (NodeRefusalException e) {
            throw new CannotPayException(Reason.REFUSED, "tried out, it fails: " + e.why());
        }
    }

    private GasPrice price() {
        BigInteger base = node.quantity("baseFeePerGas", node.latest().path("baseFeePerGas"));
        BigInteger priority;
        try {
            priority = node.quantity("eth_maxPriorityFeePerGas", node.call("eth_maxPriorityFeePerGas"));
        } catch (NodeRefusalException e) {
            priority = PRIORITY_OTHERWISE;
        }
        return new GasPrice(base, priority);
    }

    @Override
    public Draft outbid(Draft stuck, BigInteger feeMax) {
        EthereumTransaction old = EthereumTransaction.parse(stuck.body());
        scheme.contents(old);
        return higher(stuck, old, feeMax);
    }

    @Override
    public Draft cancel(Draft stuck, String own, BigInteger feeMax) {
        EthereumTransaction old = EthereumTransaction.parse(stuck.body());
        Draft cancel = higher(
                stuck,
                new EthereumTransaction(
                        old.chain(), old.nonce(), old.priorityFee(), old.maxFee(), PLAIN_GAS, own, BigInteger.ZERO, ""),
                feeMax);
        rpc.answered(() -> {
            mustHave(EthereumScheme.sender(stuck.claims().getFirst()), scheme.nativeCoin(), cancel.fee());
            return cancel;
        });
        return cancel;
    }

    /** Offers more for each unit of gas than {@code old} does. */
    private Draft higher(Draft stuck, EthereumTransaction old, BigInteger feeMax) {
        GasPrice price = rpc.answered(this::price);
        BigInteger priority = times(old.priorityFee(), OUTBID).max(price.priority());
        BigInteger least = times(old.maxFee(), OUTBID).max(price.least()).max(priority);
        BigInteger allowed = feeMax.divide(old.gas());
        if (allowed.compareTo(least) < 0) {
            throw tooHigh(old.gas().multiply(least), feeMax);
        }
        EthereumTransaction higher = new EthereumTransaction(
                old.chain(),
                old.nonce(),
                priority,
                least.max(price.generous().min(allowed)),
                old.gas(),
                old.to(),
                old.value(),
                old.data());
        return new Draft(stuck.network(), stuck.claims(), stuck.signers(), higher.fee(), higher.unsigned());
    }

    private static CannotPayException tooHigh(BigInteger requested, BigInteger feeMax) {
        return new CannotPayException(
                Reason.FEE_TOO_HIGH, "the network asks " + requested + " and " + feeMax + " is allowed");
    }

    private static BigInteger times(BigInteger number, BigDecimal factor) {
        return new BigDecimal(number)
                .multiply(factor)
                .setScale(0, RoundingMode.CEILING)
                .toBigInteger();
    }

    @Override
    public BroadcastResult send(Signed signed) {
        return rpc.send(
                signed,
                () -> node.hash(node.call("eth_sendRawTransaction", "0x" + signed.body())),
                () -> node.transaction(signed.transaction()).isPresent());
    }

    @Override
    public TransactionStatus status(Signed signed) {
        return rpc.answered(() -> statuses.of(signed, tips.checked(node.block(node.latest()))));
    }

    @Override
    public void close() {
        rpc.close();
    }
}
