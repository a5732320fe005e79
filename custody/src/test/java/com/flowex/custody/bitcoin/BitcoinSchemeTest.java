package com.flowex.custody.bitcoin;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.flowex.custody.Coin;
import com.flowex.custody.KeyPath;
import com.flowex.custody.Network;
import com.flowex.custody.ParsedAddress;
import com.flowex.custody.Payment;
import com.flowex.custody.bitcoin.CoinSelection.SelectedCoins;
import com.flowex.custody.bitcoin.CoinSelection.Spendable;
import com.flowex.custody.bitcoin.ReceivedOutputs.Outpoint;
import com.flowex.custody.chain.CannotPayException;
import com.flowex.testsupport.Repository;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import org.bitcoinj.base.BitcoinNetwork;
import org.bitcoinj.base.SegwitAddress;
import org.bitcoinj.core.TransactionOutput;
import org.bitcoinj.crypto.DumpedPrivateKey;
import org.bitcoinj.crypto.ECKey;
import org.bitcoinj.script.Script;
import org.bitcoinj.script.ScriptBuilder;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BitcoinSchemeTest {

    private static final Network NETWORK = new Network("bitcoin", "Bitcoin", 84, 0, 2, 6, false);
    private static final Coin BITCOIN = new Coin("bitcoin", "BTC", Coin.NATIVE, 8);
    private static final BitcoinScheme SCHEME = new BitcoinScheme(NETWORK, BitcoinNetwork.MAINNET, BITCOIN);
    private static final String SOMEBODY = "bc1qcr8te4kr609gcawutmrza0j4xv80jy8z306fyu";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1BvBMSEYstWetqTFn5Au4m4GFg7xJaNVN2",
                "3J98t1WpEZ73CNmQviecrnyiWrnqRhWNLy",
                "bc1qcr8te4kr609gcawutmrza0j4xv80jy8z306fyu",
                "bc1qrp33g0q5c5txsp9arysrx4k6zdkfs4nce4xj0gdcccefvpysxf3qccfmv3",
                "bc1p0xlxvlhemja6c4dqv22uapctqupfhlxm9h8z3k2e72q4k9hcz7vqzk5jj0"
            })
    void everyKindOfAddressOfTheMainNetIsRead(String address) {
        assertEquals(new ParsedAddress.Valid(address), SCHEME.read(address));
    }

    @Test
    void anAddressInCapitalsIsTheSameOne() {
        assertEquals(new ParsedAddress.Valid(SOMEBODY), SCHEME.read("BC1QCR8TE4KR609GCAWUTMRZA0J4XV80JY8Z306FYU"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "bcrt1qcr8te4kr609gcawutmrza0j4xv80jy8zeqchgx",
                "tb1qw508d6qejxtdg4y5r3zarvary0c5xw7kxpjzsx",
                "mipcBbFg9gMiCh81Kj8tqqdgoZub1ZJRfn",
                "2MzQwSSnBHWHqSAqtTVQ6v47XtaisrJa1Vc",
                "1BvBMSEYstWetqTFn5Au4m4GFg7xJaNVN3",
                "bc1qcr8te4kr609gcawutmrza0j4xv80jy8z306fyq",
                "bc1pw508d6qejxtdg4y5r3zarvary0c5xw7kw508d6qejxtdg4y5r3zarvary0c5xw7kt5nd6y",
                "BC1SW50QGDZ25J",
                "bc1Qcr8te4kr609gcawutmrza0j4xv80jy8z306fyu",
                "0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed",
                ""
            })
    void invalidMainNetAddressIsRefused(String address) {
        var reading = assertInstanceOf(ParsedAddress.Invalid.class, SCHEME.read(address));
        assertFalse(reading.why().isBlank());
    }

    @Test
    void anotherNetworkIsNamedWhereItCanBeSeen() {
        var reading = assertInstanceOf(
                ParsedAddress.Invalid.class, SCHEME.read("tb1qw508d6qejxtdg4y5r3zarvary0c5xw7kxpjzsx"));
        assertTrue(reading.why().contains("test"), reading.why());
    }

    @Test
    void theSharedVectorsOfBip322() throws IOException {
        Path file = Repository.file("../shared/data/wallet-vectors/bips/bip-0322/basic-test-vectors.json");
        Assumptions.assumeTrue(Files.exists(file), () -> "needs ../shared/data/wallet-vectors/bips/bip-0322");
        JsonNode vectors = new ObjectMapper().readTree(file.toFile());
        for (JsonNode vector : vectors.get("tx_hashes")) {
            String message = vector.get("message").textValue();
            Script owner = SCHEME.script(vector.get("address").textValue());
            assertEquals(
                    vector.get("message_hash").textValue(),
                    HexFormat.of().formatHex(Bip322Message.messageHash(message)));
            assertEquals(
                    vector.get("to_spend_tx_hash").textValue(),
                    Bip322Message.toSpend(message, owner).getTxId().toString());
            assertEquals(
                    vector.get("to_sign_tx_hash").textValue(),
                    Bip322Message.toSign(message, owner).getTxId().toString());
        }
        int signed = 0;
        for (JsonNode vector : vectors.get("simple")) {
            if (vector.get("type").textValue().equals("p2wpkh")) {
                signed += check(vector);
            }
        }
        assertTrue(signed > 0);
    }

    private static int check(JsonNode vector) {
        String message = vector.get("message").textValue();
        String address = vector.get("address").textValue();
        ECKey key = DumpedPrivateKey.fromBase58(
                        BitcoinNetwork.MAINNET,
                        vector.get("private_keys").get(0).textValue())
                .getKey();
        JsonNode signatures = vector.get("bip322_signatures");
        for (JsonNode signature : signatures) {
            assertTrue(SCHEME.isSigned(message, address, signature.textValue()), message);
            assertTrue(SCHEME.isSigned(message, address, signature.textValue().substring(3)), message);
            assertFalse(SCHEME.isSigned(message + "!", address, signature.textValue()));
            assertFalse(SCHEME.isSigned(message, SOMEBODY, signature.textValue()));
        }
        assertTrue(SCHEME.isSigned(message, address, Bip322Message.sign(message, key)));
        return signatures.size();
    }

    @Test
    void largestOutputsPayAndChangeReturns() {
        SelectedCoins chosen =
                spending(150_000, 2).choose(List.of(spendable(1, 50_000), spendable(2, 100_000), spendable(3, 90_000)));
        assertEquals(List.of(spendable(2, 100_000), spendable(3, 90_000)), chosen.inputs());
        assertEquals(1, chosen.change());
        long out = chosen.transaction().getOutputSum().getValue();
        long fee = 190_000 - out;
        assertEquals(2 * CoinSelection.bytes(2, chosen.transaction().getOutputs()), fee);
    }

    @Test
    void changeBelowTheDustLimitGoesToTheFee() {
        SelectedCoins chosen = spending(99_000, 2).choose(List.of(spendable(1, 99_500)));
        assertEquals(Psbt.NO_CHANGE, chosen.change());
        assertEquals(1, chosen.transaction().getOutputs().size());
    }

    @Test
    void dustAndInsufficientCoinsAreRefused() {
        assertEquals(
                CannotPayException.Reason.DUST,
                assertThrows(CannotPayException.class, () -> spending(200, 1).choose(List.of(spendable(1, 99_500))))
                        .reason());
        assertEquals(
                CannotPayException.Reason.TOO_LITTLE,
                assertThrows(CannotPayException.class, () -> spending(99_450, 1).choose(List.of(spendable(1, 99_500))))
                        .reason());
    }

    @Test
    void outputWithoutAnAddressHasNoReceiver() {
        TransactionOutput data = new TransactionOutput(
                null,
                org.bitcoinj.base.Coin.ZERO,
                ScriptBuilder.createOpReturnScript(new byte[] {17, 19, 23}).program());
        assertTrue(SCHEME.receiver(data).isEmpty());
        byte[] program = SCHEME.script(SOMEBODY).program();
        assertEquals(
                SOMEBODY,
                SCHEME.receiver(new TransactionOutput(null, org.bitcoinj.base.Coin.COIN, program))
                        .orElseThrow());
        assertArrayEquals(
                program,
                ScriptBuilder.createOutputScript(SegwitAddress.fromBech32(SOMEBODY, BitcoinNetwork.MAINNET))
                        .program());
    }

    private static CoinSelection spending(long satoshi, long perByte) {
        Payment payment = new Payment(SOMEBODY, BITCOIN, BigInteger.valueOf(satoshi), "");
        return new CoinSelection(SCHEME, List.of(payment), SOMEBODY, perByte);
    }

    private static Spendable spendable(int number, long satoshi) {
        return new Spendable(new Outpoint("%064x".formatted(number), 0), KeyPath.hot(1), satoshi);
    }
}
