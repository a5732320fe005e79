package com.flowex.identity;

import com.flowex.platform.http.Request;
import java.util.Locale;

/**
 * From where somebody logs in, as far as it can be told.
 *
 * @param address IP address
 * @param agent what the program calls itself; at most 200 characters
 */
record Device(String address, String agent) {

    private static final int AGENT_LENGTH_MAX = 200;

    static Device of(Request request) {
        String agent = request.header("User-Agent").orElse("unknown").replaceAll("\\p{Cntrl}", " ");
        return new Device(
                request.remoteAddress().getHostAddress(),
                agent.length() > AGENT_LENGTH_MAX ? agent.substring(0, AGENT_LENGTH_MAX) : agent);
    }

    /** What makes two logins look like one device: the program; addresses of a phone change all the time. */
    byte[] hash() {
        return OpaqueToken.sha256(agent.toLowerCase(Locale.ROOT));
    }
}
