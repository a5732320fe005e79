package com.flowex.platform.config;

import java.net.InetAddress;

/**
 * A block of addresses in CIDR notation, or one address.
 *
 * @param network its first address, 4 or 16 bytes
 * @param bits how many leading bits an address shares with it
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record AddressRange(byte[] network, int bits) {

    /** @throws IllegalArgumentException if the text is neither an address nor a block; names are not looked up */
    public static AddressRange parse(String text) {
        int slash = text.indexOf('/');
        byte[] network = InetAddress.ofLiteral(slash < 0 ? text : text.substring(0, slash))
                .getAddress();
        int bits = slash < 0 ? network.length * Byte.SIZE : Integer.parseInt(text.substring(slash + 1));
        if (bits < 0 || bits > network.length * Byte.SIZE) {
            throw new IllegalArgumentException("no such block: " + text);
        }
        return new AddressRange(network, bits);
    }

    public boolean contains(InetAddress address) {
        byte[] other = address.getAddress();
        if (other.length != network.length) {
            return false;
        }
        int whole = bits / Byte.SIZE;
        for (int i = 0; i < whole; i++) {
            if (other[i] != network[i]) {
                return false;
            }
        }
        int rest = bits % Byte.SIZE;
        return rest == 0 || ((other[whole] ^ network[whole]) & 0xFF) >>> Byte.SIZE - rest == 0;
    }
}
