package com.flowex.custody.ethereum;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.Locale;
import java.util.regex.Pattern;
import org.bitcoinj.crypto.ECKey;
import org.web3j.crypto.Hash;

/** Addresses with the checksum in their letters' case (EIP-55), which is their canonical form. */
final class EthereumAddress {

    static final int BYTES = 20;

    private static final Pattern SHAPE = Pattern.compile("0x[0-9a-fA-F]{40}");
    private static final int UPPER_FROM = 8;

    private EthereumAddress() {}

    static boolean isShaped(String text) {
        return SHAPE.matcher(text).matches();
    }

    /**
     * Returns an address with its checksum.
     *
     * @param text text of the right shape, in any case
     */
    static String checksummed(String text) {
        String lower = text.substring(2).toLowerCase(Locale.ROOT);
        byte[] hash = Hash.sha3(lower.getBytes(java.nio.charset.StandardCharsets.US_ASCII));
        StringBuilder address = new StringBuilder("0x");
        for (int i = 0; i < lower.length(); i++) {
            int nibble = i % 2 == 0 ? (hash[i / 2] >> 4) & 0xf : hash[i / 2] & 0xf;
            char letter = lower.charAt(i);
            address.append(nibble >= UPPER_FROM ? Character.toUpperCase(letter) : letter);
        }
        return address.toString();
    }

    /** Returns true if the letters' case carries no checksum, or the right one. */
    static boolean isIntact(String text) {
        String digits = text.substring(2);
        return digits.equals(digits.toLowerCase(Locale.ROOT))
                || digits.equals(digits.toUpperCase(Locale.ROOT))
                || text.equals(checksummed(text));
    }

    static String of(byte[] address) {
        return checksummed("0x" + HexFormat.of().formatHex(address));
    }

    /**
     * Returns the address of a public key.
     *
     * @param publicKey public key, compressed or not
     */
    static String ofKey(byte[] publicKey) {
        byte[] point = ECKey.fromPublicOnly(publicKey).getPubKeyPoint().getEncoded(false);
        byte[] hash = Hash.sha3(Arrays.copyOfRange(point, 1, point.length));
        return of(Arrays.copyOfRange(hash, hash.length - BYTES, hash.length));
    }

    static byte[] bytes(String address) {
        return HexFormat.of().parseHex(address, 2, address.length());
    }
}
