package com.flowex.wallet.api.solvency;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.flowex.access.http.response.Json;
import com.flowex.platform.crypto.Ed25519Key;
import com.flowex.platform.settings.SecretSource;
import com.flowex.testsupport.Repository;
import com.flowex.wallet.app.solvency.MerkleSumTree;
import com.flowex.wallet.app.solvency.ProofFile;
import com.flowex.wallet.store.solvency.Attestation;
import com.flowex.wallet.store.solvency.MerkleSumNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The tree, the proofs and the cheats that a customer finds. The ledger's own part is in ProofOfLiabilitiesTest. */
class ProofTest {

    /** The same that the page's check is tested with. */
    private static final Path VECTORS = Repository.file("web/src/wallet/solvency/vectors.json");

    private static final ObjectMapper JSON = Json.mapper();
    private static final byte[] SECRET = new byte[32];

    private static Ed25519Key key() {
        try {
            // A seed of zeros, as PKCS 8: for vectors only.
            byte[] pkcs8 = HexFormat.of().parseHex("302e020100300506032b657004220420" + "00".repeat(32));
            return Ed25519Key.of(new SecretSource.Supplied(Base64.getEncoder().encodeToString(pkcs8)));
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] salt(int leaf) {
        byte[] salt = SECRET.clone();
        salt[31] = (byte) leaf;
        return salt;
    }

    private static String name(int leaf) {
        return "1/" + (1_001 + leaf);
    }

    private static MerkleSumNode leaf(int leaf) {
        return MerkleSumNode.leaf(salt(leaf), name(leaf), balance(leaf));
    }

    private static long balance(int leaf) {
        return 10L + leaf;
    }

    private static List<MerkleSumNode> leaves(int count) {
        List<MerkleSumNode> leaves = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            leaves.add(leaf(i));
        }
        return leaves;
    }

    private static Attestation claim(int leaves, MerkleSumNode root) {
        return Attestation.of(new Attestation.Subject(1, "BTC", 8), 20_417, "2026-11-21T12:00:00Z", leaves, root);
    }

    private static ProofFile proof(Attestation claim, int index, List<MerkleSumNode> path) {
        return new ProofFile(
                Attestation.FORMAT,
                claim,
                key().sign(claim.signed()),
                publicKey(),
                new ProofFile.Leaf(
                        index, name(index), HexFormat.of().formatHex(salt(index)), Long.toString(balance(index))),
                path.stream()
                        .map(node ->
                                new ProofFile.Step(HexFormat.of().formatHex(node.hash()), Long.toString(node.sum())))
                        .toList());
    }

    private static String publicKey() {
        return Base64.getEncoder().encodeToString(key().publicKey().getEncoded());
    }

    private static ProofFile honest(int count, int index) {
        List<MerkleSumNode> leaves = leaves(count);
        return proof(claim(count, MerkleSumTree.root(leaves)), index, MerkleSumTree.path(leaves, index));
    }

    /** The document's example is the vector that the program's and the page's check read, with the hashes on its way. */
    @Test
    void theExampleOfTheDocumentIsProvedByItsOwnRules() throws IOException {
        String document = Files.readString(Repository.file("docs/solvency.md"));
        String example = document.substring(document.indexOf("```json\n") + 8);
        JsonNode proof = JSON.readTree(example.substring(0, example.indexOf("```")));

        assertEquals(JSON.readTree(Files.readString(VECTORS)).path("third_of_five"), proof);
        assertEquals(Optional.empty(), ProofCheck.problem(JSON.treeToValue(proof, ProofFile.class)));
        MerkleSumNode pair = MerkleSumNode.over(leaf(2), leaf(3));
        for (MerkleSumNode node :
                List.of(leaf(2), pair, MerkleSumNode.over(MerkleSumNode.over(leaf(0), leaf(1)), pair))) {
            assertTrue(document.contains(HexFormat.of().formatHex(node.hash())), "a hash on its way");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 7, 8, 9, 31, 33, 100})
    void everyLeafOfATreeOfAnySizeIsProved(int count) {
        for (int i = 0; i < count; i++) {
            assertEquals(Optional.empty(), ProofCheck.problem(honest(count, i)));
        }
    }

    /** A leaf has one place: the same path from another does not lead to the root. */
    @Test
    void twoCustomersCannotBeGivenTheSameLeaf() {
        ProofFile first = honest(9, 3);
        for (int i = 0; i < 9; i++) {
            if (i != 3) {
                ProofFile.Leaf other = new ProofFile.Leaf(
                        3, name(i), first.leaf().salt(), first.leaf().balance());
                assertTrue(problem(first, first.claim(), other, first.path()).contains("does not lead to the root"));
                ProofFile.Leaf elsewhere = new ProofFile.Leaf(
                        i,
                        first.leaf().account(),
                        first.leaf().salt(),
                        first.leaf().balance());
                assertNotEquals("", problem(first, first.claim(), elsewhere, first.path()));
            }
        }
    }

    @Test
    void changedLeafOrSiblingIsDetected() {
        ProofFile honest = honest(9, 4);
        ProofFile.Leaf leaf = honest.leaf();
        for (ProofFile.Leaf changed : List.of(
                new ProofFile.Leaf(4, leaf.account(), leaf.salt(), "15"),
                new ProofFile.Leaf(4, leaf.account(), leaf.salt(), "014"),
                new ProofFile.Leaf(4, leaf.account(), leaf.salt().replace("04", "05"), leaf.balance()),
                new ProofFile.Leaf(4, "1/9", leaf.salt(), leaf.balance()),
                new ProofFile.Leaf(5, leaf.account(), leaf.salt(), leaf.balance()),
                new ProofFile.Leaf(9, leaf.account(), leaf.salt(), leaf.balance()),
                new ProofFile.Leaf(-1, leaf.account(), leaf.salt(), leaf.balance()))) {
            assertNotEquals("", problem(honest, honest.claim(), changed, honest.path()));
        }
        for (int i = 0; i < honest.path().size(); i++) {
            List<ProofFile.Step> path = new ArrayList<>(honest.path());
            path.set(i, new ProofFile.Step(path.get(i).hash(), "1"));
            assertTrue(problem(honest, honest.claim(), leaf, path).contains("does not lead to the root"));
            List<ProofFile.Step> shorter = new ArrayList<>(honest.path());
            shorter.remove(i);
            assertNotEquals("", problem(honest, honest.claim(), leaf, shorter));
        }
    }

    /** A debtor is no leaf, and no neighbour: no balance is made smaller by it. */
    @Test
    void negativeBalanceIsRefusedAsLeafAndSibling() {
        assertThrows(IllegalArgumentException.class, () -> MerkleSumNode.leaf(salt(1), name(1), -1));
        ProofFile honest = honest(4, 0);
        List<ProofFile.Step> path = new ArrayList<>(honest.path());
        path.set(0, new ProofFile.Step(path.get(0).hash(), "-5"));
        assertTrue(problem(honest, honest.claim(), honest.leaf(), path).contains("not negative"));
    }

    @Test
    void aSumThatDoesNotFitIsFound() {
        ProofFile honest = honest(4, 0);
        List<ProofFile.Step> path = new ArrayList<>(honest.path());
        path.set(1, new ProofFile.Step(path.get(1).hash(), Long.toString(Long.MAX_VALUE)));
        assertTrue(problem(honest, honest.claim(), honest.leaf(), path).contains("overflow"));
    }

    /**
     * The flaw of the first such trees: where a parent's hash has one sum for both children, two customers can each be shown a neighbour of
     * nothing. The same cheat here: the root claims the larger child only.
     */
    @Test
    void theSumOfOneChildAloneIsFound() {
        List<MerkleSumNode> leaves = leaves(2);
        MerkleSumNode honest = MerkleSumNode.over(leaves.get(0), leaves.get(1));
        MerkleSumNode larger = new MerkleSumNode(honest.hash(), leaves.get(1).sum());
        ProofFile cheated = proof(claim(2, larger), 0, List.of(leaves.get(1)));
        assertTrue(ProofCheck.problem(cheated).orElse("").contains("another sum"));

        MerkleSumNode nothingBeside = new MerkleSumNode(leaves.get(1).hash(), 0);
        MerkleSumNode shownToFirst = MerkleSumNode.over(leaves.get(0), nothingBeside);
        ProofFile first = proof(claim(2, shownToFirst), 0, List.of(nothingBeside));
        ProofFile second = proof(
                claim(2, shownToFirst),
                1,
                List.of(new MerkleSumNode(leaves.get(0).hash(), 0)));
        assertEquals(Optional.empty(), ProofCheck.problem(first));
        assertTrue(ProofCheck.problem(second).orElse("").contains("does not lead to the root"));
    }

    /** A leaf and a parent of the same bytes are two things. */
    @Test
    void parentIsNotAcceptedAsALeafAndAnEmptyTreeIsRefused() {
        byte[] nothing = new byte[0];
        assertNotEquals(
                HexFormat.of().formatHex(MerkleSumNode.padding().hash()),
                HexFormat.of().formatHex(MerkleSumNode.leaf(nothing, "", 0).hash()));
        ProofFile honest = honest(4, 0);
        ProofFile short1 = proof(claim(2, MerkleSumTree.root(leaves(4))), 0, MerkleSumTree.path(leaves(4), 0));
        assertNotEquals(Optional.empty(), ProofCheck.problem(short1));
        assertEquals(Optional.empty(), ProofCheck.problem(honest));
    }

    @Test
    void aClaimThatWasNotSignedOrChangedIsFound() {
        ProofFile honest = honest(5, 2);
        Attestation claim = honest.claim();
        Attestation later = new Attestation(
                claim.tenant(),
                claim.asset(),
                claim.scale(),
                claim.sequence() + 1,
                claim.time(),
                claim.leaves(),
                claim.sum(),
                claim.root());
        ProofFile changed = new ProofFile(
                honest.format(), later, honest.signature(), honest.publicKey(), honest.leaf(), honest.path());
        assertTrue(ProofCheck.problem(changed).orElse("").contains("not signed"));
    }

    @Test
    void otherRootsStaleClaimsAndForeignKeysAreDetected() throws Exception {
        ProofFile mine = honest(5, 2);
        assertEquals(Optional.empty(), ProofCheck.against(mine, published(mine.claim(), key())));

        Attestation other = claim(4, MerkleSumTree.root(leaves(4)));
        assertTrue(ProofCheck.against(mine, published(other, key())).orElse("").contains("another root"));

        Attestation c = mine.claim();
        Attestation later = new Attestation(
                c.tenant(), c.asset(), c.scale(), c.sequence() + 1, c.time(), c.leaves(), c.sum(), c.root());
        assertTrue(ProofCheck.against(mine, published(later, key())).orElse("").contains("stale"));

        Ed25519Key stranger = Ed25519Key.of(new SecretSource.Supplied(Ed25519Key.fresh()));
        assertTrue(ProofCheck.against(mine, published(c, stranger)).orElse("").contains("another key"));
    }

    private static ProofCheck.Published published(Attestation claim, Ed25519Key by) {
        return new ProofCheck.Published(
                claim,
                by.sign(claim.signed()),
                Base64.getEncoder().encodeToString(by.publicKey().getEncoded()),
                "0",
                List.of());
    }

    private static String problem(ProofFile of, Attestation claim, ProofFile.Leaf leaf, List<ProofFile.Step> path) {
        return ProofCheck.problem(new ProofFile(of.format(), claim, of.signature(), of.publicKey(), leaf, path))
                .orElse("");
    }

    /** Made again with {@code -Dflowex.vectors=write}; never changed while the format is the same. */
    @Test
    void committedVectorsEqualTheGeneratedOnes() throws IOException {
        Map<String, Object> vectors = new LinkedHashMap<>();
        vectors.put("one_of_one", honest(1, 0));
        vectors.put("third_of_five", honest(5, 2));
        vectors.put("last_of_five", honest(5, 4));
        vectors.put("first_of_eight", honest(8, 0));
        String text = JSON.writerWithDefaultPrettyPrinter().writeValueAsString(vectors) + "\n";
        if (System.getProperty("flowex.vectors", "").equals("write")) {
            Files.createDirectories(VECTORS.getParent());
            Files.writeString(VECTORS, text);
        }
        assertEquals(JSON.readTree(text), JSON.readTree(Files.readString(VECTORS)));
    }

    @Test
    void theToolSaysWhetherAFileHolds(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("proof.json"), JSON.writeValueAsString(honest(5, 2)));
        assertEquals(0, ProofTool.verify(file, Optional.empty()));
        Path changed = Files.writeString(
                folder.resolve("changed.json"),
                Files.readString(file).replace("\"balance\":\"12\"", "\"balance\":\"13\""));
        assertEquals(1, ProofTool.verify(changed, Optional.empty()));
        assertEquals(1, ProofTool.verify(folder.resolve("none"), Optional.empty()));
    }
}
