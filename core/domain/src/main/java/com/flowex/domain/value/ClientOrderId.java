package com.flowex.domain.value;

import java.util.HexFormat;

/**
 * The id a client gives an order, kept verbatim: 1 to 36 characters of {@code [A-Za-z0-9._:/-]}.
 *
 * <p>Every character is 7-bit and 36 x 7 = 252 bits, so the text lives in four longs. The engine's loops then allocate
 * nothing, and equality takes four comparisons. Character {@code i} is in the word {@code i / 9}, in the bits from
 * {@code 7 x (i % 9)}. Unused bits are zero, and no permitted character is zero.
 *
 * @param w0 characters 0 to 8
 * @param w1 characters 9 to 17
 * @param w2 characters 18 to 26
 * @param w3 characters 27 to 35
 */
public record ClientOrderId(long w0, long w1, long w2, long w3) {

    public static final int LENGTH_MAX = 36;

    /** {@link #millis} of an id that contains no time. */
    public static final long UNDATED = -1;

    /** Rule that {@link #isValid} checks, worded for an error message. */
    public static final String RULE = "1 to 36 characters of A-Z a-z 0-9 . _ : / -";

    private static final int CHARACTERS_PER_WORD = 9;
    private static final int BITS = 7;

    /**
     * Bits of characters 13 and 14, which are in the second word. A UUID's text has its hyphens at 8, 13, 18 and 23 and
     * its version at 14.
     */
    private static final long SECOND_SIGNS = 0x3FFFL << 4 * BITS;

    private static final long SECOND_OF_UUID = ('-' | (long) '7' << BITS) << 4 * BITS;

    /** Bits of characters 18 and 23, which are in the third word. */
    private static final long THIRD_SIGNS = 0x7F | 0x7FL << 5 * BITS;

    private static final long THIRD_OF_UUID = '-' | (long) '-' << 5 * BITS;

    /** Value of each character as a hexadecimal digit; -1 if it is none. */
    private static final byte[] DIGITS = digits();

    /** Free bits of a UUID: 12 below the version, 62 below the variant. */
    private static final long UPPER_FREE = 0xFFF;

    private static final long LOWER_FREE = (1L << 62) - 1;

    /**
     * Returns an id that contains its time: a UUID of version 7 in its usual form (RFC 9562).
     *
     * @param millis milliseconds since 1970, of which 48 bits count
     * @param upper upper random bits: its lowest 12 bits, with the lowest 62 of {@code lower}, distinguish the id from
     *     others of the same time
     */
    public static ClientOrderId dated(long millis, long upper, long lower) {
        HexFormat hex = HexFormat.of();
        String first = hex.toHexDigits(millis << 16 | 0x7000 | upper & UPPER_FREE);
        String second = hex.toHexDigits(Long.MIN_VALUE | lower & LOWER_FREE);
        return of(first.substring(0, 8)
                + '-'
                + first.substring(8, 12)
                + '-'
                + first.substring(12)
                + '-'
                + second.substring(0, 4)
                + '-'
                + second.substring(4));
    }

    public static boolean isValid(String text) {
        if (text.isEmpty() || text.length() > LENGTH_MAX) {
            return false;
        }
        for (int i = 0; i < text.length(); i++) {
            if (!isPermitted(text.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    /**
     * Returns the id with this text.
     *
     * @throws IllegalArgumentException if the text breaks {@link #RULE}; check with {@link #isValid} first
     */
    public static ClientOrderId of(String text) {
        if (!isValid(text)) {
            throw new IllegalArgumentException("a client order id is " + RULE + ", was \"" + text + "\"");
        }
        return new ClientOrderId(word(text, 0), word(text, 1), word(text, 2), word(text, 3));
    }

    /** Returns true if {@link #of} can make these words. A decoder checks foreign bytes with it, without garbage. */
    public static boolean isValid(long w0, long w1, long w2, long w3) {
        return w0 != 0
                && isText(w0)
                && isText(w1)
                && isText(w2)
                && isText(w3)
                && (w1 == 0 || isFull(w0))
                && (w2 == 0 || isFull(w1))
                && (w3 == 0 || isFull(w2));
    }

    /**
     * Returns the time that the id itself contains: milliseconds since 1970 if it is a UUID of version 7 in its usual
     * form (RFC 9562), {@link #UNDATED} otherwise.
     */
    public long millis() {
        if (w0 >>> 8 * BITS != '-' || (w1 & SECOND_SIGNS) != SECOND_OF_UUID || (w2 & THIRD_SIGNS) != THIRD_OF_UUID) {
            return UNDATED;
        }
        long upper = hexadecimal(w0, 0, 8);
        long lower = hexadecimal(w1, 0, 4);
        long variant = hexadecimal(w2, 1, 1);
        long rest = hexadecimal(w1, 6, 3) | hexadecimal(w2, 2, 3) | hexadecimal(w2, 6, 3) | hexadecimal(w3, 0, 9);
        return (upper | lower | rest) < 0 || variant >> 2 != 2 ? UNDATED : upper << 16 | lower;
    }

    /**
     * Returns the number that the characters of a word spell in hexadecimal; negative if one of them is no hexadecimal
     * digit.
     */
    private static long hexadecimal(long word, int from, int count) {
        long number = 0;
        for (int i = from; i < from + count; i++) {
            number = number << 4 | DIGITS[(int) (word >>> BITS * i) & 0x7F];
        }
        return number;
    }

    private static byte[] digits() {
        byte[] digits = new byte[1 << BITS];
        for (int i = 0; i < digits.length; i++) {
            digits[i] = (byte) Character.digit(i, 16);
        }
        return digits;
    }

    /** Nine characters take 63 bits, so the highest bit is never set. */
    private static boolean isText(long word) {
        if (word < 0) {
            return false;
        }
        for (long rest = word; rest != 0; rest >>>= BITS) {
            if (!isPermitted((char) (rest & 0x7F))) {
                return false;
            }
        }
        return true;
    }

    private static boolean isFull(long word) {
        return word >>> BITS * (CHARACTERS_PER_WORD - 1) != 0;
    }

    private static long word(String text, int index) {
        long word = 0;
        int from = index * CHARACTERS_PER_WORD;
        int to = Math.min(text.length(), from + CHARACTERS_PER_WORD);
        for (int i = from; i < to; i++) {
            word |= (long) text.charAt(i) << BITS * (i - from);
        }
        return word;
    }

    private static boolean isPermitted(char c) {
        return c >= 'a' && c <= 'z'
                || c >= 'A' && c <= 'Z'
                || c >= '0' && c <= '9'
                || c == '.'
                || c == '_'
                || c == ':'
                || c == '/'
                || c == '-';
    }

    private static void appendTo(StringBuilder text, long word) {
        for (long rest = word; rest != 0; rest >>>= BITS) {
            text.append((char) (rest & 0x7F));
        }
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(LENGTH_MAX);
        appendTo(text, w0);
        appendTo(text, w1);
        appendTo(text, w2);
        appendTo(text, w3);
        return text.toString();
    }
}
