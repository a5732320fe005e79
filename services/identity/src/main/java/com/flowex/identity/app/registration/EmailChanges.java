package com.flowex.identity.app.registration;

import com.flowex.identity.app.apikey.ApiKeyDirectory;
import com.flowex.identity.app.mail.UserMailer;
import com.flowex.identity.app.restriction.Restrictions;
import com.flowex.identity.app.session.IdentityComponents;
import com.flowex.identity.app.session.Sessions;
import com.flowex.identity.store.user.Device;
import com.flowex.identity.store.user.EmailAddress;
import com.flowex.identity.store.user.EmailChangesTable;
import com.flowex.identity.store.user.EmailChangesTable.Pending;
import com.flowex.identity.store.user.OneTimeTokensTable;
import com.flowex.identity.store.user.OneTimeTokensTable.Purpose;
import com.flowex.identity.store.user.OpaqueToken;
import com.flowex.identity.store.user.User;
import com.flowex.identity.store.user.UsersTable;
import com.flowex.platform.database.transaction.Transaction;
import com.flowex.platform.errors.Refusal;
import com.flowex.platform.errors.RefusalCode;
import com.flowex.platform.failure.SqlException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Changes of e-mail addresses. The reader of the new address confirms a change, and the reader of the old one can end
 * it until then. A change ends all sessions and links of the user, and locks withdrawals for a day.
 */
public final class EmailChanges {

    /** Time for which money cannot leave after a change, so that the owner of the old address can object. */
    public static final Duration LOCKED = Duration.ofDays(1);

    /** Maximum number of attempts while others register or leave the new address at the same moment. */
    private static final int TRIES_MAX = 3;

    private final IdentityComponents parts;
    private final EmailChangesTable table;
    private final Sessions sessions;
    private final ApiKeyDirectory keys;
    private final Restrictions restrictions;
    private final UserMailer letters;

    public EmailChanges(
            IdentityComponents parts,
            EmailChangesTable table,
            Sessions sessions,
            ApiKeyDirectory keys,
            Restrictions restrictions) {
        this.parts = parts;
        this.table = table;
        this.sessions = sessions;
        this.keys = keys;
        this.restrictions = restrictions;
        this.letters = parts.letters();
    }

    /** Returns the change that waits for its confirmation. */
    public Optional<Pending> pending(int tenant, long userId) {
        return table.of(tenant, userId);
    }

    /**
     * Mails a link to the new address and a notice to the present one. The answer is the same for a free and a taken
     * address; only the mails differ. It replaces an earlier request of the user.
     *
     * @param proven user as their proof of identity was checked
     * @param host host by which the user came, for the links; empty if unknown
     * @throws Refusal {@code invalid_field}; {@code too_many_attempts} from one place
     */
    public Pending request(User proven, EmailAddress email, Device device, String host) {
        parts.lockout().registration(proven.tenant(), device);
        return parts.users()
                .holding(proven.tenant(), proven.id(), (holding, user) -> {
                    if (!user.isActive() || !user.passwordHash().equals(proven.passwordHash())) {
                        throw Refusal.unauthorized("your password or your access was changed meanwhile: log in again");
                    }
                    if (user.email().equals(email.value())) {
                        throw Refusal.invalid("email", "another address than the present one");
                    }
                    Pending pending = table.put(holding, user, email, Purpose.CHANGE_EMAIL.life());
                    OpaqueToken link = OneTimeTokensTable.issue(holding, user, Purpose.CHANGE_EMAIL);
                    OpaqueToken objection = OneTimeTokensTable.issue(holding, user, Purpose.KEEP_EMAIL);
                    if (isTaken(UsersTable.byEmail(holding, user.tenant(), email))) {
                        letters.newAddressTaken(holding, user, email);
                    } else {
                        letters.confirmNewAddress(holding, user, email, link, host);
                    }
                    letters.addressChangeRequested(holding, user, email, objection, host);
                    return pending;
                })
                .orElseThrow(() -> Refusal.unauthorized("this user was removed"));
    }

    private static boolean isTaken(Optional<User> holder) {
        return holder.filter(user -> !user.isUnconfirmed()).isPresent();
    }

    /** Ends the user's own request; returns false if none waits. */
    public boolean cancel(int tenant, long userId) {
        return parts.users().holding(tenant, userId, EmailChanges::end).orElse(false);
    }

    /** Ends the request that the reader of the present address objects to. */
    public User object(String text) {
        OpaqueToken token = OpaqueToken.parse(text).orElseThrow(EmailChanges::invalidToken);
        return parts.users()
                .holding(token.tenant(), userOf(token, Purpose.KEEP_EMAIL), (holding, user) -> {
                    requireTaken(holding, token, Purpose.KEEP_EMAIL);
                    end(holding, user);
                    return user;
                })
                .orElseThrow(EmailChanges::invalidToken);
    }

    private static boolean end(Transaction holding, User user) {
        OneTimeTokensTable.endEmailChange(holding, user);
        return EmailChangesTable.remove(holding, user);
    }

    /**
     * Changes the address of the user for whom the link was mailed. Unconfirmed registrations of the address lose to
     * its reader.
     *
     * @return user as before the change
     * @throws Refusal {@code invalid_token}; {@code email_taken} if another user has the address by now
     */
    public User confirm(String text) {
        OpaqueToken token = OpaqueToken.parse(text).orElseThrow(EmailChanges::invalidToken);
        long id = userOf(token, Purpose.CHANGE_EMAIL);
        for (int tries = 0; tries < TRIES_MAX; tries++) {
            EmailAddress email = table.of(token.tenant(), id)
                    .orElseThrow(EmailChanges::invalidToken)
                    .email();
            long holder =
                    parts.users().byEmail(token.tenant(), email).map(User::id).orElse(id);
            List<String> goOn = keys.names(token.tenant(), id);
            Optional<Changed> changed = attempt(token, id, holder, email, goOn);
            if (changed.isPresent()) {
                sessions.ended(changed.get().ended());
                return changed.get().before();
            }
        }
        throw taken();
    }

    private record Changed(User before, List<UUID> ended) {}

    /** Changes the address; returns empty if it was registered or released at the same moment. */
    private Optional<Changed> attempt(OpaqueToken token, long id, long holder, EmailAddress email, List<String> goOn) {
        try {
            return parts.users().holdingBoth(token.tenant(), id, holder, (holding, one, other) -> {
                User user = one.filter(User::isActive).orElseThrow(EmailChanges::invalidToken);
                requireTaken(holding, token, Purpose.CHANGE_EMAIL);
                if (table.of(holding, token.tenant(), id)
                        .filter(now -> now.email().equals(email))
                        .isEmpty()) {
                    throw invalidToken();
                }
                if (holder != id && other.isPresent() && other.get().email().equals(email.value())) {
                    eraseHolder(holding, other.get());
                }
                return Optional.of(change(holding, user, email, goOn));
            });
        } catch (SqlException e) {
            if (e.isUniqueViolation()) {
                return Optional.empty();
            }
            throw e;
        }
    }

    private void eraseHolder(Transaction holding, User holder) {
        if (!holder.isUnconfirmed()) {
            throw taken();
        }
        OneTimeTokensTable.endAll(holding, holder);
        UsersTable.erase(holding, holder, parts.passwords().unusedHash());
    }

    private Changed change(Transaction holding, User user, EmailAddress email, List<String> goOn) {
        List<UUID> ended = sessions.endAll(holding, user, Optional.empty());
        OneTimeTokensTable.endAll(holding, user);
        UsersTable.email(holding, user, email);
        restrictions.lockWithdrawals(holding, user, LOCKED, "the e-mail address was changed");
        letters.addressChanged(holding, user, email, LOCKED, goOn);
        return new Changed(user, ended);
    }

    private long userOf(OpaqueToken token, Purpose purpose) {
        return parts.oneTime().userOf(token, purpose).orElseThrow(EmailChanges::invalidToken);
    }

    private static void requireTaken(Transaction holding, OpaqueToken token, Purpose purpose) {
        if (OneTimeTokensTable.take(holding, token, purpose).isEmpty()) {
            throw invalidToken();
        }
    }

    private static Refusal invalidToken() {
        return new Refusal(
                RefusalCode.INVALID_TOKEN, "the token is wrong, too old, or was used before; ask for another");
    }

    private static Refusal taken() {
        return new Refusal(RefusalCode.EMAIL_TAKEN, "another user has this address");
    }
}
