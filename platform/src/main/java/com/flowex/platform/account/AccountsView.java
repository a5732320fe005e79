package com.flowex.platform.account;

import com.flowex.platform.Ground;
import com.flowex.platform.projection.TailFactory;
import com.flowex.platform.projection.View;
import com.flowex.platform.projection.ViewProgress;

/**
 * Which accounts the log has, and whose they are: the tables {@code accounts.accounts} and {@code accounts.tenant_numbers}. Users
 * and tenants are kept beside the log, and may be restored from an older copy; these tables say what they do not know any more.
 */
public final class AccountsView implements AutoCloseable {

    private final View<AccountsProjection> tables;

    public AccountsView(Ground ground, TailFactory tails) {
        this.tables = new View<>(ground, tails, AccountsProjection::new, _ -> {});
    }

    /** Brings the tables up to date and lets the view follow the log. */
    public void start() {
        tables.start();
    }

    /** The view itself. */
    public View<?> tables() {
        return tables;
    }

    /** How far the view is. */
    public ViewProgress progress() {
        return tables.progress();
    }

    /** Builds the view anew from the log; the one that is there is read until the new one takes its place. */
    public void rebuild() {
        tables.rebuild();
    }

    @Override
    public void close() {
        tables.close();
    }
}
