package com.flowex.identity.store.sms;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberType;
import com.google.i18n.phonenumbers.Phonenumber;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Phone number in its one spelling.
 *
 * @param text E.164: a plus sign and up to 15 digits
 * @param country ISO code of the country or region to which the number belongs
 */
public record PhoneNumber(String text, String country) {

    /** Longest accepted spelling. */
    public static final int LENGTH_MAX = 40;

    /** Rule in the words of an error message. */
    public static final String RULE =
            "the number of a mobile phone with its country code, such as +49 151 23456789 or 0049 151 23456789";

    private static final PhoneNumberUtil NUMBERS = PhoneNumberUtil.getInstance();
    private static final String INTERNATIONAL_PREFIX = "00";
    private static final Pattern SEPARATORS =
            Pattern.compile("[\\s().\\-\u2010-\u2015\u00a0\u200e\u200f\u202a-\u202e]");
    private static final Pattern FORM = Pattern.compile("\\+[0-9]{7,15}");
    private static final int RANGE_DIGITS = 4;
    private static final int SHOWN_AHEAD = 3;
    private static final int SHOWN_BEHIND = 2;
    private static final Set<PhoneNumberType> MOBILE =
            Set.of(PhoneNumberType.MOBILE, PhoneNumberType.FIXED_LINE_OR_MOBILE);

    /**
     * Parses any usual spelling: a plus sign or 00 before the country code, separators, and the digits of any script.
     * Returns empty if the text is no number of a mobile phone in international form.
     */
    public static Optional<PhoneNumber> parse(String text) {
        String plain = ascii(SEPARATORS.matcher(text).replaceAll(""));
        String international = plain.startsWith(INTERNATIONAL_PREFIX) ? "+" + plain.substring(2) : plain;
        if (text.length() > LENGTH_MAX || !FORM.matcher(international).matches()) {
            return Optional.empty();
        }
        try {
            Phonenumber.PhoneNumber number = NUMBERS.parse(international, null);
            String country = NUMBERS.getRegionCodeForNumber(number);
            return country != null && NUMBERS.isValidNumber(number) && MOBILE.contains(NUMBERS.getNumberType(number))
                    ? Optional.of(new PhoneNumber(NUMBERS.format(number, PhoneNumberFormat.E164), country))
                    : Optional.empty();
        } catch (NumberParseException e) {
            return Optional.empty();
        }
    }

    private static String ascii(String text) {
        StringBuilder digits = new StringBuilder();
        text.codePoints().forEach(each -> {
            int digit = Character.digit(each, 10);
            if (digit >= 0) {
                digits.append((char) ('0' + digit));
            } else {
                digits.appendCodePoint(each == '\uff0b' ? '+' : each);
            }
        });
        return digits.toString();
    }

    /** Returns the range of ten thousand numbers to which this one belongs. */
    public String range() {
        return text.substring(0, text.length() - RANGE_DIGITS);
    }

    /** Returns the number with most of its digits hidden. */
    public String masked() {
        int behind = text.length() - SHOWN_BEHIND;
        return text.substring(0, SHOWN_AHEAD) + "*".repeat(behind - SHOWN_AHEAD) + text.substring(behind);
    }

    /** Keeps the number out of every log. */
    @Override
    public String toString() {
        return "PhoneNumber[" + country + "]";
    }
}
