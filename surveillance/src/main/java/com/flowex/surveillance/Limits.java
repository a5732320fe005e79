package com.flowex.surveillance;

/**
 * From where on something is told.
 *
 * @param scoreMin least score of a suspicion
 * @param washNanos how long trades between two are looked at together
 * @param washTradesMin as few trades between two people show nothing
 * @param episodeNanos how long somebody must be quiet for what they placed and took out to be judged
 * @param afterFillNanos how soon after a trade on the other side an order must end to have served it
 * @param layersMin as few such orders show nothing
 * @param closeNanos how long before the day's end its close is made
 * @param burstNanos how long a burst may last
 * @param reversalNanos how long after it its maker may take the other side
 * @param moveMinBps the least move of a price that counts, basis points
 */
public record Limits(
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

    /** What an exchange begins with. */
    public static Limits usual() {
        return new Limits(70, 60 * MINUTE, 4, MINUTE, 10 * SECOND, 3, 5 * MINUTE, MINUTE, 5 * MINUTE, 50);
    }
}
