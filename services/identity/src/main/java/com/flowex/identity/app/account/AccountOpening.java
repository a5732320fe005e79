package com.flowex.identity.app.account;

import com.flowex.cluster.client.Outcome;
import com.flowex.domain.RejectReason;
import com.flowex.domain.command.BindAccount;
import com.flowex.domain.command.OpenOwnedAccount;
import com.flowex.domain.value.AccountId;
import com.flowex.identity.store.user.AccountOwnership;
import com.flowex.identity.store.user.AccountsTable;
import com.flowex.identity.store.user.User;
import com.flowex.identity.store.user.UsersTable;
import com.flowex.orderentry.queue.CommandSubmitter;
import com.flowex.platform.errors.Refusal;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Opener of users' accounts on the exchange, each for its owner. Opening an account twice changes nothing, so the
 * command is repeated until the exchange has answered. The log may have an account of that number for another owner,
 * because the list of users was restored from an older copy. Then the user takes the next number: an existing account
 * is never given to a new user (ADR 0055).
 */
public final class AccountOpening {

    private static final Logger LOG = LoggerFactory.getLogger(AccountOpening.class);

    /** At a start the numbers move behind everything in the log; only numbers opened since then can be taken. */
    private static final int NUMBERS_TRIED_MAX = 64;

    private final CommandSubmitter orders;
    private final UsersTable users;
    private final AccountsTable table;

    public AccountOpening(CommandSubmitter orders, UsersTable users, AccountsTable table) {
        this.orders = orders;
        this.users = users;
        this.table = table;
    }

    /**
     * Makes sure that the account is open and belongs to the user.
     *
     * @return the user with their account
     * @throws Refusal if the exchange does not answer or refuses; {@code account_taken} if the account, which was the
     *     user's before accounts had owners, now belongs to another owner
     */
    public User requireOpen(User user) {
        if (!user.accountOpened()) {
            return open(user);
        }
        return user.ownership().isBound() ? user : bound(user);
    }

    /**
     * Opens the account even if it is known to be open, because some accounts must also exist in a new log.
     *
     * @return the user with their account
     */
    public User open(User user) {
        User asking = user;
        for (int left = NUMBERS_TRIED_MAX; left > 0; left--) {
            if (asking.accountOpened() && !asking.ownership().isBound()) {
                return bound(asking);
            }
            if (isOpened(asking)) {
                users.accountOpened(asking);
                return again(asking);
            }
            if (asking.accountOpened()) {
                throw Refusal.refused(RejectReason.ACCOUNT_TAKEN);
            }
            LOG.warn("account {} has another owner: its user gets the next number", asking.account());
            table.nextNumber(asking);
            asking = again(asking);
        }
        throw Refusal.overloaded();
    }

    private boolean isOpened(User user) {
        OpenOwnedAccount command =
                new OpenOwnedAccount(user.account(), user.ownership().ownerId());
        if (orders.submit(user.account(), command) instanceof Outcome.Rejected(RejectReason reason, long _)) {
            if (reason != RejectReason.ACCOUNT_TAKEN) {
                throw Refusal.refused(reason);
            }
            return false;
        }
        return true;
    }

    private User again(User user) {
        return users.byId(user.tenant(), user.id()).orElse(user);
    }

    /** Binds an account from the time before owners to the user who had it; opens it if the log is new. */
    private User bound(User user) {
        BindAccount command =
                new BindAccount(user.account(), null, user.ownership().ownerId());
        if (orders.submit(user.account(), command) instanceof Outcome.Rejected(RejectReason reason, long _)) {
            if (reason != RejectReason.UNKNOWN_ACCOUNT || !isOpened(user)) {
                throw Refusal.refused(reason);
            }
        }
        table.bound(user);
        return again(user);
    }

    /**
     * Gives a user an account that has no user.
     *
     * @throws Refusal {@code account_taken} if its owner has changed in the meantime
     */
    public void give(AccountsTable.OrphanedAccount orphan, User user) {
        AccountId account = new AccountId(user.tenant(), orphan.number());
        orders.accepted(
                account,
                new BindAccount(
                        account,
                        orphan.owner() == null ? null : AccountOwnership.idOf(Objects.requireNonNull(orphan.owner())),
                        user.ownership().ownerId()));
        table.move(user, orphan.number());
    }
}
