package com.flowex.benchmarks.load.client;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Content of {@code /proc/PID/status} of a process, at one moment. */
public record ProcessStatus(List<String> lines) {

    public ProcessStatus {
        lines = List.copyOf(lines);
    }

    public static ProcessStatus of(long pid) throws IOException {
        return new ProcessStatus(Files.readAllLines(Path.of("/proc/" + pid + "/status")));
    }

    /** Returns its resident memory, in KiB. */
    public long residentKib() {
        return number("VmRSS:");
    }

    /** Returns the part of it that is files and shared memory, which processes of one machine share, in KiB. */
    public long filesKib() {
        return number("RssFile:") + number("RssShmem:");
    }

    /** Returns the peak of its resident memory, in KiB. */
    public long mostResidentKib() {
        return number("VmHWM:");
    }

    public long threads() {
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
