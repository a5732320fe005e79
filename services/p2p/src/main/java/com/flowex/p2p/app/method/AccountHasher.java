package com.flowex.p2p.app.method;

/** Keyed hash of payment accounts, by which the same account of two people is known. */
@FunctionalInterface
public interface AccountHasher {

    /**
     * Returns the hash of a payment account; another tenant has another one.
     *
     * @param account account in one writing
     */
    byte[] hash(int tenant, String account);
}
