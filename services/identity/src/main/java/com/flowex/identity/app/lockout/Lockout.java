package com.flowex.identity.app.lockout;

import com.flowex.domain.value.AccountId;
import com.flowex.identity.store.lockout.AttemptCounter;
import com.flowex.identity.store.lockout.AttemptCounter.LockoutPolicy;
import com.flowex.identity.store.lockout.AttemptCounter.Reservation;
import com.flowex.identity.store.lockout.KnownLoginNetworks;
import com.flowex.identity.store.user.Device;
import com.flowex.identity.store.user.EmailAddress;
import com.flowex.identity.store.user.OpaqueToken;
import com.flowex.platform.errors.Refusal;
import com.flowex.platform.errors.RefusalCode;
import java.net.InetAddress;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Brute-force protection with growing waits, per place and per account guessed from one place; unknown accounts are
 * treated like existing ones. A second, higher limit counts guesses at one account from all places. It does not apply
 * at places from which the account was logged in to before, so guesses from elsewhere do not lock the owner out. During
 * a wait even a right password is not checked, so that the answer reveals nothing. Each attempt is counted before it is
 * checked, so concurrent guesses gain nothing over sequential ones. Attempts at one account, and attempts from one
 * place, take turns, so that right log-ins at the same moment are not counted as guesses.
 */
public final class Lockout {

    /**
     * Maximum number of wrong second-factor codes before the user must wait. There are a million codes, and three time
     * steps are accepted.
     */
    private static final int CODES_FREE = 5;

    /** Factor between the free failures from all places together and those from one place. */
    private static final int PLACES_FREE = 20;

    /** Codes of payments that are mailed to one user without a wait, until one of them confirms a payment. */
    private static final int PAYMENT_CODES_FREE = 10;

    /** Maximum number of wrong codes for one phone number at all accounts before they must wait. */
    private static final int SENT_CODES_FREE = 10;

    private static final int NETWORK_BYTES = 8;

    /** Free registrations from one place in a day, before each further one waits longer. */
    private static final int REGISTRATIONS_FREE = 20;

    private static final int TURNS = 2_048;

    /** Attempts that wait for one turn, at most: as many as may wait for a hash. */
    private static final int WAITING_MAX = 256;

    private final List<ReentrantLock> turns = turns();

    /** Taken before {@link #turns}, and so never after one of them. */
    private final List<ReentrantLock> turnsOfPlaces = turns();

    private final AttemptCounter attempts;
    private final KnownLoginNetworks known;
    private final LockoutPolicy withAccounts;
    private final LockoutPolicy registrations;
    private final LockoutPolicy everywhere;
    private final LockoutPolicy withPlaces;
    private final LockoutPolicy withCodes;
    private final LockoutPolicy withPaymentCodes;
    private final LockoutPolicy withSentCodes;

    public Lockout(AttemptCounter attempts, KnownLoginNetworks known, LockoutSettings settings) {
        this.attempts = attempts;
        this.known = known;
        this.everywhere = new LockoutPolicy(settings.perAccount() * PLACES_FREE, settings.longest());
        this.registrations = new LockoutPolicy(REGISTRATIONS_FREE, settings.longest());
        this.withAccounts = new LockoutPolicy(settings.perAccount(), settings.longest());
        this.withPlaces = new LockoutPolicy(settings.perAddress(), settings.longest());
        this.withPaymentCodes = new LockoutPolicy(PAYMENT_CODES_FREE, settings.longest());
        this.withSentCodes = new LockoutPolicy(SENT_CODES_FREE, settings.longest());
        this.withCodes = new LockoutPolicy(CODES_FREE, settings.longest());
    }

    /**
     * Checks a password. A right one resets the counter of its account at this place. The counters of the place, and of
     * the account everywhere, only get this attempt back: one good login must not pay for guesses at other accounts.
     *
     * @param lookup check that returns the user whose password it is; empty if it is wrong
     * @return result of the check
     * @throws Refusal {@code too_many_attempts}; {@code overloaded}; or the exception of the check, and then nothing is counted
     */
    public <T> Optional<T> login(int tenant, String email, Device device, Supplier<Optional<T>> lookup) {
        return inTurn(
                turnsOfPlaces,
                tenant + place(device),
                () -> inTurn(turns, tenant + account(email), () -> loginInTurn(tenant, email, device, lookup)));
    }

    private <T> Optional<T> loginInTurn(int tenant, String email, Device device, Supplier<Optional<T>> lookup) {
        Attempt place = counted(tenant, place(device), withPlaces);
        String here = accountAt(email, device);
        Attempt account = orGiveBack(() -> counted(tenant, here, withAccounts), place);
        Optional<Attempt> brake = orGiveBack(() -> braked(tenant, account(email), here), place, account);
        Attempt[] counted =
                Stream.concat(Stream.of(place, account), brake.stream()).toArray(Attempt[]::new);
        Optional<T> found = orGiveBack(lookup, counted);
        if (found.isPresent()) {
            account.forget();
            place.giveBack();
            brake.ifPresent(Attempt::giveBack);
            known.seen(tenant, known(tenant, here));
        }
        return found;
    }

    /**
     * Counts a guess at an account from anywhere; returns empty if the account must wait elsewhere but this place is
     * known.
     */
    private Optional<Attempt> braked(int tenant, String account, String here) {
        return switch (attempts.reserve(tenant, account, everywhere)) {
            case Reservation.Counted counted -> Optional.of(new Attempt(tenant, account, everywhere, counted));
            case Reservation.Refused(Duration left) -> {
                if (!known.isKnown(tenant, known(tenant, here))) {
                    throw tooMany(left);
                }
                yield Optional.empty();
            }
        };
    }

    /**
     * Counts a registration that has not proved that its address is read. A limited number is free from one place.
     *
     * @throws Refusal {@code too_many_attempts} with the time to wait
     */
    public void registration(int tenant, Device device) {
        counted(tenant, hash("registration from " + network(device.address())), registrations);
    }

    /** Returns true if the account was logged in to from this place before. */
    public boolean isKnownPlace(int tenant, String email, Device device) {
        return known.isKnown(tenant, known(tenant, accountAt(email, device)));
    }

    /** Resets the counter of an account everywhere, because its owner has proved that they read its mail. */
    public void forgive(int tenant, String email) {
        attempts.forget(tenant, account(email));
    }

    /**
     * Checks a code of a user; a good one resets the counter.
     *
     * @throws Refusal {@code too_many_attempts}; {@code overloaded}; or the exception of the check, and then nothing is counted
     */
    public boolean code(int tenant, long userId, BooleanSupplier isGood) {
        return shown(tenant, userId, isGood, Attempt::forget);
    }

    /**
     * Checks a code that may have been sent to a phone. A wrong one counts for the user, and for the number and the
     * network whichever account it was tried at; a good one resets the counters of user and number.
     *
     * @param number keyed hash of the number
     * @throws Refusal as {@link #code}
     */
    public boolean sentCode(int tenant, long userId, String number, Device device, BooleanSupplier isGood) {
        return code(tenant, userId, () -> {
            Attempt place = counted(tenant, hash("codes from " + network(device.address())), withPlaces);
            Attempt phone = orGiveBack(() -> counted(tenant, hash("codes to " + number), withSentCodes), place);
            boolean right = orGiveBack(isGood::getAsBoolean, place, phone);
            if (right) {
                place.giveBack();
                phone.forget();
            }
            return right;
        });
    }

    /**
     * Counts a code of a payment that is about to be mailed. A limited number is free.
     *
     * @throws Refusal {@code too_many_attempts} with the time to wait
     */
    public void paymentCode(int tenant, long userId) {
        counted(tenant, hash("codes of payments of " + userId), withPaymentCodes);
    }

    /** Resets the counter of mailed codes of payments. */
    public void paymentConfirmed(int tenant, long userId) {
        attempts.forget(tenant, hash("codes of payments of " + userId));
    }

    /** Checks a password that a user enters again; a right one does not reset the counter of codes. */
    public boolean password(int tenant, long userId, BooleanSupplier isRight) {
        return shown(tenant, userId, isRight, Attempt::giveBack);
    }

    /**
     * Looks up a user by their address or account number; a lookup without a result counts as a guess.
     *
     * @throws Refusal {@code too_many_attempts}; {@code overloaded}; or the exception of the lookup, and then nothing is counted
     */
    public <T> Optional<T> receiver(AccountId asker, Supplier<Optional<T>> lookup) {
        String name = hash("receiver asked for by " + asker);
        return inTurn(turns, name, () -> {
            Attempt attempt = counted(asker.tenant(), name, withCodes);
            Optional<T> found = orGiveBack(lookup, attempt);
            if (found.isPresent()) {
                attempt.giveBack();
            }
            return found;
        });
    }

    private static List<ReentrantLock> turns() {
        return Stream.generate(ReentrantLock::new).limit(TURNS).toList();
    }

    private boolean shown(int tenant, long userId, BooleanSupplier isRight, Consumer<Attempt> afterwards) {
        String name = code(userId);
        return inTurn(turns, name, () -> {
            Attempt attempt = counted(tenant, name, withCodes);
            boolean right = orGiveBack(isRight::getAsBoolean, attempt);
            if (right) {
                afterwards.accept(attempt);
            }
            return right;
        });
    }

    /**
     * Serializes the attempts of one name. An attempt in progress counts as a failure until it is known to be right,
     * and concurrent right ones must not look like guesses.
     */
    private static <T> T inTurn(List<ReentrantLock> turns, String name, Supplier<T> attempt) {
        ReentrantLock turn = turns.get(Math.floorMod(name.hashCode(), turns.size()));
        if (turn.getQueueLength() >= WAITING_MAX) {
            throw Refusal.overloaded();
        }
        turn.lock();
        try {
            return attempt.get();
        } finally {
            turn.unlock();
        }
    }

    /**
     * Runs a check and gives the counted attempts back if it throws. A check can fail because the account must wait,
     * the queue is full or the database is unavailable. Then no guess was checked.
     */
    private static <T> T orGiveBack(Supplier<T> lookup, Attempt... counted) {
        boolean checked = false;
        try {
            T found = lookup.get();
            checked = true;
            return found;
        } finally {
            if (!checked) {
                for (Attempt attempt : counted) {
                    attempt.giveBack();
                }
            }
        }
    }

    private Attempt counted(int tenant, String name, LockoutPolicy lockout) {
        return switch (attempts.reserve(tenant, name, lockout)) {
            case Reservation.Counted counted -> new Attempt(tenant, name, lockout, counted);
            case Reservation.Refused(Duration left) -> throw tooMany(left);
        };
    }

    private static Refusal tooMany(Duration left) {
        long seconds = Math.max(1, left.plusMillis(999).toSeconds());
        return Refusal.forNow(
                RefusalCode.TOO_MANY_ATTEMPTS, "too many failed attempts; try again in " + seconds + " s", seconds);
    }

    /** Attempt that is counted as a failure. */
    private final class Attempt {

        private final int tenant;
        private final String name;
        private final LockoutPolicy lockout;
        private final Reservation.Counted counted;

        Attempt(int tenant, String name, LockoutPolicy lockout, Reservation.Counted counted) {
            this.tenant = tenant;
            this.name = name;
            this.lockout = lockout;
            this.counted = counted;
        }

        void giveBack() {
            attempts.giveBack(tenant, name, lockout, counted);
        }

        void forget() {
            attempts.forget(tenant, name);
        }
    }

    private static String account(String email) {
        return hash("account " + plain(email));
    }

    private static String accountAt(String email, Device device) {
        return hash("account " + plain(email) + " at " + network(device.address()));
    }

    private static String known(int tenant, String accountAtPlace) {
        return hash("known in " + tenant + " " + accountAtPlace);
    }

    private static String plain(String email) {
        return EmailAddress.parse(email)
                .map(EmailAddress::value)
                .orElse(email.strip().toLowerCase(Locale.ROOT));
    }

    /** Returns the hash of the place of a device, under which its attempts are counted. */
    public static String placeOf(Device device) {
        return place(device);
    }

    private static String place(Device device) {
        return hash("place " + network(device.address()));
    }

    /**
     * Returns the network of an address: the first 64 bits of an IPv6 address, because one client usually controls all
     * of them.
     */
    private static String network(String address) {
        try {
            byte[] bytes =
                    InetAddress.ofLiteral(address.replaceFirst("%.*", "")).getAddress();
            return bytes.length > NETWORK_BYTES ? HexFormat.of().formatHex(bytes, 0, NETWORK_BYTES) : address;
        } catch (IllegalArgumentException e) {
            return address;
        }
    }

    private static String code(long userId) {
        return hash("code " + userId);
    }

    private static String hash(String name) {
        return HexFormat.of().formatHex(OpaqueToken.sha256(name));
    }
}
