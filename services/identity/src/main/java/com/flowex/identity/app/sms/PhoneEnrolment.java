package com.flowex.identity.app.sms;

import com.flowex.identity.app.mail.PhoneMailer;
import com.flowex.identity.app.restriction.Restrictions;
import com.flowex.identity.store.sms.PhoneNumber;
import com.flowex.identity.store.sms.PhoneNumbersTable;
import com.flowex.identity.store.user.Device;
import com.flowex.identity.store.user.OneTimeTokensTable;
import com.flowex.identity.store.user.OneTimeTokensTable.Purpose;
import com.flowex.identity.store.user.OneTimeTokensTable.SecondFactorAttempt;
import com.flowex.identity.store.user.OpaqueToken;
import com.flowex.identity.store.user.User;
import com.flowex.identity.store.user.UsersTable;
import com.flowex.platform.errors.Refusal;
import com.flowex.platform.errors.RefusalCode;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/** Set-up of codes by SMS: a number counts once its reader has entered the code that was sent there. */
public final class PhoneEnrolment {

    /** Time for which money cannot leave an account whose number was replaced. */
    public static final Duration LOCKED = Duration.ofDays(1);

    private final UsersTable users;
    private final PhoneNumbersTable numbers;
    private final OneTimeTokensTable oneTime;
    private final SmsCodes codes;
    private final Restrictions restrictions;
    private final PhoneMailer letters;

    public PhoneEnrolment(
            UsersTable users,
            PhoneNumbersTable numbers,
            OneTimeTokensTable oneTime,
            SmsCodes codes,
            Restrictions restrictions,
            PhoneMailer letters) {
        this.users = users;
        this.numbers = numbers;
        this.oneTime = oneTime;
        this.codes = codes;
        this.restrictions = restrictions;
        this.letters = letters;
    }

    /** Returns the confirmed number of a user. */
    public Optional<PhoneNumber> confirmed(User user) {
        return numbers.of(user, true);
    }

    /** Returns what the page needs to know about codes by SMS. */
    public SmsCodes codes() {
        return codes;
    }

    /**
     * Sends a code to a number that a user wants to have codes at. A number that is confirmed stays until this one is.
     *
     * @throws Refusal {@code sms_off}; {@code sms_not_for_staff}; {@code too_many_attempts}
     */
    public void begin(User proven, PhoneNumber number, Device device, Supplier<String> freshCode) {
        codes.requireOffered(proven);
        held(proven, (holding, user) -> {
            requireUnchanged(proven, user);
            String code = freshCode.get();
            numbers.put(holding, user, number);
            OneTimeTokensTable.confirmBySms(holding, user, tokenOf(user, number), code);
            codes.sendToNew(holding, user, device, number, code);
            return user;
        });
    }

    /**
     * Confirms the number that waits; codes go there from now on. Another confirmed number is replaced, and no money
     * leaves the account for a day.
     *
     * @throws Refusal {@code invalid_code}; {@code too_many_attempts}; {@code sms_off}; {@code sms_not_for_staff}
     */
    public void confirm(User user, String code, Device device) {
        codes.requireOffered(user);
        PhoneNumber number = numbers.of(user, false).orElseThrow(PhoneEnrolment::invalidCode);
        OpaqueToken own = tokenOf(user, number);
        SecondFactorAttempt attempt = oneTime.tryOnce(own).orElseThrow(PhoneEnrolment::invalidCode);
        if (!codes.isGoodOfNew(user, number, device, () -> attempt.isSent(code, own))) {
            throw invalidCode();
        }
        codes.verifiedOfNew(user, number, code);
        boolean isReplaced = held(user, (holding, now) -> {
            codes.requireOffered(now);
            boolean stillWaits =
                    numbers.of(holding, now, false).filter(number::equals).isPresent();
            if (!stillWaits
                    || OneTimeTokensTable.take(holding, own, Purpose.SECOND_FACTOR)
                            .isEmpty()) {
                throw invalidCode();
            }
            boolean isOther = now.factors().sms()
                    && numbers.of(holding, now, true).filter(number::equals).isEmpty();
            PhoneNumbersTable.confirm(holding, now);
            if (isOther) {
                restrictions.lockWithdrawals(holding, now, LOCKED, "the phone number was changed");
                letters.replaced(holding, now, LOCKED);
            } else if (!now.factors().sms()) {
                letters.added(holding, now);
            }
            return isOther;
        });
        if (isReplaced) {
            restrictions.carryOut(user);
        }
    }

    private OpaqueToken tokenOf(User user, PhoneNumber number) {
        return OpaqueToken.ofPhone(user, codes.nameOf(user.tenant(), number));
    }

    private <T> T held(User user, UsersTable.LockedRow<T> change) {
        return users.holding(user.tenant(), user.id(), change)
                .orElseThrow(() -> Refusal.unauthorized("this user was removed"));
    }

    private static void requireUnchanged(User proven, User now) {
        if (!now.isActive() || !now.passwordHash().equals(proven.passwordHash())) {
            throw Refusal.unauthorized("your password or your access was changed meanwhile: log in again");
        }
    }

    private static Refusal invalidCode() {
        return new Refusal(RefusalCode.INVALID_CODE, "the code is wrong, too old, or was used before");
    }
}
