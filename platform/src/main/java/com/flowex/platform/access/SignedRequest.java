package com.flowex.platform.access;

import java.nio.charset.StandardCharsets;

/**
 * What an API key signs in the native scheme: everything that decides what the request does, and when. Six parts, a line
 * feed between them; the body is the last and may be empty:
 *
 * <pre>
 * FLOWEX1
 * 1763640000000              X-Timestamp, milliseconds since 1970
 * 5b1c5d6e                   X-Nonce, 1 to 64 characters, never the same twice
 * POST
 * /api/trading/orders?x=1    path and query as sent
 * {"symbol":"BTC-USDT"}      body as sent
 * </pre>
 *
 * @param target path and query as sent
 */
public record SignedRequest(String timestamp, String nonce, String method, String target) {

    private static final String SCHEME = "FLOWEX1";

    /** The bytes to sign. */
    public byte[] message(byte[] body) {
        byte[] head =
                String.join("\n", SCHEME, timestamp, nonce, method, target, "").getBytes(StandardCharsets.UTF_8);
        byte[] message = new byte[head.length + body.length];
        System.arraycopy(head, 0, message, 0, head.length);
        System.arraycopy(body, 0, message, head.length, body.length);
        return message;
    }
}
