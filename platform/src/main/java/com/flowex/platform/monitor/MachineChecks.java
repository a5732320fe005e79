package com.flowex.platform.monitor;

import com.flowex.platform.health.Health;
import com.sun.management.OperatingSystemMXBean;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryUsage;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;

/** Health checks of the machine: disk, memory, processor. */
public final class MachineChecks {

    private static final Duration DISK_EVERY = Duration.ofSeconds(5);
    private static final Duration MACHINE_EVERY = Duration.ofSeconds(5);
    private static final Duration LONGEST = Duration.ofSeconds(10);

    private static final int MEGABYTE_BITS = 20;
    private static final int PERCENT = 100;

    /** Largest share of the heap in use after a collection; orders are refused before that. */
    private static final int HEAP_PERCENT_MAX = 85;

    private static final int CPU_PERCENT_MAX = 95;

    /** Number of consecutive busy probes; a build or a start is no fault. */
    private static final int BUSY_CHECKS = 12;

    private final Path data;
    private final long minFreeBytes;
    private int busyChecks;
    private volatile long freeBytes;
    private volatile long residentBytes;

    private MachineChecks(Path data, long minFreeBytes) {
        this.data = data;
        this.minFreeBytes = minFreeBytes;
    }

    /**
     * Registers the checks.
     *
     * @param data a folder on the disk to be checked
     * @param minFreeBytes free space below which the component disk is impaired, in bytes
     */
    public static void register(HealthMonitor monitor, Path data, long minFreeBytes, MeterRegistry registry) {
        MachineChecks checks = new MachineChecks(data, minFreeBytes);
        Gauge.builder("flowex.disk.free.bytes", checks, one -> one.freeBytes)
                .description("Free space of the data directory's disk")
                .register(registry);
        Gauge.builder("process.resident.memory.bytes", checks, one -> one.residentBytes)
                .description("Physical memory of the process, as the operating system counts it")
                .register(registry);
        monitor.watch("disk", DISK_EVERY, LONGEST, checks::disk);
        monitor.watch("memory", MACHINE_EVERY, LONGEST, checks::memory);
        monitor.watch("cpu", MACHINE_EVERY, LONGEST, checks::processor);
    }

    ProbeResult disk() throws IOException {
        Path there = data.toAbsolutePath();
        for (Path above = there.getParent(); above != null && !Files.exists(there); above = there.getParent()) {
            there = above;
        }
        FileStore store = Files.getFileStore(there);
        freeBytes = store.getUsableSpace();
        Map<String, Number> figures = Map.of(
                "free_mb", freeBytes >> MEGABYTE_BITS,
                "total_mb", store.getTotalSpace() >> MEGABYTE_BITS,
                "min_free_mb", minFreeBytes >> MEGABYTE_BITS);
        return freeBytes >= minFreeBytes
                ? ProbeResult.up(figures)
                : ProbeResult.impaired(
                        "the disk of " + data + " has " + (freeBytes >> MEGABYTE_BITS) + " MB free, it should have "
                                + (minFreeBytes >> MEGABYTE_BITS),
                        figures);
    }

    ProbeResult memory() throws IOException {
        MemoryUsage heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage();
        long retainedBytes = ManagementFactory.getMemoryPoolMXBeans().stream()
                .map(pool -> pool.getCollectionUsage())
                .filter(usage -> usage != null)
                .mapToLong(MemoryUsage::getUsed)
                .sum();
        Map<String, Number> figures = new LinkedHashMap<>();
        figures.put("heap_used_mb", heap.getUsed() >> MEGABYTE_BITS);
        figures.put("heap_after_collection_mb", retainedBytes >> MEGABYTE_BITS);
        figures.put("heap_max_mb", heap.getMax() >> MEGABYTE_BITS);
        residentBytes = resident();
        figures.put("resident_mb", residentBytes >> MEGABYTE_BITS);
        long percent = heap.getMax() <= 0 ? 0 : retainedBytes * PERCENT / heap.getMax();
        return percent < HEAP_PERCENT_MAX
                ? ProbeResult.up(figures)
                : ProbeResult.impaired(
                        percent + " % of the heap is in use after a collection: FLOWEX_HEAP_MAX gives more", figures);
    }

    /** Returns the resident memory as the system counts it, in bytes; 0 if unknown. */
    static long resident() throws IOException {
        Path status = Path.of("/proc/self/status");
        if (!Files.isReadable(status)) {
            return 0;
        }
        try (Stream<String> lines = Files.lines(status)) {
            return lines.filter(line -> line.startsWith("VmRSS:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) << 10)
                    .findFirst()
                    .orElse(0);
        }
    }

    ProbeResult processor() {
        if (!(ManagementFactory.getOperatingSystemMXBean() instanceof OperatingSystemMXBean system)) {
            return new ProbeResult(Health.UP, Map.of());
        }
        long machinePercent = Math.max(0, Math.round(system.getCpuLoad() * PERCENT));
        Map<String, Number> figures = Map.of(
                "machine_percent", machinePercent,
                "process_percent", Math.max(0, Math.round(system.getProcessCpuLoad() * PERCENT)),
                "cores", system.getAvailableProcessors());
        busyChecks = machinePercent > CPU_PERCENT_MAX ? busyChecks + 1 : 0;
        return busyChecks < BUSY_CHECKS
                ? ProbeResult.up(figures)
                : ProbeResult.impaired("the machine's processors have been busy for a minute", figures);
    }
}
