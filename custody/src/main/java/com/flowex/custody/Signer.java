package com.flowex.custody;

/**
 * Whoever holds the keys: a part of this process in the default profile, a process of its own where money is real. It judges what
 * it signs by a policy of its own.
 */
public interface Signer {

    /**
     * The public side of a tenant's keys on a network: BIP-32, serialized as in BIP-44's account level. Addresses are derived from it.
     *
     * @throws SignerException if it cannot be had now
     */
    String accountKey(Scheme scheme, int tenant);

    /**
     * Signs a transaction of one tenant.
     *
     * @throws SignerException if it refuses, for ever, or cannot be reached
     */
    Signed sign(Scheme scheme, Draft draft);

    /**
     * Signs a message with an address's key.
     *
     * @throws SignerException if it refuses or cannot be reached
     */
    String signMessage(Scheme scheme, KeyPath path, String message);
}
