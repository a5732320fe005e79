package com.flowex.benchmarks.views;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * Processor time used so far, by this process and by the embedded PostgreSQL.
 *
 * @param javaNanos time of this process
 * @param postgresNanos time of all processes named postgres, those that ended included
 */
record CpuTime(long javaNanos, long postgresNanos) {

    /** Linux counts in hundredths of a second. */
    private static final long TICK_NANOS = 10_000_000L;

    /** utime, stime, cutime and cstime: fields 14 to 17 of stat, counted after the name in parentheses. */
    private static final int FIRST_FIELD = 11;

    private static final int FIELDS = 4;

    static CpuTime now() {
        return new CpuTime(java(), postgres());
    }

    CpuTime since(CpuTime before) {
        return new CpuTime(javaNanos - before.javaNanos, postgresNanos - before.postgresNanos);
    }

    private static long java() {
        return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime();
    }

    private static long postgres() {
        try (Stream<Path> processes = Files.list(Path.of("/proc"))) {
            return processes
                            .filter(path -> Character.isDigit(
                                    path.getFileName().toString().charAt(0)))
                            .mapToLong(CpuTime::postgresTicks)
                            .sum()
                    * TICK_NANOS;
        } catch (IOException e) {
            return 0;
        }
    }

    private static long postgresTicks(Path process) {
        try {
            String stat = Files.readString(process.resolve("stat"));
            if (!stat.contains("(postgres)")) {
                return 0;
            }
            List<String> fields =
                    List.of(stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1));
            return fields.subList(FIRST_FIELD, FIRST_FIELD + FIELDS).stream()
                    .mapToLong(Long::parseLong)
                    .sum();
        } catch (IOException e) {
            return 0; // the process ended after the listing
        }
    }
}
