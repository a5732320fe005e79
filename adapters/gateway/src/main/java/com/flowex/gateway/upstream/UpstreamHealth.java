package com.flowex.gateway.upstream;

/**
 * Health of an upstream. Times are of {@link System#nanoTime}.
 *
 * @param answersProbes true if it was ready at the last probe
 * @param isThere true if it answered the last probe, ready or not
 * @param probesFailed consecutive failed probes
 * @param failures consecutive calls without an answer
 * @param ejections number of ejections since it last did well for as long as it had been ejected
 * @param outUntilNanos end of the ejection
 * @param backSinceNanos time since which it is back
 * @param isWarming true if it has been out at all
 * @param why why it is or was out, one line; empty if it never was
 */
record UpstreamHealth(
        boolean answersProbes,
        boolean isThere,
        int probesFailed,
        int failures,
        int ejections,
        long outUntilNanos,
        long backSinceNanos,
        boolean isWarming,
        String why) {

    /** Number of failed probes that take it out: a single lost answer may come from a busy machine. */
    private static final int PROBES_LOST_MAX = 2;

    private static final int DOUBLINGS_MAX = 6;

    static UpstreamHealth fresh(long now) {
        return new UpstreamHealth(true, true, 0, 0, 0, now, now, false, "");
    }

    boolean isOut(long now) {
        return !answersProbes || now - outUntilNanos < 0;
    }

    /** Returns true if a call would be answered, though it is not ready for all of them. */
    boolean isReachable(long now) {
        return isThere && now - outUntilNanos >= 0;
    }

    boolean isSpotless() {
        return failures == 0 && ejections == 0;
    }

    /** Records a call with an answer. */
    UpstreamHealth answered(long now, long ejectionNanos) {
        boolean forgiven = ejections > 0 && now - outUntilNanos > ejectionNanos << Math.min(ejections, DOUBLINGS_MAX);
        return new UpstreamHealth(
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

    /**
     * Records a call without an answer. Calls that were running at an ejection are ignored: a crash under load counts
     * as one failure, however many calls it ends.
     */
    UpstreamHealth failed(long now, String subject, UpstreamPolicy rules) {
        if (isOut(now)) {
            return this;
        }
        return failures + 1 < rules.failuresMax()
                ? new UpstreamHealth(
                        answersProbes,
                        isThere,
                        probesFailed,
                        failures + 1,
                        ejections,
                        outUntilNanos,
                        backSinceNanos,
                        isWarming,
                        subject)
                : ejected(now, subject, rules);
    }

    UpstreamHealth ejected(long now, String subject, UpstreamPolicy rules) {
        long until = now + (rules.ejection().toNanos() << Math.min(ejections, DOUBLINGS_MAX));
        return new UpstreamHealth(answersProbes, isThere, probesFailed, 0, ejections + 1, until, until, true, subject);
    }

    /** Records a health probe. */
    UpstreamHealth probed(ProbeOutcome outcome, long now, String subject) {
        if (outcome != ProbeOutcome.READY) {
            int lost = probesFailed + 1;
            boolean isForgiven = lost < PROBES_LOST_MAX;
            boolean still = answersProbes && isForgiven;
            boolean there = outcome == ProbeOutcome.NOT_READY || isThere && isForgiven;
            return new UpstreamHealth(
                    still,
                    there,
                    lost,
                    failures,
                    ejections,
                    outUntilNanos,
                    backSinceNanos,
                    isWarming || !still,
                    subject);
        }
        boolean returns = !answersProbes;
        boolean later = now - outUntilNanos < 0;
        return new UpstreamHealth(
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

    /** Returns the part of its share that it gets, in thousandths: all, unless it came back lately. */
    int share(long now, long slowStartNanos) {
        if (!isWarming || now - backSinceNanos >= slowStartNanos) {
            return Upstream.WHOLE_SHARE;
        }
        long part = Upstream.WHOLE_SHARE * Math.max(0, now - backSinceNanos) / slowStartNanos;
        return (int) Math.max(Upstream.LEAST_SHARE, part);
    }
}
