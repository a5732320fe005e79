package com.flowex.platform.monitor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.flowex.platform.Platform;
import com.flowex.platform.health.Health;
import com.flowex.platform.health.HealthChange;
import com.flowex.platform.testing.Await;
import com.flowex.platform.testing.TestPlatform;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HealthMonitorTest {

    private final HealthChange change = new HealthChange(Instant.now(), "disk", "up", "impaired", "few\tbytes\nleft");

    @TempDir
    private Path folder;

    private volatile String fault = "";
    private volatile ProbeResult disk = ProbeResult.up(Map.of());

    private static Health.Component part(Platform platform, String name) {
        return Objects.requireNonNull(platform.health().components().get(name));
    }

    @Test
    void hangingProbeIsReportedAndBlocksNoOther() {
        AtomicLong nanos = new AtomicLong();
        CountDownLatch hanging = new CountDownLatch(1);
        MonitoredComponent part = new MonitoredComponent(
                "slow",
                Duration.ofSeconds(1),
                Duration.ofSeconds(5),
                () -> {
                    hanging.await();
                    return ProbeResult.up(Map.of("answers", 1));
                },
                nanos::get);
        part.checkIfDue();
        assertEquals(Health.UP, part.state());
        nanos.set(Duration.ofSeconds(7).toNanos());
        part.checkIfDue();
        assertEquals("has not answered for 7 s", part.state().why());

        hanging.countDown();
        Await.until(() -> part.state().equals(Health.UP) && part.figures().containsKey("answers"));
    }

    @Test
    void aLookThatThrowsIsAFaultUntilTheNextOne() {
        AtomicLong nanos = new AtomicLong();
        fault = "no such disk";
        MonitoredComponent part = new MonitoredComponent(
                "disk",
                Duration.ofSeconds(1),
                Duration.ofSeconds(5),
                () -> {
                    if (!fault.isEmpty()) {
                        throw new IOException(fault);
                    }
                    return ProbeResult.up(Map.of());
                },
                nanos::get);
        part.checkIfDue();
        Await.until(() -> part.state().why().equals("cannot be looked at: no such disk"));
        fault = "";
        nanos.addAndGet(Duration.ofSeconds(2).toNanos());
        part.checkIfDue();
        Await.until(() -> part.state().equals(Health.UP));
    }

    @Test
    void healthChangesAreStoredInTheSharedDatabase() {
        try (Platform platform = TestPlatform.fresh();
                HealthMonitor monitor =
                        new HealthMonitor(platform.workers(), new HealthHistoryTable(platform.database(), "all 1"))) {
            disk = ProbeResult.up(Map.of("free_mb", 5));
            monitor.watch("disk", Duration.ZERO, Duration.ofSeconds(5), () -> disk);
            monitor.start();
            Await.until(() -> part(platform, "disk").figures().containsKey("free_mb"));
            disk = ProbeResult.impaired("nearly full", Map.of("free_mb", 1));

            Await.until(() -> monitor.history(10).stream()
                    .anyMatch(entry -> entry.change().part().equals("disk")
                            && entry.change().state().equals("impaired")
                            && entry.change().why().equals("nearly full")
                            && entry.process().equals("all 1")));
            assertEquals("started", monitor.history(100).getLast().change().state());
        }
    }

    @Test
    void oldHealthChangesAreRemoved() {
        try (Platform platform = TestPlatform.fresh()) {
            HealthHistoryTable table = new HealthHistoryTable(platform.database(), "all 1");
            table.add(new HealthChange(Instant.now().minus(Duration.ofDays(31)), "old", "up", "down", ""));
            table.add(change);
            assertEquals(
                    List.of("disk"),
                    table.last(10).stream().map(entry -> entry.change().part()).toList());
        }
    }

    @Test
    void aFileKeepsChangesOverARestartAndPassesOverALineThatWasCut() throws IOException {
        new HealthHistoryFile(folder, "gateway").add(change);
        try (var files = Files.list(folder)) {
            Files.writeString(files.findFirst().orElseThrow(), "2026-01-0", StandardOpenOption.APPEND);
        }

        List<HealthHistory.Entry> retained = new HealthHistoryFile(folder, "gateway").last(10);
        assertEquals(1, retained.size());
        assertEquals("few bytes left", retained.getFirst().change().why());
    }

    @Test
    void aFileIsShortenedBeforeItGrowsForEver() {
        HealthHistoryFile file = new HealthHistoryFile(folder, "gateway");
        for (int i = 0; i <= 2 * HealthHistory.ENTRIES_MAX; i++) {
            file.add(new HealthChange(Instant.now(), "part " + i, "up", "down", ""));
        }
        List<HealthHistory.Entry> retained = file.last(Integer.MAX_VALUE);
        assertEquals(HealthHistory.ENTRIES_MAX + 1, retained.size());
        assertEquals(
                "part " + 2 * HealthHistory.ENTRIES_MAX,
                retained.getFirst().change().part());
    }

    @Test
    void clockAdjustmentIsReportedForAWhile() {
        AtomicLong wall = new AtomicLong(1_000_000);
        AtomicLong nanos = new AtomicLong();
        ClockCheck clock = new ClockCheck(wall::get, nanos::get);
        assertEquals(Health.UP, clock.state());

        wall.addAndGet(-3_000);
        assertTrue(clock.state().why().startsWith("the clock was set back by 3000 ms"));
        wall.addAndGet(1_000);
        nanos.addAndGet(1_000_000_000);
        assertInstanceOf(Health.State.Degraded.class, clock.state());
        wall.addAndGet(660_000);
        nanos.addAndGet(660_000_000_000L);
        assertEquals(Health.UP, clock.state());
        assertEquals(1, clock.steps());

        clock.apart("node 2", -4_000);
        assertEquals("the clock of node 2 is 4000 ms behind", clock.state().why());
    }

    @Test
    void fullDiskIsReportedInMegabytes() throws Exception {
        try (Platform platform = TestPlatform.fresh();
                HealthMonitor monitor = new HealthMonitor(platform.workers(), new HealthHistoryFile(folder, "test"))) {
            MachineChecks.register(
                    monitor,
                    folder.resolve("not/yet/there"),
                    Long.MAX_VALUE,
                    platform.telemetry().registry());
            monitor.start();
            Await.until(() -> part(platform, "disk").state().why().contains("MB free"));
            Await.until(() -> part(platform, "memory").figures().containsKey("heap_max_mb"));
            assertTrue(MachineChecks.resident() > 0);
        }
    }
}
