package com.flowex.simulator.injection.shell;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;

/** Runner of short system commands. */
public final class SystemCommands {

    /** Output of a command, standard output and errors together, and its exit code. */
    public record CommandOutput(int code, String text) {}

    private SystemCommands() {}

    /** Runs a command to its end, with any exit code. */
    public static CommandOutput request(List<String> command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        process.getOutputStream().close();
        String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        return new CommandOutput(process.waitFor(), text);
    }

    /** @throws IOException if it fails, with its output */
    public static String run(List<String> command) throws IOException, InterruptedException {
        CommandOutput output = request(command);
        if (output.code() != 0) {
            throw new IOException(String.join(" ", command) + ": " + output.text());
        }
        return output.text();
    }

    /** @param command command with words separated by single spaces */
    public static String run(String command) throws IOException, InterruptedException {
        return run(List.of(command.split(" ")));
    }

    /** Returns a list of words followed by the words of a text. */
    public static List<String> words(List<String> before, String rest) {
        return Stream.concat(before.stream(), Stream.of(rest.split(" "))).toList();
    }
}
