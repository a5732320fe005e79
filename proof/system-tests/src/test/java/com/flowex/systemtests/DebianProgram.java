package com.flowex.systemtests;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/** A program of a Debian package, installed where it is missing and may be; a test that needs it is left out, by name, where it cannot be. */
record DebianProgram(Path file) {

    private static final long INSTALLING_SECONDS = 180;

    /** Only a program that hangs needs so long: on a busy machine one with 15 seconds of work took a minute. */
    private static final long RUNNING_SECONDS = 600;

    /** Output of a program. */
    record ProgramOutput(int code, String text) {}

    /** @param packageName name in Debian */
    static DebianProgram of(String name, String packageName) throws IOException, InterruptedException {
        Optional<Path> found = find(name);
        if (found.isEmpty() && "root".equals(System.getProperty("user.name"))) {
            install(packageName);
            found = find(name);
        }
        Assumptions.assumeTrue(
                found.isPresent(), name + " is not there and the package " + packageName + " cannot be installed");
        return new DebianProgram(found.orElseThrow());
    }

    private static Optional<Path> find(String name) {
        return Stream.of("/usr/bin", "/usr/sbin", "/usr/local/bin", "/bin")
                .map(folder -> Path.of(folder, name))
                .filter(Files::isExecutable)
                .findFirst();
    }

    private static void install(String packageName) throws IOException, InterruptedException {
        if (find("apt-get").isEmpty()) {
            return;
        }
        run(List.of("apt-get", "update", "-qq"), Path.of("."), INSTALLING_SECONDS);
        run(
                List.of("apt-get", "install", "-y", "-qq", "--no-install-recommends", packageName),
                Path.of("."),
                INSTALLING_SECONDS);
    }

    /** Runs it in a folder and returns when it has ended. */
    ProgramOutput run(Path folder, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(file.toString()));
        command.addAll(List.of(arguments));
        return run(command, folder, RUNNING_SECONDS);
    }

    private static ProgramOutput run(List<String> command, Path folder, long seconds)
            throws IOException, InterruptedException {
        Path output = Files.createTempFile("program", ".out");
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        builder.environment().put("DEBIAN_FRONTEND", "noninteractive");
        Process process = builder.start();
        try {
            if (!process.waitFor(seconds, TimeUnit.SECONDS)) {
                return new ProgramOutput(-1, command + " did not end within " + seconds + " s");
            }
            return new ProgramOutput(process.exitValue(), Files.readString(output, StandardCharsets.UTF_8));
        } finally {
            process.destroyForcibly();
            Files.deleteIfExists(output);
        }
    }
}
