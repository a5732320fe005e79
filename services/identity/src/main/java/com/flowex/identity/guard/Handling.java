package com.flowex.identity.guard;

import java.util.Locale;

/** What is done by itself. */
enum Handling {
    /** Nothing but a case, a line and, where a user is concerned, a letter. */
    NOTED,
    /** The account's password opens nothing where its user has not been before. */
    LOGIN_LOCKED,
    /** No login from this network. */
    NETWORK_LOCKED,
    /** No withdrawal of this user is taken. */
    WITHDRAWALS_FROZEN,
    /** The user's sessions are over, and the key that was used is revoked. */
    SESSIONS_ENDED;

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
