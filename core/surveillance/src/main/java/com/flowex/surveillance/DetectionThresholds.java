package com.flowex.surveillance;

/**
 * Thresholds of the detectors.
 *
 * @param scoreMin least score of a suspicion
 * @param washNanos window in which trades between two parties are judged together
 * @param washTradesMin least number of trades between two people that shows anything
 * @param episodeNanos time for which a party must be quiet before its trades and removals are judged
 * @param afterFillNanos longest time from a trade on the other side to the end of an order that has served it
 * @param layersMin least number of such orders that shows anything
 * @param closeNanos length of the closing period before the day's end
 * @param burstNanos longest duration of a burst
 * @param reversalNanos time after a burst in which its maker may take the other side
 * @param moveMinBps least price move that counts, basis points
 */
public record DetectionThresholds(
        int scoreMin,
        long washNanos,
        int washTradesMin,
        long episodeNanos,
        long afterFillNanos,
        int layersMin,
        long closeNanos,
        long burstNanos,
        long reversalNanos,
        int moveMinBps) {

    private static final long SECOND = 1_000_000_000;
    private static final long MINUTE = 60 * SECOND;

    /** Returns the defaults of a new exchange. */
    public static DetectionThresholds usual() {
        return new DetectionThresholds(70, 60 * MINUTE, 4, MINUTE, 10 * SECOND, 3, 5 * MINUTE, MINUTE, 5 * MINUTE, 50);
    }
}
