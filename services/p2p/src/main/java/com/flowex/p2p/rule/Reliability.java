package com.flowex.p2p.rule;

/**
 * Reliability of a person: the lower bound of the Wilson interval (95 %) of the part of distinct counterparties with whom
 * trades were completed, each counterparty with a weight. Many trades with one counterparty count once, with the outcome
 * and the weight of {@link PairOutcome}. A counterparty from whom a person bought and to whom the person sold counts for
 * nothing, because two accounts of one person trade in circles like this. A counterparty in a circle of three and more
 * accounts counts for nothing either.
 *
 * @param counterparties distinct counterparties of ended trades
 * @param trades completed trades, all counterparties together
 * @param ended trades that were completed or that the person gave up
 * @param notCounted counterparties that count for nothing
 * @param weights weights of the counterparties that count
 */
public record Reliability(int counterparties, int trades, int ended, int notCounted, Weights weights) {

    private static final double Z = 1.96;
    private static final int PER_MILLE = 1_000;

    public static final Reliability NONE = new Reliability(0, 0, 0, 0, new Weights(0, 0, 0));

    /**
     * Sums of the weights of counterparties, in millionths of a full one ({@link TradeWeight}).
     *
     * @param all sum over all counterparties, by value and age
     * @param completed sum over those with whom the outcome is a completed trade, by value and age; at most {@code all}
     * @param completedByValue sum over the same ones by value alone
     */
    public record Weights(long all, long completed, long completedByValue) {

        /** Returns these with further counterparties whose outcomes have one age. */
        public Weights and(long allByValue, long doneByValue, long days) {
            return new Weights(
                    all + TradeWeight.decayed(allByValue, days),
                    completed + TradeWeight.decayed(doneByValue, days),
                    completedByValue + doneByValue);
        }
    }

    /** Returns the lower bound in thousandths, rounded down; 0 without counterparties. */
    public int perMille() {
        return (int) Math.floor(bound() * PER_MILLE);
    }

    /**
     * Returns the lower bound of the Wilson interval with weighted counts,
     * {@code (p + z²/2n - z √((p(1 - p) + z²/4n) / n)) / (1 + z²/n)}, where {@code n} is the sum of the weights and
     * {@code p} the completed part of it. With full weights it is the bound of the plain counts; a weight below makes
     * the counterparty a part of one, as the forgetting factor of the beta reputation system does. The effective sample
     * size {@code (Σw)² / Σw²} is no substitute: it does not shrink when all weights do, so many tiny trades would count
     * as many full ones.
     *
     * <p>Sources: Wilson, "Probable inference, the law of succession, and statistical inference", JASA 22 (1927); Jøsang
     * and Ismail, "The beta reputation system", 15th Bled Electronic Commerce Conference (2002).
     */
    double bound() {
        if (weights.all == 0) {
            return 0;
        }
        double n = weights.all / (double) TradeWeight.FULL;
        double share = weights.completed / (double) weights.all;
        double square = Z * Z;
        double center = share + square / (2 * n);
        double margin = Z * Math.sqrt((share * (1 - share) + square / (4 * n)) / n);
        return Math.max(0, (center - margin) / (1 + square / n));
    }

    /** Returns the completed part of ended trades in thousandths; 0 without trades. */
    public int completionPerMille() {
        return ended == 0 ? 0 : (int) ((long) trades * PER_MILLE / ended);
    }

    /**
     * Returns with how many counterparties the person is known to complete trades: the sum of their weights by value,
     * rounded down. Age does not take away that a person is known.
     */
    public int known() {
        return (int) Math.min(weights.completedByValue / TradeWeight.FULL, Integer.MAX_VALUE);
    }
}
