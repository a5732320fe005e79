package com.flowex.domain.command;

import com.flowex.domain.order.CancelRestriction;
import com.flowex.domain.value.AccountId;
import org.jspecify.annotations.Nullable;

/**
 * Cancels an open order if its fills allow it.
 *
 * @param cancel names the order; not itself restricted
 */
public record CancelRestricted(CancelOne cancel, CancelRestriction restriction) implements CancelOne {

    public CancelRestricted {
        if (cancel instanceof CancelRestricted) {
            throw new IllegalArgumentException("a cancel has one restriction");
        }
    }

    /** Returns the cancel with the restriction, if there is one. */
    public static CancelOne of(CancelOne cancel, @Nullable CancelRestriction restriction) {
        return restriction == null ? cancel : new CancelRestricted(cancel, restriction);
    }

    @Override
    public AccountId account() {
        return cancel.account();
    }
}
