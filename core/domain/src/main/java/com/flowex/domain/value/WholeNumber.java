package com.flowex.domain.value;

import java.util.OptionalLong;
import java.util.regex.Pattern;

/**
 * Parser for whole numbers from callers. Each number has one spelling: ASCII digits without a plus sign or leading
 * zeros.
 */
public final class WholeNumber {

    private static final Pattern SPELLING = Pattern.compile("0|-?[1-9][0-9]{0,18}");

    private WholeNumber() {}

    /** Returns the number; empty if the text is not one or does not fit a {@code long}. */
    public static OptionalLong parse(String text) {
        if (!SPELLING.matcher(text).matches()) {
            return OptionalLong.empty();
        }
        try {
            return OptionalLong.of(Long.parseLong(text));
        } catch (NumberFormatException e) {
            return OptionalLong.empty();
        }
    }
}
