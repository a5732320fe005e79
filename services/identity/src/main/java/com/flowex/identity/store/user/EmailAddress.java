package com.flowex.identity.store.user;

import java.net.IDN;
import java.text.Normalizer;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * E-mail address in the normalized form that is stored and compared: NFKC, lower case, the domain in ASCII.
 *
 * @param value at most 254 characters, one {@code @}
 */
public record EmailAddress(String value) {

    private static final int LENGTH_MAX = 254;
    private static final int LOCAL_LENGTH_MAX = 64;

    /**
     * Characters that RFC 5322 permits without quotes, and letters of other scripts; no dot at either end, no two dots
     * in a row.
     */
    private static final Pattern LOCAL =
            Pattern.compile("[\\p{L}\\p{N}!#$%&'*+/=?^_`{|}~-]+(\\.[\\p{L}\\p{N}!#$%&'*+/=?^_`{|}~-]+)*");

    /** At least two labels of 1 to 63 characters; the last one does not begin with a digit. */
    private static final Pattern DOMAIN =
            Pattern.compile("([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\\.)+[a-z][a-z0-9-]{0,61}[a-z0-9]");

    /** Returns the address, or empty if the text is not one. The result does not prove that the mailbox exists. */
    public static Optional<EmailAddress> parse(String text) {
        if (text.length() > LENGTH_MAX) {
            return Optional.empty();
        }
        String plain = Normalizer.normalize(text.strip(), Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
        int at = plain.lastIndexOf('@');
        if (at < 1 || at > LOCAL_LENGTH_MAX) {
            return Optional.empty();
        }
        String domain = ascii(plain.substring(at + 1));
        String whole = plain.substring(0, at) + "@" + domain;
        boolean valid = whole.length() <= LENGTH_MAX
                && LOCAL.matcher(plain.substring(0, at)).matches()
                && DOMAIN.matcher(domain).matches();
        return valid ? Optional.of(new EmailAddress(whole)) : Optional.empty();
    }

    /**
     * Letters that the two standards of international domain names map to different domains (RFC 5894, section 7.2): a
     * letter to such an address could reach another domain. Its owner writes it in ASCII.
     */
    private static final Pattern TWO_DOMAINS = Pattern.compile("[\u00DF\u1E9E\u03C2\u200C\u200D]");

    private static String ascii(String domain) {
        if (TWO_DOMAINS.matcher(domain).find()) {
            return "";
        }
        try {
            return IDN.toASCII(domain).toLowerCase(Locale.ROOT);
        } catch (IllegalArgumentException e) {
            return "";
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
