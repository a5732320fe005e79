package com.flowex.identity.store.user;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * Device from which a user logs in, as far as the request shows it.
 *
 * @param address IP address
 * @param agent name that the program gives itself; at most 200 characters
 */
public record Device(String address, String agent) {

    private static final int AGENT_LENGTH_MAX = 200;
    private static final int IPV4_BYTES = 4;
    private static final int NETWORK_BYTES = 8;

    /** Returns the device of a request. The program may omit its name or send any text. */
    public static Device of(InetAddress from, Optional<String> program) {
        String agent = program.orElse("unknown").replaceAll("\\p{Cntrl}", " ");
        return new Device(
                from.getHostAddress(),
                agent.length() > AGENT_LENGTH_MAX ? agent.substring(0, AGENT_LENGTH_MAX) : agent);
    }

    /** Returns the address, or the first 64 bits of an IPv6 address: one client usually controls all of them. */
    public String network() {
        try {
            byte[] bytes =
                    InetAddress.ofLiteral(address.replaceFirst("%.*", "")).getAddress();
            if (bytes.length == IPV4_BYTES) {
                return address;
            }
            Arrays.fill(bytes, NETWORK_BYTES, bytes.length, (byte) 0);
            return InetAddress.getByAddress(bytes).getHostAddress() + "/64";
        } catch (IllegalArgumentException | UnknownHostException e) {
            return "";
        }
    }

    /**
     * Returns the hash by which two logins count as the same device. It covers the program only, because the addresses
     * of a phone change all the time.
     */
    public byte[] hash() {
        return OpaqueToken.sha256(agent.toLowerCase(Locale.ROOT));
    }
}
