package com.flowex.identity.app.session;

import com.flowex.identity.app.account.AccountOpening;
import com.flowex.identity.store.session.LogInsTable.LogInWay;
import com.flowex.identity.store.session.SessionStore;
import com.flowex.identity.store.user.Device;
import com.flowex.identity.store.user.User;
import com.flowex.identity.store.user.UsersTable;
import com.flowex.platform.database.transaction.Transaction;
import com.flowex.platform.errors.Refusal;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Beginning of sessions of users whom an identity provider named. */
public final class ProviderSessions {

    private final Sessions sessions;
    private final SessionStore store;
    private final UsersTable users;
    private final AccountOpening accounts;
    private final LogInHistory history;

    public ProviderSessions(IdentityComponents parts, Sessions sessions) {
        this.sessions = sessions;
        this.store = parts.sessions();
        this.users = parts.users();
        this.accounts = parts.accounts();
        this.history = parts.logIns();
    }

    /** Check of a named user whose row is locked; it returns the user with the roles of this log-in, or throws. */
    @FunctionalInterface
    public interface ProviderCheck {
        User rolesOf(Transaction holding, User now);
    }

    /** Session with the user as this log-in left them. */
    public record ProviderSession(Sessions.Tokens tokens, User user) {}

    private record Done(Sessions.Started begun, List<UUID> ended) {}

    /**
     * Begins the session of a user whom an identity provider named. If their roles change, their other sessions end.
     *
     * @throws Refusal {@code user_suspended}; or the exchange's refusal if the account is not open yet and cannot be
     *     opened now
     */
    public ProviderSession begin(User named, Device device, ProviderCheck check) {
        if (!named.isActive()) {
            history.refused(named, LogInWay.PROVIDER, device);
        }
        Sessions.requireActive(named);
        accounts.requireOpen(named);
        Done done = users.holding(named.tenant(), named.id(), (holding, now) -> {
                    Sessions.requireActive(now);
                    User user = check.rolesOf(holding, now);
                    List<UUID> ended = user.roles().equals(now.roles())
                            ? List.of()
                            : sessions.endAll(holding, user, Optional.empty());
                    return new Done(
                            new Sessions.Started(
                                    user, store.begin(holding, user.tenant(), user.id(), device), LogInWay.PROVIDER),
                            ended);
                })
                .orElseThrow(() -> Refusal.unauthorized("this user was removed"));
        sessions.ended(done.ended());
        return new ProviderSession(
                sessions.tokens(done.begun(), device), done.begun().user());
    }
}
