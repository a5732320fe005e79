package com.flowex.p2p.app.person;

import com.flowex.domain.value.AccountId;
import com.flowex.p2p.store.report.P2pRestrictionsTable;
import com.flowex.p2p.store.report.P2pRestrictionsTable.P2pRestriction;
import com.flowex.platform.database.Database;
import com.flowex.platform.database.transaction.Transaction;
import com.flowex.platform.errors.Refusal;
import com.flowex.platform.errors.RefusalCode;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * People who may not begin trades with people: they post, resume and take no offers, and their offers are paused. Trades
 * under way go on. A case of surveillance sets a restriction, and an administrator lifts it.
 */
public record P2pRestrictions(Database database) {

    /** Kind of the restriction in a case. */
    public static final String KIND = "no_p2p";

    /**
     * Restricts a person.
     *
     * @param also work in the same transaction
     * @return the restriction that was in force before; empty if this one was set
     */
    public Optional<P2pRestriction> set(P2pRestriction restriction, Consumer<Transaction> also) {
        AccountId account = restriction.account();
        return database.transaction(account.tenant(), connection -> {
            P2pRestrictionsTable.lock(connection, account);
            Optional<P2pRestriction> before = P2pRestrictionsTable.inForce(connection, account, restriction.setAt());
            if (before.isEmpty()) {
                P2pRestrictionsTable.add(connection, restriction);
                also.accept(connection);
            }
            return before;
        });
    }

    /** Returns restrictions in force, newest first. */
    public List<P2pRestriction> page(int tenant, Instant now, long before, int limit) {
        return database.query(tenant, connection -> P2pRestrictionsTable.page(connection, tenant, now, before, limit));
    }

    /**
     * Lifts a restriction; the person resumes offers alone.
     *
     * @param lifter account of the user who lifts it
     * @throws Refusal {@code not_found}, or {@code forbidden} for the restricted person
     */
    public AccountId lift(AccountId lifter, long by, long id, Instant now) {
        int tenant = lifter.tenant();
        return database.transaction(tenant, connection -> {
            AccountId lifted = P2pRestrictionsTable.lift(connection, tenant, id, by, now)
                    .orElseThrow(() -> Refusal.notFound("there is no restriction " + id + " in force"));
            if (lifted.equals(lifter)) {
                throw Refusal.forbidden("another administrator lifts a restriction of yours");
            }
            return lifted;
        });
    }

    /**
     * Requires that a person may begin trades, until the transaction ends. It is called before rows are locked.
     *
     * @throws Refusal {@code p2p_restricted}
     */
    public static void requireNone(Transaction connection, AccountId account, Instant now) {
        P2pRestrictionsTable.lock(connection, account);
        P2pRestrictionsTable.inForce(connection, account, now).ifPresent(found -> {
            throw new Refusal(
                    RefusalCode.P2P_RESTRICTED,
                    "moderators restrict you: you begin no trades with people"
                            + found.endsAt().map(end -> " until " + end).orElse(""));
        });
    }
}
