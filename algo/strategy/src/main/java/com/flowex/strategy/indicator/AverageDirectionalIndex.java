package com.flowex.strategy.indicator;

/** Wilder's directional indicators and the average of their difference: the strength of a trend, 0 to 100. */
public final class AverageDirectionalIndex implements Indicator {

    private final ExponentialMovingAverage ranges;
    private final ExponentialMovingAverage rises;
    private final ExponentialMovingAverage falls;
    private final ExponentialMovingAverage index;
    private double lastHigh = Double.NaN;
    private double lastLow;
    private double lastClose;

    public AverageDirectionalIndex(int period) {
        this.ranges = ExponentialMovingAverage.wilder(period);
        this.rises = ExponentialMovingAverage.wilder(period);
        this.falls = ExponentialMovingAverage.wilder(period);
        this.index = ExponentialMovingAverage.wilder(period);
    }

    public void update(double high, double low, double close) {
        if (!Double.isNaN(lastHigh)) {
            double up = high - lastHigh;
            double down = lastLow - low;
            ranges.update(AverageTrueRange.trueRange(high, low, lastClose));
            rises.update(up > down && up > 0 ? up : 0);
            falls.update(down > up && down > 0 ? down : 0);
            if (ranges.ready()) {
                index.update(directional());
            }
        }
        lastHigh = high;
        lastLow = low;
        lastClose = close;
    }

    private double directional() {
        double all = plus() + minus();
        return all == 0 ? 0 : 100 * Math.abs(plus() - minus()) / all;
    }

    @Override
    public boolean ready() {
        return index.ready();
    }

    public double value() {
        return index.value();
    }

    /** Returns the average rise as a percentage of the average true range. */
    public double plus() {
        return share(rises);
    }

    /** Returns the average fall as a percentage of the average true range. */
    public double minus() {
        return share(falls);
    }

    private double share(ExponentialMovingAverage moves) {
        return ranges.value() == 0 ? 0 : 100 * moves.value() / ranges.value();
    }
}
