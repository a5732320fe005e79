package com.flowex.custody.ethereum;

import com.fasterxml.jackson.databind.JsonNode;
import com.flowex.custody.Coin;
import com.flowex.custody.chain.Block;
import com.flowex.custody.chain.Receipt;
import com.flowex.custody.node.NodeRefusalException;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Payments of a block: the value of each successful transaction, and each transfer event of a token. Coins that a
 * contract passes on inside a transaction appear in neither, so they are not seen.
 */
final class EthereumReceipts {

    /** Index of a transaction's own value. */
    private static final int PLAIN = -1;

    private static final int TRANSFER_TOPICS = 3;
    private static final int WORD_BYTES = 32;

    private final EthereumNode node;
    private volatile boolean hasBlockReceipts = true;

    EthereumReceipts(EthereumNode node) {
        this.node = node;
    }

    /** Returns the payments; empty if the block is not in the main chain. */
    Optional<List<Receipt>> of(Block block) {
        if (!isToday(block)) {
            return Optional.empty();
        }
        JsonNode full = node.call("eth_getBlockByHash", block.hash(), true);
        if (!full.isObject()) {
            return Optional.empty();
        }
        if (!node.block(full).equals(block)) {
            throw node.lie("eth_getBlockByHash", "another block");
        }
        List<JsonNode> transactions = elements(full.path("transactions"));
        List<JsonNode> outcomes = outcomes(block, transactions);
        List<Receipt> receipts = new ArrayList<>();
        for (int i = 0; i < transactions.size(); i++) {
            read(block, transactions.get(i), outcomes.get(i), receipts);
        }
        return isToday(block) ? Optional.of(receipts) : Optional.empty();
    }

    private boolean isToday(Block block) {
        return node.block(block.height()).filter(block::equals).isPresent();
    }

    private List<JsonNode> outcomes(Block block, List<JsonNode> transactions) {
        if (hasBlockReceipts) {
            try {
                List<JsonNode> outcomes = elements(node.call("eth_getBlockReceipts", block.hash()));
                if (outcomes.size() != transactions.size()) {
                    throw node.lie("eth_getBlockReceipts", "not one receipt for each transaction");
                }
                return outcomes;
            } catch (NodeRefusalException e) {
                if (!e.isOfUnknownMethod()) {
                    throw node.lie("eth_getBlockReceipts", e.why());
                }
                hasBlockReceipts = false;
            }
        }
        return transactions.stream()
                .map(transaction -> node.receipt(node.hash(transaction.path("hash")))
                        .orElseThrow(() -> node.lie("eth_getTransactionReceipt", "none for a mined transaction")))
                .toList();
    }

    private void read(Block block, JsonNode transaction, JsonNode outcome, List<Receipt> receipts) {
        String id = node.hash(transaction.path("hash"));
        if (!node.hash(outcome.path("transactionHash")).equals(id)
                || !node.hash(outcome.path("blockHash")).equals(block.hash())) {
            throw node.lie("receipts", "those of other transactions");
        }
        if (!succeeded(outcome)) {
            return;
        }
        BigInteger value = node.quantity("value", transaction.path("value"));
        if (value.signum() > 0 && transaction.path("to").isTextual()) {
            String from = node.address(transaction.path("from"));
            String to = node.address(transaction.path("to"));
            receipts.add(new Receipt(id, PLAIN, from, to, Coin.NATIVE, value, ""));
        }
        List<JsonNode> logs = elements(outcome.path("logs"));
        for (int i = 0; i < logs.size(); i++) {
            transfer(id, i, logs.get(i)).ifPresent(receipts::add);
        }
    }

    boolean succeeded(JsonNode outcome) {
        return node.quantity("status", outcome.path("status")).signum() > 0;
    }

    /**
     * Returns the transfer of a log entry. Its index within the transaction identifies it, since the one within the
     * block changes with a reorganization.
     */
    Optional<Receipt> transfer(String transaction, int index, JsonNode log) {
        List<JsonNode> topics = elements(log.path("topics"));
        byte[] data = node.bytes(log.path("data"));
        if (topics.size() != TRANSFER_TOPICS
                || !node.hash(topics.getFirst()).equals(Erc20.TRANSFER_EVENT)
                || data.length != WORD_BYTES) {
            return Optional.empty();
        }
        BigInteger units = new BigInteger(1, data);
        Optional<String> from = Erc20.address(node.bytes(topics.get(1)));
        Optional<String> to = Erc20.address(node.bytes(topics.get(2)));
        if (units.signum() == 0 || from.isEmpty() || to.isEmpty()) {
            return Optional.empty();
        }
        String token = node.address(log.path("address"));
        return Optional.of(new Receipt(transaction, index, from.get(), to.get(), token, units, ""));
    }

    List<JsonNode> elements(JsonNode array) {
        if (!array.isArray()) {
            throw node.lie("a list", "none");
        }
        List<JsonNode> elements = new ArrayList<>();
        array.forEach(elements::add);
        return elements;
    }
}
