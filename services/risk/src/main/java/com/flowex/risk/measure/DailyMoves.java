package com.flowex.risk.measure;

import com.flowex.risk.bar.DayBar;
import java.util.List;

/**
 * What happened on each day, in logarithms of prices; the first bar is only where the first move starts. A move over days that are missing
 * is that of one day among them: divided by the root of how many they are.
 */
final class DailyMoves {

    static final double MILLION = 1e6;

    /** From the close before. */
    final double[] closeToClose;

    /** From the close before to the open. */
    final double[] overnight;

    /** From open to close. */
    final double[] within;

    /** From low to high, squared. */
    final double[] range;

    /** Rogers and Satchell's variance of the day. */
    final double[] rogersSatchell;

    /** Amihud's: absolute move per million of turnover; NaN where nothing was paid. */
    final double[] illiquidity;

    DailyMoves(List<DayBar> bars) {
        int count = Math.max(0, bars.size() - 1);
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

    private void set(int i, DayBar before, DayBar bar) {
        double days = Math.sqrt((double) (bar.day() - before.day()));
        closeToClose[i] = Math.log(bar.close() / before.close()) / days;
        overnight[i] = Math.log(bar.open() / before.close()) / days;
        double up = Math.log(bar.high() / bar.open());
        double down = Math.log(bar.low() / bar.open());
        within[i] = Math.log(bar.close() / bar.open());
        range[i] = (up - down) * (up - down);
        rogersSatchell[i] = up * (up - within[i]) + down * (down - within[i]);
        illiquidity[i] = bar.turnover() > 0 ? Math.abs(closeToClose[i]) / (bar.turnover() / MILLION) : Double.NaN;
    }

    int days() {
        return closeToClose.length;
    }
}
