package com.flowex.identity.restriction;

import com.flowex.domain.AccountRestriction;
import java.util.Arrays;
import java.util.Locale;

/** What a user is restricted to. */
public enum RestrictionKind {
    /** Nothing leaves: no withdrawal, no transfer to another user. */
    NO_WITHDRAWALS,
    /** The account sells and cancels, and buys nothing. */
    REDUCE_ONLY,
    /** Nobody logs in or signs as this user, and the account is stopped on the exchange. */
    SUSPENDED;

    private final String word = name().toLowerCase(Locale.ROOT);

    /** Its name on the wire. */
    public String word() {
        return word;
    }

    /** Whether there is one of this name. */
    public static boolean isWord(String word) {
        return Arrays.stream(values()).anyMatch(each -> each.word.equals(word));
    }

    public static RestrictionKind of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }

    /** What is left to the account on the exchange. */
    AccountRestriction leaves() {
        return switch (this) {
            case NO_WITHDRAWALS -> AccountRestriction.NONE;
            case REDUCE_ONLY -> AccountRestriction.REDUCE_ONLY;
            case SUSPENDED -> AccountRestriction.SUSPENDED;
        };
    }

    /** Why the exchange is told when it begins. */
    RestrictionWork begins() {
        return switch (this) {
            case NO_WITHDRAWALS -> RestrictionWork.NONE;
            case REDUCE_ONLY -> RestrictionWork.SWEEP;
            case SUSPENDED -> RestrictionWork.STOP;
        };
    }

    /** Why the exchange is told when it ends. */
    RestrictionWork ends() {
        return switch (this) {
            case NO_WITHDRAWALS -> RestrictionWork.NONE;
            case REDUCE_ONLY -> RestrictionWork.SWEEP;
            case SUSPENDED -> RestrictionWork.RELEASE;
        };
    }
}
