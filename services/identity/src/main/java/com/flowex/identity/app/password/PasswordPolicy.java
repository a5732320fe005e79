package com.flowex.identity.app.password;

import com.nulabinc.zxcvbn.Zxcvbn;
import java.util.List;
import java.util.Optional;

/**
 * Rule for new passwords; existing ones are not checked. It measures the length and the number of guesses (NIST SP
 * 800-63B, 5.1.1.2; zxcvbn, Wheeler 2016), not the classes of characters. Dictionaries of common passwords, keyboard
 * runs, dates and the user's own data make a password easy to guess.
 */
public final class PasswordPolicy {

    static final int LENGTH_MIN = 8;

    /** Maximum length, which bounds the work of hashing; people do not type longer passwords. */
    public static final int LENGTH_MAX = 128;

    /** At least 10^6 guesses, on zxcvbn's scale of 0 to 4: a lockout allows an attacker some tens a day. */
    private static final int SCORE_MIN = 2;

    /**
     * Number of characters that are estimated. The cost grows with the square of the length, and a password is no
     * easier to guess than its beginning.
     */
    private static final int ESTIMATED_MAX = 64;

    private static final Zxcvbn ESTIMATE = new Zxcvbn();

    private PasswordPolicy() {}

    /**
     * Returns the rule that is broken, completing "password must be ..."; empty if none is broken.
     *
     * @param form password in its normalized form ({@link PasswordNormalizer})
     * @param own known words of its user: e-mail address, names
     */
    static Optional<String> brokenBy(String form, List<String> own) {
        int length = form.codePointCount(0, form.length());
        if (length < LENGTH_MIN || length > LENGTH_MAX) {
            return Optional.of(LENGTH_MIN + " to " + LENGTH_MAX + " characters long");
        }
        String beginning = form.substring(0, form.offsetByCodePoints(0, Math.min(length, ESTIMATED_MAX)));
        return ESTIMATE.measure(beginning, own).getScore() >= SCORE_MIN
                ? Optional.empty()
                : Optional.of(
                        "harder to guess: not a common password, a run of keys, a date, or one's own name or address; a few unrelated words do");
    }
}
