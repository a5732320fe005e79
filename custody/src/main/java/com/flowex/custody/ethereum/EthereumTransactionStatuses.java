package com.flowex.custody.ethereum;

import com.fasterxml.jackson.databind.JsonNode;
import com.flowex.custody.Payment;
import com.flowex.custody.Signed;
import com.flowex.custody.TransactionContents;
import com.flowex.custody.chain.Block;
import com.flowex.custody.chain.ChainException;
import com.flowex.custody.chain.Receipt;
import com.flowex.custody.chain.TransactionStatus;
import java.math.BigInteger;
import java.util.List;
import java.util.Optional;

/** Status of a transaction. A transaction counts as superseded only if the other one that took its place was found. */
final class EthereumTransactionStatuses {

    /** Depth of the search for the other transaction, in blocks below the final one. */
    private static final int LOOK_BACK_MAX = 2_000;

    private final EthereumNode node;
    private final EthereumScheme scheme;
    private final EthereumReceipts receipts;

    EthereumTransactionStatuses(EthereumNode node, EthereumScheme scheme, EthereumReceipts receipts) {
        this.node = node;
        this.scheme = scheme;
        this.receipts = receipts;
    }

    TransactionStatus of(Signed signed, Block tip) {
        EthereumTransaction.Sealed sealed = EthereumTransaction.parseSigned(signed.body());
        Optional<JsonNode> outcome = node.receipt(signed.transaction());
        if (outcome.isPresent()) {
            return mined(sealed, outcome.get(), tip);
        }
        if (node.transaction(signed.transaction()).isPresent()) {
            return new TransactionStatus.Waiting();
        }
        return superseded(sealed, tip);
    }

    private TransactionStatus mined(EthereumTransaction.Sealed sealed, JsonNode outcome, Block tip) {
        Block block = block(outcome, tip);
        BigInteger fee = node.quantity("gasUsed", outcome.path("gasUsed"))
                .multiply(node.quantity("effectiveGasPrice", outcome.path("effectiveGasPrice")));
        int confirmations = Math.toIntExact(Math.min(Integer.MAX_VALUE, tip.height() - block.height() + 1));
        return new TransactionStatus.Mined(
                block, confirmations, fee, receipts.succeeded(outcome) && hasMoved(sealed, outcome));
    }

    private Block block(JsonNode outcome, Block tip) {
        BigInteger height = node.quantity("blockNumber", outcome.path("blockNumber"));
        if (height.compareTo(BigInteger.valueOf(tip.height())) > 0) {
            throw new ChainException("a new block came in between");
        }
        return node.block(height.longValueExact())
                .filter(today -> today.hash().equals(node.hash(outcome.path("blockHash"))))
                .orElseThrow(() -> new ChainException("a receipt of a block that is not in today's chain"));
    }

    /** Returns true if the payment moved. A token's transfer may succeed and move nothing, so only its event counts. */
    private boolean hasMoved(EthereumTransaction.Sealed sealed, JsonNode outcome) {
        TransactionContents contents = scheme.contents(sealed.transaction());
        if (contents.payments().isEmpty()) {
            return true;
        }
        Payment payment = contents.payments().getFirst();
        if (payment.coin().isNative()) {
            return true;
        }
        List<JsonNode> logs = receipts.elements(outcome.path("logs"));
        for (int i = 0; i < logs.size(); i++) {
            Optional<Receipt> moved = receipts.transfer("", i, logs.get(i));
            if (moved.isPresent() && isOf(moved.get(), payment, sealed.from())) {
                return true;
            }
        }
        return false;
    }

    private static boolean isOf(Receipt moved, Payment payment, String from) {
        return moved.token().equals(payment.coin().token())
                && moved.to().equals(payment.to())
                && moved.from().equals(from)
                && moved.units().equals(payment.units());
    }

    private TransactionStatus superseded(EthereumTransaction.Sealed sealed, Block tip) {
        long last = tip.height() - scheme.network().finality() + 1;
        BigInteger nonce = sealed.transaction().nonce();
        if (last < 0 || node.count(sealed.from(), EthereumNode.LATEST).compareTo(nonce) <= 0) {
            return new TransactionStatus.Unseen();
        }
        if (node.count(sealed.from(), EthereumNode.number(last)).compareTo(nonce) <= 0) {
            return new TransactionStatus.Unseen();
        }
        for (long height = last; height >= Math.max(0, last - LOOK_BACK_MAX); height--) {
            Optional<String> other = find(sealed.from(), nonce, height);
            if (other.isPresent()) {
                return new TransactionStatus.Superseded(other.get());
            }
        }
        throw new ChainException("number " + nonce + " of " + sealed.from()
                + " is used up, but by which transaction cannot be found: a person has to look");
    }

    private Optional<String> find(String from, BigInteger nonce, long height) {
        JsonNode block = node.call("eth_getBlockByNumber", EthereumNode.number(height), true);
        for (JsonNode transaction : receipts.elements(block.path("transactions"))) {
            if (node.address(transaction.path("from")).equals(from)
                    && node.quantity("nonce", transaction.path("nonce")).equals(nonce)) {
                return Optional.of(node.hash(transaction.path("hash")));
            }
        }
        return Optional.empty();
    }
}
