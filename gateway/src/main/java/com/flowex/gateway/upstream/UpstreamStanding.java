package com.flowex.gateway.upstream;

/**
 * What is known of how an upstream is. Times are of {@link System#nanoTime}.
 *
 * @param answersProbes whether it was ready when it was last asked
 * @param isThere true if it answered when it was last asked, ready or not
 * @param probesFailed in a row
 * @param failures calls in a row that got no answer
 * @param ejections how often it was left alone since it last did well for as long as it had been left alone
 * @param outUntilNanos until when it is left alone
 * @param backSinceNanos since when it is back
 * @param isWarming whether it has been out at all
 * @param why it is or was out, one line; empty if it never was
 */
record UpstreamStanding(
        boolean answersProbes,
        boolean isThere,
        int probesFailed,
        int failures,
        int ejections,
        long outUntilNanos,
        long backSinceNanos,
        boolean isWarming,
        String why) {

    /** One lost answer to a probe may be a busy machine's. */
    private static final int PROBES_LOST_MAX = 2;

    private static final int DOUBLINGS_MAX = 6;

    static UpstreamStanding fresh(long now) {
        return new UpstreamStanding(true, true, 0, 0, 0, now, now, false, "");
    }

    boolean isOut(long now) {
        return !answersProbes || now - outUntilNanos < 0;
    }

    /** True if a call would be answered, though it is not ready for all of them. */
    boolean isReachable(long now) {
        return isThere && now - outUntilNanos >= 0;
    }

    boolean isSpotless() {
        return failures == 0 && ejections == 0;
    }

    /** A call got an answer. */
    UpstreamStanding answered(long now, long ejectionNanos) {
        boolean forgiven = ejections > 0 && now - outUntilNanos > ejectionNanos << Math.min(ejections, DOUBLINGS_MAX);
        return new UpstreamStanding(
                answersProbes,
                isThere,
                probesFailed,
                0,
                forgiven ? 0 : ejections,
                outUntilNanos,
                backSinceNanos,
                isWarming,
                why);
    }

    /** A call got none. What was under way when it was left alone tells nothing new: a crash under load is one failure, however many calls it ends. */
    UpstreamStanding failed(long now, String what, UpstreamRules rules) {
        if (isOut(now)) {
            return this;
        }
        return failures + 1 < rules.failuresMax()
                ? new UpstreamStanding(
                        answersProbes,
                        isThere,
                        probesFailed,
                        failures + 1,
                        ejections,
                        outUntilNanos,
                        backSinceNanos,
                        isWarming,
                        what)
                : ejected(now, what, rules);
    }

    UpstreamStanding ejected(long now, String what, UpstreamRules rules) {
        long until = now + (rules.ejection().toNanos() << Math.min(ejections, DOUBLINGS_MAX));
        return new UpstreamStanding(answersProbes, isThere, probesFailed, 0, ejections + 1, until, until, true, what);
    }

    /** It was asked how it is. */
    UpstreamStanding probed(ProbeOutcome outcome, long now, String what) {
        if (outcome != ProbeOutcome.READY) {
            int lost = probesFailed + 1;
            boolean isForgiven = lost < PROBES_LOST_MAX;
            boolean still = answersProbes && isForgiven;
            boolean there = outcome == ProbeOutcome.NOT_READY || isThere && isForgiven;
            return new UpstreamStanding(
                    still, there, lost, failures, ejections, outUntilNanos, backSinceNanos, isWarming || !still, what);
        }
        boolean returns = !answersProbes;
        boolean later = now - outUntilNanos < 0;
        return new UpstreamStanding(
                true,
                true,
                0,
                returns ? 0 : failures,
                ejections,
                outUntilNanos,
                returns && !later ? now : backSinceNanos,
                isWarming,
                why);
    }

    /** Which part of its share it gets, in thousandths: all, unless it came back lately. */
    int share(long now, long slowStartNanos) {
        if (!isWarming || now - backSinceNanos >= slowStartNanos) {
            return Upstream.WHOLE_SHARE;
        }
        long part = Upstream.WHOLE_SHARE * Math.max(0, now - backSinceNanos) / slowStartNanos;
        return (int) Math.max(Upstream.LEAST_SHARE, part);
    }
}
