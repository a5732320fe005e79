package com.flowex.shipping;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Result of a program of this machine.
 *
 * @param output all that it printed, errors among it
 */
record ToolRun(int exitCode, String output) {

    /** True if a program is available here. */
    static boolean isHere(String program) {
        return Stream.of(System.getenv("PATH").split(":", -1))
                .map(folder -> Path.of(folder, program))
                .anyMatch(Files::isExecutable);
    }

    /** Runs it in the repository; it is ended where it takes too long. */
    static ToolRun of(Duration limit, Map<String, String> environment, List<String> command) {
        Path output = null;
        try {
            output = Files.createTempFile("flowex-tool", ".out");
            ProcessBuilder builder = new ProcessBuilder(command)
                    .directory(Shipped.ROOT.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile());
            builder.environment().keySet().removeIf(name -> name.startsWith("FLOWEX_"));
            builder.environment().putAll(environment);
            Process process = builder.start();
            if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
                process.descendants().forEach(ProcessHandle::destroyForcibly);
                process.destroyForcibly();
                throw new AssertionError(command + " takes longer than " + limit + ": " + Files.readString(output));
            }
            return new ToolRun(process.exitValue(), Files.readString(output));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            if (output != null) {
                output.toFile().delete();
            }
        }
    }
}
