package com.flowex.backtest.report;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Locale;
import java.util.function.DoubleFunction;

/** Plot over time as SVG. A long curve is drawn by its lowest and highest point of each column of pixels. */
final class SvgPlot {

    private static final int WIDTH = 960;
    private static final int LEFT = 76;
    private static final int RIGHT = 12;
    private static final int TOP = 10;
    private static final int BOTTOM = 24;
    private static final int TICKS = 5;
    private static final long NANOS_PER_SECOND = 1_000_000_000L;

    private final StringBuilder marks = new StringBuilder();
    private final long[] times;
    private final int height;
    private final double low;
    private final double high;

    /**
     * @param times times of the points in rising order, two or more
     * @param low lowest value of the plot
     * @param high highest value of the plot
     */
    SvgPlot(long[] times, int height, double low, double high) {
        this.times = times;
        this.height = height;
        double room = high > low ? (high - low) * 0.04 : Math.max(1, Math.abs(high)) * 0.01;
        this.low = low - room;
        this.high = high + room;
    }

    private double x(long time) {
        double span = (double) Math.max(1, times[times.length - 1] - times[0]);
        return LEFT + (WIDTH - LEFT - RIGHT) * (time - times[0]) / span;
    }

    private double y(double value) {
        return TOP + (height - TOP - BOTTOM) * (high - value) / (high - low);
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.1f", value);
    }

    /** Adds a line through one value for each time. */
    SvgPlot line(double[] values, String cssClass) {
        marks.append("<polyline class=\"").append(cssClass).append("\" points=\"");
        int from = 0;
        while (from < values.length) {
            int column = (int) x(times[from]);
            int to = from + 1;
            int lowest = from;
            int highest = from;
            while (to < values.length && (int) x(times[to]) == column) {
                lowest = values[to] < values[lowest] ? to : lowest;
                highest = values[to] > values[highest] ? to : highest;
                to++;
            }
            int[] shown = {from, Math.min(lowest, highest), Math.max(lowest, highest), to - 1};
            Arrays.stream(shown).distinct().forEach(i -> marks.append(number(x(times[i])))
                    .append(',')
                    .append(number(y(values[i])))
                    .append(' '));
            from = to;
        }
        marks.append("\"/>");
        return this;
    }

    /** Adds a dot. */
    SvgPlot dot(long time, double value, String cssClass) {
        marks.append("<circle class=\"").append(cssClass).append("\" r=\"2.5\" cx=\"");
        marks.append(number(x(time)))
                .append("\" cy=\"")
                .append(number(y(value)))
                .append("\"/>");
        return this;
    }

    /**
     * Returns the plot as an element.
     *
     * @param label text for readers that do not see it
     */
    String svg(String label, DoubleFunction<String> tickText) {
        StringBuilder svg = new StringBuilder("<svg viewBox=\"0 0 ")
                .append(WIDTH)
                .append(' ')
                .append(height)
                .append("\" role=\"img\" aria-label=\"")
                .append(Html.escape(label))
                .append("\">");
        for (int i = 0; i < TICKS; i++) {
            double value = low + (high - low) * (i + 0.5) / TICKS;
            String at = number(y(value));
            svg.append("<line class=\"grid\" x1=\"")
                    .append(LEFT)
                    .append("\" x2=\"")
                    .append(WIDTH - RIGHT);
            svg.append("\" y1=\"").append(at).append("\" y2=\"").append(at).append("\"/>");
            text(svg, LEFT - 6, y(value) + 4, "end", tickText.apply(value));
            long time = times[0] + (long) ((times[times.length - 1] - times[0]) * (i / (TICKS - 1.0)));
            String anchor = i == 0 ? "start" : i == TICKS - 1 ? "end" : "middle";
            text(svg, x(time), height - 6.0, anchor, date(time));
        }
        return svg.append(marks).append("</svg>").toString();
    }

    private static void text(StringBuilder svg, double x, double y, String anchor, String text) {
        svg.append("<text x=\"").append(number(x)).append("\" y=\"").append(number(y));
        svg.append("\" text-anchor=\"")
                .append(anchor)
                .append("\">")
                .append(Html.escape(text))
                .append("</text>");
    }

    private String date(long time) {
        String text = Instant.ofEpochSecond(Math.floorDiv(time, NANOS_PER_SECOND))
                .atOffset(ZoneOffset.UTC)
                .toLocalDateTime()
                .toString();
        boolean isLong = times[times.length - 1] - times[0] > 5 * 86_400 * NANOS_PER_SECOND;
        return isLong ? text.substring(0, 10) : text.replace('T', ' ');
    }

    /** Returns a bar chart of how many values are in each of equal ranges. */
    static String histogram(double[] values, int height, DoubleFunction<String> tickText) {
        double lowest = Arrays.stream(values).min().orElseThrow();
        double highest = Arrays.stream(values).max().orElseThrow();
        int bins = Math.clamp((long) Math.ceil(Math.sqrt(values.length)), 1, 40);
        double size = highest > lowest ? (highest - lowest) / bins : 1;
        int[] counts = new int[bins];
        for (double value : values) {
            counts[(int) Math.min(bins - 1, (value - lowest) / size)]++;
        }
        int most = Arrays.stream(counts).max().orElseThrow();
        double barWidth = (double) (WIDTH - LEFT - RIGHT) / bins;
        StringBuilder svg = new StringBuilder("<svg viewBox=\"0 0 ")
                .append(WIDTH)
                .append(' ')
                .append(height);
        svg.append("\" role=\"img\" aria-label=\"Distribution of profits\">");
        for (int i = 0; i < bins; i++) {
            double tall = (double) (height - TOP - BOTTOM) * counts[i] / most;
            double middle = lowest + size * (i + 0.5);
            svg.append("<rect class=\"").append(middle < 0 ? "loss" : "gain");
            svg.append("\" x=\"").append(number(LEFT + barWidth * i));
            svg.append("\" y=\"").append(number(height - BOTTOM - tall));
            svg.append("\" width=\"").append(number(barWidth * 0.9));
            svg.append("\" height=\"").append(number(tall)).append("\"><title>");
            svg.append(
                    Html.escape(tickText.apply(lowest + size * i) + " to " + tickText.apply(lowest + size * (i + 1))));
            svg.append(": ").append(counts[i]).append("</title></rect>");
        }
        text(svg, LEFT, height - 6.0, "start", tickText.apply(lowest));
        text(svg, WIDTH - RIGHT, height - 6.0, "end", tickText.apply(highest));
        text(svg, LEFT - 6.0, TOP + 8.0, "end", Integer.toString(most));
        return svg.append("</svg>").toString();
    }
}
