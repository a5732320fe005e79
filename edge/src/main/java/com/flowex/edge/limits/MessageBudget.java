package com.flowex.edge.limits;

import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;

/** What one connection may still send: its own, in memory, gone with it. */
public final class MessageBudget {

    private final Quota quota;
    private final Bucket bucket;

    MessageBudget(Quota quota) {
        this.quota = quota;
        this.bucket = LocalBudgets.bucket(quota);
    }

    /** Draws for one message. */
    public RateLimits.Verdict draw() {
        ConsumptionProbe probe = bucket.tryConsumeAndReturnRemaining(1);
        return probe.isConsumed()
                ? new RateLimits.Verdict.Granted(quota.perMinute(), probe.getRemainingTokens())
                : new RateLimits.Verdict.Refused("this connection", quota.perMinute(), probe.getNanosToWaitForRefill());
    }
}
