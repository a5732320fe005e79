package com.flowex.custody;

import java.time.Duration;
import java.util.Optional;

/**
 * How addresses and transactions of a network are made: no node, no clock, no state. The keys are somebody else's.
 */
public interface Scheme {

    Network network();

    /** How old the last block may be before a node is thought not to keep up; empty where blocks come when somebody wants them. */
    default Optional<Duration> silenceMax() {
        return Optional.empty();
    }

    /** The coin that stands for an asset on this network; empty if it carries none. */
    Optional<Coin> coin(String asset);

    /** In which fees are paid; empty if they are nobody's money. */
    default Optional<Coin> feeCoin() {
        return Optional.empty();
    }

    /** The address of a compressed secp256k1 public key. */
    String address(byte[] publicKey);

    /** What an address that somebody typed is. */
    AddressReading read(String address);

    /**
     * What an unsigned transaction does.
     *
     * @throws IllegalArgumentException if the bytes are none
     */
    Contents contents(Draft draft);

    /** Signs with the keys of its signers. */
    Signed sign(Draft draft, Keys keys);

    /** A message signed by an address's key, in the network's own way: proof that whoever asks holds it. */
    String signMessage(String message, KeyPath path, Keys keys);

    /** Whether the address's key signed the message. */
    boolean isSigned(String message, String address, String signature);
}
