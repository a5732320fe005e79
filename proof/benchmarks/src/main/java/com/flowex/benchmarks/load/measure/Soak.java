package com.flowex.benchmarks.load.measure;

import com.flowex.benchmarks.load.LoadGenerator;
import com.flowex.benchmarks.load.LoadOptions;
import com.flowex.benchmarks.load.LoadRun;
import com.flowex.benchmarks.load.client.ExchangeApi;
import com.flowex.benchmarks.load.client.LoadTestException;
import com.flowex.benchmarks.load.client.OrderOutcomes;
import com.flowex.benchmarks.load.client.ProcessStatus;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;

/**
 * {@code ./flowex bench soak}: runs orders for a long time at half of the exchange's maximum rate, and samples the
 * memory, open files and threads of its process. A figure is flat if the median of the last quarter of the time is at
 * most a tenth above that of the second quarter. In the first quarter, code and caches warm up.
 */
public final class Soak {

    private static final int PROBE_ORDERS = 40_000;
    private static final int CONNECTIONS = 16;
    private static final long CHECK_INTERVAL_NANOS = TimeUnit.SECONDS.toNanos(5);
    private static final int SAMPLES_PER_LINE = 12;
    private static final int QUARTERS = 4;
    private static final int GROWTH_PERCENT_MAX = 10;
    private static final int PERCENT = 100;
    private static final int KIB_BITS = 10;

    /** Minimum number of samples that separates a slope from noise. */
    private static final int LOOKS_MIN = 24;

    private final URI url;
    private final long pid;
    private final int minutes;
    private final List<ProcessSample> samples = new ArrayList<>();

    /**
     * Sample of the process.
     *
     * @param residentKib resident memory, in KiB
     */
    private record ProcessSample(long residentKib, long files, long threads) {}

    private Soak(URI url, long pid, int minutes) {
        this.url = url;
        this.pid = pid;
        this.minutes = minutes;
    }

    /**
     * Runs the benchmark. Arguments: URL, PID of the exchange, minutes, orders a second (0: half of the present
     * maximum). Exits with 1 if a figure grew.
     */
    public static void main(String[] args) throws IOException {
        Soak soak = new Soak(URI.create(args[0]), Long.parseLong(args[1]), Integer.parseInt(args[2]));
        try {
            System.exit(soak.run(Integer.parseInt(args[3])) ? 0 : 1);
        } catch (LoadTestException | IllegalArgumentException failed) {
            System.err.println("soak: " + failed.getMessage());
            System.exit(1);
        }
    }

    private boolean run(int requested) throws IOException {
        int rate = requested == 0 ? half() : requested;
        int orders = Math.toIntExact(TimeUnit.MINUTES.toSeconds(minutes) * rate);
        CompletableFuture<LoadRun> load = new CompletableFuture<>();
        Thread.ofPlatform().daemon().name("soak-orders").start(() -> place(orders, rate, load));
        while (!load.isDone()) {
            LockSupport.parkNanos(CHECK_INTERVAL_NANOS);
            check();
        }
        LoadRun run = load.join();
        OrderOutcomes answers = run.answers();
        System.out.printf(
                Locale.ROOT,
                "soak minutes=%d rate=%d orders=%d acknowledged=%d rejected=%d unknown=%d p50_ms=%.2f p99_ms=%.2f%n",
                minutes,
                rate,
                answers.size(),
                answers.acknowledged(),
                answers.rejected(),
                answers.unknown(),
                run.latencies().getValueAtPercentile(50) / 1e6,
                run.latencies().getValueAtPercentile(99) / 1e6);
        if (samples.size() < LOOKS_MIN) {
            throw new LoadTestException("two minutes at least are needed to see whether anything grows");
        }
        // Prints each figure, whatever the others are.
        boolean memory = isFlat("rss_mb", sample -> sample.residentKib() >> KIB_BITS);
        boolean files = isFlat("files", ProcessSample::files);
        boolean threads = isFlat("threads", ProcessSample::threads);
        return memory && files && threads && answers.unknown() == 0;
    }

    private void place(int orders, int rate, CompletableFuture<LoadRun> done) {
        try (ExchangeApi api = new ExchangeApi(url)) {
            done.complete(new LoadGenerator(options(orders, rate), api).loaded(() -> {}));
        } catch (IOException | RuntimeException e) {
            done.completeExceptionally(e);
        }
    }

    private int half() throws IOException {
        try (ExchangeApi api = new ExchangeApi(url)) {
            LoadRun run = new LoadGenerator(options(PROBE_ORDERS, 0), api).loaded(() -> {});
            double seconds = run.elapsedNanos() / (double) TimeUnit.SECONDS.toNanos(1);
            return Math.max(1, (int) (PROBE_ORDERS / seconds / 2));
        }
    }

    private LoadOptions options(int orders, int rate) {
        List<String> words = new ArrayList<>(List.of("--url", "" + url, "--orders", "" + orders));
        words.addAll(List.of("--connections", "" + CONNECTIONS));
        if (rate > 0) {
            words.addAll(List.of("--rate", "" + rate));
        }
        return LoadOptions.parse(words);
    }

    private void check() throws IOException {
        ProcessStatus status = ProcessStatus.of(pid);
        try (Stream<Path> files = Files.list(Path.of("/proc/" + pid + "/fd"))) {
            samples.add(new ProcessSample(status.residentKib(), files.count(), status.threads()));
        }
        if (samples.size() % SAMPLES_PER_LINE == 0) {
            ProcessSample last = samples.getLast();
            System.out.printf(
                    Locale.ROOT,
                    "minute=%d rss_mb=%d files=%d threads=%d%n",
                    samples.size() / SAMPLES_PER_LINE,
                    last.residentKib() >> KIB_BITS,
                    last.files(),
                    last.threads());
        }
    }

    private boolean isFlat(String subject, ToLongFunction<ProcessSample> part) {
        long second = median(part, 1);
        long last = median(part, QUARTERS - 1);
        boolean isFlat = last * PERCENT <= second * (PERCENT + GROWTH_PERCENT_MAX);
        System.out.printf(
                Locale.ROOT,
                "soak %s second_quarter=%d last_quarter=%d %s%n",
                subject,
                second,
                last,
                isFlat ? "flat" : "GREW");
        return isFlat;
    }

    private long median(ToLongFunction<ProcessSample> part, int quarter) {
        int length = samples.size() / QUARTERS;
        long[] sorted = samples.stream()
                .skip((long) quarter * length)
                .limit(length)
                .mapToLong(part)
                .sorted()
                .toArray();
        return sorted[length / 2];
    }
}
