package com.flowex.access.ratelimit;

/**
 * Size of a budget.
 *
 * @param perMinute requests that flow in a minute, evenly
 * @param capacity requests that may be saved up, and so come at once
 */
public record Quota(long perMinute, long capacity) {

    /** @param burstPercent share of a minute's requests that may come at once; at least one request may */
    public static Quota of(long perMinute, int burstPercent) {
        return new Quota(perMinute, Math.max(1, Math.ceilDiv(Math.multiplyExact(perMinute, burstPercent), 100)));
    }
}
