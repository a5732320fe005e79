package com.flowex.app.cli.strategy;

import com.flowex.app.cli.command.CallerPath;
import com.flowex.app.cli.command.CommandContext;
import com.flowex.app.cli.command.CommandRunner;
import com.flowex.app.cli.command.FailureText;
import com.flowex.app.cli.command.PositiveNumber;
import com.flowex.backtest.Backtest;
import com.flowex.backtest.data.CandleSource;
import com.flowex.backtest.data.DataException;
import com.flowex.backtest.data.DataFiles;
import com.flowex.backtest.data.MarketDataSource;
import com.flowex.backtest.lobster.LobsterFile;
import com.flowex.backtest.metric.BacktestSample;
import com.flowex.backtest.metric.Figure;
import com.flowex.backtest.metric.Metric;
import com.flowex.backtest.report.HtmlReport;
import com.flowex.backtest.report.JsonReport;
import com.flowex.backtest.report.RunReport;
import com.flowex.backtest.result.BacktestResult;
import com.flowex.backtest.result.FeeTotal;
import com.flowex.backtest.result.RunEnd;
import com.flowex.backtest.result.RunWarning;
import com.flowex.backtest.search.ParameterAxis;
import com.flowex.backtest.search.ParameterSearch;
import com.flowex.backtest.search.SearchObserver;
import com.flowex.backtest.search.SearchPlan;
import com.flowex.backtest.search.SearchResult;
import com.flowex.backtest.search.Trial;
import com.flowex.backtest.search.TrialOutcome;
import com.flowex.backtest.setup.BacktestRequest;
import com.flowex.backtest.setup.FillModel;
import com.flowex.backtest.setup.Latency;
import com.flowex.backtest.setup.MarketSetup;
import com.flowex.backtest.setup.RunLimits;
import com.flowex.backtest.setup.RunObserver;
import com.flowex.backtest.setup.SetupException;
import com.flowex.domain.market.FeeRates;
import com.flowex.domain.value.Decimals;
import com.flowex.domain.value.Scale;
import com.flowex.sandbox.Sandbox;
import com.flowex.sandbox.SandboxSettings;
import com.flowex.sandbox.ScriptProvider;
import com.flowex.sandbox.ScriptRefusedException;
import com.flowex.strategy.StrategyProvider;
import com.flowex.strategy.parameter.ParameterSpec;
import com.flowex.strategy.parameter.Parameters;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * {@code ./flowex backtest}: runs a strategy over a file of market data and prints what came of it. It needs neither a
 * running exchange nor a database.
 *
 * <p>Exits with 0 if the run completed, 1 if it ended early or the data cannot be used, 2 on wrong arguments.
 */
@Command
@FailureText("the data cannot be read")
public final class BacktestTool implements Callable<Integer> {

    /** Fees are in percent with four places: millionths. */
    private static final Scale PERCENT_SCALE = new Scale(4);

    private static final long MILLI_NANOS = 1_000_000;
    private static final String SOURCE_SUFFIX = ".js";
    private static final long CUTS_MAX = 1_000;

    private final CommandContext context;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(
            names = "--strategy",
            required = true,
            paramLabel = "ID|FILE",
            description = "built-in strategy, a wrong one lists them; or a file in JavaScript that ends with .js")
    private String strategy = "";

    @Option(
            names = "--data",
            required = true,
            paramLabel = "FILE",
            converter = CallerPath.class,
            description = "candles, trades, or with --model order-by-order LOBSTER messages")
    private Path data = Path.of("");

    @Option(
            names = "--book",
            paramLabel = "FILE",
            converter = CallerPath.class,
            description = "published book of LOBSTER messages, which seeds the book")
    private Optional<Path> book = Optional.empty();

    @Option(
            names = "--set",
            paramLabel = "NAME=VALUE",
            description = "parameter of the strategy; may be repeated. 5,10,20 or 1..9 or 0.5..2:0.25 tries each value")
    private Map<String, String> parameters = new TreeMap<>();

    @Option(names = "--market", paramLabel = "SYMBOL", description = "market of the data (default: BTC-USDT)")
    private String market = "BTC-USDT";

    @Option(names = "--cash", paramLabel = "AMOUNT", description = "start balance of the quote asset (default: 10000)")
    private String cash = "10000";

    @Option(
            names = "--fees",
            paramLabel = "MAKER,TAKER",
            description = "fees in percent of what a side receives (default: 0.1,0.1)")
    private String fees = "0.1,0.1";

    @Option(
            names = "--model",
            paramLabel = "MODEL",
            description = "next-open, candles or order-by-order (default: candles)")
    private String model = "candles";

    @Option(
            names = "--latency",
            paramLabel = "MILLIS",
            converter = PositiveNumber.AsLong.class,
            description = "time from a decision to the order's arrival")
    private long latencyMillis;

    @Option(
            names = "--cuts",
            paramLabel = "N",
            converter = PositiveNumber.AsLong.class,
            description = "repetitions on shorter data that look for look-ahead (default: 5)")
    private long cuts = 5;

    @Option(
            names = "--report",
            paramLabel = "FILE",
            converter = CallerPath.class,
            description = "writes the result as one page (.html) or as data (.json)")
    private Optional<Path> report = Optional.empty();

    public BacktestTool(CommandContext context) {
        this.context = context;
    }

    @Override
    public Integer call() throws IOException {
        report.map(Path::toString)
                .filter(name -> !name.endsWith(".html") && !name.endsWith(".json"))
                .ifPresent(name -> {
                    throw wrong("--report must end with .html or .json, was \"" + name + "\"");
                });
        try {
            if (!strategy.endsWith(SOURCE_SUFFIX)) {
                return run(builtIn());
            }
            String source = Files.readString(new CallerPath().convert(strategy));
            Sandbox sandbox = new Sandbox(SandboxSettings.standard());
            try (ScriptProvider provider = sandbox.provider(strategy, strategy, source, List.of(market))) {
                return run(provider);
            }
        } catch (ScriptRefusedException e) {
            throw wrong("--strategy " + strategy + " cannot be run: " + e.getMessage());
        } catch (SetupException | com.flowex.strategy.parameter.ParameterException e) {
            throw wrong(String.valueOf(e.getMessage()));
        } catch (DataException e) {
            context.err().println(e.getMessage());
            return CommandRunner.REFUSED;
        }
    }

    private int run(StrategyProvider provider) throws IOException {
        MarketDataSource source = data();
        useIntervalOf(source, provider);
        List<ParameterAxis> axes = axes(provider);
        MarketSetup marketSetup = MarketSetup.fitting(market, source, rates());
        boolean isSearch = axes.stream().anyMatch(axis -> axis.values().size() > 1);
        return isSearch ? search(provider, axes, marketSetup) : runOnce(provider, marketSetup);
    }

    /** Gives a strategy that declares an interval, and was given none, that of the candles. */
    private void useIntervalOf(MarketDataSource source, StrategyProvider provider) {
        if (source instanceof CandleSource candles) {
            parameters = Parameters.withInterval(
                    provider.parameters(), parameters, candles.interval().toString());
        }
    }

    private List<ParameterAxis> axes(StrategyProvider provider) {
        List<ParameterAxis> axes = new ArrayList<>();
        Set<String> unknown = new TreeSet<>(parameters.keySet());
        for (ParameterSpec declared : provider.parameters()) {
            String text = parameters.get(declared.name());
            unknown.remove(declared.name());
            if (text != null) {
                axes.add(ParameterAxis.parse(declared, text));
            }
        }
        if (!unknown.isEmpty()) {
            throw wrong("--set names " + String.join(", ", unknown) + "; the strategy has "
                    + provider.parameters().stream().map(ParameterSpec::name).collect(Collectors.joining(", ")));
        }
        return axes;
    }

    private BacktestRequest request(StrategyProvider provider, Parameters values, MarketSetup marketSetup) {
        return new BacktestRequest(
                "backtest",
                BacktestRequest.strategyOf(provider, values),
                List.of(marketSetup),
                Map.of(marketSetup.quote(), cash),
                marketSetup.quote(),
                model(),
                new Latency(latencyMillis * MILLI_NANOS, 0),
                1,
                RunLimits.DEFAULT);
    }

    private int runOnce(StrategyProvider provider, MarketSetup marketSetup) throws IOException {
        Parameters values = Parameters.parse(provider.parameters(), parameters);
        BacktestResult result = Backtest.runChecked(
                request(provider, values, marketSetup), (int) Math.min(cuts, CUTS_MAX), RunObserver.NONE);
        print(values, result);
        if (report.isPresent()) {
            write(RunReport.of(strategy, values.texts(), result), report.get());
        }
        return result.end() == RunEnd.COMPLETED ? 0 : CommandRunner.REFUSED;
    }

    private static void write(RunReport result, Path file) throws IOException {
        if (file.toString().endsWith(".html")) {
            Files.writeString(file, HtmlReport.of(result));
            return;
        }
        try (Writer out = Files.newBufferedWriter(file)) {
            JsonReport.write(result, out);
        }
    }

    /** Tries all combinations of the values, and prints the best with the doubt about it. */
    private int search(StrategyProvider provider, List<ParameterAxis> axes, MarketSetup marketSetup) {
        if (report.isPresent()) {
            throw wrong("--report needs one value of each parameter");
        }
        SearchPlan plan = SearchPlan.grid(axes);
        SearchResult found = ParameterSearch.run(
                plan,
                set -> {
                    Parameters values = Parameters.parse(provider.parameters(), set);
                    BacktestResult result = Backtest.run(request(provider, values, marketSetup), RunObserver.NONE);
                    return result.end() == RunEnd.COMPLETED
                            ? TrialOutcome.of(BacktestSample.of(result), Metric.SHARPE, false)
                            : TrialOutcome.failed(result.endMessage());
                },
                List.of(),
                SearchObserver.NONE,
                Runtime.getRuntime().availableProcessors());
        line("strategy", strategy);
        line("trials", found.trials().size() + " of " + found.planned() + ", by Sharpe ratio");
        for (Trial trial : found.trials()) {
            line("trial", trial.parameters() + " " + text(trial.outcome().score()));
        }
        found.best()
                .ifPresent(best -> line(
                        "best", best.parameters() + " " + text(best.outcome().score())));
        line("deflated", "probability that the best Sharpe ratio is more than luck: " + text(found.deflatedSharpe()));
        line("overfit", "probability of over-fitting: " + text(found.overfitting()));
        return 0;
    }

    private static String text(Figure figure) {
        return switch (figure) {
            case Figure.Value(var value) -> String.format(Locale.ROOT, "%.3f", value);
            case Figure.NotComputable(var reason) -> "not computable: " + reason;
        };
    }

    private ParameterException wrong(String message) {
        return new ParameterException(spec.commandLine(), message);
    }

    private StrategyProvider builtIn() {
        List<String> known = new ArrayList<>();
        for (StrategyProvider each : ServiceLoader.load(StrategyProvider.class)) {
            if (each.id().equals(strategy)) {
                return each;
            }
            known.add(each.id());
        }
        throw wrong("--strategy must be a file that ends with .js, or one of " + String.join(", ", known) + ", was \""
                + strategy + "\"");
    }

    private MarketDataSource data() throws IOException {
        return model() instanceof FillModel.OrderByOrder
                ? new LobsterFile(data, book.orElse(null))
                : DataFiles.read(data);
    }

    private FillModel model() {
        List<FillModel> models =
                List.of(new FillModel.NextOpen(), FillModel.SyntheticBook.DEFAULT, new FillModel.OrderByOrder());
        return models.stream()
                .filter(each -> each.code().equals(model))
                .findFirst()
                .orElseThrow(
                        () -> wrong("--model must be next-open, candles or order-by-order, was \"" + model + "\""));
    }

    private FeeRates rates() {
        String[] parts = fees.split(",", -1);
        if (parts.length != 2) {
            throw wrong("--fees must be two percentages such as 0.1,0.2, was \"" + fees + "\"");
        }
        try {
            return new FeeRates(millionths(parts[0]), millionths(parts[1]));
        } catch (IllegalArgumentException e) {
            throw wrong("--fees: " + e.getMessage());
        }
    }

    private int millionths(String percent) {
        return switch (Decimals.parse(percent, PERCENT_SCALE)) {
            case Decimals.Parsed.Units(var units) -> Math.clamp(units, Integer.MIN_VALUE, Integer.MAX_VALUE);
            case Decimals.Parsed.Malformed(var why) -> throw wrong("--fees: \"" + percent + "\" is " + why);
        };
    }

    private void print(Parameters values, BacktestResult result) {
        Scale scale = result.valuation().scale();
        String asset = " " + result.valuation().asset();
        line("strategy", strategy + " " + values);
        line(
                "data",
                result.data().getFirst().rows() + " rows of "
                        + result.data().getFirst().format());
        line("end", result.end().name().toLowerCase(Locale.ROOT) + " " + result.endMessage());
        line("start", Decimals.format(result.startUnits(), scale) + asset);
        line("result", Decimals.format(result.endUnits(), scale) + asset + percent(result.endUnits(), result));
        if (!result.equity().isEmpty()) {
            long held = result.equity().getLast().benchmarkUnits();
            line("held", Decimals.format(held, scale) + asset + percent(held, result));
        }
        line(
                "orders",
                result.orders().size() + ", fills " + result.fills().size() + ", closed positions "
                        + result.roundTrips().size());
        for (FeeTotal fee : result.fees()) {
            line("fees", Decimals.format(fee.units(), fee.scale()) + " " + fee.asset());
        }
        for (RunWarning warning : result.warnings()) {
            line("warning", warning.kind().code() + ": " + warning.message());
        }
        line("digest", result.digest().state() + " " + result.digest().stream());
    }

    private void line(String name, String text) {
        context.out().println(String.format("%-10s%s", name, text.strip()));
    }

    private static String percent(long units, BacktestResult result) {
        return result.startUnits() == 0
                ? ""
                : String.format(Locale.ROOT, " (%+.2f %%)", 100.0 * units / result.startUnits() - 100);
    }
}
