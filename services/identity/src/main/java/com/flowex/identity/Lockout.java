package com.flowex.identity;

import com.flowex.platform.config.IdentitySettings.LockoutSettings;
import com.flowex.platform.http.ProblemException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Locale;

/**
 * Lets guessing cost time: per account that is guessed at, whether it exists or not, and per place it comes from. A right
 * password during the wait is not even looked at, so that the answer says nothing.
 */
final class Lockout {

    /** Wrong codes of a second factor before its user has to wait: a million codes, three steps at a time. */
    private static final int CODES_FREE = 5;

    private final Attempts attempts;
    private final LockoutSettings settings;

    Lockout(Attempts attempts, LockoutSettings settings) {
        this.attempts = attempts;
        this.settings = settings;
    }

    /** @throws ProblemException 429 {@code too_many_attempts} */
    void requireLogin(int tenant, String email, Device device) {
        require(tenant, account(email));
        require(tenant, place(device));
    }

    void loginFailed(int tenant, String email, Device device) {
        attempts.failed(tenant, account(email), settings.perAccount(), settings.longest());
        attempts.failed(tenant, place(device), settings.perAddress(), settings.longest());
    }

    /** The place is not forgiven: one good account must not pay for guesses at others. */
    void loginSucceeded(int tenant, String email) {
        attempts.forget(tenant, account(email));
    }

    /** @throws ProblemException 429 {@code too_many_attempts} */
    void requireCode(int tenant, long userId) {
        require(tenant, code(userId));
    }

    void codeFailed(int tenant, long userId) {
        attempts.failed(tenant, code(userId), CODES_FREE, settings.longest());
    }

    void codeSucceeded(int tenant, long userId) {
        attempts.forget(tenant, code(userId));
    }

    private void require(int tenant, String name) {
        Duration wait = attempts.waitOf(tenant, name);
        if (wait.isPositive()) {
            long seconds = Math.max(1, wait.plusMillis(999).toSeconds());
            throw new ProblemException(
                            429, "too_many_attempts", "too many failed attempts; try again in " + seconds + " s")
                    .header("Retry-After", Long.toString(seconds));
        }
    }

    private static String account(String email) {
        String plain = EmailAddress.parse(email)
                .map(EmailAddress::value)
                .orElse(email.strip().toLowerCase(Locale.ROOT));
        return hash("account " + plain);
    }

    private static String place(Device device) {
        return hash("place " + device.address());
    }

    private static String code(long userId) {
        return hash("code " + userId);
    }

    private static String hash(String name) {
        return HexFormat.of().formatHex(OpaqueToken.sha256(name));
    }
}
