package com.flowex.identity.view;

import com.flowex.platform.Platform;
import com.flowex.platform.projection.TailFactory;
import com.flowex.platform.projection.View;
import com.flowex.platform.settings.StartupException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * View of the log's accounts and their owners: the tables {@code accounts.accounts} and {@code
 * accounts.tenant_numbers}. Users and tenants are kept outside the log, and may be restored from an older copy; these
 * tables show what they lack then.
 */
public final class AccountsView {

    private static final Logger LOG = LoggerFactory.getLogger(AccountsView.class);

    private static final String WITHOUT =
            "; without it the owner of an account is unknown: docs/operations/views.md says what to do";

    private AccountsView() {}

    /** Creates the view without starting it. */
    public static View<?> of(Platform platform, TailFactory tails) {
        return new View<>(platform, tails, AccountsProjection::new, _ -> {});
    }

    /**
     * Starts the view and returns once it has applied an event: no request is served before all accounts are known. If
     * the view cannot continue, it is rebuilt from the log.
     *
     * @throws StartupException if the rebuild fails too
     */
    public static void start(View<?> accounts, long sequence) {
        accounts.start();
        if (accounts.await(sequence)) {
            return;
        }
        LOG.warn("the view accounts {}: it is rebuilt from the log", why(accounts));
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
