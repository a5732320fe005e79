package com.flowex.risk.app.measure;

import com.flowex.risk.app.bar.DailyBar;
import java.util.List;

/**
 * Daily moves, in logarithms of prices; the first bar only gives the start of the first move. A move across missing
 * days counts as that of one of these days: it is divided by the root of their number.
 */
final class DailyReturns {

    static final double MILLION = 1e6;

    /** Daily turnover, in the quote asset, below which a price that stands still does not show low risk. */
    private static final double TURNOVER_MIN = 1_000;

    /** Days of the moves, since 1970. */
    final long[] day;

    /** Move from the previous close to the close. */
    final double[] closeToClose;

    /** Move from the previous close to the open. */
    final double[] overnight;

    /** Move from the open to the close. */
    final double[] within;

    /** Move from the low to the high, squared. */
    final double[] range;

    /** Rogers and Satchell's variance of the day. */
    final double[] rogersSatchell;

    /** Amihud's illiquidity: absolute move per million of turnover; NaN on an idle day. */
    final double[] illiquidity;

    /** Number of idle days from the first to the last: no or next to no trading, and the same price. */
    private int idle;

    DailyReturns(List<DailyBar> bars) {
        int count = Math.max(0, bars.size() - 1);
        day = new long[count];
        closeToClose = new double[count];
        overnight = new double[count];
        within = new double[count];
        range = new double[count];
        rogersSatchell = new double[count];
        illiquidity = new double[count];
        for (int i = 0; i < count; i++) {
            set(i, bars.get(i), bars.get(i + 1));
        }
    }

    private void set(int i, DailyBar before, DailyBar bar) {
        double days = Math.sqrt((double) (bar.day() - before.day()));
        closeToClose[i] = Math.log(bar.close() / before.close()) / days;
        overnight[i] = Math.log(bar.open() / before.close()) / days;
        double up = Math.log(bar.high() / bar.open());
        double down = Math.log(bar.low() / bar.open());
        within[i] = Math.log(bar.close() / bar.open());
        range[i] = (up - down) * (up - down);
        rogersSatchell[i] = up * (up - within[i]) + down * (down - within[i]);
        day[i] = bar.day();
        boolean isIdle = closeToClose[i] == 0 && bar.turnover() < TURNOVER_MIN;
        idle += (int) (bar.day() - before.day() - 1) + (isIdle ? 1 : 0);
        illiquidity[i] =
                bar.turnover() > 0 && !isIdle ? Math.abs(closeToClose[i]) / (bar.turnover() / MILLION) : Double.NaN;
    }

    int days() {
        return closeToClose.length;
    }

    /**
     * Returns the share of idle days between the first and the last (D. Lesmond, J. Ogden, C. Trzcinka, 1999, with a
     * minimum turnover).
     */
    double idleShare(long firstDay) {
        return day.length == 0 ? 1 : (double) idle / (double) (day[day.length - 1] - firstDay);
    }
}
