package com.flowex.access.http.caller;

import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.http.Headers;
import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;

/** Id of a request for client and server: the client's own if it is harmless, otherwise a fresh one. */
public final class RequestId {

    public static final HeaderName HEADER = HeaderNames.create("X-Request-Id");

    private static final int LENGTH_MAX = 64;

    private RequestId() {}

    public static String of(Headers headers) {
        String given = headers.contains(HEADER) ? headers.get(HEADER).get() : "";
        return harmless(given) ? given : fresh();
    }

    private static boolean harmless(String given) {
        for (int i = 0; i < given.length(); i++) {
            char c = given.charAt(i);
            boolean plain = c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9';
            if (!plain && "._:-".indexOf(c) < 0) {
                return false;
            }
        }
        return !given.isEmpty() && given.length() <= LENGTH_MAX;
    }

    /** Returns 96 random bits: unique, not secret. */
    public static String fresh() {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        HexFormat hex = HexFormat.of();
        return hex.toHexDigits(random.nextLong()) + hex.toHexDigits(random.nextInt());
    }
}
