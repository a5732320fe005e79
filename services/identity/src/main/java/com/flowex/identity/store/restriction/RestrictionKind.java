package com.flowex.identity.store.restriction;

import com.flowex.domain.account.AccountRestriction;
import java.util.List;
import java.util.Locale;

/** Kind of a user's restriction. */
public enum RestrictionKind {
    /** No outgoing money: no withdrawal, no transfer to another user. */
    NO_WITHDRAWALS,
    /** The account may sell and cancel, and not buy. */
    REDUCE_ONLY,
    /** The user cannot log in or sign, and the account is stopped on the exchange. */
    SUSPENDED,
    /**
     * Same effect as {@link #SUSPENDED}, for a user whose status closes all access. Begins and ends with the status; a
     * request can neither set nor lift it.
     */
    INACTIVE;

    private static final List<RestrictionKind> SETTABLE = List.of(NO_WITHDRAWALS, REDUCE_ONLY, SUSPENDED);

    private final String word = name().toLowerCase(Locale.ROOT);

    /** Returns the name of the kind in the JSON interface. */
    public String word() {
        return word;
    }

    /** Returns true if a request may set a kind of this name. */
    public static boolean isWord(String word) {
        return SETTABLE.stream().anyMatch(each -> each.word.equals(word));
    }

    public static RestrictionKind of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }

    /** Returns the restriction of the account on the exchange. */
    public AccountRestriction leaves() {
        return switch (this) {
            case NO_WITHDRAWALS -> AccountRestriction.NONE;
            case REDUCE_ONLY -> AccountRestriction.REDUCE_ONLY;
            case SUSPENDED, INACTIVE -> AccountRestriction.SUSPENDED;
        };
    }

    /** Returns the exchange's work when the restriction begins. */
    RestrictionSyncReason begins() {
        return switch (this) {
            case NO_WITHDRAWALS -> RestrictionSyncReason.NONE;
            case REDUCE_ONLY -> RestrictionSyncReason.SWEEP;
            case SUSPENDED, INACTIVE -> RestrictionSyncReason.STOP;
        };
    }

    /** Returns the exchange's work when the restriction ends. */
    RestrictionSyncReason ends() {
        return switch (this) {
            case NO_WITHDRAWALS -> RestrictionSyncReason.NONE;
            case REDUCE_ONLY -> RestrictionSyncReason.SWEEP;
            case SUSPENDED, INACTIVE -> RestrictionSyncReason.RELEASE;
        };
    }
}
