package com.flowex.access.ratelimit;

import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;

/** Budget of messages of one connection, in memory; it ends with the connection. */
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
