package com.flowex.custody;

/** Private keys of one network; only whoever signs holds them. */
public interface Keys {

    /** The private key of a path: 32 bytes, for secp256k1. The caller erases it. */
    byte[] secret(KeyPath path);

    /** Its public key, compressed: 33 bytes. */
    byte[] publicKey(KeyPath path);
}
