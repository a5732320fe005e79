package com.flowex.identity;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Where sessions live. Every method is one atomic step: of two uses of a token at once, one is second. */
interface SessionStore {

    /** A session and the token by which it goes on. */
    record Issued(long userId, UUID session, OpaqueToken token) {}

    /** What a refresh token turned out to be when it was used. */
    sealed interface Use {
        /** Good; it is used up now, and a successor takes its place. */
        record Rotated(Issued successor) implements Use {}

        /** Used before: somebody has a copy. Its session is ended now. */
        record Reused(long userId, UUID session) implements Use {}

        record Expired() implements Use {}

        record Unknown() implements Use {}
    }

    /** A session as its user sees it. */
    record Session(UUID id, Instant createdAt, Instant lastUsedAt, Instant expiresAt, String address, String agent) {}

    Issued begin(int tenant, long userId, Device device);

    Use use(OpaqueToken token, Device device);

    /** Ends the session a token belongs to, and says which; one that is unknown has ended already. */
    Optional<UUID> end(OpaqueToken token);

    /** The user's sessions that go on, newest first. */
    List<Session> of(int tenant, long userId);

    /** Ends one session of the user. */
    boolean end(int tenant, long userId, UUID session);

    /** Ends all sessions of the user, or all but one; answers how many. */
    int endAll(int tenant, long userId, Optional<UUID> but);

    /** Sessions of anybody that ended after this number, with the number of the last. */
    Ended endedAfter(long number);

    record Ended(long last, List<UUID> sessions) {}
}
