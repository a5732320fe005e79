package com.flowex.identity.app.sms;

import java.util.regex.Pattern;

/** Lengths of texts as phones count them, and the names of exchanges in them. */
final class SmsText {

    private static final Pattern PLAIN_NAME = Pattern.compile("[A-Za-z0-9 .&-]{1,30}");

    /** Characters that take one place each in a message of seven bits a character. */
    private static final Pattern SEVEN_BITS = Pattern.compile("[A-Za-z0-9 \\r\\n@!\"#$%&'()*+,./:;<=>?_-]*");

    private static final int SEVEN_BITS_WHOLE = 160;
    private static final int SEVEN_BITS_PART = 153;
    private static final int WIDE_WHOLE = 70;
    private static final int WIDE_PART = 67;

    private SmsText() {}

    /** Returns true if every phone shows the name of an exchange, and it is short enough for a message. */
    static boolean isPlain(String name) {
        return PLAIN_NAME.matcher(name).matches();
    }

    /** Returns the name of an exchange in front of a notice; empty for a name that not every phone shows. */
    static String named(String name) {
        return isPlain(name) ? name + ": " : "";
    }

    /** Returns the number of parts that a text is sent and paid in. */
    static int parts(String text) {
        boolean isNarrow = SEVEN_BITS.matcher(text).matches();
        int length = text.length();
        if (length <= (isNarrow ? SEVEN_BITS_WHOLE : WIDE_WHOLE)) {
            return 1;
        }
        return Math.ceilDiv(length, isNarrow ? SEVEN_BITS_PART : WIDE_PART);
    }
}
