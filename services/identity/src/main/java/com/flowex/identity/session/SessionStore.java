package com.flowex.identity.session;

import com.flowex.ground.work.Follower;
import com.flowex.identity.user.Device;
import com.flowex.identity.user.OpaqueToken;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Where sessions live. Every method is one atomic step: of two uses of a token at once, one is second. What must not happen
 * beside a change of the user takes the transaction that holds the user's row: sessions in the same database change with it,
 * others while the row is held.
 */
public interface SessionStore {

    /**
     * For so long a token that was used answers with the same successor again: whoever did not hear the answer asks once more.
     * Only while nobody has used the successor, and only the program that the session was begun with.
     */
    Duration LOST_ANSWER = Duration.ofSeconds(10);

    /** A session and the token by which it goes on. */
    record Issued(long userId, UUID session, OpaqueToken token) {}

    /** What a refresh token turned out to be when it was used. */
    sealed interface Use {
        /** Good; it is used up, and a successor takes its place: the same one if it is asked for again at once. */
        record Rotated(Issued successor) implements Use {}

        /** Used before: somebody has a copy. Its session is ended now. */
        record Reused(long userId, UUID session) implements Use {}

        record Expired() implements Use {}

        record Unknown() implements Use {}
    }

    /** A session as its user sees it. */
    record Session(UUID id, Instant createdAt, Instant lastUsedAt, Instant expiresAt, String address, String agent) {}

    Issued begin(Connection holding, int tenant, long userId, Device device) throws SQLException;

    Use use(OpaqueToken token, Device device);

    /** Ends the session a token belongs to, and says which; one that is unknown has ended already. */
    Optional<UUID> end(OpaqueToken token);

    /** The user's sessions that go on, newest first. */
    List<Session> of(int tenant, long userId);

    /** Ends one session of the user. */
    boolean end(int tenant, long userId, UUID session);

    /** Ends all sessions of the user, or all but one; answers which. */
    List<UUID> endAll(Connection holding, int tenant, long userId, Optional<UUID> but) throws SQLException;

    /**
     * Sessions of anybody that ended after this mark; one that ended before may be among them. They are anew where the store has
     * lost its sessions since: then every one of before has ended.
     */
    Follower.News<UUID> endedAfter(Follower.Mark mark);
}
