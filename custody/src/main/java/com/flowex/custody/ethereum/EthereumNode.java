package com.flowex.custody.ethereum;

import com.fasterxml.jackson.databind.JsonNode;
import com.flowex.custody.chain.Block;
import com.flowex.custody.chain.ChainException;
import com.flowex.custody.node.NodeRpc;
import java.math.BigInteger;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Typed calls of an Ethereum node, which refuse answers that are visibly wrong. */
final class EthereumNode {

    static final String LATEST = "latest";
    static final String PENDING = "pending";

    private static final Pattern QUANTITY = Pattern.compile("0x[0-9a-fA-F]{1,64}");
    private static final Pattern HASH = Pattern.compile("0x[0-9a-f]{64}");
    private static final Pattern DATA = Pattern.compile("0x(?:[0-9a-fA-F]{2})*");

    private final NodeRpc rpc;
    private final long chain;
    private volatile boolean isItsChain;

    EthereumNode(NodeRpc rpc, long chain) {
        this.rpc = rpc;
        this.chain = chain;
    }

    /** Calls the node, after checking that it is on the right chain. */
    JsonNode call(String method, Object... parameters) {
        if (!isItsChain) {
            BigInteger reported = quantity("eth_chainId", rpc.call("eth_chainId"));
            if (!reported.equals(BigInteger.valueOf(chain))) {
                throw new ChainException("the node is one of chain " + reported + ", not of " + chain);
            }
            isItsChain = true;
        }
        try {
            return rpc.call(method, parameters);
        } catch (ChainException e) {
            // Another node may answer the next call.
            isItsChain = false;
            throw e;
        }
    }

    /** Returns a block's header as JSON, by {@code latest} or a number. */
    Optional<JsonNode> header(String which) {
        JsonNode block = call("eth_getBlockByNumber", which, false);
        return block.isObject() ? Optional.of(block) : Optional.empty();
    }

    JsonNode latest() {
        return header(LATEST).orElseThrow(() -> rpc.lie("eth_getBlockByNumber", "it has no last block"));
    }

    Optional<Block> block(long height) {
        Optional<Block> block = header(number(height)).map(this::block);
        if (block.isPresent() && block.get().height() != height) {
            throw rpc.lie("eth_getBlockByNumber", "block " + block.get().height() + " for " + height);
        }
        return block;
    }

    Block block(JsonNode json) {
        try {
            return new Block(
                    quantity("number", json.path("number")).longValueExact(),
                    hash(json.path("hash")),
                    hash(json.path("parentHash")),
                    Instant.ofEpochSecond(
                            quantity("timestamp", json.path("timestamp")).longValueExact()));
        } catch (ArithmeticException | DateTimeException e) {
            throw new ChainException("a block's number or time is out of range", e);
        }
    }

    BigInteger count(String address, String when) {
        return quantity("eth_getTransactionCount", call("eth_getTransactionCount", address, when));
    }

    BigInteger balance(String address) {
        return quantity("eth_getBalance", call("eth_getBalance", address, LATEST));
    }

    BigInteger tokens(String token, String address) {
        JsonNode answer = call("eth_call", Map.of("to", token, "data", "0x" + Erc20.balanceOf(address)), LATEST);
        if (bytes(answer).length != 32) {
            throw rpc.lie("eth_call", token + " is no token");
        }
        return new BigInteger(1, bytes(answer));
    }

    Optional<JsonNode> transaction(String id) {
        JsonNode found = call("eth_getTransactionByHash", id);
        if (found.isObject() && !hash(found.path("hash")).equals(id)) {
            throw rpc.lie("eth_getTransactionByHash", "another transaction");
        }
        return found.isObject() ? Optional.of(found) : Optional.empty();
    }

    Optional<JsonNode> receipt(String id) {
        JsonNode found = call("eth_getTransactionReceipt", id);
        if (found.isObject() && !hash(found.path("transactionHash")).equals(id)) {
            throw rpc.lie("eth_getTransactionReceipt", "the receipt of another transaction");
        }
        return found.isObject() ? Optional.of(found) : Optional.empty();
    }

    BigInteger quantity(String subject, JsonNode json) {
        if (!json.isTextual() || !QUANTITY.matcher(json.textValue()).matches()) {
            throw rpc.lie(subject, "no number: " + shown(json));
        }
        return new BigInteger(json.textValue().substring(2), 16);
    }

    String hash(JsonNode json) {
        if (!json.isTextual() || !HASH.matcher(json.textValue()).matches()) {
            throw rpc.lie("a hash", shown(json));
        }
        return json.textValue();
    }

    String address(JsonNode json) {
        if (!json.isTextual() || !EthereumAddress.isShaped(json.textValue())) {
            throw rpc.lie("an address", shown(json));
        }
        return EthereumAddress.checksummed(json.textValue());
    }

    byte[] bytes(JsonNode json) {
        if (!json.isTextual() || !DATA.matcher(json.textValue()).matches()) {
            throw rpc.lie("bytes", shown(json));
        }
        return HexFormat.of().parseHex(json.textValue(), 2, json.textValue().length());
    }

    ChainException lie(String method, String why) {
        return rpc.lie(method, why);
    }

    static String number(long height) {
        return "0x" + Long.toHexString(height);
    }

    private static String shown(JsonNode json) {
        String text = json.toString();
        return text.substring(0, Math.min(80, text.length()));
    }
}
