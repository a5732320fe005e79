package com.flowex.identity;

import com.flowex.identity.OneTimeTokensTable.Purpose;
import com.flowex.platform.http.Fields;
import com.flowex.platform.http.ProblemException;
import java.util.Optional;
import java.util.UUID;

/** Verified addresses, and new passwords. */
final class Recovery {

    private final IdentityParts parts;
    private final Sessions sessions;

    Recovery(IdentityParts parts, Sessions sessions) {
        this.parts = parts;
        this.sessions = sessions;
    }

    /** Mails a link, if there is such a user and the address is not verified; the caller never learns which. */
    void askToVerify(int tenant, String email) {
        // On a thread of its own: the time of the answer must not say whether there is such a user.
        Thread.ofVirtual().name("mail-verify").start(() -> EmailAddress.parse(email)
                .flatMap(address -> parts.users().byEmail(tenant, address))
                .filter(user -> !user.emailVerified())
                .ifPresent(this::askToVerify));
    }

    void askToVerify(User user) {
        parts.letters().verifyEmail(user.email(), parts.oneTime().issue(user, Purpose.VERIFY_EMAIL));
    }

    User verify(String token) {
        User user = taken(token, Purpose.VERIFY_EMAIL);
        parts.users().emailVerified(user);
        return user;
    }

    /** Mails a link, if there is such a user; the caller never learns it. */
    void forgot(int tenant, String email) {
        Thread.ofVirtual().name("mail-reset").start(() -> EmailAddress.parse(email)
                .flatMap(address -> parts.users().byEmail(tenant, address))
                .filter(User::isActive)
                .ifPresent(user -> parts.letters()
                        .resetPassword(user.email(), parts.oneTime().issue(user, Purpose.RESET_PASSWORD))));
    }

    /** A new password for who holds the link; every session ends. Who got the mail reads mail there. */
    User reset(String token, String password) {
        requireGood("password", password);
        User user = taken(token, Purpose.RESET_PASSWORD);
        parts.users().emailVerified(user);
        replace(user, password, Optional.empty());
        return user;
    }

    /** A new password for who knows the old one; every other session ends. */
    void change(User user, String current, String password, UUID session) {
        requireGood("new_password", password);
        if (!parts.lockout()
                .password(user.tenant(), user.id(), () -> parts.passwords().matches(current, user.passwordHash()))) {
            throw ProblemException.forbidden("the current password is wrong");
        }
        replace(user, password, Optional.of(session));
    }

    private void replace(User user, String password, Optional<UUID> but) {
        parts.users().passwordHash(user, parts.passwords().hash(password));
        sessions.endAll(user.tenant(), user.id(), but);
        parts.letters().passwordChanged(user);
    }

    private void requireGood(String field, String password) {
        Fields fields = new Fields();
        parts.passwords().brokenBy(password).ifPresent(rule -> fields.refuse(field, rule));
        fields.check();
    }

    private User taken(String text, Purpose purpose) {
        return OpaqueToken.parse(text)
                .flatMap(token -> parts.oneTime().take(token, purpose).flatMap(id -> parts.users()
                        .byId(token.tenant(), id)))
                .orElseThrow(() -> new ProblemException(
                        400, "invalid_token", "the token is wrong, too old, or was used before; ask for another"));
    }
}
