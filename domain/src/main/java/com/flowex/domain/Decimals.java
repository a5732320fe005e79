package com.flowex.domain;

import java.math.BigDecimal;
import java.util.regex.Pattern;

/** Decimal text to whole units of a {@link Scale} and back, exactly: nothing is ever rounded here. */
public final class Decimals {

    /** 19 digits of a {@code long}, a sign, a point and room for leading and trailing zeros. */
    public static final int TEXT_LENGTH_MAX = 40;

    /** Plain decimals only: an exponent would let six characters ask for a gigabyte of zeros. */
    private static final Pattern PLAIN = Pattern.compile("-?[0-9]+(\\.[0-9]+)?");

    private Decimals() {}

    /** A decimal as sent, once understood. */
    public sealed interface Parsed {

        /** The decimal, in units of the scale it was parsed with. */
        record Units(long units) implements Parsed {}

        /** Not a decimal of that scale; {@code why} completes the sentence "price is ...". */
        record Malformed(String why) implements Parsed {}
    }

    /**
     * Parses without rounding: a digit the scale cannot hold is an error, never dropped.
     *
     * @param text as sent, for example "0.00012500"; trailing zeros are fine, exponents are not
     */
    public static Parsed parse(String text, Scale scale) {
        if (text.length() > TEXT_LENGTH_MAX) {
            return new Parsed.Malformed("longer than " + TEXT_LENGTH_MAX + " characters");
        }
        if (!PLAIN.matcher(text).matches()) {
            return new Parsed.Malformed("not a plain decimal such as \"1.25\"");
        }
        try {
            return new Parsed.Units(
                    new BigDecimal(text).movePointRight(scale.places()).longValueExact());
        } catch (ArithmeticException e) {
            return new Parsed.Malformed(
                    "not a decimal with at most " + scale.places() + " places below " + format(Long.MAX_VALUE, scale));
        }
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
}
