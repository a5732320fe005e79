package com.flowex.benchmarks.load.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class ServerCpuTimeTest {

    @Test
    void threadsOfOneKindAreCountedTogether() {
        assertEquals("virtual threads", ServerCpuTime.kind("ForkJoinPool-1-"));
        assertEquals("compiler", ServerCpuTime.kind("C2 CompilerThre"));
        assertEquals("collector", ServerCpuTime.kind("G1 Conc#0"));
        assertEquals("projection", ServerCpuTime.kind("projection-12"));
    }

    @Test
    void cpuTimeBetweenTwoSamplesIsDividedByTheOrders() {
        ServerCpuTime before = new ServerCpuTime(Map.of("engine", 100L));
        ServerCpuTime after = new ServerCpuTime(Map.of("engine", 300L, "tail", 10L));

        assertEquals(Map.of("engine", 2_000.0, "tail", 100.0), after.microsSince(before, 1_000));
    }

    @Test
    @Timeout(900)
    void workOfAThreadIsSeen() throws IOException {
        long pid = ProcessHandle.current().pid();
        ServerCpuTime before = ServerCpuTime.of(pid);
        long sum = 0;
        do {
            sum += System.nanoTime();
        } while (total(ServerCpuTime.of(pid).microsSince(before, 1)) < 50_000);
        assertTrue(sum != 0);
    }

    private static double total(Map<String, Double> micros) {
        return micros.values().stream().mapToDouble(Double::doubleValue).sum();
    }

    @Test
    void aProcessThatIsNotThereIsNamed() {
        LoadTestException failed = assertThrows(LoadTestException.class, () -> ServerCpuTime.of(Integer.MAX_VALUE));

        assertEquals("no process " + Integer.MAX_VALUE, failed.getMessage());
    }
}
