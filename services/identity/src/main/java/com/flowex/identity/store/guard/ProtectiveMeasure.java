package com.flowex.identity.store.guard;

import java.util.Locale;

/** Automatic measure of a rule. */
public enum ProtectiveMeasure {
    /** Only a case, a log line and, if a user is concerned, a letter. */
    NOTED,
    /** The account's password is only valid where its user logged in before. */
    LOGIN_LOCKED,
    /** Logins from this network are refused. */
    NETWORK_LOCKED,
    /** Withdrawals of this user are refused. */
    WITHDRAWALS_FROZEN,
    /** The user's sessions are ended, and the key that was used is revoked. */
    SESSIONS_ENDED;

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
