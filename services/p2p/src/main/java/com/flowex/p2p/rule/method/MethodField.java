package com.flowex.p2p.rule.method;

import java.math.BigInteger;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Field of a payment method.
 *
 * @param key name of the field in requests
 * @param label name of the field for people
 */
public record MethodField(String key, String label, Form form, boolean isRequired) {

    public static final Pattern KEY = Pattern.compile("[a-z][a-z0-9_]{0,31}");

    private static final BigInteger IBAN_DIVISOR = BigInteger.valueOf(97);
    private static final int IBAN_HEAD = 4;
    private static final int LUHN_BASE = 10;

    /** Form of a value. */
    public enum Form {
        TEXT("any text", ".+"),
        /** Name of the holder, which is compared with the name of the person. */
        NAME("a name", ".+"),
        DIGITS("digits", "[0-9]{1,34}"),
        IBAN("an IBAN with right check digits", "[A-Z]{2}[0-9]{2}[A-Z0-9]{10,30}"),
        CARD("a card number with a right check digit", "[0-9]{12,19}"),
        PHONE("a phone number such as +49 30 1234567", "\\+?[0-9]{5,15}"),
        EMAIL("an e-mail address", "[^@\\s]{1,64}@[^@\\s]{1,189}");

        private final String rule;
        private final Pattern pattern;

        Form(String rule, String pattern) {
            this.rule = rule;
            this.pattern = Pattern.compile(pattern);
        }

        /** Returns the rule in words. */
        public String rule() {
            return rule;
        }

        /** Returns the word of the wire and of the database. */
        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** Returns true if a value has this form. Blanks inside numbers and accounts do not count. */
        public boolean fits(String value) {
            String plain =
                    switch (this) {
                        case TEXT, NAME, EMAIL -> value;
                        case DIGITS, IBAN, CARD, PHONE -> value.replaceAll("[ -]", "");
                    };
            return pattern.matcher(plain).matches()
                    && (this != IBAN || hasIbanCheck(plain))
                    && (this != CARD || hasLuhnCheck(plain));
        }
    }

    /** ISO 7064: the number with its first four signs at the end is 1 modulo 97. */
    private static boolean hasIbanCheck(String iban) {
        StringBuilder digits = new StringBuilder();
        for (char sign : (iban.substring(IBAN_HEAD) + iban.substring(0, IBAN_HEAD)).toCharArray()) {
            digits.append(Character.digit(sign, Character.MAX_RADIX));
        }
        return new BigInteger(digits.toString()).mod(IBAN_DIVISOR).equals(BigInteger.ONE);
    }

    private static boolean hasLuhnCheck(String card) {
        int sum = 0;
        for (int place = 0; place < card.length(); place++) {
            int digit = card.charAt(card.length() - 1 - place) - '0';
            int counted = place % 2 == 0 ? digit : 2 * digit;
            sum += counted / LUHN_BASE + counted % LUHN_BASE;
        }
        return sum % LUHN_BASE == 0;
    }
}
