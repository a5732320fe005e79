package com.flowex.custody;

/** Private keys of one network, held only by a signer. */
public interface PrivateKeys {

    /** Returns the private key of a path: 32 bytes, for secp256k1. The caller erases it. */
    byte[] secret(KeyPath path);

    /** Returns the compressed public key of a path: 33 bytes. */
    byte[] publicKey(KeyPath path);
}
