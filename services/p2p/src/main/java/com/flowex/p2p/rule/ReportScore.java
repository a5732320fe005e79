package com.flowex.p2p.rule;

/**
 * Score of a case of reports, of 100: the gravity of the reason, the number of people who report, and how reliable the
 * reporter is.
 *
 * @param reason points of the reason, at most 40
 * @param reporters points of distinct reporters of the last 90 days, at most 40
 * @param reporter points of the reporter's reliability, at most 20
 */
public record ReportScore(int reason, int reporters, int reporter) {

    private static final int POINTS_OF_REPORTER = 10;
    private static final int REPORTERS_MAX = 40;
    private static final int PER_MILLE_OF_POINT = 50;

    /**
     * Returns the score.
     *
     * @param distinct number of distinct people who report, this one among them
     * @param perMille reliability of the reporter in thousandths
     */
    public static ReportScore of(ReportReason reason, long distinct, int perMille) {
        return new ReportScore(
                reason.points(),
                (int) Math.min(REPORTERS_MAX, distinct * POINTS_OF_REPORTER),
                perMille / PER_MILLE_OF_POINT);
    }

    /** Returns the sum. */
    public int total() {
        return reason + reporters + reporter;
    }
}
