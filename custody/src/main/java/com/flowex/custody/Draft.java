package com.flowex.custody;

import java.math.BigInteger;
import java.util.List;

/**
 * An unsigned transaction. It names its inputs, so that they are reserved before anything is signed. Two transactions
 * with a common claim can never both be mined; two with none in common can.
 *
 * @param claims nonce or outputs that it uses up, each a word that is unique within the network
 * @param signers paths of the signing keys, in the order that the network wants
 * @param fee greatest fee that the network may take, in smallest units of its own coin
 * @param body the network's own form without the signatures, in hexadecimal digits
 */
public record Draft(String network, List<String> claims, List<KeyPath> signers, BigInteger fee, String body) {

    public Draft {
        claims = List.copyOf(claims);
        signers = List.copyOf(signers);
    }
}
