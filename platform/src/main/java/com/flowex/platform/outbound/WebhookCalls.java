package com.flowex.platform.outbound;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;

/**
 * Signed calls of webhooks. A receiver knows a repeated call by the number in its header {@code FlowEx-Delivery}.
 *
 * @param clock clock of the time that is signed
 */
public record WebhookCalls(WebhookClient client, InstantSource clock) {

    /** Largest number of attempts at one delivery. */
    public static final int ATTEMPTS_MAX = 8;

    private static final int OK_FROM = 200;
    private static final int OK_BELOW = 300;
    private static final int REASON_LENGTH_MAX = 200;
    private static final Duration PAUSE = Duration.ofMinutes(1);

    /**
     * Calls a webhook.
     *
     * @param delivery number of the delivery
     * @param body JSON
     * @return reason of a failure; empty if the answer was 2xx
     */
    public String failure(long delivery, String address, String secret, byte[] body) {
        long seconds = clock.instant().getEpochSecond();
        String signed = new String(body, StandardCharsets.UTF_8);
        try {
            Map<String, String> headers = Map.of(
                    "FlowEx-Delivery", Long.toString(delivery),
                    "FlowEx-Timestamp", Long.toString(seconds),
                    "FlowEx-Signature", WebhookSecrets.signature(secret, seconds, signed));
            int status = client.post(URI.create(address), headers, body);
            return status >= OK_FROM && status < OK_BELOW ? "" : "status " + status;
        } catch (IOException e) {
            return reason(e);
        }
    }

    /** Returns the reason of a failure, at most 200 characters. */
    public static String reason(Exception e) {
        String why = e.toString();
        return why.substring(0, Math.min(why.length(), REASON_LENGTH_MAX));
    }

    /** Returns the pause after an attempt that failed, which doubles each time. */
    public static Duration pauseAfter(int attemptsBefore) {
        return PAUSE.multipliedBy(1L << Math.min(attemptsBefore, ATTEMPTS_MAX));
    }
}
