package com.flowex.wallet.app.worth;

import java.util.Arrays;
import java.util.Optional;

/** Distance of two points of a worth over time. Points lie on its multiples, UTC; those of weeks on Mondays. */
public enum WorthInterval {
    HOUR("1h", 3_600, 0, 3_600),
    DAY("1d", 86_400, 0, 86_400),
    WEEK("1w", 604_800, 4 * 86_400, 86_400);

    private final String code;
    private final long seconds;
    private final long originSeconds;
    private final int candleSeconds;

    WorthInterval(String code, long seconds, long originSeconds, int candleSeconds) {
        this.code = code;
        this.seconds = seconds;
        this.originSeconds = originSeconds;
        this.candleSeconds = candleSeconds;
    }

    public String code() {
        return code;
    }

    /** Returns the length of the stored candles whose closes are the prices. */
    public int candleSeconds() {
        return candleSeconds;
    }

    public static Optional<WorthInterval> of(String code) {
        return Arrays.stream(values()).filter(each -> each.code.equals(code)).findFirst();
    }

    /** Returns the moments before a time, oldest first, and that time, in seconds since 1970; at most {@code count}. */
    long[] until(long nowSeconds, int count) {
        long last = Math.floorDiv(nowSeconds - originSeconds, seconds) * seconds + originSeconds;
        // A boundary that is now is not said twice.
        long latest = last == nowSeconds ? last - seconds : last;
        long[] moments = new long[count];
        moments[count - 1] = nowSeconds;
        for (int i = count - 2; i >= 0; i--) {
            moments[i] = Math.max(0, latest - (count - 2 - i) * seconds);
        }
        return moments;
    }
}
