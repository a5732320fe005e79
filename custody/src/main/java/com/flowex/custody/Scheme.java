package com.flowex.custody;

import java.time.Duration;
import java.util.Optional;

/** Addresses and transactions of a network, without a node, a clock or state. The keys come from outside. */
public interface Scheme {

    Network network();

    /** Returns the greatest age of the last block before a node counts as behind; empty where blocks come on demand. */
    default Optional<Duration> silenceMax() {
        return Optional.empty();
    }

    /** Returns the coin that represents an asset on this network; empty if it carries none. */
    Optional<Coin> coin(String asset);

    /** Returns the coin in which fees are paid; empty if fees cost the payer nothing. */
    default Optional<Coin> feeCoin() {
        return Optional.empty();
    }

    /** Returns the address of a compressed secp256k1 public key. */
    String address(byte[] publicKey);

    /** Parses an address that a user typed. */
    ParsedAddress read(String address);

    /**
     * Returns the effects of an unsigned transaction.
     *
     * @throws IllegalArgumentException if the bytes are not one
     */
    TransactionContents contents(Draft draft);

    /** Signs with the keys of the draft's signers. */
    Signed sign(Draft draft, PrivateKeys keys);

    /** Signs a message with an address's key, in the network's own way, as proof that the signer holds the key. */
    String signMessage(String message, KeyPath path, PrivateKeys keys);

    /** Returns true if the address's key signed the message. */
    boolean isSigned(String message, String address, String signature);
}
