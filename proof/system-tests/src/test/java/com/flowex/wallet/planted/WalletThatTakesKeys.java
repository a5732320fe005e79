package com.flowex.wallet.planted;

import com.flowex.custody.KeyPath;
import com.flowex.custody.PrivateKeys;
import org.bitcoinj.crypto.HDKeyDerivation;

/** Signs for itself. */
public final class WalletThatTakesKeys {

    private WalletThatTakesKeys() {}

    public static byte[] take(PrivateKeys keys) {
        return HDKeyDerivation.createMasterPrivateKey(keys.secret(KeyPath.hot(1)))
                .getPrivKeyBytes();
    }
}
