package com.flowex.p2p.app.person;

import com.flowex.domain.value.AccountId;
import com.flowex.p2p.store.PresenceTable;
import com.flowex.platform.database.Database;
import com.flowex.platform.database.transaction.Transaction;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Presence of people. Trading, or looking at own offers and trades, lets a person be there for a while; a switch ends it
 * at once.
 *
 * @param lasts time for which a request counts
 */
public record Presence(Database database, Duration lasts) {

    /** Counts a request of a person. */
    public void renew(Transaction connection, AccountId account, Instant now) {
        PresenceTable.renew(connection, account, now.plus(lasts));
    }

    /** Counts a request of a person. */
    public void renew(AccountId account, Instant now) {
        database.transaction(account.tenant(), connection -> {
            renew(connection, account, now);
            return true;
        });
    }

    /** Lets a person be away until the next request, or be there. */
    public Optional<Instant> change(AccountId account, boolean isAway, Instant now) {
        return database.transaction(account.tenant(), connection -> {
            PresenceTable.set(connection, account, isAway ? now : now.plus(lasts));
            return until(connection, account, now);
        });
    }

    /** Returns the end of a person's presence; empty if the person is away. */
    public Optional<Instant> until(AccountId account, Instant now) {
        return database.query(account.tenant(), connection -> until(connection, account, now));
    }

    private static Optional<Instant> until(Transaction connection, AccountId account, Instant now) {
        return PresenceTable.of(connection, account).filter(until -> until.isAfter(now));
    }

    /** Returns true if a person is away. */
    public static boolean isAway(Transaction connection, AccountId account, Instant now) {
        return until(connection, account, now).isEmpty();
    }
}
