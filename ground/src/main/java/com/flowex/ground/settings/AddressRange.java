package com.flowex.ground.settings;

import java.net.InetAddress;
import java.util.Arrays;
import java.util.Optional;

/**
 * A block of IP addresses, {@code 192.0.2.0/24} or {@code 2001:db8::/32}, or one address alone.
 *
 * @param network an address of the block
 * @param bits how many leading bits an address of the block shares with it, 0 to 32 or 128
 */
public record AddressRange(InetAddress network, int bits) {

    private static final int NUMBERS_OF_IPV4 = 4;

    /** The block, or empty if the text is none. Nothing is looked up, so a name is none. */
    public static Optional<AddressRange> parse(String text) {
        try {
            return Optional.of(of(text));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** @throws IllegalArgumentException if the text is neither an address nor a block */
    public static AddressRange of(String text) {
        int slash = text.indexOf('/');
        InetAddress network = address(slash < 0 ? text : text.substring(0, slash));
        int length = network.getAddress().length * Byte.SIZE;
        int bits = slash < 0 ? length : Integer.parseInt(text.substring(slash + 1));
        if (bits < 0 || bits > length) {
            throw new IllegalArgumentException("no such block: " + text);
        }
        return new AddressRange(network, bits);
    }

    /** Only as it is written in full: the library would read 10.1 as 10.0.0.1. */
    private static InetAddress address(String text) {
        boolean whole = text.indexOf(':') >= 0 || text.split("\\.", -1).length == NUMBERS_OF_IPV4;
        if (!whole || text.indexOf('%') >= 0) {
            throw new IllegalArgumentException("no address: " + text);
        }
        return InetAddress.ofLiteral(text);
    }

    public boolean contains(InetAddress address) {
        byte[] mine = network.getAddress();
        byte[] theirs = address.getAddress();
        int whole = bits / Byte.SIZE;
        if (mine.length != theirs.length || !Arrays.equals(mine, 0, whole, theirs, 0, whole)) {
            return false;
        }
        int rest = bits % Byte.SIZE;
        return rest == 0 || ((mine[whole] ^ theirs[whole]) & 0xFF) >>> Byte.SIZE - rest == 0;
    }

    @Override
    public String toString() {
        return network.getHostAddress() + "/" + bits;
    }
}
