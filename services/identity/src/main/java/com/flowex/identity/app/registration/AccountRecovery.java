package com.flowex.identity.app.registration;

import com.flowex.identity.app.apikey.ApiKeyDirectory;
import com.flowex.identity.app.session.IdentityComponents;
import com.flowex.identity.app.session.Sessions;
import com.flowex.identity.store.credential.FactorsTable;
import com.flowex.identity.store.user.EmailAddress;
import com.flowex.identity.store.user.OneTimeTokensTable;
import com.flowex.identity.store.user.OneTimeTokensTable.Purpose;
import com.flowex.identity.store.user.OpaqueToken;
import com.flowex.identity.store.user.PendingRegistrationsTable;
import com.flowex.identity.store.user.User;
import com.flowex.identity.store.user.UsersTable;
import com.flowex.platform.database.transaction.Transaction;
import com.flowex.platform.errors.Fields;
import com.flowex.platform.errors.Refusal;
import com.flowex.platform.errors.RefusalCode;
import com.flowex.platform.jobs.AsyncTask;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Verification of addresses and reset and change of passwords. */
public final class AccountRecovery {

    /** Maximum number of password checks, repeated if the hash was replaced in the meantime. */
    private static final int CHECKS_MAX = 3;

    private final IdentityComponents parts;
    private final Sessions sessions;
    private final ApiKeyDirectory keys;

    public AccountRecovery(IdentityComponents parts, Sessions sessions, ApiKeyDirectory keys) {
        this.parts = parts;
        this.sessions = sessions;
        this.keys = keys;
    }

    /**
     * Mails a link if there is such a user and the address is not verified; the answer to the caller is the same either
     * way. The link leads to the host by which the caller came. If there are only unconfirmed registrations, this link confirms none of them, because its reader may have
     * made another one or none. It leads to a new password, which confirms the address too.
     */
    public void requestVerification(int tenant, String email, String host) {
        // The work runs on its own thread, so that the response time does not reveal that the user exists.
        AsyncTask.begin("mail-verify", () -> EmailAddress.parse(email)
                .flatMap(address -> parts.users().byEmail(tenant, address))
                .filter(user -> !user.emailVerified())
                .ifPresent(user -> {
                    if (user.isUnconfirmed()) {
                        mailNewPassword(user, host);
                    } else {
                        requestVerification(user, host);
                    }
                }));
    }

    void requestVerification(User user, String host) {
        parts.oneTime().issue(user, Purpose.VERIFY_EMAIL, (issuing, link) -> parts.letters()
                .verifyEmail(issuing, user, link, host));
    }

    private void mailNewPassword(User user, String host) {
        parts.oneTime().issue(user, Purpose.RESET_PASSWORD, (issuing, link) -> parts.letters()
                .resetPassword(issuing, user, link, host));
    }

    /**
     * Confirms an address. A link that was mailed for a registration sets the name and password of that registration;
     * all other registrations of the address end.
     */
    public User verify(String token) {
        Replaced confirmed = taken(token, Purpose.VERIFY_EMAIL, (holding, user, claim) -> {
            if (claim.isPresent()) {
                if (!user.isUnconfirmed()) {
                    throw invalidToken();
                }
                PendingRegistrationsTable.claimed(holding, user, claim.get());
            }
            UsersTable.emailVerified(holding, user);
            List<UUID> ended = user.isUnconfirmed() ? sessions.endAll(holding, user, Optional.empty()) : List.of();
            return new Replaced(user, ended);
        });
        sessions.ended(confirmed.ended());
        return confirmed.user();
    }

    /** Mails a link if there is such an active user; the answer to the caller is the same either way. */
    public void forgot(int tenant, String email, String host) {
        AsyncTask.begin("mail-reset", () -> EmailAddress.parse(email)
                .flatMap(address -> parts.users().byEmail(tenant, address))
                .filter(User::isActive)
                .ifPresent(user -> mailNewPassword(user, host)));
    }

    /**
     * Sets a new password through the link. Every session ends, and every API key is suspended until its owner confirms
     * it. Use of the link proves that its reader reads mail at the address. If the address was not verified before,
     * second factors are removed, because another person may have them.
     */
    public User reset(String token, String password) {
        Optional<User> holder = holder(token, Purpose.RESET_PASSWORD);
        requireGood("password", password, holder.map(User::ownWords).orElse(List.of()));
        // An invalid link costs no hash.
        String hash = parts.passwords()
                .hash(holder.orElseThrow(AccountRecovery::invalidToken).tenant(), password);
        Reset reset = taken(token, Purpose.RESET_PASSWORD, (holding, user, _) -> {
            if (!user.emailVerified()) {
                FactorsTable.removeAll(holding, user);
            }
            UsersTable.emailVerified(holding, user);
            Reset done = new Reset(replace(holding, user, hash, Optional.empty()), keys.hold(holding, user));
            parts.letters()
                    .passwordReset(
                            holding,
                            user,
                            done.keys().stream()
                                    .map(ApiKeyDirectory.UnconfirmedKey::name)
                                    .toList());
            return done;
        });
        User user = reset.replaced().user();
        parts.lockout().forgive(user.tenant(), user.email());
        sessions.ended(reset.replaced().ended());
        reset.keys().forEach(key -> keys.forget(key.id()));
        return user;
    }

    /** Sets a new password for a user who gives the current one; every other session ends. */
    public void change(User user, String current, String password, UUID session) {
        requireGood("new_password", password, user.ownWords());
        String hash = parts.passwords().hash(user.tenant(), password);
        Optional<User> seen = Optional.of(user);
        for (int attempt = 0; attempt < CHECKS_MAX && seen.isPresent(); attempt++) {
            Optional<Replaced> replaced = changed(seen.get(), current, hash, session);
            if (replaced.isPresent()) {
                sessions.ended(replaced.get().ended());
                return;
            }
            seen = parts.users().byId(user.tenant(), user.id());
        }
        throw wrongPassword();
    }

    /** Changes the password; returns empty if the checked hash was replaced in the meantime. */
    private Optional<Replaced> changed(User user, String current, String hash, UUID session) {
        if (!parts.lockout().password(user.tenant(), user.id(), () -> parts.passwords()
                .matches(user.tenant(), current, user.passwordHash()))) {
            throw wrongPassword();
        }
        List<String> goOn = keys.names(user.tenant(), user.id());
        return parts.users()
                .holding(user.tenant(), user.id(), (holding, now) -> {
                    if (!now.passwordHash().equals(user.passwordHash())) {
                        return Optional.<Replaced>empty();
                    }
                    parts.letters().passwordChanged(holding, now, goOn);
                    return Optional.of(replace(holding, now, hash, Optional.of(session)));
                })
                .flatMap(found -> found);
    }

    private static Refusal wrongPassword() {
        return Refusal.forbidden("the current password is wrong");
    }

    private record Replaced(User user, List<UUID> ended) {}

    private record Reset(Replaced replaced, List<ApiKeyDirectory.UnconfirmedKey> keys) {}

    private Replaced replace(Transaction holding, User user, String hash, Optional<UUID> but) {
        UsersTable.password(holding, user, hash);
        return new Replaced(user, sessions.endAll(holding, user, but));
    }

    private Optional<User> holder(String text, Purpose purpose) {
        return OpaqueToken.parse(text)
                .flatMap(token -> parts.oneTime().userOf(token, purpose).flatMap(user -> parts.users()
                        .byId(token.tenant(), user)));
    }

    private void requireGood(String field, String password, List<String> own) {
        Fields fields = new Fields();
        parts.passwords().brokenBy(password, own).ifPresent(rule -> fields.refuse(field, rule));
        fields.check();
    }

    /** Use of a token whose user's row is locked. */
    @FunctionalInterface
    private interface Use<T> {
        T with(Transaction holding, User user, Optional<OneTimeTokensTable.Claim> claim);
    }

    /** Consumes a token and acts on it, in one transaction. Refuses if the user is closed. */
    private <T> T taken(String text, Purpose purpose, Use<T> use) {
        OpaqueToken token = OpaqueToken.parse(text).orElseThrow(AccountRecovery::invalidToken);
        long userId = parts.oneTime().userOf(token, purpose).orElseThrow(AccountRecovery::invalidToken);
        return parts.users()
                .holding(token.tenant(), userId, (holding, user) -> {
                    OneTimeTokensTable.ConsumedToken consumedToken = OneTimeTokensTable.take(holding, token, purpose)
                            .filter(_ -> user.status() != User.Status.CLOSED)
                            .orElseThrow(AccountRecovery::invalidToken);
                    return use.with(holding, user, consumedToken.claim());
                })
                .orElseThrow(AccountRecovery::invalidToken);
    }

    private static Refusal invalidToken() {
        return new Refusal(
                RefusalCode.INVALID_TOKEN, "the token is wrong, too old, or was used before; ask for another");
    }
}
