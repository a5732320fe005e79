package com.flowex.identity;

import com.flowex.identity.Attempts.Patience;
import com.flowex.identity.Attempts.Reservation;
import com.flowex.platform.config.IdentitySettings.LockoutSettings;
import com.flowex.platform.http.ProblemException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Lets guessing cost time: per account that is guessed at, whether it exists or not, and per place it comes from. A right
 * password during the wait is not even looked at, so that the answer says nothing. What is looked at was counted before: of
 * many guesses at the same moment no more are looked at than of the same one after the other.
 */
final class Lockout {

    /** Wrong codes of a second factor before its user has to wait: a million codes, three steps at a time. */
    private static final int CODES_FREE = 5;

    private final Attempts attempts;
    private final Patience withAccounts;
    private final Patience withPlaces;
    private final Patience withCodes;

    Lockout(Attempts attempts, LockoutSettings settings) {
        this.attempts = attempts;
        this.withAccounts = new Patience(settings.perAccount(), settings.longest());
        this.withPlaces = new Patience(settings.perAddress(), settings.longest());
        this.withCodes = new Patience(CODES_FREE, settings.longest());
    }

    /**
     * Looks at a password. A right one forgives its account; the place only gets its own attempt back: one good account must
     * not pay for guesses at others.
     *
     * @param look finds whose password it is; empty if it is wrong
     * @return what it found
     * @throws ProblemException 429 {@code too_many_attempts}; what looking throws, and then nothing is counted
     */
    <T> Optional<T> login(int tenant, String email, Device device, Supplier<Optional<T>> look) {
        Attempt place = counted(tenant, place(device), withPlaces);
        Attempt account = orGiveBack(() -> counted(tenant, account(email), withAccounts), place);
        Optional<T> found = orGiveBack(look, place, account);
        if (found.isPresent()) {
            account.forget();
            place.giveBack();
        }
        return found;
    }

    /**
     * Looks at a code that a user shows; a good one forgives the bad ones.
     *
     * @throws ProblemException 429 {@code too_many_attempts}; what looking throws, and then nothing is counted
     */
    boolean code(int tenant, long userId, BooleanSupplier isGood) {
        return shown(tenant, userId, isGood, Attempt::forget);
    }

    /** The same for a password that a user shows again, which forgives no codes. */
    boolean password(int tenant, long userId, BooleanSupplier isRight) {
        return shown(tenant, userId, isRight, Attempt::giveBack);
    }

    private boolean shown(int tenant, long userId, BooleanSupplier isRight, Consumer<Attempt> afterwards) {
        Attempt attempt = counted(tenant, code(userId), withCodes);
        boolean right = orGiveBack(isRight::getAsBoolean, attempt);
        if (right) {
            afterwards.accept(attempt);
        }
        return right;
    }

    /**
     * What was not looked at, because its account is waited for, too many wait or the database is away, was no guess: if
     * this throws, the attempts that are counted already are given back.
     */
    private static <T> T orGiveBack(Supplier<T> look, Attempt... counted) {
        boolean looked = false;
        try {
            T found = look.get();
            looked = true;
            return found;
        } finally {
            if (!looked) {
                for (Attempt attempt : counted) {
                    attempt.giveBack();
                }
            }
        }
    }

    private Attempt counted(int tenant, String name, Patience patience) {
        return switch (attempts.reserve(tenant, name, patience)) {
            case Reservation.Counted counted -> new Attempt(tenant, name, patience, counted);
            case Reservation.Refused(Duration left) -> throw tooMany(left);
        };
    }

    private static ProblemException tooMany(Duration left) {
        long seconds = Math.max(1, left.plusMillis(999).toSeconds());
        return new ProblemException(
                        429, "too_many_attempts", "too many failed attempts; try again in " + seconds + " s")
                .header("Retry-After", Long.toString(seconds));
    }

    /** One that is counted as a failure. */
    private final class Attempt {

        private final int tenant;
        private final String name;
        private final Patience patience;
        private final Reservation.Counted counted;

        Attempt(int tenant, String name, Patience patience, Reservation.Counted counted) {
            this.tenant = tenant;
            this.name = name;
            this.patience = patience;
            this.counted = counted;
        }

        void giveBack() {
            attempts.giveBack(tenant, name, patience, counted);
        }

        void forget() {
            attempts.forget(tenant, name);
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
