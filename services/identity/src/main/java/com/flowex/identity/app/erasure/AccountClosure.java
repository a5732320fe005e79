package com.flowex.identity.app.erasure;

import com.flowex.identity.app.restriction.Restrictions;
import com.flowex.identity.app.session.Sessions;
import com.flowex.identity.store.person.PersonRemoval;
import com.flowex.identity.store.user.User;
import com.flowex.platform.database.transaction.Transaction;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Closure of a user's account in the transaction that holds the lock on the user's row: first the access, then the
 * person's data. After the commit the caller announces the ended sessions and the restriction.
 */
public final class AccountClosure {

    private final Sessions sessions;
    private final Restrictions restrictions;
    private final PersonRemoval removal;

    public AccountClosure(Sessions sessions, Restrictions restrictions, PersonRemoval removal) {
        this.sessions = sessions;
        this.restrictions = restrictions;
        this.removal = removal;
    }

    /** Closes the access; returns the sessions to announce after the commit. */
    List<UUID> close(Transaction holding, User held) {
        restrictions.closing(holding, held);
        return endSessions(holding, held);
    }

    /** Reopens the access of a user whose account is not closed after all. */
    void reopen(Transaction holding, User held) {
        restrictions.reopen(holding, held);
    }

    /** Removes the person; returns the sessions to announce after the commit. */
    List<UUID> remove(Transaction holding, User held) {
        List<UUID> ended = endSessions(holding, held);
        removal.remove(holding, held);
        return ended;
    }

    /** Removes a person whom a restored database has back; returns the sessions to announce after the commit. */
    List<UUID> removeAgain(Transaction holding, User held) {
        List<UUID> ended = remove(holding, held);
        restrictions.erased(holding, held);
        return ended;
    }

    /** Announces the sessions that a committed transaction ended. */
    void announce(List<UUID> ended) {
        sessions.ended(ended);
    }

    /** Sends the restriction of a user whose access was closed or reopened to the exchange. */
    void carryOut(User user) {
        restrictions.carryOut(user);
    }

    private List<UUID> endSessions(Transaction holding, User held) {
        return sessions.endAll(holding, held, Optional.empty());
    }
}
