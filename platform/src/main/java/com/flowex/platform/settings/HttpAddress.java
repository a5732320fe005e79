package com.flowex.platform.settings;

import java.net.URI;
import java.net.URISyntaxException;

/** URL of a server on a host and a port; this is the only place that combines the two. */
public final class HttpAddress {

    private HttpAddress() {}

    /**
     * Returns the URL; an IPv6 address gets its brackets.
     *
     * @param host with or without brackets
     * @param path empty, or begins with a slash; a query may follow
     */
    public static URI of(String host, int port, String path) {
        try {
            URI place = new URI("http", null, host, port, "", null, null);
            return path.isEmpty() ? place : place.resolve(path);
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException(host + " is no host: " + e.getMessage(), e);
        }
    }
}
