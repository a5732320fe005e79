package com.flowex.identity.guard;

import java.time.Duration;
import java.util.Locale;

/** Rule of attack detection, with its measure and the measure's duration. */
public enum Rule {
    /** Guesses at one account from many networks. */
    BRUTE_FORCE_ACCOUNT(Handling.LOGIN_LOCKED, Duration.ofHours(1)),
    /** Guesses at many accounts from one network. */
    BRUTE_FORCE_ADDRESS(Handling.NETWORK_LOCKED, Duration.ofHours(1)),
    /** Two logins from countries between which travel takes longer. */
    IMPOSSIBLE_TRAVEL(Handling.WITHDRAWALS_FROZEN, Duration.ofHours(24)),
    /**
     * Login from a network in which the user was not seen before; the user gets a letter if the program is new, too.
     */
    NEW_NETWORK(Handling.NOTED, Duration.ofHours(1)),
    /** Use of a key with the withdrawal permission from a new network. */
    KEY_FROM_NEW_NETWORK(Handling.WITHDRAWALS_FROZEN, Duration.ofHours(24)),
    /**
     * Withdrawal soon after the password or the second factor was replaced; the wallet's risk points for it require a
     * second person.
     */
    WITHDRAWAL_AFTER_RESET(Handling.NOTED, Duration.ofHours(24)),
    /** Repeated requests without the required permission. */
    REFUSED_PERMISSIONS(Handling.SESSIONS_ENDED, Duration.ofHours(1));

    private final Handling handling;
    private final Duration lasts;

    Rule(Handling handling, Duration lasts) {
        this.handling = handling;
        this.lasts = lasts;
    }

    Handling handling() {
        return handling;
    }

    /** Returns the time for which the measure holds and the same case is not opened again. */
    Duration lasts() {
        return lasts;
    }

    /** Returns the name of the rule in metrics and logs. */
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
