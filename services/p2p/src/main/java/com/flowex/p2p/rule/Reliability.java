package com.flowex.p2p.rule;

/**
 * Reliability of a person: the lower bound of the Wilson interval (95 %) of the part of distinct counterparties with
 * whom the last trade was completed. Many trades with one counterparty count once. A counterparty from whom a person
 * bought and to whom the person sold counts for nothing, because two accounts of one person trade in circles like this.
 * A counterparty in a circle of three and more accounts counts for nothing either.
 *
 * @param counterparties distinct counterparties of ended trades
 * @param completed those of them with whom the last trade was completed
 * @param trades completed trades, all counterparties together
 * @param ended trades that were completed or that the person gave up
 * @param notCounted counterparties that count for nothing
 */
public record Reliability(int counterparties, int completed, int trades, int ended, int notCounted) {

    public static final Reliability NONE = new Reliability(0, 0, 0, 0, 0);

    private static final double Z = 1.96;
    private static final int PER_MILLE = 1_000;

    /** Returns the lower bound in thousandths; 0 without counterparties. */
    public int perMille() {
        if (counterparties == 0) {
            return 0;
        }
        double n = counterparties;
        double share = completed / n;
        double square = Z * Z;
        double center = share + square / (2 * n);
        double margin = Z * Math.sqrt((share * (1 - share) + square / (4 * n)) / n);
        return (int) Math.max(0, Math.floor((center - margin) / (1 + square / n) * PER_MILLE));
    }

    /** Returns the completed part of ended trades in thousandths; 0 without trades. */
    public int completionPerMille() {
        return ended == 0 ? 0 : (int) ((long) trades * PER_MILLE / ended);
    }
}
