package com.flowex.custody.ethereum;

import com.flowex.custody.KeyPath;
import com.flowex.custody.PrivateKeys;
import org.bitcoinj.crypto.ECKey;

/** The same key for every path. */
final class OneKey implements PrivateKeys {

    private final byte[] secret;

    OneKey(byte[] secret) {
        this.secret = secret.clone();
    }

    @Override
    public byte[] secret(KeyPath path) {
        return secret.clone();
    }

    @Override
    public byte[] publicKey(KeyPath path) {
        return ECKey.fromPrivate(secret).getPubKey();
    }
}
