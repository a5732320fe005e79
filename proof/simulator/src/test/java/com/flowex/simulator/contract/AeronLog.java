package com.flowex.simulator.contract;

import com.flowex.domain.command.Command;
import com.flowex.protocol.command.Request;
import com.flowex.protocol.command.RequestCodec;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.agrona.concurrent.UnsafeBuffer;

/** A node on Aeron Cluster in a process of its own, which is killed. */
final class AeronLog implements KeptLog {
    private static final String MARK = "> ";

    private final Path directory;
    private Process process;
    private BufferedReader output;

    AeronLog(Path directory) {
        this.directory = directory;
        process = launched(directory);
        output = reader(process);
        observed();
    }

    private static Process launched(Path directory) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        for (String flag : ManagementFactory.getRuntimeMXBean().getInputArguments()) {
            if (flag.startsWith("--")) {
                command.add(flag);
            }
        }
        command.addAll(List.of("-Xmx512m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), AeronChild.class.getName()));
        command.add(directory.toString());
        try {
            return new ProcessBuilder(command).redirectErrorStream(true).start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static BufferedReader reader(Process process) {
        return new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    }

    /** The lines of one answer. Further output of the process is for the search of faults. */
    private List<String> observed() {
        List<String> lines = new ArrayList<>();
        List<String> other = new ArrayList<>();
        try {
            for (String line = output.readLine(); line != null; line = output.readLine()) {
                if (line.equals(MARK)) {
                    return lines;
                }
                (line.startsWith(MARK) ? lines : other).add(line);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        throw new AssertionError("the node has ended: " + other);
    }

    private List<String> requested(String line) {
        try {
            process.getOutputStream().write((line + "\n").getBytes(StandardCharsets.UTF_8));
            process.getOutputStream().flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return observed().stream()
                .map(answer -> answer.substring(MARK.length()))
                .toList();
    }

    @Override
    public String ask(Command command) {
        UnsafeBuffer buffer = new UnsafeBuffer(new byte[RequestCodec.LENGTH_MAX]);
        int length = new RequestCodec().encode(new Request(1, command), buffer, 0);
        return requested(HexFormat.of().formatHex(buffer.byteArray(), 0, length))
                .getFirst();
    }

    @Override
    public void snapshot() {
        String answer = requested("snapshot").getFirst();
        if (!answer.equals("snapshot taken")) {
            throw new AssertionError(answer);
        }
    }

    @Override
    public void crash() {
        close();
        process = launched(directory);
        output = reader(process);
        observed();
    }

    @Override
    public long sinceSnapshot() {
        return Long.parseLong(requested("since").getFirst());
    }

    @Override
    public List<String> events() {
        return requested("events");
    }

    @Override
    public void close() {
        process.destroyForcibly().onExit().join();
    }
}
