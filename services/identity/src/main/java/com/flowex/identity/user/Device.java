package com.flowex.identity.user;

import java.net.InetAddress;
import java.util.Locale;
import java.util.Optional;

/**
 * From where somebody logs in, as far as it can be told.
 *
 * @param address IP address
 * @param agent what the program calls itself; at most 200 characters
 */
public record Device(String address, String agent) {

    private static final int AGENT_LENGTH_MAX = 200;

    /** Whose program may not say what it is, and may say anything. */
    public static Device of(InetAddress from, Optional<String> program) {
        String agent = program.orElse("unknown").replaceAll("\\p{Cntrl}", " ");
        return new Device(
                from.getHostAddress(),
                agent.length() > AGENT_LENGTH_MAX ? agent.substring(0, AGENT_LENGTH_MAX) : agent);
    }

    /** What makes two logins look like one device: the program; addresses of a phone change all the time. */
    public byte[] hash() {
        return OpaqueToken.sha256(agent.toLowerCase(Locale.ROOT));
    }
}
