package com.flowex.identity.store.session;

import com.flowex.identity.store.user.Device;
import com.flowex.identity.store.user.OpaqueToken;
import com.flowex.platform.Platform;
import com.flowex.platform.database.transaction.Transaction;
import com.flowex.platform.jobs.Follower;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Storage of sessions. Every method is one atomic step: of two concurrent uses of a token, one is the second. Methods
 * that must not run concurrently with a change of the user take the transaction that holds the lock on the user's row.
 * Sessions in the same database change with that transaction, others while the row is locked.
 */
public interface SessionStore {

    /**
     * Returns the store in Redis if there is one, else the one in the database.
     *
     * @param life time after which an unused session ends
     */
    static SessionStore of(Platform platform, Duration life) {
        return platform.redis()
                .<SessionStore>map(redis -> new RedisSessions(redis, life))
                .orElseGet(() -> new SessionsTable(platform.database(), life));
    }

    /**
     * Time for which a used token returns the same successor again, for a client that did not receive the answer and
     * asks again. It applies only while the successor is unused, and only to the program with which the session began.
     */
    Duration LOST_ANSWER = Duration.ofSeconds(10);

    /** Session and the refresh token that continues it. */
    record IssuedSession(long userId, UUID session, OpaqueToken token) {}

    /** Result of using a refresh token. */
    sealed interface Use {
        /**
         * Valid token, which is consumed and replaced by a successor. The successor is the same if the token is used
         * again at once.
         */
        record Rotated(IssuedSession successor) implements Use {}

        /** Token that was used before, so another client has a copy. Its session has been ended. */
        record Reused(long userId, UUID session) implements Use {}

        record Expired() implements Use {}

        record Unknown() implements Use {}
    }

    /** Session as shown to its user. */
    record Session(UUID id, Instant createdAt, Instant lastUsedAt, Instant expiresAt, String address, String agent) {}

    IssuedSession begin(Transaction holding, int tenant, long userId, Device device);

    Use use(OpaqueToken token, Device device);

    /**
     * Ends the session of a token and returns its id; empty if the token is unknown, because its session has ended
     * already.
     */
    Optional<UUID> end(OpaqueToken token);

    /** Returns the user's open sessions, newest first. */
    List<Session> of(int tenant, long userId);

    /** Ends one session of the user; returns false if there is no such session. */
    boolean end(int tenant, long userId, UUID session);

    /** Ends all sessions of the user, or all but one, and returns their ids. */
    List<UUID> endAll(Transaction holding, int tenant, long userId, Optional<UUID> but);

    /**
     * Returns sessions of any user that ended after this mark; the list may contain some that ended before. If the
     * store has lost its sessions since, the list is marked as new: then every earlier session has ended.
     */
    Follower.NewItems<UUID> endedAfter(Follower.FollowPosition mark);
}
