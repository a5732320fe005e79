package com.flowex.domain;

import java.util.OptionalLong;
import java.util.regex.Pattern;

/** Reads whole numbers of callers. Each number has one spelling: ASCII digits without a plus sign or leading zeros. */
public final class WholeNumber {

    private static final Pattern SPELLING = Pattern.compile("0|-?[1-9][0-9]{0,18}");

    private WholeNumber() {}

    /** The number, or empty if the text is none or does not fit a {@code long}. */
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
