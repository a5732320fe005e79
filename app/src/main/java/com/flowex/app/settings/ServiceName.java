package com.flowex.app.settings;

import java.util.Locale;
import java.util.Set;

/** A service that can run in a process of its own. */
public enum ServiceName {
    /** Users, sessions and access. */
    IDENTITY(8001),
    /** Orders, and the tradable markets. */
    TRADING(8002),
    /** Market data. */
    MARKETDATA(8003),
    /** Balances, deposits and withdrawals, and the announcements of the outbox. */
    WALLET(8004),
    /** Trades between people, with escrow. */
    P2P(8005),
    /** Tenants, and the pages of their operators. */
    TENANTS(8012),
    /** Listings of the world's coins. */
    LISTINGS(8006),
    /** Risk of assets and portfolios. */
    RISK(8007),
    /** Strategies of users, and their back-tests. */
    STRATEGIES(8008),
    /** Background tasks. */
    OPERATIONS(8009),
    /** API compatible with Binance's clients. */
    BINANCE(8011);

    private final int port;

    ServiceName(int port) {
        this.port = port;
    }

    /** Returns the default port. */
    public int port() {
        return port;
    }

    /** Returns its name in settings, on the health pages and in metrics. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Returns the views that it requires. */
    public Set<String> views() {
        return switch (this) {
            case IDENTITY -> Set.of("accounts");
            case TRADING -> Set.of("trading");
            case MARKETDATA -> Set.of("marketdata");
            case WALLET -> Set.of("wallet");
            case P2P, TENANTS, LISTINGS, RISK, STRATEGIES, OPERATIONS -> Set.of();
            case BINANCE -> Set.of("trading", "marketdata", "wallet");
        };
    }

    /**
     * Returns the leases of its exclusive work, which one process does at a time: its views, by their names, and more.
     */
    Set<String> leases() {
        return switch (this) {
            case IDENTITY -> Set.of("accounts");
            case TRADING -> Set.of("trading");
            case MARKETDATA -> Set.of("marketdata");
            case WALLET -> Set.of("wallet", "announcements");
            case OPERATIONS -> Set.of("backup");
            case P2P, TENANTS, LISTINGS, RISK, STRATEGIES, BINANCE -> Set.of();
        };
    }
}
