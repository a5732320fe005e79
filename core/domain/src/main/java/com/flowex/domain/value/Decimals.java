package com.flowex.domain.value;

import java.math.BigDecimal;
import java.math.BigInteger;

/** Conversion of decimal text to whole units of a {@link Scale} and back. It is exact: nothing is ever rounded here. */
public final class Decimals {

    /**
     * Longest text that is parsed: 19 digits of a {@code long}, a sign, a point and room for leading and trailing
     * zeros.
     */
    public static final int TEXT_LENGTH_MAX = 40;

    private Decimals() {}

    /** Result of parsing a decimal. */
    public sealed interface Parsed {

        /** The decimal was understood. The units are of the scale it was parsed with. */
        record Units(long units) implements Parsed {}

        /** The text is not a decimal of that scale; {@code why} completes the sentence "price is ...". */
        record Malformed(String why) implements Parsed {}
    }

    /**
     * Parses a decimal without rounding: a digit that the scale cannot hold is an error and is never dropped.
     *
     * @param text text as sent, for example "0.00012500": digits, at most one point between digits, a minus sign in
     *     front if negative. Trailing zeros are allowed. Exponents are not, because six characters could ask for a
     *     gigabyte of zeros
     */
    public static Parsed parse(String text, Scale scale) {
        if (text.length() > TEXT_LENGTH_MAX) {
            return new Parsed.Malformed("longer than " + TEXT_LENGTH_MAX + " characters");
        }
        boolean isNegative = text.startsWith("-");
        int from = isNegative ? 1 : 0;
        int point = text.indexOf('.');
        int wholeEnd = point < 0 ? text.length() : point;
        if (!areDigits(text, from, wholeEnd) || point >= 0 && !areDigits(text, point + 1, text.length())) {
            return new Parsed.Malformed("not a plain decimal such as \"1.25\"");
        }
        try {
            // Counts downwards, because a long has one more number below zero than above.
            long units = fractionDown(text, wholeEnd + 1, scale, digitsDown(text, from, wholeEnd, 0));
            return new Parsed.Units(isNegative ? units : Math.negateExact(units));
        } catch (ArithmeticException e) {
            return new Parsed.Malformed(
                    "not a decimal with at most " + scale.places() + " places below " + format(Long.MAX_VALUE, scale));
        }
    }

    private static boolean areDigits(String text, int from, int to) {
        for (int i = from; i < to; i++) {
            if (text.charAt(i) < '0' || text.charAt(i) > '9') {
                return false;
            }
        }
        return from < to;
    }

    private static long digitsDown(String text, int from, int to, long units) {
        long down = units;
        for (int i = from; i < to; i++) {
            down = Math.subtractExact(Math.multiplyExact(down, 10), text.charAt(i) - '0');
        }
        return down;
    }

    /** Adds the digits behind the point; those beyond the scale must be zeros. */
    private static long fractionDown(String text, int from, Scale scale, long whole) {
        int given = Math.max(0, text.length() - from);
        int retained = Math.min(given, scale.places());
        for (int i = from + retained; i < from + given; i++) {
            if (text.charAt(i) != '0') {
                throw new ArithmeticException("a digit beyond the scale");
            }
        }
        long padding = new Scale(scale.places() - retained).unitsPerWhole();
        return Math.multiplyExact(digitsDown(text, from, from + retained, whole), padding);
    }

    /**
     * Formats whole units as plain decimal text without trailing zeros: 6_500_050 at scale 2 is "65000.5".
     *
     * @param units signed
     */
    public static String format(long units, Scale scale) {
        long perWhole = scale.unitsPerWhole();
        long whole = units / perWhole;
        long fraction = Math.abs(units % perWhole);
        if (fraction == 0) {
            return Long.toString(whole);
        }
        StringBuilder text = new StringBuilder(24);
        if (units < 0 && whole == 0) {
            text.append('-');
        }
        text.append(whole).append('.');
        String digits = Long.toString(fraction);
        text.repeat('0', scale.places() - digits.length()).append(digits);
        int end = text.length();
        while (text.charAt(end - 1) == '0') {
            end--;
        }
        return text.substring(0, end);
    }

    /**
     * Formats a sum of units as plain decimal text without trailing zeros. A sum may exceed a {@code long}.
     *
     * @param units signed
     */
    public static String format(BigInteger units, Scale scale) {
        return units.bitLength() < Long.SIZE
                ? format(units.longValueExact(), scale)
                : plain(new BigDecimal(units, scale.places()));
    }

    /** Formats a decimal as plain text without trailing zeros. */
    public static String plain(BigDecimal value) {
        return value.stripTrailingZeros().toPlainString();
    }
}
