package com.flowex.platform.outbound;

import java.io.IOException;
import java.net.URI;
import java.util.Map;

/** HTTP client for webhooks. */
@FunctionalInterface
public interface WebhookClient {

    /** Sends a request; returns the status of the response. */
    int post(URI to, Map<String, String> headers, byte[] body) throws IOException;
}
