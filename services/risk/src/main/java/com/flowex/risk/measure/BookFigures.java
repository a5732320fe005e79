package com.flowex.risk.measure;

/**
 * A market's book, on average over the last days.
 *
 * @param spread between best ask and best bid, by their middle
 * @param depth of the best twenty levels of both sides, in the quote asset
 */
public record BookFigures(double spread, double depth) {

    /** Whether a book can be such. */
    public boolean isSound() {
        return Double.isFinite(spread) && spread > 0 && spread < 2 && Double.isFinite(depth) && depth > 0;
    }
}
