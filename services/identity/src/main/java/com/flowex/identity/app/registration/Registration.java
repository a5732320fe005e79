package com.flowex.identity.app.registration;

import com.flowex.access.auth.Role;
import com.flowex.identity.app.account.AccountOpening;
import com.flowex.identity.app.lockout.Lockout;
import com.flowex.identity.app.mail.UserMailer;
import com.flowex.identity.app.password.PasswordHasher;
import com.flowex.identity.app.session.IdentityComponents;
import com.flowex.identity.store.user.Device;
import com.flowex.identity.store.user.EmailAddress;
import com.flowex.identity.store.user.PendingRegistrationsTable;
import com.flowex.identity.store.user.User;
import com.flowex.identity.store.user.UsersTable;
import com.flowex.platform.errors.Fields;
import com.flowex.platform.errors.Refusal;
import com.flowex.platform.errors.RefusalCode;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Registration of users. */
public final class Registration {

    private static final Logger LOG = LoggerFactory.getLogger(Registration.class);
    private static final int NAME_LENGTH_MAX = 100;

    private final UsersTable users;
    private final PasswordHasher passwords;
    private final AccountOpening accounts;
    private final AccountRecovery recovery;
    private final UserMailer letters;
    private final Lockout lockout;
    private final boolean mustBeVerified;

    public Registration(IdentityComponents parts, AccountRecovery recovery) {
        this.users = parts.users();
        this.passwords = parts.passwords();
        this.accounts = parts.accounts();
        this.recovery = recovery;
        this.letters = parts.letters();
        this.lockout = parts.lockout();
        this.mustBeVerified = parts.mustBeVerified();
    }

    /** Registration as sent; each field may be missing. */
    public record Form(
            @Nullable String email,
            @Nullable String password,
            @Nullable String firstName,
            @Nullable String lastName) {

        /** Keeps the password out of every log. */
        @Override
        public String toString() {
            return "Form[" + email + "]";
        }
    }

    /** Outcome of a registration. */
    public sealed interface Outcome permits Registered, MailedRegistration {
        User user();
    }

    /** Registration after which the user may log in. */
    public record Registered(User user) implements Outcome {}

    /**
     * Registration that continues by mail: the state of the address is only revealed to its reader.
     *
     * @param user user who now has the address, or had it before
     * @param made true if the address had no user; for the audit log, not for the response
     * @param claims true if no reader of the address has confirmed it; for the audit log, not for the response
     */
    public record MailedRegistration(User user, boolean made, boolean claims) implements Outcome {}

    /**
     * Registers a user; the row is durable when this returns. Where addresses must be verified, the answer does not
     * reveal if an address is registered. The answer and the work behind it are the same for a free and a taken
     * address; only the mails differ. There the first login opens the account, and the number of free registrations
     * from one place is limited. Elsewhere the account is opened now, or at the first login if the exchange does not
     * answer now.
     *
     * @param host host by which the user came, for the link in the mail; empty if unknown
     * @throws Refusal {@code invalid_field} naming the fields; {@code email_taken} where addresses are not verified;
     *     {@code too_many_attempts} from one place where they are
     */
    public Outcome register(int tenant, Form form, Device device, String host) {
        if (mustBeVerified) {
            lockout.registration(tenant, device);
            return requested(newUser(tenant, form, EnumSet.of(Role.USER)), device, host);
        }
        UsersTable.NewUser user = newUser(tenant, form, EnumSet.of(Role.USER));
        return new Registered(made(users.insert(user), user, host));
    }

    /**
     * Registers a user whom an administrator vouches for. It supersedes unconfirmed registrations of the address.
     *
     * @throws Refusal {@code invalid_field} naming the fields, {@code email_taken}
     */
    public User register(int tenant, Form form, Set<Role> roles, String host) {
        UsersTable.NewUser user = newUser(tenant, form, roles);
        return made(users.claims().vouch(user), user, host);
    }

    private User made(Optional<User> user, UsersTable.NewUser newUser, String host) {
        User made = user.orElseThrow(() -> taken(newUser.email()));
        recovery.requestVerification(made, host);
        return withAccount(made);
    }

    /** Registers with one transaction and one mail, so that a free and a taken address cost the same. */
    private MailedRegistration requested(UsersTable.NewUser user, Device device, String host) {
        PendingRegistrationsTable.Invitation invited = users.claims()
                .invite(user, passwords.unusedHash(), (inviting, each) -> {
                    if (each.claims()) {
                        letters.confirmRegistration(inviting, each.user(), each.link(), device, host);
                    } else {
                        letters.alreadyRegistered(inviting, each.user(), each.link(), host);
                    }
                });
        return new MailedRegistration(invited.user(), invited.made(), invited.claims());
    }

    private UsersTable.NewUser newUser(int tenant, Form form, Set<Role> roles) {
        Fields fields = new Fields();
        Optional<EmailAddress> email = email(form.email(), fields);
        String password = fields.text("password", form.password(), Integer.MAX_VALUE);
        if (!password.isEmpty()) {
            List<String> own = Stream.of(form.email(), form.firstName(), form.lastName())
                    .filter(Objects::nonNull)
                    .toList();
            passwords.brokenBy(password, own).ifPresent(rule -> fields.refuse("password", rule));
        }
        String firstName = name("first_name", form.firstName(), fields);
        String lastName = name("last_name", form.lastName(), fields);
        fields.check();
        return new UsersTable.NewUser(
                tenant, email.orElseThrow(), passwords.hash(tenant, password), firstName, lastName, roles);
    }

    private User withAccount(User user) {
        try {
            return accounts.open(user);
        } catch (Refusal e) {
            LOG.warn(
                    "account {} is not open yet ({}); the first login tries again",
                    user.account(),
                    e.code().code());
            return user;
        }
    }

    private static Optional<EmailAddress> email(@Nullable String sent, Fields fields) {
        String text = fields.text("email", sent, Integer.MAX_VALUE);
        Optional<EmailAddress> email = EmailAddress.parse(text);
        if (email.isEmpty() && !text.isEmpty()) {
            fields.refuse("email", "an e-mail address such as name@example.com");
        }
        return email;
    }

    public static String name(String field, @Nullable String sent, Fields fields) {
        return fields.name(field, sent, NAME_LENGTH_MAX);
    }

    private static Refusal taken(EmailAddress email) {
        return new Refusal(RefusalCode.EMAIL_TAKEN, email + " is registered already");
    }
}
