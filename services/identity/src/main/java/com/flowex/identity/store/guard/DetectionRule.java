package com.flowex.identity.store.guard;

import java.time.Duration;
import java.util.Locale;

/** Rule of attack detection, with its measure and the measure's duration. */
public enum DetectionRule {
    /** Guesses at one account from many networks. */
    BRUTE_FORCE_ACCOUNT(ProtectiveMeasure.LOGIN_LOCKED, Duration.ofHours(1)),
    /** Guesses at many accounts from one network. */
    BRUTE_FORCE_ADDRESS(ProtectiveMeasure.NETWORK_LOCKED, Duration.ofHours(1)),
    /** Two logins from countries between which travel takes longer. */
    IMPOSSIBLE_TRAVEL(ProtectiveMeasure.WITHDRAWALS_FROZEN, Duration.ofHours(24)),
    /**
     * Login from a network in which the user was not seen before; the user gets a letter if the program is new, too.
     */
    NEW_NETWORK(ProtectiveMeasure.NOTED, Duration.ofHours(1)),
    /** Use of a key with the withdrawal permission from a new network. */
    KEY_FROM_NEW_NETWORK(ProtectiveMeasure.WITHDRAWALS_FROZEN, Duration.ofHours(24)),
    /**
     * Withdrawal soon after the password or the second factor was replaced; the wallet's risk points for it require a
     * second person.
     */
    WITHDRAWAL_AFTER_RESET(ProtectiveMeasure.NOTED, Duration.ofHours(24)),
    /** Signature of a passkey whose counter has not grown: its key may have been copied. */
    PASSKEY_COUNTER(ProtectiveMeasure.NOTED, Duration.ofHours(24)),
    /** Repeated requests without the required permission. */
    REFUSED_PERMISSIONS(ProtectiveMeasure.SESSIONS_ENDED, Duration.ofHours(1));

    private final ProtectiveMeasure handling;
    private final Duration lasts;

    DetectionRule(ProtectiveMeasure handling, Duration lasts) {
        this.handling = handling;
        this.lasts = lasts;
    }

    public ProtectiveMeasure handling() {
        return handling;
    }

    /** Returns the time for which the measure holds and the same case is not opened again. */
    public Duration lasts() {
        return lasts;
    }

    /** Returns the name of the rule in metrics and logs. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
