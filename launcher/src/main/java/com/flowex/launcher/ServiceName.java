package com.flowex.launcher;

import java.util.Locale;
import java.util.Set;

/** A service that may have a process of its own. */
public enum ServiceName {
    /** Who you are. */
    IDENTITY(8001),
    /** Orders, and what there is to trade. */
    TRADING(8002),
    /** What the market does. */
    MARKETDATA(8003),
    /** What everybody owns; money in and out, and what is told of all that happens. */
    WALLET(8004),
    /** Whose exchange it is, and what its operators look at. */
    TENANTS(8005),
    /** What coins there are in the world. */
    LISTINGS(8006),
    /** How risky assets and portfolios are. */
    RISK(8007),
    /** Work that is done by itself. */
    OPERATIONS(8009),
    /** The way in for clients of Binance. */
    BINANCE(8011);

    private final int port;

    ServiceName(int port) {
        this.port = port;
    }

    /** Where it listens unless it is told otherwise. */
    int port() {
        return port;
    }

    /** As it is named in settings, on the health pages and in meters. */
    String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The views without which it cannot do its work. */
    Set<String> views() {
        return switch (this) {
            case IDENTITY -> Set.of("accounts");
            case TRADING -> Set.of("trading");
            case MARKETDATA -> Set.of("marketdata");
            case WALLET -> Set.of("wallet");
            case TENANTS, LISTINGS, RISK, OPERATIONS -> Set.of();
            case BINANCE -> Set.of("trading", "marketdata", "wallet");
        };
    }

    /** What only one of the processes in which it runs does at a time: its views, by their names, and more. */
    Set<String> leases() {
        return switch (this) {
            case IDENTITY -> Set.of("accounts");
            case TRADING -> Set.of("trading");
            case MARKETDATA -> Set.of("marketdata");
            case WALLET -> Set.of("wallet", "announcements");
            case OPERATIONS -> Set.of("backup");
            case TENANTS, LISTINGS, RISK, BINANCE -> Set.of();
        };
    }
}
