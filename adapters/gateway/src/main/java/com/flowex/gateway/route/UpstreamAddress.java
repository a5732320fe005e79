package com.flowex.gateway.route;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Address of an upstream.
 *
 * @param host a name or an address
 * @param port 1 to 65535; 0 only where the gateway itself listens
 * @param weight 1 to 1000, for routes with weights
 * @param isManyNames true if the name has several addresses and is resolved repeatedly: {@code dns:}
 */
public record UpstreamAddress(String host, int port, int weight, boolean isManyNames) {

    /** Completes the sentence "must be ...". */
    public static final String FORM = "HOST:PORT or dns:NAME:PORT, with a port within 1..65535";

    static final int WEIGHT_MAX = 1_000;

    private static final int PORT_MAX = 65_535;
    private static final Pattern WRITTEN =
            Pattern.compile("(dns:)?([A-Za-z0-9](?:[A-Za-z0-9._-]{0,252})|\\[[0-9A-Fa-f:.]{2,45}])[:]([0-9]{1,5})");

    /**
     * Parses an address.
     *
     * @throws IllegalArgumentException if the text has another form
     */
    public static UpstreamAddress of(String text, int weight) {
        Matcher parts = WRITTEN.matcher(text);
        if (!parts.matches()) {
            throw new IllegalArgumentException(text);
        }
        int port = Integer.parseInt(parts.group(3));
        if (port < 1 || port > PORT_MAX || weight < 1 || weight > WEIGHT_MAX) {
            throw new IllegalArgumentException(text);
        }
        return new UpstreamAddress(parts.group(2), port, weight, parts.group(1) != null);
    }

    @Override
    public String toString() {
        return (isManyNames ? "dns:" : "") + host + ":" + port;
    }
}
