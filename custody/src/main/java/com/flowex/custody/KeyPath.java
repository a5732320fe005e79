package com.flowex.custody;

/**
 * Path of a key: {@code m / purpose' / coin' / tenant' / branch / index} (BIP-44). Purpose and coin are the network's.
 * The tenant is the last hardened level, so each tenant's money has its own keys, and addresses derive from a public
 * key alone.
 *
 * @param tenant owner of the money, from 1
 * @param index from 0, below 2^31
 */
public record KeyPath(int tenant, Branch branch, int index) {

    /** Use of a branch's addresses. */
    public enum Branch {
        /** Each address receives the deposits of one user. */
        DEPOSIT,
        /** The address that pays withdrawals; index 0 alone. */
        HOT
    }

    /** Returns the path of the one address from which a tenant pays. */
    public static KeyPath hot(int tenant) {
        return new KeyPath(tenant, Branch.HOT, 0);
    }

    public static KeyPath deposit(int tenant, int index) {
        return new KeyPath(tenant, Branch.DEPOSIT, index);
    }

    public KeyPath {
        if (tenant < 1 || index < 0) {
            throw new IllegalArgumentException(
                    "a key's tenant is positive and its index not negative, were " + tenant + " and " + index);
        }
    }
}
