package com.flowex.identity.person;

import com.flowex.edge.access.Caller;
import com.flowex.ground.refusal.Fields;
import com.flowex.ground.refusal.Refusal;
import com.flowex.identity.factor.Confirmation;
import com.flowex.identity.lockout.Lockout;
import com.flowex.identity.password.PasswordRule;
import com.flowex.identity.password.Passwords;
import com.flowex.identity.user.User;
import com.flowex.identity.user.UsersTable;
import org.jspecify.annotations.Nullable;

/** Asks who is logged in to prove once more who they are, before what a stolen session must not do. */
public final class FreshProof {

    private static final int CODE_LENGTH_MAX = 32;

    private final UsersTable users;
    private final Lockout lockout;
    private final Passwords passwords;
    private final Confirmation confirmation;

    public FreshProof(UsersTable users, Lockout lockout, Passwords passwords, Confirmation confirmation) {
        this.users = users;
        this.lockout = lockout;
        this.passwords = passwords;
        this.confirmation = confirmation;
    }

    /** As sent; the code where there is a second factor. */
    public record Form(@Nullable String password, @Nullable String code) {
        @Override
        public String toString() {
            return "Form[***]";
        }
    }

    /**
     * Who calls, in person, with their password and, where they have one, their second factor.
     *
     * @throws Refusal if it is not shown
     */
    public User require(Caller asking, Form form) {
        Caller caller = ProfileRoutes.inPerson(asking);
        Fields fields = new Fields();
        String password = fields.text("password", form.password(), PasswordRule.LENGTH_MAX);
        String code =
                form.code() == null || form.code().isEmpty() ? "" : fields.text("code", form.code(), CODE_LENGTH_MAX);
        fields.check();
        User user = users.byId(caller.tenant(), caller.userId()).orElseThrow(ProfileRoutes::noMore);
        if (!lockout.password(
                user.tenant(), user.id(), () -> passwords.matches(user.tenant(), password, user.passwordHash()))) {
            throw Refusal.forbidden("the password is wrong");
        }
        confirmation.require(user, code);
        return user;
    }
}
