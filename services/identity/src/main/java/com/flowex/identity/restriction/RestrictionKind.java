package com.flowex.identity.restriction;

import com.flowex.domain.AccountRestriction;
import java.util.List;
import java.util.Locale;

/** What a user is restricted to. */
public enum RestrictionKind {
    /** Nothing leaves: no withdrawal, no transfer to another user. */
    NO_WITHDRAWALS,
    /** The account sells and cancels, and buys nothing. */
    REDUCE_ONLY,
    /** Nobody logs in or signs as this user, and the account is stopped on the exchange. */
    SUSPENDED,
    /** The same for a user whose status keeps them out. Begins and ends with the status; no request sets or lifts it. */
    INACTIVE;

    private static final List<RestrictionKind> SETTABLE = List.of(NO_WITHDRAWALS, REDUCE_ONLY, SUSPENDED);

    private final String word = name().toLowerCase(Locale.ROOT);

    /** Its name on the wire. */
    public String word() {
        return word;
    }

    /** True if a request may set one of this name. */
    public static boolean isWord(String word) {
        return SETTABLE.stream().anyMatch(each -> each.word.equals(word));
    }

    public static RestrictionKind of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }

    /** What is left to the account on the exchange. */
    AccountRestriction leaves() {
        return switch (this) {
            case NO_WITHDRAWALS -> AccountRestriction.NONE;
            case REDUCE_ONLY -> AccountRestriction.REDUCE_ONLY;
            case SUSPENDED, INACTIVE -> AccountRestriction.SUSPENDED;
        };
    }

    /** Why the exchange is told when it begins. */
    RestrictionWork begins() {
        return switch (this) {
            case NO_WITHDRAWALS -> RestrictionWork.NONE;
            case REDUCE_ONLY -> RestrictionWork.SWEEP;
            case SUSPENDED, INACTIVE -> RestrictionWork.STOP;
        };
    }

    /** Why the exchange is told when it ends. */
    RestrictionWork ends() {
        return switch (this) {
            case NO_WITHDRAWALS -> RestrictionWork.NONE;
            case REDUCE_ONLY -> RestrictionWork.SWEEP;
            case SUSPENDED, INACTIVE -> RestrictionWork.RELEASE;
        };
    }
}
