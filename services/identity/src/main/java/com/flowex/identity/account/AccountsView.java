package com.flowex.identity.account;

import com.flowex.ground.Platform;
import com.flowex.ground.projection.TailFactory;
import com.flowex.ground.projection.View;
import com.flowex.ground.settings.StartupException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which accounts the log has, and whose they are: the tables {@code accounts.accounts} and {@code accounts.tenant_numbers}. Users
 * and tenants are kept beside the log, and may be restored from an older copy; these tables say what they do not know any more.
 */
public final class AccountsView {

    private static final Logger LOG = LoggerFactory.getLogger(AccountsView.class);

    private static final String WITHOUT =
            "; without it nobody can tell whose an account is: docs/operations/views.md says what to do";

    private AccountsView() {}

    /** The view, not begun yet. */
    public static View<?> of(Platform ground, TailFactory tails) {
        return new View<>(ground, tails, AccountsProjection::new, _ -> {});
    }

    /**
     * Begins the view and returns when it shows an event: nobody may be served before it is known whose accounts there are. Where
     * it cannot go on, it is built anew from the log.
     *
     * @throws StartupException if that does not help either
     */
    public static void start(View<?> accounts, long sequence) {
        accounts.start();
        if (accounts.await(sequence)) {
            return;
        }
        LOG.warn("the view accounts {}: it is built anew from the log", why(accounts));
        try {
            accounts.rebuild();
        } catch (IllegalStateException e) {
            throw new StartupException(e.getMessage() + WITHOUT, e);
        }
        if (!accounts.await(sequence)) {
            throw new StartupException("the view accounts " + why(accounts) + WITHOUT);
        }
    }

    private static String why(View<?> accounts) {
        return accounts.stopped().orElse("has stopped");
    }
}
