package com.flowex.benchmarks.load;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** What Linux says of a process in {@code /proc/PID/status}, at one moment. */
record ProcessStatus(List<String> lines) {

    ProcessStatus {
        lines = List.copyOf(lines);
    }

    static ProcessStatus of(long pid) throws IOException {
        return new ProcessStatus(Files.readAllLines(Path.of("/proc/" + pid + "/status")));
    }

    /** Memory that it has, in KiB. */
    long residentKib() {
        return number("VmRSS:");
    }

    /** Of these what is of files and shared memory, which processes of one machine have together, in KiB. */
    long filesKib() {
        return number("RssFile:") + number("RssShmem:");
    }

    /** The most memory that it ever had, in KiB. */
    long mostResidentKib() {
        return number("VmHWM:");
    }

    long threads() {
        return number("Threads:");
    }

    private long number(String name) {
        return lines.stream()
                .filter(line -> line.startsWith(name))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                .findFirst()
                .orElseThrow();
    }
}
