package com.flowex.strategy.indicator;

/** Average price of the last bars or trades, each weighted by its volume. */
public final class VolumeWeightedAveragePrice implements Indicator {

    private final RollingWindow values;
    private final RollingWindow volumes;
    private double value;
    private double volume;
    private int tradedBars;

    public VolumeWeightedAveragePrice(int period) {
        this.values = new RollingWindow(period);
        this.volumes = new RollingWindow(period);
    }

    /** @param price price that stands for the bar, such as the mean of its four prices, or that of a trade */
    public void update(double price, double barVolume) {
        double barValue = price * barVolume;
        value += barValue - values.add(barValue);
        double volumeLeft = volumes.add(barVolume);
        volume += barVolume - volumeLeft;
        tradedBars += (barVolume > 0 ? 1 : 0) - (volumeLeft > 0 ? 1 : 0);
        if (values.hasWrapped()) {
            value = values.sum();
            volume = volumes.sum();
        }
    }

    /** Returns true if the window is full and something traded in it. */
    @Override
    public boolean ready() {
        return values.isFull() && tradedBars > 0;
    }

    public double value() {
        return ready() ? value / volume : Double.NaN;
    }
}
