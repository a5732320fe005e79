package com.flowex.custody.contract;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/** A real node from npm (custody/nodes), on a free port; it ends with its standard input, so with this process at the latest. */
public final class NodeProcess implements AutoCloseable {

    private static final int SECONDS_TO_END = 10;

    private final Process process;
    private final List<String> words;

    private NodeProcess(Process process, List<String> words) {
        this.process = process;
        this.words = words;
    }

    /**
     * Starts a script of custody/nodes; where it is not installed the test is skipped.
     *
     * @param needs the package of the node
     */
    public static NodeProcess start(String script, String needs) {
        Path folder = Stream.of("nodes", "custody/nodes", "../custody/nodes", "../../custody/nodes")
                .map(Path::of)
                .filter(path -> Files.exists(path.resolve(script)))
                .findFirst()
                .orElseThrow();
        Assumptions.assumeTrue(
                Files.isDirectory(folder.resolve("node_modules").resolve(needs)),
                () -> "no " + needs + " here (npm --prefix custody/nodes ci): the connector is not tried on it");
        try {
            Process process = new ProcessBuilder("node", script)
                    .directory(folder.toFile())
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            return new NodeProcess(process, ready(process));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> ready(Process process) throws IOException {
        BufferedReader output = process.inputReader(StandardCharsets.UTF_8);
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            if (line.startsWith("ready ")) {
                return List.of(line.split(" ", -1));
            }
        }
        throw new IOException("the node did not start");
    }

    public int port() {
        return Integer.parseInt(words.get(1));
    }

    /** Further output of the script when it is ready. */
    public String word(int index) {
        return words.get(1 + index);
    }

    @Override
    public void close() {
        try {
            process.getOutputStream().close();
            if (!process.waitFor(SECONDS_TO_END, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (IOException e) {
            process.destroyForcibly();
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
