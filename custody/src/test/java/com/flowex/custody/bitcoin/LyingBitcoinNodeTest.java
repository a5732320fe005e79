package com.flowex.custody.bitcoin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.flowex.custody.Signed;
import com.flowex.custody.chain.Block;
import com.flowex.custody.chain.ChainException;
import com.flowex.custody.node.ScriptedNode;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import org.bitcoinj.base.BitcoinNetwork;
import org.bitcoinj.base.Sha256Hash;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A node says what cannot be: what carries its own hash is hashed again, and nothing is made up. */
class LyingBitcoinNodeTest {

    private static final String ID = "ab".repeat(32);
    private static final String OWN = "bcrt1qcr8te4kr609gcawutmrza0j4xv80jy8zeqchgx";
    private static final String HEADER = header(7);
    private static final BitcoinScheme SCHEME =
            new BitcoinScheme(BcoinWorld.NETWORK, BitcoinNetwork.REGTEST, BcoinWorld.BITCOIN);

    private final ScriptedNode node = new ScriptedNode();
    private final BitcoinChain chain = new BitcoinChain(
            SCHEME, node.rpc(Duration.ofSeconds(30)), _ -> List.of(new ReceivedOutputs.Outpoint(ID, 0)));

    @BeforeEach
    void report() {
        tip("regtest", 5, HEADER);
        node.report("getblockhash", "\"" + hash(HEADER) + "\"").report("getblockheader", "\"" + HEADER + "\"");
    }

    @AfterEach
    void end() {
        chain.close();
        node.close();
    }

    private void tip(String network, int height, String header) {
        node.report(
                "getblockchaininfo",
                "{\"chain\":\"%s\",\"blocks\":%d,\"bestblockhash\":\"%s\"}".formatted(network, height, hash(header)));
    }

    private static String header(int time) {
        ByteBuffer header = ByteBuffer.allocate(80).order(ByteOrder.LITTLE_ENDIAN);
        header.putInt(68, time);
        return HexFormat.of().formatHex(header.array());
    }

    private static String hash(String header) {
        return Sha256Hash.wrapReversed(Sha256Hash.hashTwice(HexFormat.of().parseHex(header)))
                .toString();
    }

    @Test
    void aNodeOfAnotherNetworkIsNotAsked() {
        assertEquals(new Block(5, hash(HEADER), "0".repeat(64), Instant.ofEpochSecond(7)), chain.tip());
        tip("main", 5, HEADER);
        try (BitcoinChain other = new BitcoinChain(SCHEME, node.rpc(Duration.ofSeconds(30)), _ -> List.of())) {
            ChainException lie = assertThrows(ChainException.class, other::tip);
            assertTrue(lie.toString().contains("regtest"), lie.toString());
        }
    }

    @Test
    void tipThatGoesBackIsRefused() {
        chain.tip();
        tip("regtest", 4, HEADER);
        assertThrows(ChainException.class, chain::tip);
    }

    @Test
    void headerWithAnotherHashIsRefused() {
        for (String wrong : List.of("\"" + header(8) + "\"", "\"00\"", "\"zz\"", "null", "7")) {
            node.report("getblockheader", wrong);
            assertThrows(ChainException.class, () -> chain.block(5), wrong);
        }
        node.report("getblockhash", "\"" + "x".repeat(64) + "\"");
        assertThrows(ChainException.class, () -> chain.block(5));
    }

    @Test
    void blockWithAnotherMerkleRootIsRefused() {
        Block block = chain.tip();
        for (String wrong : List.of("\"" + HEADER + "\"", "\"" + HEADER + "00\"", "\"\"", "null")) {
            node.report("getblock", wrong);
            assertThrows(ChainException.class, () -> chain.receipts(block), wrong);
        }
    }

    @Test
    void invalidAmountIsRefused() {
        for (String wrong : List.of("-1", "1e30", "0.000000001", "\"5\"", "null", "{}")) {
            node.report(
                    "gettxout",
                    "{\"value\":%s,\"confirmations\":3,\"scriptPubKey\":{\"hex\":\"%s\"}}"
                            .formatted(
                                    wrong,
                                    HexFormat.of().formatHex(SCHEME.script(OWN).program())));
            assertThrows(ChainException.class, () -> chain.balance(OWN, BcoinWorld.BITCOIN), wrong);
        }
        node.report("gettxout", "{\"value\":0.5,\"confirmations\":3,\"scriptPubKey\":{\"hex\":\"00\"}}");
        assertEquals(BigInteger.ZERO, chain.balance(OWN, BcoinWorld.BITCOIN), "somebody else's");
    }

    @Test
    void absurdFeeEstimateIsRefused() {
        node.report("estimatesmartfee", "{\"feerate\":1}");
        assertThrows(ChainException.class, () -> chain.fee(BcoinWorld.BITCOIN));
        node.report("estimatesmartfee", "{\"feerate\":0.00002}");
        assertTrue(chain.fee(BcoinWorld.BITCOIN).signum() > 0);
    }

    @Test
    void transactionUnderAnotherIdIsRefused() {
        Signed signed = new Signed("bitcoin", ID, "00");
        node.report("getrawtransaction", "{\"hex\":\"00\"}");
        assertThrows(ChainException.class, () -> chain.status(signed));
        node.report("sendrawtransaction", "\"" + "cd".repeat(32) + "\"");
        assertThrows(ChainException.class, () -> chain.send(signed));
    }
}
