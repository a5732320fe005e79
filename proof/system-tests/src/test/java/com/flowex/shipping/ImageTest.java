package com.flowex.shipping;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** The image, built from ./Dockerfile without a registry and started as an orchestrator would. Minutes: only with the long proofs. */
class ImageTest {

    private static final Duration BUILDING_MAX = Duration.ofMinutes(30);
    private static final Duration STARTING_MAX = Duration.ofMinutes(5);
    private static final Duration ASKING_MAX = Duration.ofMinutes(5);
    private static final long BYTES_MAX = 300_000_000;

    @TempDir
    private Path folder;

    @Test
    @EnabledIfSystemProperty(named = "flowex.full", matches = "true")
    void imageIsSmallAndRunsAsItsOwnUserOnAReadOnlyRoot() {
        for (String tool : List.of("podman", "buildah", "mmdebstrap")) {
            assumeTrue(ToolRun.isHere(tool), () -> "no " + tool + " here: the image is not built");
        }
        Path work = folder.resolve("image");
        ToolRun built = ToolRun.of(
                BUILDING_MAX,
                Map.of("JAVA_HOME", System.getProperty("java.home")),
                List.of(
                        "scripts/build-image.sh",
                        "--work",
                        work.toString(),
                        "--tag",
                        "arkcyber/flowex:test",
                        "--maven-repo",
                        repository()));
        assertEquals(0, built.exitCode(), built::output);
        ToolRun tried = ToolRun.of(
                STARTING_MAX,
                Map.of(),
                List.of("scripts/try-image.sh", "--work", work.toString(), "--tag", "arkcyber/flowex:test"));
        assumeTrue(
                !tried.output().contains("OCI permission denied"),
                "no container may start here: the image is built, not tried");
        assertEquals(0, tried.exitCode(), tried::output);

        assertTrue(figure(tried, "bytes") < BYTES_MAX, tried::output);
        assertEquals(10_001, figure(tried, "user"), tried::output);
        assertTrue(tried.output().contains("root=read-only"), tried::output);
        assertTrue(tried.output().contains("health=healthy"), tried::output);
        System.out.printf(
                "proof: image megabytes=%d ready_seconds=%d%n",
                figure(tried, "bytes") / 1_000_000, figure(tried, "seconds"));
        ToolRun run = ToolRun.of(ASKING_MAX, Map.of(), List.of("rm", "-rf", work.toString()));
        assertEquals(0, run.exitCode(), run::output);
    }

    private static long figure(ToolRun run, String name) {
        return run.output()
                .lines()
                .filter(line -> line.startsWith(name + "="))
                .mapToLong(
                        line -> Long.parseLong(line.substring(name.length() + 1).strip()))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no " + name + " in " + run.output()));
    }

    /** Where Maven keeps what it has downloaded. */
    private static String repository() {
        return Stream.of(System.getProperty("java.class.path").split(":", -1))
                .filter(jar -> jar.contains("/org/junit/"))
                .map(jar -> jar.substring(0, jar.indexOf("/org/junit/")))
                .findFirst()
                .orElseThrow();
    }
}
