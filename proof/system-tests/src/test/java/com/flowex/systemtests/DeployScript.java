package com.flowex.systemtests;

import com.flowex.testsupport.Repository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * {@code scripts/deploy-production.sh} of this checkout, with processes on ports of a test's own.
 *
 * @param folder folder of the test, outside of the installation
 * @param environment {@code FLOWEX_HOME}, ports and times
 */
record DeployScript(Path folder, Map<String, String> environment) {

    private static final Path ROOT = Repository.file("").toAbsolutePath().normalize();
    private static final Duration SCRIPT_MAX = Duration.ofMinutes(20);
    private static final Duration SIGNER_MAX = Duration.ofMinutes(5);
    private static final String SIGNER_READY = "signer is ready at ";

    /** Room for three nodes. */
    private static final int NODE_PORTS = 30;

    /** Output of a command, and its exit code. */
    record Run(int code, String output) {}

    /** @param port port of the gateway */
    static DeployScript of(Path folder, Path home, int port) {
        return new DeployScript(
                folder,
                Map.of(
                        "FLOWEX_DEPLOY_TARGETS",
                        home.resolveSibling("monitoring").resolve("targets").toString(),
                        "FLOWEX_HOME",
                        home.toString(),
                        "FLOWEX_DEPLOY_TO",
                        "processes",
                        "FLOWEX_DEPLOY_FREE_GB",
                        "1",
                        "FLOWEX_DEPLOY_READY_SECONDS",
                        "180",
                        "FLOWEX_PORT",
                        Integer.toString(port),
                        "FLOWEX_DEPLOY_OPERATORS_PORT",
                        Integer.toString(FreePorts.of(1)),
                        "FLOWEX_DEPLOY_SERVICE_PORT",
                        Integer.toString(FreePorts.of(2)),
                        "FLOWEX_DEPLOY_NODE_PORT",
                        Integer.toString(FreePorts.of(NODE_PORTS)),
                        "JAVA_HOME",
                        System.getProperty("java.home")));
    }

    Run script(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("scripts/deploy-production.sh"));
        command.addAll(List.of(arguments));
        return run(command);
    }

    /** Runs a command in the checkout, without the settings of this machine. */
    Run run(List<String> command) throws IOException, InterruptedException {
        Path output = Files.createTempFile(folder, "script", ".out");
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(ROOT.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("FLOWEX_"));
        builder.environment().putAll(environment);
        Process process = builder.start();
        if (!process.waitFor(SCRIPT_MAX.toSeconds(), TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new AssertionError(command + " does not end: " + Files.readString(output));
        }
        return new Run(process.exitValue(), Files.readString(output));
    }

    /** This version, with one more line among the options of its processes. */
    Path release(String name, String line) throws IOException {
        return release(name, line, ROOT.resolve("app/target"));
    }

    /** @param built folder in which a version was built */
    Path release(String name, String line, Path built) throws IOException {
        Path release = Files.createDirectory(folder.resolve(name));
        Files.copy(built.resolve("launcher.jar"), release.resolve("launcher.jar"));
        copy(built.resolve("lib"), release.resolve("lib"));
        copy(built.resolve("../../build"), release.resolve("build"));
        Files.writeString(release.resolve("build/launcher.options"), "\n" + line + "\n", StandardOpenOption.APPEND);
        return release;
    }

    private static void copy(Path from, Path to) throws IOException {
        Files.createDirectory(to);
        try (Stream<Path> files = Files.list(from)) {
            for (Path file : files.toList()) {
                Files.copy(file, to.resolve(file.getFileName()));
            }
        }
    }

    /** A process with the keys of the simulated chain: of two that serve neither may hold them. */
    record Signer(JavaProcess process, String url) implements AutoCloseable {

        static Signer start(Path data, String secret) throws IOException {
            JavaProcess started = JavaProcess.start(
                    "launcher",
                    "com.flowex.app.process.SignerProcess",
                    List.of(),
                    Map.of(
                            "FLOWEX_DATA_DIR",
                            Files.createDirectory(data).toString(),
                            "FLOWEX_SIGNER_PORT",
                            "0",
                            "FLOWEX_SIGNER_SECRET",
                            secret));
            Deadline.await(SIGNER_MAX, () -> started.output().contains(SIGNER_READY), started::output);
            String output = started.output();
            return new Signer(
                    started,
                    output.substring(output.indexOf(SIGNER_READY) + SIGNER_READY.length())
                            .lines()
                            .findFirst()
                            .orElseThrow());
        }

        @Override
        public void close() {
            process.close();
        }
    }
}
