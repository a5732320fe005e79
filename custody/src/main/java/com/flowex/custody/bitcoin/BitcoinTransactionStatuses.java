package com.flowex.custody.bitcoin;

import com.flowex.custody.Signed;
import com.flowex.custody.bitcoin.ReceivedOutputs.Outpoint;
import com.flowex.custody.chain.Block;
import com.flowex.custody.chain.ChainException;
import com.flowex.custody.chain.TransactionStatus;
import java.math.BigInteger;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.Optional;
import org.bitcoinj.core.ProtocolException;
import org.bitcoinj.core.Transaction;
import org.bitcoinj.core.TransactionInput;
import org.bitcoinj.core.TransactionOutput;

/**
 * Status of a transaction. A transaction counts as superseded only if the other one that spent its inputs was found in
 * its block.
 */
final class BitcoinTransactionStatuses {

    /** Depth of the search for the other transaction, in blocks below the tip: two weeks. */
    private static final int LOOK_BACK_MAX = 2_016;

    private final BitcoinNode node;
    private final int finality;

    BitcoinTransactionStatuses(BitcoinNode node, int finality) {
        this.node = node;
        this.finality = finality;
    }

    TransactionStatus of(Signed signed) {
        Optional<BitcoinNode.FoundTransaction> found = node.transaction(signed.transaction());
        if (found.isEmpty()) {
            return lost(signed);
        }
        if (found.get().block().isEmpty()) {
            return new TransactionStatus.Waiting();
        }
        Block block = node.today(found.get().block().get())
                .orElseThrow(() -> new ChainException("a transaction of a block that is not in today's chain"));
        Block tip = node.tip();
        int confirmations = Math.toIntExact(tip.height() - block.height() + 1);
        return new TransactionStatus.Mined(block, confirmations, fee(found.get().transaction()), true);
    }

    private BigInteger fee(Transaction transaction) {
        long fee = 0;
        for (TransactionInput input : transaction.getInputs()) {
            Outpoint spent = Psbt.outpoint(input);
            Transaction previous = node.transaction(spent.transaction())
                    .orElseThrow(() -> node.lie("getrawtransaction", "nothing of what was spent"))
                    .transaction();
            fee = Math.addExact(
                    fee, previous.getOutput(spent.index()).getValue().getValue());
        }
        for (TransactionOutput output : transaction.getOutputs()) {
            fee -= output.getValue().getValue();
        }
        return BigInteger.valueOf(fee);
    }

    private TransactionStatus lost(Signed signed) {
        for (TransactionInput input : read(signed).getInputs()) {
            Outpoint spent = Psbt.outpoint(input);
            if (node.unspent(spent, false).isPresent() || !isMined(spent.transaction())) {
                continue;
            }
            return superseded(signed.transaction(), spent);
        }
        return new TransactionStatus.Unseen();
    }

    private boolean isMined(String transaction) {
        return node.transaction(transaction)
                .flatMap(BitcoinNode.FoundTransaction::block)
                .flatMap(node::today)
                .isPresent();
    }

    private TransactionStatus superseded(String transaction, Outpoint spent) {
        Block tip = node.tip();
        for (long height = tip.height(); height >= Math.max(0, tip.height() - LOOK_BACK_MAX); height--) {
            Block block = node.block(height).orElseThrow(() -> new ChainException("the chain has changed meanwhile"));
            Optional<String> spender = spender(block, spent);
            if (spender.isPresent()) {
                if (spender.get().equals(transaction)) {
                    throw node.lie("getrawtransaction", "nothing of a transaction that is in a block");
                }
                boolean isFinal = tip.height() - height + 1 >= finality;
                return isFinal ? new TransactionStatus.Superseded(spender.get()) : new TransactionStatus.Unseen();
            }
        }
        throw new ChainException(
                spent.claim() + " is spent, but by which transaction cannot be found: a person has to look");
    }

    private Optional<String> spender(Block block, Outpoint spent) {
        return node.transactions(block).stream()
                .filter(transaction -> transaction.getInputs().stream()
                        .anyMatch(input -> Psbt.outpoint(input).equals(spent)))
                .map(transaction -> transaction.getTxId().toString())
                .findFirst();
    }

    private static Transaction read(Signed signed) {
        try {
            return Transaction.read(ByteBuffer.wrap(HexFormat.of().parseHex(signed.body())));
        } catch (ProtocolException | BufferUnderflowException e) {
            throw new IllegalArgumentException("no signed transaction", e);
        }
    }
}
