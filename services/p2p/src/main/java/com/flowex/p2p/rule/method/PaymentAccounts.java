package com.flowex.p2p.rule.method;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Numbers and addresses of payment accounts in the words that say where to pay, in one writing: an IBAN, a number of nine
 * digits or more (of an account, a card or a phone), an e-mail address. Shorter numbers are of banks and dates.
 */
public final class PaymentAccounts {

    /** Maximum number of accounts of one text. */
    public static final int ACCOUNTS_MAX = 10;

    private static final int DIGITS_MIN = 9;
    private static final int DIGITS_MAX = 34;
    private static final Pattern IBAN_START = Pattern.compile("(?<![A-Z0-9])[A-Z]{2}[0-9]{2}[ A-Z0-9-]*");
    private static final Pattern IBAN_PART = Pattern.compile("[A-Z0-9]+");
    private static final int IBAN_MIN = 15;
    private static final int IBAN_MAX = 34;
    private static final Pattern NUMBER = Pattern.compile("(?<![A-Z0-9])\\+?[0-9](?:[ ./()-]{0,3}[0-9])*(?![A-Z0-9])");
    private static final Pattern EMAIL = Pattern.compile("[^\\s@:;,<>]{1,64}@[^\\s@:;,<>]{1,189}");

    private PaymentAccounts() {}

    /** Returns the accounts in a text, in the order in which it names them. */
    public static List<String> in(String text) {
        Set<String> found = new LinkedHashSet<>();
        String rest = text.toUpperCase(Locale.ROOT);
        Matcher email = EMAIL.matcher(rest);
        while (email.find()) {
            found.add("email " + email.group().toLowerCase(Locale.ROOT));
        }
        rest = email.replaceAll("\n");
        Matcher start = IBAN_START.matcher(rest);
        StringBuilder others = new StringBuilder();
        while (start.find()) {
            int end = ibanEnd(start.group());
            if (end > 0) {
                found.add("iban " + plain(start.group().substring(0, end)));
            }
            String kept = end > 0 ? "\n" + start.group().substring(end) : start.group();
            start.appendReplacement(others, Matcher.quoteReplacement(kept));
        }
        start.appendTail(others);
        Matcher number = NUMBER.matcher(others);
        while (number.find()) {
            String digits = number.group().replaceAll("[^0-9]", "").replaceFirst("^0+", "");
            if (digits.length() >= DIGITS_MIN && digits.length() <= DIGITS_MAX) {
                found.add("number " + digits);
            }
        }
        return found.stream().limit(ACCOUNTS_MAX).toList();
    }

    /** Returns the end of the IBAN that a text begins with, at the end of one of its parts; 0 if there is none. */
    private static int ibanEnd(String text) {
        Matcher part = IBAN_PART.matcher(text);
        StringBuilder iban = new StringBuilder();
        while (part.find() && iban.length() <= IBAN_MAX) {
            iban.append(part.group());
            boolean isIban = iban.length() >= IBAN_MIN
                    && iban.length() <= IBAN_MAX
                    && MethodField.Form.IBAN.fits(iban.toString());
            if (isIban) {
                return part.end();
            }
        }
        return 0;
    }

    private static String plain(String iban) {
        return iban.replaceAll("[ -]", "");
    }
}
