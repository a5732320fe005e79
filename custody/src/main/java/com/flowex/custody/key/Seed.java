package com.flowex.custody.key;

import com.flowex.custody.KeyPath;
import com.flowex.custody.Network;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.bitcoinj.crypto.ChildNumber;
import org.bitcoinj.crypto.DeterministicKey;
import org.bitcoinj.crypto.HDKeyDerivation;

/** Random bytes from which all keys of all networks derive (BIP-32). Nothing here prints them. */
public final class Seed {

    /** Least length: BIP-32 considers a shorter seed guessable. */
    static final int BYTES_MIN = 16;

    private static final int BYTES_MAX = 64;
    private static final int FINGERPRINT_BYTES = 8;

    private final DeterministicKey master;

    /** @param bytes 16 to 64 bytes, which the caller may erase */
    public Seed(byte[] bytes) {
        if (bytes.length < BYTES_MIN || bytes.length > BYTES_MAX) {
            throw new IllegalArgumentException(
                    "a seed has " + BYTES_MIN + ".." + BYTES_MAX + " bytes, not " + bytes.length);
        }
        master = HDKeyDerivation.createMasterPrivateKey(bytes.clone());
    }

    /**
     * Returns a fingerprint that identifies the seed without revealing it. It is stored beside the addresses, to check
     * that they belong to this seed.
     */
    public String fingerprint() {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update("FlowEx seed".getBytes(StandardCharsets.US_ASCII));
            return HexFormat.of().formatHex(digest.digest(master.getPubKey()), 0, FINGERPRINT_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    /** Returns a network's keys. */
    public HdKeys keys(Network network) {
        return new HdKeys(this, network);
    }

    /** Returns {@code m / purpose' / coin' / tenant'}. */
    DeterministicKey account(Network network, int tenant) {
        DeterministicKey key = master;
        for (int number : new int[] {network.purpose(), network.coinType(), tenant}) {
            key = HDKeyDerivation.deriveChildKey(key, new ChildNumber(number, true));
        }
        return key;
    }

    /** Returns a child key of an account. */
    static DeterministicKey child(DeterministicKey account, KeyPath.Branch branch, int index) {
        DeterministicKey chain = HDKeyDerivation.deriveChildKey(account, new ChildNumber(number(branch), false));
        return HDKeyDerivation.deriveChildKey(chain, new ChildNumber(index, false));
    }

    /** Returns the number of a branch by BIP-44: 0 for published addresses, 1 for internal ones. */
    private static int number(KeyPath.Branch branch) {
        return switch (branch) {
            case DEPOSIT -> 0;
            case HOT -> 1;
        };
    }

    @Override
    public String toString() {
        return "Seed[" + fingerprint() + "]";
    }
}
