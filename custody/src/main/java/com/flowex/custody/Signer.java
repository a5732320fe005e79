package com.flowex.custody;

/**
 * Holder of the keys: a part of this process in the default profile, a separate process for real money. It judges
 * requests by its own policy.
 */
public interface Signer {

    /**
     * Returns the public side of a tenant's keys on a network: BIP-32, serialized as in BIP-44's account level.
     * Addresses are derived from it.
     *
     * @throws SignerException if it is not available now
     */
    String accountKey(Scheme scheme, int tenant);

    /**
     * Signs a transaction of one tenant.
     *
     * @throws SignerException if the signer refuses for good, or cannot be reached
     */
    Signed sign(Scheme scheme, Draft draft);

    /**
     * Signs a message with an address's key.
     *
     * @throws SignerException if it refuses or cannot be reached
     */
    String signMessage(Scheme scheme, KeyPath path, String message);
}
