package com.flowex.custody;

import java.math.BigInteger;
import java.util.List;

/**
 * A transaction that nobody has signed yet. What it uses up is named, so that it is reserved before anything is signed: two
 * transactions that claim the same can never both be mined, and two payments that claim different ones can both be.
 *
 * @param claims the nonce or the outputs that it uses up, each a word that is unique within the network
 * @param signers whose keys sign, in the order in which the network wants them
 * @param fee the most that the network may take, in smallest units of its own coin
 * @param body the network's own form, complete but for the signatures, in hexadecimal digits
 */
public record Draft(String network, List<String> claims, List<KeyPath> signers, BigInteger fee, String body) {

    public Draft {
        claims = List.copyOf(claims);
        signers = List.copyOf(signers);
    }
}
