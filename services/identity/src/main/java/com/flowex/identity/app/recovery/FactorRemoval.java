package com.flowex.identity.app.recovery;

import com.flowex.identity.app.factor.Passkeys;
import com.flowex.identity.app.restriction.Restrictions;
import com.flowex.identity.app.session.Sessions;
import com.flowex.identity.store.credential.FactorsTable;
import com.flowex.identity.store.credential.PasskeysTable;
import com.flowex.identity.store.sms.PhoneNumbersTable;
import com.flowex.identity.store.user.User;
import com.flowex.identity.store.user.User.Factors;
import com.flowex.identity.store.user.UsersTable;
import com.flowex.platform.errors.Refusal;
import com.flowex.platform.errors.RefusalCode;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Removal of second factors by their owners, under the lock of the user's row. One factor alone cannot remove itself;
 * {@link #all} removes the last one deliberately, and that has consequences.
 */
public final class FactorRemoval {

    /** Time for which money cannot leave an account whose last factor was removed. */
    public static final Duration LOCKED = Duration.ofDays(1);

    private final UsersTable users;
    private final FactorsTable.Notice notice;
    private final Sessions sessions;
    private final Restrictions restrictions;

    /** @param notice sender of the report about a changed second factor */
    public FactorRemoval(UsersTable users, FactorsTable.Notice notice, Sessions sessions, Restrictions restrictions) {
        this.users = users;
        this.notice = notice;
        this.sessions = sessions;
        this.restrictions = restrictions;
    }

    /**
     * Turns the authenticator off, or forgets one that was not confirmed.
     *
     * @throws Refusal {@code last_factor} if the user has no other factor
     */
    public void authenticator(User user) {
        held(user, (holding, now) -> {
            Factors has = now.factors();
            if (has.totp()) {
                requireAny(now, new Factors(false, has.mail(), has.sms(), has.passkeys()));
                notice.changed(holding, now, FactorsTable.TOTP, false);
            }
            FactorsTable.removeAuthenticator(holding, now);
            return has;
        });
    }

    /**
     * Turns codes by mail off.
     *
     * @throws Refusal {@code last_factor} if the user has no other factor
     */
    public void mailCodes(User user) {
        held(user, (holding, now) -> {
            Factors has = now.factors();
            if (has.mail()) {
                requireAny(now, new Factors(has.totp(), false, has.sms(), has.passkeys()));
                FactorsTable.mailCodes(holding, now, false);
                notice.changed(holding, now, FactorsTable.MAILED, false);
            }
            return has;
        });
    }

    /**
     * Turns codes by SMS off and removes the phone number.
     *
     * @throws Refusal {@code last_factor} if the user has no other factor
     */
    public void phone(User user) {
        held(user, (holding, now) -> {
            Factors has = now.factors();
            if (has.sms()) {
                requireAny(now, new Factors(has.totp(), has.mail(), false, has.passkeys()));
                notice.changed(holding, now, PhoneNumbersTable.IN_WORDS, false);
            }
            PhoneNumbersTable.remove(holding, now);
            return has;
        });
    }

    /**
     * Removes a passkey.
     *
     * @throws Refusal {@code not_found}; {@code last_factor} if the user has no other factor
     */
    public void passkey(User user, UUID id) {
        held(user, (holding, now) -> {
            PasskeysTable.Removed removed =
                    PasskeysTable.remove(holding, now, id).orElseThrow(Passkeys::unknown);
            Factors has = now.factors();
            requireAny(now, new Factors(has.totp(), has.mail(), has.sms(), removed.left()));
            FactorsTable.endUnneededCodes(holding, now);
            notice.changed(holding, now, Passkeys.inWords(removed.name()), false);
            return removed;
        });
    }

    /**
     * Removes every factor of a user who has just shown one of them. The other sessions end, and no money leaves the
     * account for a day.
     *
     * @param proven user as their proof was checked
     * @param session session that stays open
     * @throws Refusal {@code last_factor} if the user's roles reach beyond their own account
     */
    public void all(User proven, UUID session) {
        List<UUID> ended = held(proven, (holding, now) -> {
            if (!now.isActive() || !now.passwordHash().equals(proven.passwordHash())) {
                throw Refusal.unauthorized("your password or your access was changed meanwhile: log in again");
            }
            if (!now.factors().any()) {
                return List.<UUID>of();
            }
            if (isStaff(now)) {
                throw new Refusal(RefusalCode.LAST_FACTOR, "users who may act for others keep a second factor");
            }
            FactorsTable.removeAll(holding, now);
            restrictions.lockWithdrawals(holding, now, LOCKED, "the second factors were removed");
            notice.changed(holding, now, "A second factor", false);
            return sessions.endAll(holding, now, Optional.of(session));
        });
        sessions.ended(ended);
        restrictions.carryOut(proven);
    }

    /** Returns true if one of the user's roles reaches beyond their own account. */
    public static boolean isStaff(User user) {
        return user.actsForOthers();
    }

    /** The one rule about the last factor: something is left to ask for, and for staff something else than SMS. */
    private static void requireAny(User user, Factors left) {
        if (isStaff(user) ? !left.isStrong() : !left.any()) {
            throw new Refusal(
                    RefusalCode.LAST_FACTOR,
                    "this is the last second factor: add another passkey, an authenticator or codes by mail first,"
                            + " or remove all second factors");
        }
    }

    private <T> T held(User user, UsersTable.LockedRow<T> change) {
        return users.holding(user.tenant(), user.id(), change)
                .orElseThrow(() -> Refusal.unauthorized("this user was removed"));
    }
}
