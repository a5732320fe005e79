package com.flowex.custody.key;

import com.flowex.custody.KeyPath;
import com.flowex.custody.Network;
import com.flowex.custody.PrivateKeys;
import org.bitcoinj.base.BitcoinNetwork;
import org.bitcoinj.crypto.DeterministicKey;

/** Keys of one network, derived from the seed on each request. */
public final class HdKeys implements PrivateKeys {

    private final Seed seed;
    private final Network network;

    HdKeys(Seed seed, Network network) {
        this.seed = seed;
        this.network = network;
    }

    @Override
    public byte[] secret(KeyPath path) {
        return key(path).getPrivKeyBytes();
    }

    @Override
    public byte[] publicKey(KeyPath path) {
        return key(path).getPubKey();
    }

    /** Returns the public side of a tenant's keys, for {@link AccountKey}. It starts with xpub on every network. */
    public String accountKey(int tenant) {
        KeyPath.hot(tenant);
        return seed.account(network, tenant).serializePubB58(BitcoinNetwork.MAINNET);
    }

    private DeterministicKey key(KeyPath path) {
        return Seed.child(seed.account(network, path.tenant()), path.branch(), path.index());
    }
}
