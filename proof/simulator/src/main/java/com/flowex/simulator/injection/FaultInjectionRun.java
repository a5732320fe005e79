package com.flowex.simulator.injection;

import com.flowex.simulator.chaos.ChaosLoad;
import com.flowex.simulator.chaos.ChaosOptions;
import com.flowex.simulator.history.ClientAnswer;
import com.flowex.simulator.history.ClientOperation;
import com.flowex.simulator.history.HistoryLine;
import com.flowex.simulator.injection.fault.Fault;
import com.flowex.simulator.injection.fault.FaultPlan;
import com.flowex.simulator.injection.fault.Outages;
import com.flowex.simulator.injection.shell.ChaosNetwork;
import com.flowex.simulator.linear.HistoryCall;
import com.flowex.simulator.linear.HistoryCheck;
import com.flowex.simulator.lobster.BadInputException;
import com.flowex.simulator.streams.StreamReport;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;

/** One run, from the creation of the cluster to the report. */
final class FaultInjectionRun {

    private static final Duration START_MAX = Duration.ofMinutes(4);
    private static final int SMALL_DISK_MEGABYTES = 768;

    private final FaultOptions options;
    private final MachineCapabilities capabilities;
    private final Path root;
    private final PrintStream progress;

    /** @param root root of FlowEx's own files */
    FaultInjectionRun(FaultOptions options, MachineCapabilities capabilities, Path root, PrintStream progress) {
        this.options = options;
        this.capabilities = capabilities;
        this.root = root;
        this.progress = progress;
    }

    /** @throws BadInputException if the folder is in use, or nothing could be started */
    FaultReport run() throws IOException, BadInputException, InterruptedException, HistoryCall.InvalidHistoryException {
        Set<Fault> kinds = capabilities.of(options.faults());
        if (kinds.isEmpty()) {
            throw new BadInputException("none of these faults can be had on this machine: " + capabilities.missing());
        }
        prepare(options.folder());
        ChaosNetwork network = new ChaosNetwork(ChaosCluster.hosts(), capabilities.hasNetem(), progress);
        ChaosCluster cluster = new ChaosCluster(network, options.folder(), root, capabilities, progress);
        // Ctrl-C removes everything too.
        Thread last = Thread.ofPlatform().unstarted(cluster::close);
        Runtime.getRuntime().addShutdownHook(last);
        try (cluster) {
            network.open();
            cluster.start(SMALL_DISK_MEGABYTES);
            List<String> notes = new ArrayList<>();
            Optional<String> unwell = cluster.recover(START_MAX, notes);
            if (unwell.isPresent()) {
                throw new BadInputException(
                        "the cluster did not start: " + unwell.get() + " " + notes + ", see " + options.folder());
            }
            return injectFaults(kinds, cluster, network);
        } finally {
            Runtime.getRuntime().removeShutdownHook(last);
        }
    }

    private static void prepare(Path folder) throws IOException, BadInputException {
        if (Files.exists(folder)) {
            try (Stream<Path> files = Files.list(folder)) {
                if (files.findAny().isPresent()) {
                    throw new BadInputException(folder + " is of an earlier run: remove it, or name another (--dir)");
                }
            }
        }
        Files.createDirectories(folder.resolve("run"));
    }

    private FaultReport injectFaults(Set<Fault> kinds, ChaosCluster cluster, ChaosNetwork network)
            throws IOException, BadInputException, InterruptedException, HistoryCall.InvalidHistoryException {
        List<String> wrong = new ArrayList<>();
        List<HistoryLine> history;
        StreamReport readers;
        Nemesis nemesis;
        try (ChaosLoad load = new ChaosLoad(
                        new ChaosOptions(
                                cluster.services().endpoints(),
                                options.clients(),
                                options.time(),
                                options.rate(),
                                options.readers(),
                                options.seed(),
                                "BTC-USDT",
                                options.folder().resolve("history.jsonl")),
                        progress);
                ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
            load.enter();
            AtomicBoolean over = new AtomicBoolean();
            nemesis = new Nemesis(
                    cluster,
                    new FaultInjector(cluster, network),
                    load,
                    options.folder().resolve("faults.jsonl"),
                    progress);
            Future<?> trading = clients.submit(() -> {
                load.trade(over::get);
                return true;
            });
            try {
                nemesis.rage(new FaultPlan(kinds, options.pairs(), options.seed()), options.time())
                        .ifPresent(subject -> wrong.add("did not come back: " + subject));
            } finally {
                over.set(true);
            }
            trading.get();
            Map<ClientOperation, ClientAnswer> before = load.settle();
            progress.println("chaos: every view is built anew, and read again");
            wrong.addAll(FinalComparison.rebuildViews(cluster));
            wrong.addAll(FinalComparison.differences(before, load.readAll()));
            readers = load.judgeReaders(before);
            history = load.lines();
        } catch (ExecutionException broken) {
            throw new IllegalStateException("the clients ended", broken.getCause());
        }
        wrong.addAll(cluster.stop());
        progress.println("chaos: every node's log is replayed; " + history.size() + " lines are judged");
        wrong.addAll(FinalComparison.compareNodes(cluster));
        return new FaultReport(
                nemesis.faults(),
                capabilities.missing(),
                Outages.longest(history, nemesis.faults()),
                new HistoryCheck(history, HistoryCheck.STANDINGS_MAX).report(),
                readers,
                wrong);
    }
}
