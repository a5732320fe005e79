package com.flowex.custody.ethereum;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.flowex.custody.Coin;
import com.flowex.custody.Signed;
import com.flowex.custody.chain.Block;
import com.flowex.custody.chain.BroadcastResult;
import com.flowex.custody.chain.ChainException;
import com.flowex.custody.node.ScriptedNode;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A node says what cannot be: nothing is known then, and nothing is made up. */
class LyingNodeTest {

    private static final String HASH = "0x" + "ab".repeat(32);
    private static final String OTHER = "0x" + "cd".repeat(32);
    private static final String SOMEBODY = "0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed";
    private static final Block BLOCK = new Block(5, HASH, OTHER, Instant.ofEpochSecond(9));

    private final ScriptedNode node = new ScriptedNode().report("eth_chainId", "\"0x1\"");
    private final EthereumChain chain = new EthereumChain(
            new EthereumScheme(HardhatWorld.NETWORK, 1, List.of(HardhatWorld.ETHER)), node.rpc(Duration.ofSeconds(30)));

    @AfterEach
    void end() {
        chain.close();
        node.close();
    }

    @Test
    void aNodeOfAnotherChainIsNotAsked() {
        node.report("eth_getBlockByNumber", header("0x5", HASH));
        assertEquals(BLOCK, chain.tip());
        try (EthereumChain other = new EthereumChain(
                new EthereumScheme(HardhatWorld.NETWORK, 2, List.of(HardhatWorld.ETHER)),
                node.rpc(Duration.ofSeconds(30)))) {
            assertThrows(ChainException.class, other::tip);
        }
    }

    @Test
    void tipThatGoesBackIsRefused() {
        node.report("eth_getBlockByNumber", header("0x5", HASH));
        chain.tip();
        node.report("eth_getBlockByNumber", header("0x4", HASH));
        assertThrows(ChainException.class, chain::tip);
    }

    @Test
    void malformedBlockAndAnotherHeightAreRefused() {
        for (String wrong : List.of(
                header("0x6", HASH),
                header("0x-5", HASH),
                header("0x" + "f".repeat(64), HASH),
                header("0x5", "0x12"),
                "{}",
                "{\"number\":5}")) {
            node.report("eth_getBlockByNumber", wrong);
            assertThrows(ChainException.class, () -> chain.block(5), wrong);
        }
        node.report("eth_getBlockByNumber", "null");
        assertTrue(chain.block(5).isEmpty());
    }

    @Test
    void invalidNumberIsRefused() {
        for (String wrong : List.of("null", "5", "\"5\"", "\"0x\"", "\"0x" + "1".repeat(65) + "\"", "{}", "[]")) {
            node.report("eth_getBalance", wrong);
            assertThrows(ChainException.class, () -> chain.balance(SOMEBODY, HardhatWorld.ETHER), wrong);
        }
        node.report("eth_call", "\"0x\"");
        Coin token = new Coin("ethereum", "USDT", SOMEBODY, 6);
        assertThrows(ChainException.class, () -> chain.balance(SOMEBODY, token));
        node.report("eth_call", "\"0x" + "0".repeat(63) + "7\"");
        assertEquals(BigInteger.valueOf(7), chain.balance(SOMEBODY, token));
    }

    @Test
    void receiptsOfOtherTransactionsAreRefused() {
        node.report("eth_getBlockByNumber", header("0x5", HASH));
        node.report("eth_getBlockByHash", block(payment(HASH)));
        node.report("eth_getBlockReceipts", "[" + outcome(HASH, HASH, "0x1") + "]");
        assertEquals(1, chain.receipts(BLOCK).orElseThrow().size());
        node.report("eth_getBlockReceipts", "[" + outcome(HASH, HASH, "0x0") + "]");
        assertEquals(List.of(), chain.receipts(BLOCK).orElseThrow(), "what failed paid nobody");
        for (String wrong : List.of(
                "[]", "null", "[" + outcome(OTHER, HASH, "0x1") + "]", "[" + outcome(HASH, OTHER, "0x1") + "]")) {
            node.report("eth_getBlockReceipts", wrong);
            assertThrows(ChainException.class, () -> chain.receipts(BLOCK), wrong);
        }
    }

    @Test
    void receiptsOfAReplacedBlockAreEmpty() {
        node.report("eth_getBlockByNumber", header("0x5", OTHER));
        assertTrue(chain.receipts(BLOCK).isEmpty());
    }

    @Test
    void aTransactionThatWasTakenUnderAnotherIdWasNotTaken() {
        Signed signed = new Signed("ethereum", HASH, "02");
        node.report("eth_sendRawTransaction", "\"" + OTHER + "\"");
        assertThrows(ChainException.class, () -> chain.send(signed));
        node.refuse("eth_sendRawTransaction", -32000, "nonce too low").report("eth_getTransactionByHash", "null");
        assertEquals(new BroadcastResult.Refused("nonce too low"), chain.send(signed));
        node.report("eth_getTransactionByHash", "{\"hash\":\"" + HASH + "\"}");
        assertEquals(new BroadcastResult.Accepted(), chain.send(signed));
        node.report("eth_getTransactionByHash", "{\"hash\":\"" + OTHER + "\"}");
        assertThrows(ChainException.class, () -> chain.send(signed));
    }

    private static String header(String number, String hash) {
        return """
                {"number":"%s","hash":"%s","parentHash":"%s","timestamp":"0x9"}""".formatted(number, hash, OTHER);
    }

    private static String block(String transaction) {
        String header = header("0x5", HASH);
        return header.substring(0, header.length() - 1) + ",\"transactions\":[" + transaction + "]}";
    }

    private static String payment(String id) {
        return """
                {"hash":"%s","from":"%s","to":"%s","value":"0x5"}""".formatted(id, SOMEBODY, SOMEBODY);
    }

    private static String outcome(String id, String block, String status) {
        return """
                {"transactionHash":"%s","blockHash":"%s","status":"%s","logs":[]}""".formatted(id, block, status);
    }
}
