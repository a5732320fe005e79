package com.flowex.platform.settings;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** Detection of secrets that are a placeholder or a pattern. */
public final class GuessableSecret {

    private static final int DISTINCT_CHARACTERS_MIN = 10;
    private static final List<String> PLACEHOLDERS =
            List.of("change", "example", "default", "your-", "your_", "secret", "flowex", "password");

    private GuessableSecret() {}

    /** Returns true if a text is a placeholder or a pattern rather than a secret. */
    public static boolean isOne(String text) {
        String plain = text.toLowerCase(Locale.ROOT);
        return PLACEHOLDERS.stream().anyMatch(plain::contains)
                || text.chars().distinct().count() < DISTINCT_CHARACTERS_MIN;
    }

    /** Returns true if one of the keys is, such as 32 times the same byte; keys are {@code id:base64} between commas. */
    public static boolean isAmong(String keys) {
        return Stream.of(keys.split(",", -1)).anyMatch(key -> isOne(key.substring(key.indexOf(':') + 1)));
    }
}
