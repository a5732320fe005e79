package com.flowex.identity.password;

import com.nulabinc.zxcvbn.Zxcvbn;
import java.util.List;
import java.util.Optional;

/**
 * The rule of new passwords; old ones are not asked. Length and how many guesses it takes count (NIST SP 800-63B, 5.1.1.2; zxcvbn, Wheeler 2016), not of
 * which letters it is made: dictionaries of common passwords, keyboard runs, dates and the user's own data make it easy to guess.
 */
public final class PasswordRule {

    static final int LENGTH_MIN = 8;

    /** Hashing is bounded work; a longer one is no person's. */
    public static final int LENGTH_MAX = 128;

    /** At least 10^6 guesses, on zxcvbn's scale of 0 to 4: a lockout lets an attacker have some tens a day. */
    private static final int SCORE_MIN = 2;

    /** The estimate costs the square of the length, and a password is no easier to guess than its beginning. */
    private static final int ESTIMATED_MAX = 64;

    private static final Zxcvbn ESTIMATE = new Zxcvbn();

    private PasswordRule() {}

    /**
     * The rule that is broken, completing "password must be ..."; empty if none is.
     *
     * @param form of {@link PasswordForm}
     * @param own what is known of its user: e-mail address, names
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
