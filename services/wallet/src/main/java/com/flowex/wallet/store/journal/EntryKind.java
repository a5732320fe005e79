package com.flowex.wallet.store.journal;

import com.flowex.domain.account.TransferKind;
import java.util.Locale;

/** Reason for a movement of money, with its code in the journal. A code never changes its meaning. */
public enum EntryKind {
    DEPOSIT(1),
    WITHDRAWAL(2),
    GENESIS(3),
    INTERNAL(4),
    TRADE(5);

    private final int code;

    EntryKind(int code) {
        this.code = code;
    }

    public int code() {
        return code;
    }

    /** Returns the name on the wire. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static EntryKind of(TransferKind kind) {
        return switch (kind) {
            case DEPOSIT -> DEPOSIT;
            case WITHDRAWAL -> WITHDRAWAL;
            case GENESIS -> GENESIS;
            case INTERNAL -> INTERNAL;
        };
    }

    /**
     * Returns the kind with the given code.
     *
     * @throws IllegalStateException if there is no such code
     */
    static EntryKind of(int code) {
        for (EntryKind kind : values()) {
            if (kind.code == code) {
                return kind;
            }
        }
        throw new IllegalStateException("the journal has no kind " + code);
    }
}
