package com.flowex.benchmarks.load.client;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Processor time of a running exchange by kind of thread, and of the database server that it started. Linux counts it
 * in {@code /proc}, in hundredths of a second.
 *
 * @param ticks ticks by the kind of thread
 */
public record ServerCpuTime(Map<String, Long> ticks) {

    /** USER_HZ: /proc counts in hundredths of a second on every Linux that Java runs on. */
    private static final double MICROS_A_TICK = 10_000;

    private static final int PARENT = 1;
    private static final int USER_TICKS = 11;
    private static final int SYSTEM_TICKS = 12;

    /** @throws LoadTestException if there is no such process */
    public static ServerCpuTime of(long pid) throws IOException {
        Map<String, Long> ticks = new HashMap<>();
        try (Stream<Path> threads = Files.list(Path.of("/proc/" + pid + "/task"))) {
            for (Path thread : threads.toList()) {
                add(ticks, thread.resolve("stat"), "");
            }
        } catch (NoSuchFileException e) {
            throw new LoadTestException("no process " + pid);
        }
        addDescendants(ticks, pid);
        return new ServerCpuTime(ticks);
    }

    private static void addDescendants(Map<String, Long> ticks, long pid) throws IOException {
        Map<Long, Long> parents = new HashMap<>();
        try (Stream<Path> all = Files.list(Path.of("/proc"))) {
            for (Path process : all.filter(each -> each.getFileName().toString().matches("\\d+"))
                    .toList()) {
                String[] fields = fields(process.resolve("stat"));
                if (fields.length > 0) {
                    parents.put(Long.parseLong(process.getFileName().toString()), Long.parseLong(fields[PARENT]));
                }
            }
        }
        for (long each : parents.keySet()) {
            if (descends(each, pid, parents)) {
                add(ticks, Path.of("/proc/" + each + "/stat"), "PostgreSQL");
            }
        }
    }

    private static boolean descends(long process, long from, Map<Long, Long> parents) {
        long at = parents.getOrDefault(process, 0L);
        while (at != 0 && at != from) {
            at = parents.getOrDefault(at, 0L);
        }
        return at == from;
    }

    private static void add(Map<String, Long> ticks, Path stat, String name) throws IOException {
        String[] fields = fields(stat);
        if (fields.length > 0) {
            long used = Long.parseLong(fields[USER_TICKS]) + Long.parseLong(fields[SYSTEM_TICKS]);
            ticks.merge(name.isEmpty() ? kind(name(stat)) : name, used, Long::sum);
        }
    }

    /**
     * Returns the fields after the name, which may contain spaces and ends with the last parenthesis; empty if the
     * process is gone.
     */
    private static String[] fields(Path stat) throws IOException {
        try {
            String line = Files.readString(stat);
            return line.substring(line.lastIndexOf(')') + 2).split(" ");
        } catch (IOException ended) {
            return new String[0];
        }
    }

    private static String name(Path stat) throws IOException {
        try {
            String line = Files.readString(stat);
            return line.substring(line.indexOf('(') + 1, line.lastIndexOf(')'));
        } catch (IOException ended) {
            return "ended";
        }
    }

    /**
     * Returns the kind of a thread: Linux keeps fifteen letters of a name, and the number at its end does not matter.
     */
    static String kind(String thread) {
        if (thread.startsWith("ForkJoinPool") || thread.startsWith("VirtualThread")) {
            return "virtual threads";
        }
        if (thread.startsWith("C1 ") || thread.startsWith("C2 ")) {
            return "compiler";
        }
        if (thread.startsWith("G1 ") || thread.startsWith("GC ")) {
            return "collector";
        }
        return thread.replaceAll("[-#@ ]*[0-9]*$", "");
    }

    /** Returns the time used since then, in microseconds per unit; the caller sorts it. */
    public Map<String, Double> microsSince(ServerCpuTime before, int count) {
        Map<String, Double> micros = new TreeMap<>();
        ticks.forEach(
                (kind, now) -> micros.put(kind, (now - before.ticks.getOrDefault(kind, 0L)) * MICROS_A_TICK / count));
        return micros;
    }
}
