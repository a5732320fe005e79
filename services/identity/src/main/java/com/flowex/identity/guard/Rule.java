package com.flowex.identity.guard;

import java.time.Duration;
import java.util.Locale;

/** What is noticed, and what is done about it for how long. */
public enum Rule {
    /** One account is guessed at from many networks. */
    BRUTE_FORCE_ACCOUNT(Handling.LOGIN_LOCKED, Duration.ofHours(1)),
    /** Many accounts are guessed at from one network. */
    BRUTE_FORCE_ADDRESS(Handling.NETWORK_LOCKED, Duration.ofHours(1)),
    /** Two logins from countries that nobody travels between so quickly. */
    IMPOSSIBLE_TRAVEL(Handling.WITHDRAWALS_FROZEN, Duration.ofHours(24)),
    /** A login from a network that the user was not seen in before; the user has a letter if the program is new, too. */
    NEW_NETWORK(Handling.NOTED, Duration.ofHours(1)),
    /** A key that may withdraw signs somewhere new. */
    KEY_FROM_NEW_NETWORK(Handling.WITHDRAWALS_FROZEN, Duration.ofHours(24)),
    /** Money is to leave soon after the password or the second factor was replaced: the wallet's points for it call a second person. */
    WITHDRAWAL_AFTER_RESET(Handling.NOTED, Duration.ofHours(24)),
    /** Somebody tries again and again what they may not. */
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

    /** How long what is done holds, and the same is not noticed again. */
    Duration lasts() {
        return lasts;
    }

    /** As in metrics and logs. */
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
