package com.flowex.wallet.api.solvency;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.flowex.access.http.response.Json;
import com.flowex.custody.KeyPath;
import com.flowex.custody.ReserveMessage;
import com.flowex.custody.Scheme;
import com.flowex.custody.connector.Connectors;
import com.flowex.custody.connector.CustodySettings;
import com.flowex.custody.key.AccountKey;
import com.flowex.custody.key.LocalSigner;
import com.flowex.custody.key.Seed;
import com.flowex.domain.value.Decimals;
import com.flowex.domain.value.Scale;
import com.flowex.platform.crypto.Ed25519Key;
import com.flowex.platform.settings.Profile;
import com.flowex.platform.settings.SecretSource;
import com.flowex.platform.settings.SettingsReader;
import com.flowex.testsupport.Repository;
import com.flowex.wallet.store.solvency.Attestation;
import com.flowex.wallet.store.solvency.MerkleSumNode;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The published reserves, and the cheats that a check of them finds. */
class ReservesTest {

    private static final Scale SCALE = new Scale(8);
    private static final Path VECTORS = Repository.file("services/wallet/src/test/resources/reserves-vectors.json");
    private static final ObjectMapper JSON = Json.mapper();
    private static final LocalSigner SIGNER = new LocalSigner(new Seed(new byte[32]));
    private static final List<Scheme> SCHEMES =
            Connectors.schemes(CustodySettings.read(new SettingsReader(Map.of()), Profile.DEV, Path.of(".")));

    private static final Attestation CLAIM = Attestation.of(
            new Attestation.Subject(1, "BTC", 8),
            20_417,
            "2026-11-21T12:00:00Z",
            1,
            MerkleSumNode.leaf(new byte[MerkleSumNode.HASH_BYTES], "1/1001", 700));

    private static Scheme scheme(String network) {
        return SCHEMES.stream()
                .filter(one -> one.network().code().equals(network))
                .findFirst()
                .orElseThrow();
    }

    private static String address(String network, int tenant) {
        Scheme scheme = scheme(network);
        return scheme.address(new AccountKey(SIGNER.accountKey(scheme, tenant)).publicKey(KeyPath.Branch.HOT, 0));
    }

    /** @param by owner of the key that signs */
    private static SolvencyBody.ReserveBody reserve(
            String network, int by, String units, int decimals, Attestation claim) {
        ReserveMessage message = new ReserveMessage(
                claim.tenant(),
                claim.asset(),
                network,
                address(network, 1),
                new BigInteger(units),
                decimals,
                812_000,
                "00ab",
                claim.sequence(),
                claim.root());
        return shown(message, SIGNER.signMessage(scheme(network), KeyPath.hot(by), message.text()));
    }

    private static SolvencyBody.ReserveBody shown(ReserveMessage message, String signature) {
        String amount = Decimals.format(ReserveCheck.inLedger(message, SCALE), SCALE);
        return new SolvencyBody.ReserveBody(message.network(), message.address(), amount, message.text(), signature);
    }

    private static SolvencyBody.ReserveBody bitcoin() {
        return reserve("bitcoin", 1, "500", 8, CLAIM);
    }

    /** Finer than the ledger: rounded down. */
    private static SolvencyBody.ReserveBody ethereum() {
        return reserve("ethereum", 1, "29999999999", 18, CLAIM);
    }

    private static SolvencyBody.ReserveBody simulated() {
        return reserve("simulated", 1, "10000000000", 18, CLAIM);
    }

    private static List<SolvencyBody.ReserveBody> honest() {
        return List.of(bitcoin(), ethereum(), simulated());
    }

    private static String problem(String reserved, SolvencyBody.ReserveBody... reserves) {
        return ReserveCheck.problem(CLAIM, reserved, List.of(reserves)).orElse("");
    }

    @Test
    void keysOfEveryNetworkAreChecked() {
        assertEquals(Optional.empty(), ReserveCheck.problem(CLAIM, "0.00000503", honest()));
        assertEquals(Optional.empty(), ReserveCheck.problem(CLAIM, "0", List.of()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"bitcoin", "ethereum", "simulated"})
    void aSignatureOfAnotherAddressOrNoneIsFound(String network) {
        String zeros = reserve(network, 1, "0", 18, CLAIM).amount();
        assertTrue(problem(zeros, reserve(network, 2, "0", 18, CLAIM)).contains("not signed by its key"));
        SolvencyBody.ReserveBody honest = reserve(network, 1, "0", 18, CLAIM);
        for (String signature :
                List.of("", "0x", "smp", "00.00", honest.signature().substring(2))) {
            SolvencyBody.ReserveBody unsigned = new SolvencyBody.ReserveBody(
                    network, honest.address(), honest.amount(), honest.message(), signature);
            assertTrue(problem(zeros, unsigned).contains("not signed by its key"), signature);
        }
    }

    /** An old signature, one for another exchange's claim, or another asset's. */
    @Test
    void aSignatureForAnotherClaimIsFound() {
        MerkleSumNode other = MerkleSumNode.leaf(new byte[MerkleSumNode.HASH_BYTES], "1/1001", 701);
        for (Attestation claim : List.of(
                Attestation.of(new Attestation.Subject(1, "BTC", 8), 20_417, CLAIM.time(), 1, other),
                Attestation.of(
                        new Attestation.Subject(1, "BTC", 8),
                        20_416,
                        CLAIM.time(),
                        1,
                        MerkleSumNode.leaf(new byte[32], "1/1001", 700)),
                Attestation.of(
                        new Attestation.Subject(2, "BTC", 8),
                        20_417,
                        CLAIM.time(),
                        1,
                        MerkleSumNode.leaf(new byte[32], "1/1001", 700)),
                Attestation.of(
                        new Attestation.Subject(1, "ETH", 8),
                        20_417,
                        CLAIM.time(),
                        1,
                        MerkleSumNode.leaf(new byte[32], "1/1001", 700)))) {
            SolvencyBody.ReserveBody old = reserve("bitcoin", 1, "500", 8, claim);
            assertTrue(problem("0.000005", old).contains("for another claim"), claim::toString);
        }
    }

    @Test
    void reserveThatDiffersFromItsSignatureIsFound() {
        SolvencyBody.ReserveBody honest = bitcoin();
        for (SolvencyBody.ReserveBody cheat : List.of(
                new SolvencyBody.ReserveBody(
                        "ethereum", honest.address(), honest.amount(), honest.message(), honest.signature()),
                new SolvencyBody.ReserveBody(
                        "bitcoin", address("bitcoin", 2), honest.amount(), honest.message(), honest.signature()),
                new SolvencyBody.ReserveBody(
                        "bitcoin", honest.address(), "0.000006", honest.message(), honest.signature()))) {
            assertTrue(problem(cheat.amount(), cheat).contains("is not what it signed"), cheat::toString);
        }
        SolvencyBody.ReserveBody more = new SolvencyBody.ReserveBody(
                "bitcoin",
                honest.address(),
                "0.000006",
                honest.message().replace("units 500", "units 600"),
                honest.signature());
        assertTrue(problem("0.000006", more).contains("not signed by its key"));
        SolvencyBody.ReserveBody hidden = new SolvencyBody.ReserveBody(
                "bitcoin", honest.address(), "0.000005", honest.message() + "units 900\n", honest.signature());
        assertTrue(problem("0.000005", hidden).contains("cannot be checked"));
        SolvencyBody.ReserveBody nowhere = shown(
                new ReserveMessage(
                        1, "BTC", "litecoin", "L1", BigInteger.ONE, 8, 1, "00", CLAIM.sequence(), CLAIM.root()),
                "signed");
        assertTrue(problem("0.00000001", nowhere).contains("no network litecoin"));
    }

    @Test
    void aSumThatDoesNotMatchAndAnAddressShownTwiceAreFound() {
        assertTrue(problem("0.00000501", bitcoin()).contains("come to 0.000005, not to 0.00000501"));
        assertTrue(problem("0.00001", bitcoin(), bitcoin()).contains("shown twice"));
        SolvencyBody.ReserveBody again = reserve("bitcoin", 1, "400", 8, CLAIM);
        assertTrue(problem("0.000009", bitcoin(), again).contains("shown twice"));
    }

    private static Map<String, Object> published() {
        try {
            byte[] pkcs8 = HexFormat.of().parseHex("302e020100300506032b657004220420" + "00".repeat(32));
            Ed25519Key key =
                    Ed25519Key.of(new SecretSource.Supplied(Base64.getEncoder().encodeToString(pkcs8)));
            return Map.of(
                    "claim", CLAIM,
                    "signature", key.sign(CLAIM.signed()),
                    "public_key",
                            Base64.getEncoder().encodeToString(key.publicKey().getEncoded()),
                    "reserved", "0.00000503",
                    "reserves", honest());
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    /** Made again with {@code -Dflowex.vectors=write}; never changed while the format is the same. */
    @Test
    void committedVectorsEqualTheGeneratedOnes() throws IOException {
        String text = JSON.writerWithDefaultPrettyPrinter().writeValueAsString(published()) + "\n";
        if (System.getProperty("flowex.vectors", "").equals("write")) {
            Files.writeString(VECTORS, text);
        }
        assertEquals(JSON.readTree(text), JSON.readTree(Files.readString(VECTORS)));
    }

    @Test
    void toolChecksPublishedReserves(@TempDir Path folder) throws IOException {
        assertEquals(0, ProofTool.verify(VECTORS, Optional.empty()));
        int at = 0;
        for (List<String> change : List.of(
                List.of("0.00000503", "0.00000504"),
                List.of("units 500", "units 501"),
                List.of("\"sequence\" : 20417", "\"sequence\" : 20418"),
                List.of("\"claim\"", "\"claims\""))) {
            String cheated = Files.readString(VECTORS).replace(change.getFirst(), change.getLast());
            Path file = Files.writeString(folder.resolve("published-" + at++ + ".json"), cheated);
            assertEquals(1, ProofTool.verify(file, Optional.empty()), change::toString);
        }
    }
}
