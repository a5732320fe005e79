package com.flowex.identity.app.person;

import com.flowex.access.auth.Caller;
import com.flowex.access.auth.Credential;
import com.flowex.identity.app.factor.StepUpAuthentication;
import com.flowex.identity.app.lockout.Lockout;
import com.flowex.identity.app.password.PasswordHasher;
import com.flowex.identity.app.password.PasswordPolicy;
import com.flowex.identity.store.user.Device;
import com.flowex.identity.store.user.User;
import com.flowex.identity.store.user.UsersTable;
import com.flowex.platform.errors.Fields;
import com.flowex.platform.errors.Refusal;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Renewed proof of identity by a logged-in user, required before actions that a stolen session must not be enough for.
 */
public final class Reauthentication {

    private static final int CODE_LENGTH_MAX = 32;

    private final UsersTable users;
    private final Lockout lockout;
    private final PasswordHasher passwords;
    private final StepUpAuthentication confirmation;

    public Reauthentication(
            UsersTable users, Lockout lockout, PasswordHasher passwords, StepUpAuthentication confirmation) {
        this.users = users;
        this.lockout = lockout;
        this.passwords = passwords;
        this.confirmation = confirmation;
    }

    /** Proof as sent; the code is needed where the user has a second factor. */
    public record Form(@Nullable String password, @Nullable String code) {
        @Override
        public String toString() {
            return "Form[***]";
        }
    }

    /**
     * Returns the calling user, after checking their password and, if they have one, their second factor. The caller
     * must be in a session.
     *
     * @throws Refusal if the proof is missing or wrong
     */
    public User require(Caller asking, Form form) {
        return require(asking, form, confirmation::require);
    }

    /** Requires the same before what neither moves money nor changes keys and factors: a code by SMS is enough. */
    public User requireOrSms(Caller asking, Form form, Device device) {
        return require(asking, form, (user, code) -> confirmation.requireOrSms(user, code, device));
    }

    private User require(Caller asking, Form form, BiConsumer<User, String> secondFactor) {
        Caller caller = inPerson(asking);
        Fields fields = new Fields();
        String password = fields.text("password", form.password(), PasswordPolicy.LENGTH_MAX);
        String code =
                form.code() == null || form.code().isEmpty() ? "" : fields.text("code", form.code(), CODE_LENGTH_MAX);
        fields.check();
        User user = users.byId(caller.tenant(), caller.userId()).orElseThrow(Reauthentication::noMore);
        if (!lockout.password(
                user.tenant(), user.id(), () -> passwords.matches(user.tenant(), password, user.passwordHash()))) {
            throw Refusal.forbidden("the password is wrong");
        }
        secondFactor.accept(user, code);
        return user;
    }

    /** Requires that the caller is a person in a session. An API key cannot act for a person here. */
    public static Caller inPerson(Caller caller) {
        if (caller.credential() instanceof Credential.Session) {
            return caller;
        }
        throw Refusal.forbidden("a key does not speak for a person: log in");
    }

    public static Refusal noMore() {
        return Refusal.unauthorized("this user was removed");
    }
}
