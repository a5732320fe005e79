package com.flowex.platform.outbound;

import java.net.Inet6Address;
import java.net.InetAddress;

/** Classification of addresses of the public network. */
public final class PublicAddresses {

    private PublicAddresses() {}

    /** Returns true if the address is public, so that no internal host is behind it. */
    public static boolean isPublic(InetAddress address) {
        byte[] bytes = address.getAddress();
        int first = bytes[0] & 0xFF;
        int second = bytes[1] & 0xFF;
        boolean isOurs = address.isAnyLocalAddress()
                || address.isLoopbackAddress()
                || address.isLinkLocalAddress()
                || address.isSiteLocalAddress()
                || address.isMulticastAddress();
        boolean isSpecial = address instanceof Inet6Address
                // Unique local addresses; an address that embeds an IPv4 address (NAT64, 6to4) is no public service.
                ? (first & 0xFE) == 0xFC || first == 0 || first == 0x20 && second == 0x02
                // "This network", carriers' own, tests and protocols, reserved.
                : first == 0
                        || first == 100 && (second & 0xC0) == 64
                        || first == 192 && second == 0
                        || first == 198 && (second & 0xFE) == 18
                        || first >= 224;
        return !isOurs && !isSpecial;
    }
}
