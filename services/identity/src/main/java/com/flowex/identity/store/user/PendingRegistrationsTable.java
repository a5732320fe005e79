package com.flowex.identity.store.user;

import com.flowex.identity.store.user.OneTimeTokensTable.Purpose;
import com.flowex.platform.database.Database;
import com.flowex.platform.database.sql.Sql;
import com.flowex.platform.database.transaction.Transaction;
import java.util.Optional;

/**
 * Unconfirmed registrations of addresses. Until a reader of the address confirms one of them, none outranks another:
 * each has a link and a password of its own. The user's row holds a password hash that no password matches.
 */
public final class PendingRegistrationsTable {

    private static final String CLAIMED = """
            UPDATE identity.users SET password_hash = ?, first_name = ?, last_name = ?, password_changed_at = now(),
                version = version + 1
            WHERE tenant_id = ? AND id = ?""";
    private static final String VOUCHED = """
            UPDATE identity.users SET password_hash = ?, first_name = ?, last_name = ?, roles = ?, version = version + 1
            WHERE tenant_id = ? AND id = ?""";

    private final Database database;

    PendingRegistrationsTable(Database database) {
        this.database = database;
    }

    /**
     * Inserts a new user whom an operator vouches for; the row is durable on return. Unconfirmed registrations of the
     * same address lose to it: their links become invalid.
     *
     * @return empty if the address is taken
     */
    public Optional<User> vouch(UsersTable.NewUser user) {
        return database.transaction(user.tenant(), transaction -> {
            Optional<User> made = UsersTable.insert(transaction, user, user.passwordHash());
            if (made.isPresent()) {
                return made;
            }
            User before = lockByEmail(transaction, user);
            if (!before.isUnconfirmed()) {
                return Optional.empty();
            }
            OneTimeTokensTable.endPending(transaction, before);
            Sql.execute(
                    transaction,
                    VOUCHED,
                    user.passwordHash(),
                    user.firstName(),
                    user.lastName(),
                    UsersTable.labels(user.roles()),
                    before.tenant(),
                    before.id());
            return UsersTable.byId(transaction, before.tenant(), before.id());
        });
    }

    /**
     * Recipient of the mail that answers a registration.
     *
     * @param made true if the address had no user
     * @param claims true if the link confirms this registration; else it leads to a new password
     */
    public record Invitation(User user, boolean made, boolean claims, OpaqueToken link) {}

    /** Work that is committed with an invitation: its mail. */
    @FunctionalInterface
    public interface InvitationMailer {
        void mail(Transaction inviting, Invitation invited);
    }

    /**
     * Inserts the new user, or finds the one who already has the address, and issues a link to mail, in one
     * transaction. Until a reader of the address has confirmed it, each registration has a link of its own, and its
     * password is in no user's row.
     *
     * @param unusedHash a hash that no password matches
     */
    public Invitation invite(UsersTable.NewUser newUser, String unusedHash, InvitationMailer mailing) {
        return database.transaction(newUser.tenant(), transaction -> {
            Optional<User> made = UsersTable.insert(transaction, newUser, unusedHash);
            User user = made.isPresent() ? made.get() : lockByEmail(transaction, newUser);
            boolean claims = user.isUnconfirmed();
            OpaqueToken link = claims
                    ? OneTimeTokensTable.claim(transaction, user, claim(newUser))
                    : OneTimeTokensTable.issue(
                            transaction, user, user.isActive() ? Purpose.RESET_PASSWORD : Purpose.VERIFY_EMAIL);
            Invitation invited = new Invitation(user, made.isPresent(), claims, link);
            mailing.mail(transaction, invited);
            return invited;
        });
    }

    private static OneTimeTokensTable.Claim claim(UsersTable.NewUser user) {
        return new OneTimeTokensTable.Claim(user.passwordHash(), user.firstName(), user.lastName());
    }

    /** Sets the name and password of the confirmed registration. */
    public static void claimed(Transaction holding, User user, OneTimeTokensTable.Claim claim) {
        Sql.execute(
                holding, CLAIMED, claim.passwordHash(), claim.firstName(), claim.lastName(), user.tenant(), user.id());
    }

    private static User lockByEmail(Transaction transaction, UsersTable.NewUser user) {
        return UsersTable.lockByEmail(transaction, user.tenant(), user.email()).orElseThrow();
    }
}
