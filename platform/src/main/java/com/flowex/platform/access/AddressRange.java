package com.flowex.platform.access;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A range of IP addresses: {@code 192.0.2.0/24}, {@code 2001:db8::/32}, or one address alone.
 *
 * @param bits how many leading bits of the address count
 */
public record AddressRange(InetAddress address, int bits) {

    /** Only numbers: a name would be looked up. */
    private static final Pattern NUMBERS = Pattern.compile("[0-9.]{7,15}|[0-9A-Fa-f:.]{2,45}");

    /** The range, or empty if the text is none. */
    public static Optional<AddressRange> parse(String text) {
        int slash = text.indexOf('/');
        Optional<InetAddress> address = address(slash < 0 ? text : text.substring(0, slash));
        if (address.isEmpty() || slash < 0) {
            return address.map(one -> new AddressRange(one, one.getAddress().length * Byte.SIZE));
        }
        try {
            int bits = Integer.parseInt(text.substring(slash + 1));
            boolean fits = bits >= 0 && bits <= address.get().getAddress().length * Byte.SIZE;
            return fits ? Optional.of(new AddressRange(address.get(), bits)) : Optional.empty();
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    /** An address written in numbers, or empty if the text is none. */
    public static Optional<InetAddress> address(String text) {
        if (!NUMBERS.matcher(text).matches() || (text.indexOf(':') < 0 && text.split("\\.", -1).length != 4)) {
            return Optional.empty();
        }
        try {
            return Optional.of(InetAddress.getByName(text));
        } catch (UnknownHostException e) {
            return Optional.empty();
        }
    }

    public boolean contains(InetAddress other) {
        byte[] mine = address.getAddress();
        byte[] theirs = other.getAddress();
        if (mine.length != theirs.length) {
            return false;
        }
        int whole = bits / Byte.SIZE;
        int rest = bits % Byte.SIZE;
        if (!Arrays.equals(mine, 0, whole, theirs, 0, whole)) {
            return false;
        }
        int mask = 0xFF << (Byte.SIZE - rest);
        return rest == 0 || (mine[whole] & mask) == (theirs[whole] & mask);
    }

    @Override
    public String toString() {
        return address.getHostAddress() + "/" + bits;
    }
}
