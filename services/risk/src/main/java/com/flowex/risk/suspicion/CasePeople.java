package com.flowex.risk.suspicion;

import com.flowex.ground.database.SqlWork;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** What cases need of whoever knows the people. */
public interface CasePeople {

    /** The account of a user who is active and may decide of cases; empty of all others. */
    OptionalLong handler(int tenant, long user);

    /**
     * A user who is active and may decide of cases.
     *
     * @param language in which they want to be spoken to, "fa" say; empty where they say nothing
     */
    record Decider(long user, long account, String language) {}

    /** All of them, by their numbers. */
    List<Decider> deciders(int tenant);

    /**
     * Writes to one of them, now.
     *
     * @throws Exception if it was not taken; one that is {@link com.flowex.ground.work.Passing} if nobody can be written to now
     */
    void write(int tenant, Decider to, String subject, String text) throws Exception;

    /** Whether a user owns an account. */
    boolean isOwned(int tenant, long account);

    /** Whether there is such a kind of restrictions. */
    boolean isKind(String kind);

    /**
     * A restriction that a case has.
     *
     * @param by who approved it
     * @param endsAt null: until somebody lifts it
     */
    record Wish(
            int tenant,
            long account,
            String kind,
            String reason,
            long by,
            @Nullable Instant endsAt) {}

    /** What became of it. */
    sealed interface Restrained {

        /** It is in force. */
        record Done() implements Restrained {}

        /**
         * The user is restricted so by somebody else.
         *
         * @param why which one it is
         */
        record Already(String why) implements Restrained {}

        /** Nobody owns the account. */
        record Nobody() implements Restrained {}
    }

    /**
     * Restricts the owner of an account.
     *
     * @param also done in the same transaction: both, or neither
     * @throws com.flowex.ground.refusal.Refusal if whoever approved it may not restrict this user
     */
    Restrained restrict(Wish wish, SqlWork<Boolean> also);
}
