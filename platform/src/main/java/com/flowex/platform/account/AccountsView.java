package com.flowex.platform.account;

import com.flowex.platform.Ground;
import com.flowex.platform.projection.TailFactory;
import com.flowex.platform.projection.View;

/**
 * Which accounts the log has, and whose they are: the tables {@code accounts.accounts} and {@code accounts.tenant_numbers}. Users
 * and tenants are kept beside the log, and may be restored from an older copy; these tables say what they do not know any more.
 */
public final class AccountsView {

    private AccountsView() {}

    /** The view, not begun yet. */
    public static View<?> of(Ground ground, TailFactory tails) {
        return new View<>(ground, tails, AccountsProjection::new, _ -> {});
    }
}
