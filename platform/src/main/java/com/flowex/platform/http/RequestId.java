package com.flowex.platform.http;

import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.http.Headers;
import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;

/** The id under which client and server speak of one request: the client's own if it is harmless, else a fresh one. */
final class RequestId {

    static final HeaderName HEADER = HeaderNames.create("X-Request-Id");

    private static final Pattern HARMLESS = Pattern.compile("[A-Za-z0-9._:-]{1,64}");

    private RequestId() {}

    static String of(Headers headers) {
        String given = headers.contains(HEADER) ? headers.get(HEADER).get() : "";
        return HARMLESS.matcher(given).matches() ? given : fresh();
    }

    /** 96 random bits: unique, not secret. */
    static String fresh() {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        HexFormat hex = HexFormat.of();
        return hex.toHexDigits(random.nextLong()) + hex.toHexDigits(random.nextInt());
    }
}
