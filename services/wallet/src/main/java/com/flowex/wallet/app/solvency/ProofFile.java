package com.flowex.wallet.app.solvency;

import com.flowex.wallet.store.solvency.Attestation;
import java.util.List;

/**
 * File with a customer's proof: the schema LiabilitiesProof of docs/api/openapi.yaml. Amounts are units as text,
 * because some JSON readers lose precision above 2^53.
 *
 * @param signature signature of the claim's text: Ed25519, Base64
 * @param publicKey key of the signature: X.509, Base64
 * @param path sibling nodes from the leaf up to the root
 */
public record ProofFile(
        String format, Attestation claim, String signature, String publicKey, Leaf leaf, List<Step> path) {

    /**
     * The customer's leaf.
     *
     * @param index position among the leaves, from 0
     * @param salt salt in hexadecimal
     */
    public record Leaf(long index, String account, String salt, String balance) {}

    /** A sibling node on the path. */
    public record Step(String hash, String sum) {}
}
