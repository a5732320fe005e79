package com.flowex.risk.app.suspicion;

import com.flowex.platform.database.transaction.Transaction;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Users and their restrictions, as cases need them. */
public interface CaseUsers {

    /** Returns the account of an active user who may decide cases; empty for all other users. */
    OptionalLong handler(int tenant, long user);

    /**
     * Active user who may decide cases.
     *
     * @param language preferred language, for example "fa"; empty if none is set
     */
    record Decider(long user, long account, String language) {}

    /** Returns all users who may decide cases, by user id. */
    List<Decider> deciders(int tenant);

    /**
     * Writes to one of them, now.
     *
     * @throws Exception if the mail was not accepted; one that is {@link com.flowex.platform.failure.TransientFault} if mail cannot
     *     be sent to any user now
     */
    void write(int tenant, Decider to, String subject, String text) throws Exception;

    /** True if a user owns the account. */
    boolean isOwned(int tenant, long account);

    /** True if this kind of restriction exists. */
    boolean isKind(String kind);

    /**
     * Request to apply the restriction of a case.
     *
     * @param by user who approved it
     * @param endsAt null means until an administrator lifts it
     */
    record RestrictionOrder(
            int tenant,
            long account,
            String kind,
            String reason,
            long by,
            @Nullable Instant endsAt) {}

    /** Result of a restriction request. */
    sealed interface RestrictionResult {

        /** The restriction is in force. */
        record Done() implements RestrictionResult {}

        /**
         * The user already has this restriction, from elsewhere.
         *
         * @param why describes that restriction
         */
        record Already(String why) implements RestrictionResult {}

        /** The account has no owner. */
        record UnknownUser() implements RestrictionResult {}
    }

    /**
     * Restricts the owner of an account.
     *
     * @param also work in the same transaction: both are done, or neither
     * @throws com.flowex.platform.errors.Refusal if the approver may not restrict this user
     */
    RestrictionResult restrict(RestrictionOrder order, Consumer<Transaction> also);
}
