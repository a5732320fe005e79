package com.flowex.benchmarks.load.flood;

import com.flowex.benchmarks.load.client.LoadTestException;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Flood with its client in a separate process at the lowest priority. The client's own load on the shared machine
 * therefore does not count as the exchange's.
 */
final class FloodProcess implements Flood, AutoCloseable {

    private static final List<String> SMALL = List.of(
            "-Xms64m",
            "-Xmx256m",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-Dlogback.configurationFile=benchmarks-logback.xml");

    private final Process process;
    private final BufferedReader answers;
    private final BufferedWriter orders;

    /** @param arguments arguments of {@link FloodClient} */
    FloodProcess(String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of("nice", "-n", "19", java()));
        command.addAll(SMALL);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), FloodClient.class.getName()));
        command.addAll(List.of(arguments));
        process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        answers = process.inputReader(StandardCharsets.US_ASCII);
        orders = process.outputWriter(StandardCharsets.US_ASCII);
        expect("ready");
    }

    private static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    @Override
    public void begin() {
        report("begin");
    }

    @Override
    public Tally end() {
        report("end");
        String[] words = expect("tally").split(" ", -1);
        return new Tally(Long.parseLong(words[1]), Long.parseLong(words[2]));
    }

    private void report(String word) {
        try {
            orders.write(word + "\n");
            orders.flush();
        } catch (IOException e) {
            throw new UncheckedIOException("the flood's client is gone", e);
        }
    }

    private String expect(String word) {
        try {
            String line = answers.readLine();
            if (line == null || !line.startsWith(word)) {
                throw new LoadTestException("the flood's client said " + line + " instead of " + word);
            }
            return line;
        } catch (IOException e) {
            throw new UncheckedIOException("the flood's client is gone", e);
        }
    }

    /** Closes its end of the pipe, and so ends the client. */
    @Override
    public void close() throws IOException {
        orders.close();
        process.destroy();
    }
}
