package com.flowex.simulator.storm;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;

/** Short commands of the system. */
final class Shell {

    /** What a command said, both its outputs together, and its exit code. */
    record Said(int code, String text) {}

    private Shell() {}

    /** Runs it to its end, whatever that is. */
    static Said ask(List<String> command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        process.getOutputStream().close();
        String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        return new Said(process.waitFor(), text);
    }

    /** @throws IOException if it fails, with what it said */
    static String run(List<String> command) throws IOException, InterruptedException {
        Said said = ask(command);
        if (said.code() != 0) {
            throw new IOException(String.join(" ", command) + ": " + said.text());
        }
        return said.text();
    }

    /** @param command words between single blanks */
    static String run(String command) throws IOException, InterruptedException {
        return run(List.of(command.split(" ")));
    }

    /** Some words before others. */
    static List<String> words(List<String> before, String rest) {
        return Stream.concat(before.stream(), Stream.of(rest.split(" "))).toList();
    }
}
