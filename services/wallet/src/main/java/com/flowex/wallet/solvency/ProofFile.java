package com.flowex.wallet.solvency;

import java.util.List;

/**
 * What a customer keeps: the schema LiabilitiesProof of docs/api/openapi.yaml. Amounts are units, as text, because the numbers of some
 * readers end at 2^53.
 *
 * @param signature of the claim's text: Ed25519, Base64
 * @param publicKey of it: X.509, Base64
 * @param path the neighbours from the leaf up to the root
 */
record ProofFile(String format, Attestation claim, String signature, String publicKey, Leaf leaf, List<Step> path) {

    /**
     * What the customer is owed.
     *
     * @param index its place among the leaves, from 0
     * @param salt hex
     */
    record Leaf(long index, String account, String salt, String balance) {}

    /** A neighbour on the way up. */
    record Step(String hash, String sum) {}
}
