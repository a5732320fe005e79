package com.flowex.orderentry.read;

import com.flowex.domain.value.AccountId;
import com.flowex.orderentry.queue.CommandSubmitter;
import com.flowex.platform.errors.Refusal;
import com.flowex.platform.projection.status.ViewProgress;
import java.time.Duration;

/** Read-your-writes: makes a read wait, briefly, until the view shows what its caller already knows. */
public final class ReadYourWrites {

    private final CommandSubmitter orders;
    private final Duration wait;

    public ReadYourWrites(CommandSubmitter orders, Duration wait) {
        this.orders = orders;
        this.wait = wait;
    }

    /**
     * Waits for the account's last acknowledged write, and for the event that was asked for.
     *
     * @param requested number of the event; 0 for none
     * @throws Refusal {@code view_behind} if the view does not get there in time
     */
    public void await(AccountId account, long requested, ViewProgress view) {
        view.require(account.tenant(), Math.max(orders.lastSequence(account), requested), wait);
    }

    /** Waits for a reader without an account; only the event that was asked for counts. */
    public void awaitRequested(int tenant, long requested, ViewProgress view) {
        view.require(tenant, requested, wait);
    }
}
