package com.flowex.identity;

import com.flowex.domain.AccountId;
import com.flowex.platform.Ground;
import com.flowex.platform.exchange.OrderPath;
import com.flowex.platform.http.Routes;
import java.util.List;

/** Wires identity: users and sessions in PostgreSQL, accounts on the exchange. */
public final class IdentityService implements AutoCloseable {

    private final Ground ground;
    private final Passwords passwords = new Passwords();
    private final DemoUsers demoUsers;
    private final AuthRoutes routes;
    private volatile List<AccountId> demoAccounts = List.of();

    public IdentityService(Ground ground, OrderPath orders) {
        this.ground = ground;
        UsersTable users = new UsersTable(ground.database());
        RefreshTokensTable refreshTokens =
                new RefreshTokensTable(ground.database(), ground.settings().refreshTokenLife());
        Accounts accounts = new Accounts(orders, users);
        Registration registration = new Registration(users, passwords, accounts);
        Sessions sessions = new Sessions(users, refreshTokens, passwords, accounts, ground.tokens());
        this.demoUsers = new DemoUsers(users, passwords, accounts);
        this.routes = new AuthRoutes(registration, sessions, users);
    }

    /** Brings the schema up to date and makes the demo users, if the profile has them. */
    public void start() {
        ground.database().migrate("identity");
        if (ground.settings().demoUsers()) {
            demoAccounts = demoUsers.ensure();
        }
    }

    public Routes routes() {
        return routes.routes();
    }

    /** The accounts of the demo users, the trader's first; empty if there are none. */
    public List<AccountId> demoAccounts() {
        return demoAccounts;
    }

    @Override
    public void close() {
        passwords.close();
    }
}
