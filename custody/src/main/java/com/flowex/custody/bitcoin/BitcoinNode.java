package com.flowex.custody.bitcoin;

import com.fasterxml.jackson.databind.JsonNode;
import com.flowex.custody.bitcoin.ReceivedOutputs.Outpoint;
import com.flowex.custody.chain.Block;
import com.flowex.custody.chain.ChainException;
import com.flowex.custody.node.NodeRefusalException;
import com.flowex.custody.node.NodeRpc;
import com.flowex.custody.node.TipTracker;
import java.math.BigDecimal;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.bitcoinj.base.BitcoinNetwork;
import org.bitcoinj.base.Sha256Hash;
import org.bitcoinj.core.ProtocolException;
import org.bitcoinj.core.Transaction;

/**
 * Typed calls of a Bitcoin node. Data that carries its own hash is hashed again: blocks with all transactions, and
 * transactions.
 */
final class BitcoinNode {

    private static final Pattern HASH = Pattern.compile("[0-9a-f]{64}");
    private static final int HEADER_BYTES = 80;
    private static final int DECIMALS = 8;

    private final NodeRpc rpc;
    private final BitcoinNetwork kind;
    private final TipTracker tips;
    private volatile boolean isItsNetwork;

    BitcoinNode(NodeRpc rpc, BitcoinNetwork kind, String name) {
        this.rpc = rpc;
        this.kind = kind;
        this.tips = new TipTracker(name);
    }

    /** An unspent output. */
    record Unspent(long satoshi, int confirmations, boolean isCoinbase, String script) {}

    /** A transaction and its block; {@code block} is empty while it waits. */
    record FoundTransaction(Transaction transaction, Optional<String> block) {}

    JsonNode call(String method, Object... parameters) {
        try {
            if (!isItsNetwork) {
                checkNetwork();
                isItsNetwork = true;
            }
            return rpc.call(method, parameters);
        } catch (ChainException e) {
            // Another node may answer the next call.
            isItsNetwork = false;
            throw e;
        }
    }

    private void checkNetwork() {
        String message = rpc.call("getblockchaininfo").path("chain").asText();
        String expected =
                switch (kind) {
                    case MAINNET -> "main";
                    case TESTNET -> "test";
                    case SIGNET -> "signet";
                    case REGTEST -> "regtest";
                };
        if (!message.equals(expected)) {
            throw new ChainException("the node is one of \"" + message + "\", not of \"" + expected + "\"");
        }
        try {
            if (!rpc.call("getindexinfo").has("txindex")) {
                throw new ChainException("the node has no index of transactions: it needs txindex=1");
            }
        } catch (NodeRefusalException e) {
            // Other software than Bitcoin Core does not report this; a missing transaction is noticed when it is
            // needed.
        }
    }

    Block tip() {
        JsonNode info = call("getblockchaininfo");
        JsonNode height = info.path("blocks");
        if (!height.isIntegralNumber() || height.longValue() < 0) {
            throw rpc.lie("getblockchaininfo", "no height");
        }
        return tips.checked(header(height.longValue(), hash(info.path("bestblockhash"))));
    }

    Optional<Block> block(long height) {
        if (height > tip().height()) {
            return Optional.empty();
        }
        return Optional.of(header(height, hash(call("getblockhash", height))));
    }

    private Block header(long height, String hash) {
        byte[] header = bytes(call("getblockheader", hash, false));
        if (header.length != HEADER_BYTES
                || !Sha256Hash.wrapReversed(Sha256Hash.hashTwice(header))
                        .toString()
                        .equals(hash)) {
            throw rpc.lie("getblockheader", "another block");
        }
        ByteBuffer fields = ByteBuffer.wrap(header).order(ByteOrder.LITTLE_ENDIAN);
        byte[] parent = new byte[Sha256Hash.LENGTH];
        fields.get(4, parent);
        Instant time = Instant.ofEpochSecond(Integer.toUnsignedLong(fields.getInt(4 + 2 * Sha256Hash.LENGTH)));
        return new Block(height, hash, Sha256Hash.wrapReversed(parent).toString(), time);
    }

    /** Returns all transactions of a block, after checking them against the Merkle root in its header. */
    List<Transaction> transactions(Block block) {
        byte[] bytes = bytes(call("getblock", block.hash(), false));
        org.bitcoinj.core.Block read;
        try {
            read = org.bitcoinj.core.Block.read(ByteBuffer.wrap(bytes));
        } catch (ProtocolException | BufferUnderflowException e) {
            throw new ChainException("a block that cannot be read", e);
        }
        List<Transaction> transactions = read.getTransactions() == null ? List.of() : read.getTransactions();
        if (!read.getHash().toString().equals(block.hash())
                || transactions.isEmpty()
                || !read.getMerkleRoot().equals(root(transactions))) {
            throw rpc.lie("getblock", "other transactions than its header says");
        }
        return transactions;
    }

    private static Sha256Hash root(List<Transaction> transactions) {
        List<byte[]> level = new ArrayList<>();
        transactions.forEach(transaction -> level.add(transaction.getTxId().serialize()));
        while (level.size() > 1) {
            List<byte[]> above = new ArrayList<>();
            for (int i = 0; i < level.size(); i += 2) {
                byte[] right = level.get(Math.min(i + 1, level.size() - 1));
                above.add(Sha256Hash.hashTwice(level.get(i), right));
            }
            level.clear();
            level.addAll(above);
        }
        return Sha256Hash.wrapReversed(level.getFirst());
    }

    Optional<FoundTransaction> transaction(String id) {
        JsonNode json;
        try {
            json = call("getrawtransaction", id, true);
        } catch (NodeRefusalException e) {
            if (e.isOfUnknownThing()) {
                return Optional.empty();
            }
            throw e;
        }
        Transaction transaction = transaction(id, bytes(json.path("hex")));
        JsonNode block = json.path("blockhash");
        return Optional.of(
                new FoundTransaction(transaction, block.isTextual() ? Optional.of(hash(block)) : Optional.empty()));
    }

    private Transaction transaction(String id, byte[] bytes) {
        try {
            Transaction transaction = Transaction.read(ByteBuffer.wrap(bytes));
            if (transaction.getTxId().toString().equals(id)) {
                return transaction;
            }
        } catch (ProtocolException | BufferUnderflowException e) {
            throw new ChainException("a transaction that cannot be read", e);
        }
        throw rpc.lie("getrawtransaction", "another transaction");
    }

    /** Returns a block by its hash, if it is in the main chain. */
    Optional<Block> today(String hash) {
        JsonNode height = call("getblockheader", hash, true).path("height");
        if (!height.isIntegralNumber()) {
            throw rpc.lie("getblockheader", "no height");
        }
        return block(height.longValue()).filter(block -> block.hash().equals(hash));
    }

    /**
     * Returns an output that is not spent.
     *
     * @param withWaiting true if outputs spent by waiting transactions count as spent
     */
    Optional<Unspent> unspent(Outpoint output, boolean withWaiting) {
        JsonNode json = call("gettxout", output.transaction(), output.index(), withWaiting);
        if (json.isNull()) {
            return Optional.empty();
        }
        return Optional.of(new Unspent(
                satoshi("gettxout", json.path("value")),
                json.path("confirmations").asInt(),
                json.path("coinbase").asBoolean(),
                json.path("scriptPubKey").path("hex").asText()));
    }

    long satoshi(String method, JsonNode json) {
        try {
            BigDecimal value = json.isNumber() ? json.decimalValue() : new BigDecimal("-1");
            if (value.signum() >= 0) {
                return value.movePointRight(DECIMALS).longValueExact();
            }
        } catch (ArithmeticException e) {
            throw new ChainException(method + " answers an amount that is none: " + json, e);
        }
        throw rpc.lie(method, "an amount that is none");
    }

    String hash(JsonNode json) {
        if (!json.isTextual() || !HASH.matcher(json.textValue()).matches()) {
            throw rpc.lie("a hash", "none");
        }
        return json.textValue();
    }

    private byte[] bytes(JsonNode json) {
        try {
            return HexFormat.of().parseHex(json.asText());
        } catch (IllegalArgumentException e) {
            throw new ChainException("bytes that are none", e);
        }
    }

    ChainException lie(String method, String why) {
        return rpc.lie(method, why);
    }
}
