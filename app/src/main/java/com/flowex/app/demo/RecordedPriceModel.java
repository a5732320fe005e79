package com.flowex.app.demo;

import com.flowex.domain.order.Side;
import java.util.Optional;

/**
 * Replay of the recorded trades, forward, then backward, then forward again, so that the price never jumps. Its
 * position depends on the time alone, so a restart continues where the market would be.
 *
 * <p>Takers trade a tenth of the recorded volume, in the direction in which the price moved.
 */
final class RecordedPriceModel implements PriceModel {

    static final int SPEED_MAX = 1_000;

    /** Takers trade this part of the recorded volume. */
    static final long VOLUME_DIVISOR = 10;

    private static final long TAKE_MAX_SATOSHI = 100_000_000; // 1 BTC

    private final RecordedTrades recording;
    private final int speed;
    private final long lotUnits;
    private int place = -1;

    /**
     * Creates a replay that begins at the time of its first step.
     *
     * @param speed recorded seconds a second, 1 to {@link #SPEED_MAX}
     */
    RecordedPriceModel(RecordedTrades recording, int speed, long lotUnits) {
        if (speed < 1 || speed > SPEED_MAX) {
            throw new IllegalArgumentException("speed must be within 1.." + SPEED_MAX + ", was " + speed);
        }
        this.recording = recording;
        this.speed = speed;
        this.lotUnits = lotUnits;
    }

    @Override
    public Step step(long nowMillis) {
        int before = place < 0 ? placeAt(nowMillis) : place;
        place = placeAt(nowMillis);
        long fair = recording.priceCents(place);
        long traded = recording.volumeSatoshi(Math.min(before, place), Math.max(before, place));
        long quantity = Math.min(TAKE_MAX_SATOSHI, traded / VOLUME_DIVISOR) / lotUnits * lotUnits;
        Side side = fair >= recording.priceCents(before) ? Side.BUY : Side.SELL;
        return new Step(fair, quantity == 0 ? Optional.empty() : Optional.of(new Take(side, quantity)));
    }

    private int placeAt(long nowMillis) {
        return placeAt(recording, speed, nowMillis);
    }

    /** Returns the place in the recording at a time, in milliseconds since 1970. */
    static int placeAt(RecordedTrades recording, int speed, long nowMillis) {
        long length = recording.lengthSeconds();
        long played = nowMillis * speed / 1_000 % (2 * length);
        return recording.placeAt(played <= length ? played : 2 * length - played);
    }
}
