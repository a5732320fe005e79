package com.flowex.access.auth;

import java.nio.charset.StandardCharsets;

/**
 * Text that an API key signs in the native scheme: all parts that decide the effect and the time of the request. Six parts, a line
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
 * <p>A request with a validity window (X-Recv-Window) signs that, too: the first line is FLOWEX2, and the window in
 * milliseconds is a line between timestamp and nonce.
 *
 * @param window as sent; empty if it was not sent
 * @param target path and query as sent
 */
public record SignedRequest(String timestamp, String window, String nonce, String method, String target) {

    private static final String SCHEME = "FLOWEX1";
    private static final String SCHEME_WITH_WINDOW = "FLOWEX2";

    /** Returns the bytes to sign. */
    public byte[] message(byte[] body) {
        return window.isEmpty()
                ? withoutWindow(body)
                : message(body, SCHEME_WITH_WINDOW, timestamp, window, nonce, method, target, "");
    }

    /** Returns the bytes that clients without FLOWEX2 sign, whatever window they send. */
    public byte[] withoutWindow(byte[] body) {
        return message(body, SCHEME, timestamp, nonce, method, target, "");
    }

    private static byte[] message(byte[] body, String... lines) {
        byte[] head = String.join("\n", lines).getBytes(StandardCharsets.UTF_8);
        byte[] message = new byte[head.length + body.length];
        System.arraycopy(head, 0, message, 0, head.length);
        System.arraycopy(body, 0, message, head.length, body.length);
        return message;
    }
}
