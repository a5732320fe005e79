package com.flowex.custody.key;

import com.flowex.custody.KeyPath;
import org.bitcoinj.base.BitcoinNetwork;
import org.bitcoinj.crypto.DeterministicKey;

/** The public side of a tenant's keys on a network: makes its addresses' keys, and can sign nothing. */
public final class AccountKey {

    private static final int DEPTH = 3;

    private final DeterministicKey account;

    /**
     * @param serialized as a signer gives it: an xpub
     * @throws IllegalArgumentException if it is none, or one of another level
     */
    public AccountKey(String serialized) {
        account = DeterministicKey.deserializeB58(serialized, BitcoinNetwork.MAINNET);
        if (account.getDepth() != DEPTH || !account.isPubKeyOnly()) {
            throw new IllegalArgumentException("an account's key is public and " + DEPTH + " levels deep");
        }
    }

    /** A compressed public key: 33 bytes. */
    public byte[] publicKey(KeyPath.Branch branch, int index) {
        if (index < 0) {
            throw new IllegalArgumentException("an index is not negative, was " + index);
        }
        return Seed.child(account, branch, index).getPubKey();
    }
}
