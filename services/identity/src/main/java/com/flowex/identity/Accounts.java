package com.flowex.identity;

import com.flowex.domain.command.OpenAccount;
import com.flowex.platform.exchange.OrderPath;

/** Opens users' accounts on the exchange. Opening twice changes nothing, so it is asked until it has answered. */
final class Accounts {

    private final OrderPath orders;
    private final UsersTable users;

    Accounts(OrderPath orders, UsersTable users) {
        this.orders = orders;
        this.users = users;
    }

    /**
     * Makes sure that the account is open.
     *
     * @throws com.flowex.platform.http.ProblemException if the exchange does not answer or refuses
     */
    void requireOpen(User user) {
        if (!user.accountOpened()) {
            open(user);
        }
    }

    /** Opens the account even if it is known to be open: for accounts that must exist in a new log, too. */
    void open(User user) {
        orders.accepted(user.account(), new OpenAccount(user.account()));
        users.accountOpened(user);
    }
}
