package com.flowex.wallet.api.solvency;

import com.flowex.wallet.app.solvency.ProofFile;
import com.flowex.wallet.store.solvency.Attestation;
import com.flowex.wallet.store.solvency.MerkleSumNode;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Check of a customer's proof from the proof alone, without an exchange or a database. */
final class ProofCheck {

    private static final int LEVELS_MAX = 62;

    private ProofCheck() {}

    /** Returns why a proof does not hold; empty if it does. */
    static Optional<String> problem(ProofFile proof) {
        try {
            return Optional.ofNullable(wrong(proof));
        } catch (IllegalArgumentException | ArithmeticException e) {
            return Optional.of("not a proof: " + e.getMessage());
        }
    }

    /** Claim and reserves that the exchange publishes. */
    record Published(
            Attestation claim,
            String signature,
            String publicKey,
            String reserved,
            List<SolvencyBody.ReserveBody> reserves) {}

    /** Returns why a publication does not hold by itself; empty if it does. */
    static Optional<String> problem(Published shown) {
        return isSigned(shown.claim(), shown.signature(), shown.publicKey())
                ? ReserveCheck.problem(shown.claim(), shown.reserved(), shown.reserves())
                : Optional.of("what is published is not signed by the key in it");
    }

    /** Returns why a proof does not match a publication; empty if it does. */
    static Optional<String> against(ProofFile proof, Published published) {
        Attestation mine = proof.claim();
        Attestation shown = published.claim();
        Optional<String> problem = problem(published);
        if (problem.isPresent()) {
            return problem;
        }
        if (!published.publicKey().equals(proof.publicKey())) {
            return Optional.of("what is published is signed by another key");
        }
        if (mine.tenant() != shown.tenant() || !mine.asset().equals(shown.asset())) {
            return Optional.of("what is published is of another exchange or asset");
        }
        if (mine.sequence() < shown.sequence()) {
            return Optional.of(
                    "stale: published is event " + shown.sequence() + ", this one is of event " + mine.sequence());
        }
        return mine.equals(shown)
                ? Optional.empty()
                : Optional.of("what is published is another root: another tree was shown");
    }

    private static @Nullable String wrong(ProofFile proof) {
        Attestation claim = proof.claim();
        if (!proof.format().equals(Attestation.FORMAT)) {
            return "the format is not " + Attestation.FORMAT;
        }
        if (!isSigned(claim, proof.signature(), proof.publicKey())) {
            return "the claim is not signed by the key in the file";
        }
        long index = proof.leaf().index();
        if (index < 0 || index >= claim.leaves()) {
            return "the leaf is not within the tree";
        }
        MerkleSumNode leaf = MerkleSumNode.leaf(
                hash(proof.leaf().salt()),
                proof.leaf().account(),
                units(proof.leaf().balance()));
        MerkleSumNode root = climb(leaf, index, claim.leaves(), proof.path());
        if (root == null) {
            return "the path is not as long as the tree is high";
        }
        if (!HexFormat.of().formatHex(root.hash()).equals(claim.root())) {
            return "the path does not lead to the root: a balance, an account or a sum was changed";
        }
        return root.sum() == units(claim.sum()) ? null : "the root has another sum";
    }

    /**
     * Computes the root from a leaf and its path. The number of leaves fixes the tree's shape, so a leaf has one
     * position and one path.
     */
    private static @Nullable MerkleSumNode climb(
            MerkleSumNode leaf, long index, long leaves, List<ProofFile.Step> path) {
        if (path.size() > LEVELS_MAX) {
            return null;
        }
        MerkleSumNode at = leaf;
        long place = index;
        long width = leaves;
        int next = 0;
        while (width > 1) {
            if ((place ^ 1) < width) {
                if (next == path.size()) {
                    return null;
                }
                ProofFile.Step step = path.get(next++);
                MerkleSumNode node = new MerkleSumNode(hash(step.hash()), units(step.sum()));
                at = place % 2 == 0 ? MerkleSumNode.over(at, node) : MerkleSumNode.over(node, at);
            }
            place /= 2;
            width = (width + 1) / 2;
        }
        return next == path.size() ? at : null;
    }

    private static byte[] hash(String hex) {
        byte[] bytes = HexFormat.of().parseHex(hex);
        if (bytes.length != MerkleSumNode.HASH_BYTES) {
            throw new IllegalArgumentException("a hash has 32 bytes");
        }
        return bytes;
    }

    private static long units(String text) {
        long units = Long.parseLong(text);
        if (units < 0 || !Long.toString(units).equals(text)) {
            throw new IllegalArgumentException("an amount is a number of units, not negative: " + text);
        }
        return units;
    }

    static boolean isSigned(Attestation claim, String signature, String publicKey) {
        try {
            Signature check = Signature.getInstance("Ed25519");
            check.initVerify(KeyFactory.getInstance("Ed25519")
                    .generatePublic(new X509EncodedKeySpec(Base64.getDecoder().decode(publicKey))));
            check.update(claim.signed().getBytes(StandardCharsets.UTF_8));
            return check.verify(Base64.getDecoder().decode(signature));
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            return false;
        }
    }
}
