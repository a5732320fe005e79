package com.flowex.app.demo;

/** Path of {@link RecordedPriceModel}: a tenth of the recorded volume, in at most as many trades as its takers make. */
final class RecordedPath implements PricePath {

    private final RecordedTrades recording;
    private final int speed;
    private final long[] satoshiBefore;

    RecordedPath(RecordedTrades recording, int speed) {
        this.recording = recording;
        this.speed = speed;
        this.satoshiBefore = recording.satoshiBefore();
    }

    @Override
    public Point at(long seconds) {
        int place = RecordedPriceModel.placeAt(recording, speed, seconds * 1_000);
        return new Point(seconds, recording.priceCents(place), place);
    }

    @Override
    public Traded between(Point from, Point to) {
        int first = Math.min(from.place(), to.place());
        int last = Math.max(from.place(), to.place());
        long satoshi = satoshiBefore[last + 1] - satoshiBefore[first + 1];
        long trades = Math.min(last - first, (to.seconds() - from.seconds()) * DemoMarket.STEPS_PER_SECOND);
        return new Traded(trades, satoshi / RecordedPriceModel.VOLUME_DIVISOR);
    }
}
