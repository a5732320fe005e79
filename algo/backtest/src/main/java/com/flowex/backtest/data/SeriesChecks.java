package com.flowex.backtest.data;

import com.flowex.backtest.data.DataManifest.LeftOut;
import com.flowex.backtest.data.DataManifest.RowFault;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Checks that all row readers share: times in one unit and in order, numbers that are usable, rows that are whole. */
final class SeriesChecks {

    private final String source;
    private final List<LeftOut> leftOut = new ArrayList<>();
    private long leftOutCount;
    private @Nullable EpochUnit unit;
    private int decimals;

    SeriesChecks(String source) {
        this.source = source;
    }

    List<LeftOut> leftOut() {
        return leftOut;
    }

    long leftOutCount() {
        return leftOutCount;
    }

    void leaveOut(long line, RowFault fault, String reason) {
        leftOutCount++;
        if (leftOut.size() < DataManifest.SHOWN_MAX) {
            leftOut.add(new LeftOut(line, fault, reason));
        }
    }

    DataException refuse(long line, String reason) {
        return new DataException(source + " line " + line + " " + reason);
    }

    /**
     * Returns a time in nanoseconds.
     *
     * @throws DataException if it is no time, or of another unit than those before
     */
    long time(long line, String text) {
        EpochUnit own = EpochUnit.of(text);
        if (own == null) {
            throw refuse(
                    line,
                    "has the time \"" + shown(text)
                            + "\", which is neither s, ms, us or ns since 1970 nor ISO 8601 with an offset");
        }
        if (unit == null) {
            unit = own;
        } else if (unit != own) {
            throw refuse(line, "has a time in " + own.word() + ", the lines before in " + unit.word());
        }
        return own.toNanos(text);
    }

    /** Returns a finite number of 0 or more; a negative number if the row must be left out, which is noted. */
    double number(long line, String field, String text, boolean isPositive) {
        double value = parsed(text);
        if (Double.isNaN(value) || Double.isInfinite(value)) {
            leaveOut(line, RowFault.NO_NUMBER, "has " + field + " \"" + shown(text) + "\", which is no finite number");
            return -1;
        }
        if (value < 0 || isPositive && value == 0) {
            leaveOut(
                    line,
                    RowFault.TOO_SMALL,
                    "has " + field + " " + shown(text) + (isPositive ? ", not above 0" : ", below 0"));
            return -1;
        }
        decimals = Math.max(decimals, decimalsOf(text));
        return value;
    }

    /** Returns the highest number of decimal places of the numbers since the last call. */
    int takeDecimals() {
        int most = decimals;
        decimals = 0;
        return most;
    }

    private static double parsed(String text) {
        try {
            return Double.parseDouble(text);
        } catch (NumberFormatException _) {
            return Double.NaN;
        }
    }

    private static int decimalsOf(String text) {
        int point = text.indexOf('.');
        if (point < 0 || text.indexOf('e') >= 0 || text.indexOf('E') >= 0) {
            return 0;
        }
        int end = text.length();
        while (end > point + 1 && text.charAt(end - 1) == '0') {
            end--;
        }
        return end - point - 1;
    }

    static String shown(String text) {
        return text.length() > 40 ? text.substring(0, 40) + "..." : text;
    }
}
