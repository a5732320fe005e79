package com.flowex.platform.http;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** A place in a list ordered by a number: opaque to clients, so that it may change. */
public final class Cursor {

    private Cursor() {}

    /** The cursor behind the row with this number. */
    public static String of(long number) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(("1:" + number).getBytes(StandardCharsets.US_ASCII));
    }

    /** @throws ProblemException 400 if it is no cursor of ours */
    public static long number(String cursor) {
        try {
            String text = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.US_ASCII);
            if (!text.startsWith("1:")) {
                throw new IllegalArgumentException();
            }
            return Long.parseLong(text.substring(2));
        } catch (IllegalArgumentException e) {
            throw ProblemException.invalid("cursor", "a next_cursor of an earlier answer");
        }
    }
}
