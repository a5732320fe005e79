package com.flowex.identity;

import com.flowex.platform.access.Role;
import com.flowex.platform.http.Fields;
import com.flowex.platform.http.ProblemException;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes users. */
final class Registration {

    private static final Logger LOG = LoggerFactory.getLogger(Registration.class);
    private static final int NAME_LENGTH_MAX = 100;

    private final UsersTable users;
    private final Passwords passwords;
    private final Accounts accounts;
    private final Recovery recovery;
    private final Lockout lockout;
    private final boolean mustBeVerified;

    Registration(IdentityParts parts, Recovery recovery) {
        this.users = parts.users();
        this.passwords = parts.passwords();
        this.accounts = parts.accounts();
        this.recovery = recovery;
        this.lockout = parts.lockout();
        this.mustBeVerified = parts.mustBeVerified();
    }

    /** As sent; anything may be missing. */
    record Form(
            @Nullable String email,
            @Nullable String password,
            @Nullable String firstName,
            @Nullable String lastName) {

        /** No password in any log. */
        @Override
        public String toString() {
            return "Form[" + email + "]";
        }
    }

    /**
     * Registers a user, durable when this returns. Where addresses must be verified the first login opens the account, and one
     * place registers so many; else, if the exchange does not answer now, the first login does: registering again would only
     * hear that the address is taken.
     *
     * @throws ProblemException 400 naming the fields, 409 {@code email_taken}
     */
    User register(int tenant, Form form, Device device) {
        if (mustBeVerified) {
            lockout.registration(tenant, device);
        }
        User user = registered(tenant, form, EnumSet.of(Role.USER));
        return mustBeVerified ? user : withAccount(user);
    }

    /** Registers somebody whom an administrator vouches for. */
    User register(int tenant, Form form, Set<Role> roles) {
        return withAccount(registered(tenant, form, roles));
    }

    private User registered(int tenant, Form form, Set<Role> roles) {
        Fields fields = new Fields();
        Optional<EmailAddress> email = email(form.email(), fields);
        String password = fields.text("password", form.password(), Integer.MAX_VALUE);
        if (!password.isEmpty()) {
            passwords.brokenBy(password).ifPresent(rule -> fields.refuse("password", rule));
        }
        String firstName = name("first_name", form.firstName(), fields);
        String lastName = name("last_name", form.lastName(), fields);
        fields.check();
        EmailAddress address = email.orElseThrow();
        if (users.byEmail(tenant, address).isPresent()) {
            throw taken(address);
        }
        String hash = passwords.hash(password);
        User user = users.insert(new UsersTable.NewUser(tenant, address, hash, firstName, lastName, roles))
                .orElseThrow(() -> taken(address));
        recovery.askToVerify(user);
        return user;
    }

    private User withAccount(User user) {
        try {
            return accounts.open(user);
        } catch (ProblemException e) {
            LOG.warn("account {} is not open yet ({}); the first login asks again", user.account(), e.code());
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

    static String name(String field, @Nullable String sent, Fields fields) {
        return fields.name(field, sent, NAME_LENGTH_MAX);
    }

    private static ProblemException taken(EmailAddress email) {
        return new ProblemException(409, "email_taken", email + " is registered already");
    }
}
