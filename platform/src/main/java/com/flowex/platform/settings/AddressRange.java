package com.flowex.platform.settings;

import java.net.InetAddress;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Block of IP addresses, {@code 192.0.2.0/24} or {@code 2001:db8::/32}, or one address alone.
 *
 * @param network an address of the block
 * @param bits number of leading bits that the block's addresses share, 0 to 32 or 128
 */
public record AddressRange(InetAddress network, int bits) {

    private static final String BYTE = "(?:0|[1-9][0-9]{0,2})";

    /**
     * Only one spelling is accepted: other programs read a leading zero as octal, and the library accepts digits of any
     * script.
     */
    private static final Pattern IPV4 = Pattern.compile("(?:" + BYTE + "\\.){3}" + BYTE);

    /** An IPv6 address, whose last part may be an IPv4 address. The library accepts any number of leading zeros. */
    private static final Pattern IPV6 =
            Pattern.compile("(?:[0-9A-Fa-f]{0,4}:){2,8}(?:[0-9A-Fa-f]{0,4}|" + IPV4.pattern() + ")");

    private static final Pattern BITS = Pattern.compile(BYTE);

    /** Returns the block; empty if the text is none. It resolves no names, so a name is no block. */
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
        int bits = slash < 0 ? length : bits(text.substring(slash + 1));
        if (bits > length) {
            throw new IllegalArgumentException("no such block: " + text);
        }
        return new AddressRange(network, bits);
    }

    private static int bits(String text) {
        if (!BITS.matcher(text).matches()) {
            throw new IllegalArgumentException("no number of bits: " + text);
        }
        return Integer.parseInt(text);
    }

    /**
     * Returns the address written in full: the library would read 10.1 as 10.0.0.1. It resolves no names.
     *
     * @throws IllegalArgumentException if the text is no address
     */
    public static InetAddress address(String text) {
        if (!IPV4.matcher(text).matches() && !IPV6.matcher(text).matches()) {
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
