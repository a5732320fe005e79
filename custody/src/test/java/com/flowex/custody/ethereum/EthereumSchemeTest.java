package com.flowex.custody.ethereum;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.flowex.custody.Coin;
import com.flowex.custody.Draft;
import com.flowex.custody.KeyPath;
import com.flowex.custody.ParsedAddress;
import com.flowex.custody.Payment;
import com.flowex.testsupport.Repository;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EthereumSchemeTest {

    private static final String CONTRACT = "0xdAC17F958D2ee523a2206206994597C13D831ec7";
    private static final Coin TETHER = new Coin("ethereum", "USDT", CONTRACT.toLowerCase(Locale.ROOT), 6);
    private static final String SOMEBODY = "0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed";
    private static final EthereumScheme SCHEME =
            new EthereumScheme(HardhatWorld.NETWORK, 1, List.of(HardhatWorld.ETHER, TETHER));

    /** The vectors of EIP-55 itself. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "0x52908400098527886E0F7030069857D2E4169EE7",
                "0x8617E340B3D01FA5F11F306F4090FD50E238070D",
                "0xde709f2102306220921060314715629080e2fb77",
                "0x27b1fdb04752bbc536007a920d24acb045561c26",
                "0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed",
                "0xfB6916095ca1df60bB79Ce92cE3Ea74c37c5d359",
                "0xdbF03B407c01E7cD3CBea99509d93f8DDDC8C6FB",
                "0xD1220A0cf47c7B9Be7A2E6BA89F429762e7b9aDb"
            })
    void theCaseOfAnAddressIsItsChecksum(String address) {
        ParsedAddress valid = new ParsedAddress.Valid(address);
        assertEquals(valid, SCHEME.read(address));
        assertEquals(valid, SCHEME.read(address.toLowerCase(Locale.ROOT)));
        assertEquals(valid, SCHEME.read("0x" + address.substring(2).toUpperCase(Locale.ROOT)));
    }

    @Test
    void theSharedVectorsOfEip55() throws IOException {
        Path vectors = Repository.file("../shared/data/wallet-vectors/eip55.txt");
        Assumptions.assumeTrue(Files.exists(vectors), () -> "needs ../shared/data/wallet-vectors/eip55.txt");
        List<String> addresses = Files.readAllLines(vectors);
        assertTrue(addresses.size() > 3);
        for (String address : addresses) {
            assertEquals(new ParsedAddress.Valid(address.strip()), SCHEME.read(address.strip()));
        }
    }

    @Test
    void addressThatLosesMoneyForeverIsInvalid() {
        for (String lost : List.of("0x" + "0".repeat(40), CONTRACT, CONTRACT.toLowerCase(Locale.ROOT))) {
            assertInstanceOf(ParsedAddress.Invalid.class, SCHEME.read(lost), lost);
        }
    }

    @Test
    void aTokensTransferIsReadFromItsBytes() {
        EthereumTransaction call = SCHEME.transaction(
                new Payment(SOMEBODY, SCHEME.coin("USDT").orElseThrow(), BigInteger.valueOf(5_000_000), ""));
        assertEquals(CONTRACT, call.to());
        assertEquals(
                "a9059cbb0000000000000000000000005aaeb6053f3e94c9b9a09f33669435e7ef1beaed"
                        + "00000000000000000000000000000000000000000000000000000000004c4b40",
                call.data());
        Payment read = SCHEME.contents(draft(call)).payments().getFirst();
        assertEquals(SOMEBODY, read.to());
        assertEquals(CONTRACT, read.coin().token());
        assertEquals(BigInteger.valueOf(5_000_000), read.units());
    }

    @Test
    void callThatCannotBeDecodedIsNotAPayment() {
        EthereumTransaction good = transaction(BigInteger.ONE, SOMEBODY, BigInteger.TEN, "");
        assertEquals(
                BigInteger.TEN,
                SCHEME.contents(draft(good)).payments().getFirst().units());
        EthereumTransaction nothing = transaction(BigInteger.ONE, SOMEBODY, BigInteger.ZERO, "");
        assertEquals(List.of(), SCHEME.contents(draft(nothing)).payments(), "only the fee leaves");
        String approve = "095ea7b3" + "0".repeat(128);
        for (EthereumTransaction bad : List.of(
                transaction(BigInteger.TWO, SOMEBODY, BigInteger.TEN, ""),
                transaction(BigInteger.ONE, SOMEBODY, BigInteger.ZERO, "a9059cbb" + "0".repeat(128)),
                transaction(BigInteger.ONE, CONTRACT, BigInteger.ZERO, approve),
                transaction(BigInteger.ONE, CONTRACT, BigInteger.ONE, Erc20.transfer(SOMEBODY, BigInteger.ONE)),
                transaction(BigInteger.ONE, CONTRACT, BigInteger.ZERO, Erc20.transfer(SOMEBODY, BigInteger.ONE) + "00"),
                transaction(BigInteger.ONE, CONTRACT, BigInteger.ZERO, "a9059cbb" + "f".repeat(128)))) {
            assertThrows(IllegalArgumentException.class, () -> SCHEME.contents(draft(bad)), bad::toString);
        }
    }

    @Test
    void aPersonalMessageIsSignedAsWalletsSignIt() {
        String address = "0x2c7536E3605D9C16a7a3D7b1898e529396a65c23";
        String signature = "0xb91467e570a6466aa9e9876cbcd013baba02900b8979d43fe208a4a4f339f5fd"
                + "6007e74cd82e037b800186422fc2da167c747ef045e5d18a5f5d4300f8e1a0291c";
        assertTrue(SCHEME.isSigned("Some data", address, signature));
        byte[] secret =
                new BigInteger("4c0883a69102937d6231471b5dbb6204fe5129617082792ae468d01a3f362318", 16).toByteArray();
        OneKey key = new OneKey(secret);
        assertEquals(address, SCHEME.address(key.publicKey(KeyPath.hot(1))));
        assertEquals(signature, SCHEME.signMessage("Some data", KeyPath.hot(1), key));
    }

    private static EthereumTransaction transaction(BigInteger chain, String to, BigInteger value, String data) {
        BigInteger one = BigInteger.ONE;
        return new EthereumTransaction(chain, one, one, one, BigInteger.valueOf(21_000), to, value, data);
    }

    private static Draft draft(EthereumTransaction transaction) {
        return new Draft("ethereum", List.of(), List.of(), transaction.fee(), transaction.unsigned());
    }
}
