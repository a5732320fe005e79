package com.flowex.backtest.report;

import com.flowex.backtest.data.DataManifest;
import com.flowex.backtest.metric.Drawdown;
import com.flowex.backtest.metric.EquityCurve;
import com.flowex.backtest.metric.Figure;
import com.flowex.backtest.metric.Metric;
import com.flowex.backtest.result.BacktestResult;
import com.flowex.backtest.result.RoundTrip;
import com.flowex.backtest.result.RunEnd;
import com.flowex.backtest.result.RunWarning;
import com.flowex.domain.value.Decimals;
import java.time.Month;
import java.time.YearMonth;
import java.time.format.TextStyle;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Report as one page. It loads nothing and runs no script, so that it can be mailed and kept; text of users is escaped.
 */
public final class HtmlReport {

    private static final int TRADES_SHOWN = 1_000;

    private static final String STYLE = """
        :root{color-scheme:light dark;--ink:#1b1f24;--dim:#667;--line:#ddd;--paper:#fff;--a:#0b63ce;--b:#999;\
        --gain:#12805c;--loss:#c0392b}
        @media (prefers-color-scheme:dark){:root{--ink:#e6e6e6;--dim:#9aa;--line:#333a44;--paper:#14181d;\
        --a:#6cb0ff;--b:#888;--gain:#3ecf8e;--loss:#ff7b6b}}
        body{font:15px/1.45 system-ui,sans-serif;color:var(--ink);background:var(--paper);margin:0 auto;\
        max-width:1000px;padding:1rem}
        h1{font-size:1.4rem}h2{font-size:1.1rem;margin-top:2rem}
        table{border-collapse:collapse;width:100%;font-variant-numeric:tabular-nums}
        th,td{text-align:left;padding:.2rem .5rem;border-bottom:1px solid var(--line)}
        .scroll{overflow-x:auto}.dim{color:var(--dim)}.warn{border-left:4px solid var(--loss);padding-left:.6rem}
        svg{width:100%;height:auto}svg text{font-size:11px;fill:var(--dim)}.grid{stroke:var(--line)}
        polyline{fill:none;stroke-width:1.4}.equity{stroke:var(--a)}.benchmark{stroke:var(--b)}
        .fall{stroke:var(--loss)}rect.gain,circle.gain,td.gain{fill:var(--gain);color:var(--gain)}
        rect.loss,circle.loss,td.loss{fill:var(--loss);color:var(--loss)}
        """;

    private final RunReport report;
    private final BacktestResult result;
    private final EquityCurve curve;
    private final StringBuilder html = new StringBuilder();

    private HtmlReport(RunReport report) {
        this.report = report;
        this.result = report.result();
        this.curve = report.curve();
    }

    /** Returns the page. */
    public static String of(RunReport report) {
        return new HtmlReport(report).page();
    }

    private String page() {
        html.append("<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">");
        html.append("<meta name=\"viewport\" content=\"width=device-width,initial-scale=1\">");
        html.append("<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src"
                + " 'unsafe-inline'\">");
        html.append("<title>").append(Html.escape(report.title())).append("</title>");
        html.append("<style>").append(STYLE).append("</style></head><body>\n");
        summary();
        warnings();
        metrics();
        plots();
        months();
        trades();
        data();
        return html.append("</body></html>\n").toString();
    }

    private void heading(String text) {
        html.append("<h2>").append(Html.escape(text)).append("</h2>\n");
    }

    private void summary() {
        html.append("<h1>").append(Html.escape(report.title())).append("</h1>\n<p>Run ");
        html.append(Html.escape(result.runId())).append(": ");
        html.append(money(result.startUnits())).append(" to ").append(money(result.endUnits()));
        html.append("</p>\n");
        if (result.end() != RunEnd.COMPLETED) {
            String reason = result.end().name().toLowerCase(Locale.ROOT).replace('_', ' ');
            html.append("<p class=\"warn\">This run is partial (")
                    .append(reason)
                    .append("): ");
            html.append(Html.escape(result.endMessage())).append("</p>\n");
        }
        if (!report.parameters().isEmpty()) {
            html.append("<div class=\"scroll\"><table>");
            Html.head(html, List.of("Parameter", "Value"));
            report.parameters().forEach((name, value) -> Html.row(html, List.of(name, value)));
            html.append("</table></div>\n");
        }
    }

    private String money(long units) {
        return Decimals.format(units, result.valuation().scale()) + " "
                + Html.escape(result.valuation().asset());
    }

    private void warnings() {
        if (result.warnings().isEmpty()) {
            return;
        }
        heading("Reasons for doubt");
        for (RunWarning warning : result.warnings()) {
            html.append("<p class=\"warn\">")
                    .append(Html.escape(warning.message()))
                    .append("</p>\n");
        }
    }

    private void metrics() {
        heading("Figures");
        html.append("<div class=\"scroll\"><table><tbody>\n");
        report.figures().all().forEach((metric, figure) -> {
            html.append("<tr><th>").append(Html.escape(metric.label())).append("</th><td");
            switch (figure) {
                case Figure.Value(double value) -> html.append('>').append(Html.escape(shown(metric, value)));
                case Figure.NotComputable(String reason) ->
                    html.append(" class=\"dim\">not computable: ").append(Html.escape(reason));
            }
            html.append("</td></tr>\n");
        });
        html.append("</tbody></table></div>\n");
    }

    private String shown(Metric metric, double value) {
        return switch (metric.unit()) {
            case SHARE -> percent(value);
            case NUMBER -> String.format(Locale.ROOT, "%.2f", value);
            case COUNT -> String.format(Locale.ROOT, "%.0f", value);
            case DAYS -> String.format(Locale.ROOT, "%.1f days", value);
            case MONEY -> amount(value) + " " + result.valuation().asset();
        };
    }

    private static String percent(double share) {
        return String.format(Locale.ROOT, "%.2f %%", 100 * share);
    }

    private static String amount(double value) {
        return String.format(Locale.ROOT, Math.abs(value) < 1 ? "%.6f" : "%.2f", value);
    }

    private void plots() {
        if (curve.points() < 2) {
            return;
        }
        heading("Equity");
        double[] equity = curve.equity();
        double[] benchmark = curve.benchmark();
        double low = Math.min(least(equity), least(benchmark));
        double high = Math.max(most(equity), most(benchmark));
        SvgPlot plot = new SvgPlot(curve.timeNanos(), 320, low, high);
        plot.line(benchmark, "benchmark").line(equity, "equity");
        for (RoundTrip trip : result.roundTrips()
                .subList(0, Math.min(TRADES_SHOWN, result.roundTrips().size()))) {
            plot.dot(trip.exitNanos(), equityAt(trip.exitNanos()), trip.profitUnits() < 0 ? "loss" : "gain");
        }
        html.append(plot.svg("Equity and benchmark over time", HtmlReport::amount));
        html.append("<p class=\"dim\">Line: equity. Grey line: the start balance, invested in the run's markets"
                        + " and held.")
                .append(" Dots: closed trades.</p>\n");
        if (equity[0] > 0) {
            heading("Drawdown");
            double[] falls = Arrays.stream(Drawdown.of(curve).depths())
                    .map(depth -> -depth)
                    .toArray();
            html.append(new SvgPlot(curve.timeNanos(), 180, least(falls), 0)
                    .line(falls, "fall")
                    .svg("Drawdown over time", HtmlReport::percent));
        }
    }

    private static double least(double[] values) {
        return Arrays.stream(values).min().orElse(Double.POSITIVE_INFINITY);
    }

    private static double most(double[] values) {
        return Arrays.stream(values).max().orElse(Double.NEGATIVE_INFINITY);
    }

    private double equityAt(long nanos) {
        int found = Arrays.binarySearch(curve.timeNanos(), nanos);
        return curve.equity()[Math.clamp(found < 0 ? -found - 2 : found, 0, curve.points() - 1)];
    }

    private void months() {
        Map<YearMonth, Double> returns = MonthlyReturns.of(curve).returns();
        if (returns.isEmpty()) {
            return;
        }
        heading("Months");
        List<String> names = new ArrayList<>(List.of("Year"));
        for (Month month : Month.values()) {
            names.add(month.getDisplayName(TextStyle.SHORT, Locale.ROOT));
        }
        html.append("<div class=\"scroll\"><table>");
        Html.head(html, names);
        Collection<Integer> years =
                returns.keySet().stream().map(YearMonth::getYear).distinct().toList();
        for (int year : years) {
            html.append("<tr><th>").append(year).append("</th>");
            for (Month month : Month.values()) {
                Double value = returns.get(YearMonth.of(year, month));
                html.append(value == null ? "<td>" : value < 0 ? "<td class=\"loss\">" : "<td class=\"gain\">");
                html.append(value == null ? "" : percent(value)).append("</td>");
            }
            html.append("</tr>\n");
        }
        html.append("</table></div>\n");
    }

    private void trades() {
        double[] profits = report.sample().tradeProfits();
        if (profits.length == 0) {
            return;
        }
        heading("Trades");
        html.append(SvgPlot.histogram(profits, 200, HtmlReport::amount));
        html.append("<div class=\"scroll\"><table>");
        ReportTable table = ReportTables.trades(report);
        Html.head(
                html,
                table.columns().stream().map(name -> name.replace('_', ' ')).toList());
        int shown = 0;
        for (List<String> line : table.lines()) {
            if (shown++ == TRADES_SHOWN) {
                break;
            }
            Html.row(html, line);
        }
        html.append("</table></div>\n");
        if (profits.length > TRADES_SHOWN) {
            html.append("<p class=\"dim\">The first ")
                    .append(TRADES_SHOWN)
                    .append(" of ")
                    .append(profits.length);
            html.append(" trades; the CSV file has all.</p>\n");
        }
    }

    private void data() {
        heading("Data");
        html.append("<div class=\"scroll\"><table>");
        Html.head(html, List.of("Source", "Format", "Rows", "From", "To", "Gaps", "Left out"));
        for (DataManifest manifest : result.data()) {
            Html.row(
                    html,
                    List.of(
                            manifest.source(),
                            manifest.format(),
                            Long.toString(manifest.rows()),
                            ReportTables.time(manifest.fromNanos()),
                            ReportTables.time(manifest.toNanos()),
                            Long.toString(manifest.gapCount()),
                            Long.toString(manifest.leftOutCount())));
        }
        html.append("</table></div>\n<p class=\"dim\">Digest of the state ");
        html.append(Html.escape(result.digest().state())).append(", of the events ");
        html.append(Html.escape(result.digest().stream())).append("</p>\n");
    }
}
