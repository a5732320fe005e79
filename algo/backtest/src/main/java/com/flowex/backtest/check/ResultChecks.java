package com.flowex.backtest.check;

import com.flowex.backtest.data.DataManifest;
import com.flowex.backtest.metric.Metric;
import com.flowex.backtest.metric.PerformanceFigures;
import com.flowex.backtest.result.BacktestResult;
import com.flowex.backtest.result.LeftOutCounts;
import com.flowex.backtest.result.RunWarning;
import com.flowex.backtest.result.RunWarning.Kind;
import com.flowex.backtest.setup.BacktestRequest;
import com.flowex.backtest.setup.MarketSetup;
import com.flowex.domain.RejectReason;
import com.flowex.strategy.order.OrderStatus;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Warnings that need nothing but the result: gaps, rows and orders left out, survivorship, and implausible figures. */
public final class ResultChecks {

    /** Fewer closed positions than this say little about a rule. */
    public static final int TRADES_MIN = 30;

    private static final double SHARPE_MAX = 6;
    private static final double WIN_RATE_MAX = 0.95;
    private static final double DRAWDOWN_MIN = 0.005;
    private static final int SHOWN = 5;
    private static final String NO_LIQUIDITY = RejectReason.NO_LIQUIDITY.code();

    private final BacktestRequest request;
    private final BacktestResult result;
    private final PerformanceFigures figures;
    private final List<RunWarning> warnings = new ArrayList<>();

    private ResultChecks(BacktestRequest request, BacktestResult result, PerformanceFigures figures) {
        this.request = request;
        this.result = result;
        this.figures = figures;
    }

    /**
     * Returns the warnings of a result, those that it has already included.
     *
     * @param figures figures of the result
     */
    public static List<RunWarning> warnings(
            BacktestRequest request, BacktestResult result, PerformanceFigures figures) {
        ResultChecks checks = new ResultChecks(request, result, figures);
        checks.warnings.addAll(result.warnings());
        checks.data();
        checks.survivorship();
        checks.refusals();
        checks.limits();
        checks.plausibility();
        return List.copyOf(checks.warnings);
    }

    private void add(Kind kind, String message, Map<String, String> parameters) {
        warnings.add(new RunWarning(kind, message, parameters));
    }

    private void data() {
        for (DataManifest data : result.data()) {
            if (data.gapCount() > 0) {
                StringBuilder shown = new StringBuilder();
                data.gaps().stream().limit(SHOWN).forEach(gap -> shown.append(shown.isEmpty() ? " " : ", ")
                        .append(instant(gap.fromNanos()))
                        .append(" to ")
                        .append(instant(gap.toNanos())));
                add(
                        Kind.GAPS,
                        data.source() + " has " + data.gapCount() + " gaps:" + shown
                                + (data.gapCount() > SHOWN ? " and others." : ".")
                                + " Orders of a gap met the first data behind it.",
                        Map.of(
                                "source",
                                data.source(),
                                "count",
                                String.valueOf(data.gapCount()),
                                "gaps",
                                joined(data.gaps(), gap -> instant(gap.fromNanos()) + "/" + instant(gap.toNanos()))));
            }
            if (data.leftOutCount() > 0) {
                StringBuilder shown = new StringBuilder();
                data.leftOut().stream().limit(SHOWN).forEach(row -> shown.append(shown.isEmpty() ? " line " : "; line ")
                        .append(row.line())
                        .append(' ')
                        .append(row.reason()));
                add(
                        Kind.ROWS_LEFT_OUT,
                        data.source() + " has " + data.leftOutCount() + " rows that were left out:" + shown + ".",
                        Map.of(
                                "source",
                                data.source(),
                                "count",
                                String.valueOf(data.leftOutCount()),
                                "rows",
                                joined(
                                        data.leftOut(),
                                        row -> row.line() + ":" + row.fault().code())));
            }
        }
    }

    private void survivorship() {
        List<String> symbols = request.markets().stream()
                .filter(MarketSetup::wasChosenByEnd)
                .map(MarketSetup::symbol)
                .toList();
        if (!symbols.isEmpty()) {
            add(
                    Kind.SURVIVORSHIP,
                    String.join(", ", symbols) + ": chosen among the markets that exist at the end of the data."
                            + " Those that vanished, often the worst, are missing.",
                    Map.of("symbols", String.join(" ", symbols)));
        }
    }

    private void refusals() {
        Map<String, Integer> byReason = new TreeMap<>();
        result.orders().stream()
                .filter(order -> order.status() == OrderStatus.REJECTED)
                .forEach(order -> byReason.merge(order.reason(), 1, Integer::sum));
        if (!byReason.isEmpty()) {
            String counts = byReason.entrySet().stream()
                    .map(entry -> entry.getKey() + " " + entry.getValue())
                    .collect(Collectors.joining(", "));
            List<String> whole = byReason.containsKey(NO_LIQUIDITY) ? wholeQuantities() : List.of();
            add(
                    Kind.ORDERS_REFUSED,
                    "Orders were refused, by reason: " + counts + "." + remedy(whole),
                    Map.of(
                            "reasons",
                            byReason.entrySet().stream()
                                    .map(entry -> entry.getKey() + ":" + entry.getValue())
                                    .collect(Collectors.joining(" ")),
                            "whole_quantities",
                            String.join(" ", whole)));
        }
    }

    private List<String> wholeQuantities() {
        return request.markets().stream()
                .filter(market -> market.baseScale().places() == 0)
                .map(MarketSetup::symbol)
                .toList();
    }

    /** Says why a book may have been empty: a share of a small volume in whole numbers is less than one. */
    private static String remedy(List<String> whole) {
        return whole.isEmpty()
                ? ""
                : " Volumes of " + String.join(", ", whole)
                        + " are whole numbers, so quantities are; nothing is offered"
                        + " where the share of a bar's volume is less than one.";
    }

    private void limits() {
        LeftOutCounts counts = result.leftOut();
        if (counts.ordersRefusedByLimits() + counts.logLines() + counts.plotPoints() + counts.refusedFlow() > 0) {
            add(
                    Kind.LIMITS_REACHED,
                    "Left out: " + counts.ordersRefusedByLimits() + " orders above the run's limits, "
                            + counts.logLines() + " log lines, " + counts.plotPoints() + " points of plots, "
                            + counts.refusedFlow() + " counterparty orders that the exchange refused.",
                    Map.of(
                            "orders",
                            String.valueOf(counts.ordersRefusedByLimits()),
                            "log_lines",
                            String.valueOf(counts.logLines()),
                            "plot_points",
                            String.valueOf(counts.plotPoints()),
                            "flow",
                            String.valueOf(counts.refusedFlow())));
        }
    }

    private void plausibility() {
        int trades = result.roundTrips().size();
        if (trades < TRADES_MIN) {
            add(
                    Kind.TOO_FEW_TRADES,
                    trades + " positions were closed; fewer than " + TRADES_MIN
                            + " do not tell a rule from luck. Use more data or a shorter interval.",
                    Map.of("closed", String.valueOf(trades), "least", String.valueOf(TRADES_MIN)));
        }
        double sharpe = figures.get(Metric.SHARPE).orNaN();
        if (sharpe > SHARPE_MAX) {
            add(
                    Kind.IMPLAUSIBLE_SHARPE,
                    "The Sharpe ratio is " + text(sharpe) + ". Likeliest causes: data of the future, fills without"
                            + " spread or fees, parameters fitted to this data, or too short a time.",
                    Map.of("value", text(sharpe)));
        }
        double wins = figures.get(Metric.WIN_RATE).orNaN();
        if (wins > WIN_RATE_MAX) {
            add(
                    Kind.IMPLAUSIBLE_WIN_RATE,
                    text(100 * wins)
                            + " % of the positions won. Likeliest causes: losing positions that are still open,"
                            + " data of the future, or limit orders that fill at the extreme of a bar.",
                    Map.of("percent", text(100 * wins)));
        }
        double drawdown = figures.get(Metric.MAX_DRAWDOWN).orNaN();
        if (trades > 0 && drawdown < DRAWDOWN_MIN) {
            add(
                    Kind.IMPLAUSIBLE_DRAWDOWN,
                    "The largest drawdown is " + text(100 * drawdown) + " %. Likeliest causes: positions that are tiny"
                            + " beside the cash, data of the future, or equity that is marked too rarely.",
                    Map.of("percent", text(100 * drawdown)));
        }
    }

    /** Joins the first of a list by spaces. */
    private static <T> String joined(List<T> all, Function<T, String> text) {
        return all.stream().limit(SHOWN).map(text).collect(Collectors.joining(" "));
    }

    private static String text(double value) {
        return String.format(Locale.ROOT, "%.2f", value);
    }

    private static Instant instant(long nanos) {
        return Instant.ofEpochSecond(Math.floorDiv(nanos, 1_000_000_000L), Math.floorMod(nanos, 1_000_000_000L));
    }
}
