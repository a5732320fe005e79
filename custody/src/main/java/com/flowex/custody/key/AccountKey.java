package com.flowex.custody.key;

import com.flowex.custody.KeyPath;
import org.bitcoinj.base.BitcoinNetwork;
import org.bitcoinj.crypto.DeterministicKey;

/** Public side of a tenant's keys on a network. It derives the addresses' public keys, and cannot sign. */
public final class AccountKey {

    private static final int DEPTH = 3;

    private final DeterministicKey account;

    /**
     * @param serialized extended public key (xpub), as a signer returns it
     * @throws IllegalArgumentException if it is none, or of another level
     */
    public AccountKey(String serialized) {
        account = DeterministicKey.deserializeB58(serialized, BitcoinNetwork.MAINNET);
        if (account.getDepth() != DEPTH || !account.isPubKeyOnly()) {
            throw new IllegalArgumentException("an account's key is public and " + DEPTH + " levels deep");
        }
    }

    /** Returns a compressed public key: 33 bytes. */
    public byte[] publicKey(KeyPath.Branch branch, int index) {
        if (index < 0) {
            throw new IllegalArgumentException("an index is not negative, was " + index);
        }
        return Seed.child(account, branch, index).getPubKey();
    }
}
