package com.flowex.testsupport;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.support.descriptor.ClassSource;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;

/**
 * Listener that frees the resources of a test class ({@link ClassCleanup}) and records its processor time. Each
 * finished class adds one line to the file that the system property {@code flowex.test.times} names: module, class,
 * processor milliseconds, elapsed milliseconds, tests, failures, separated by tabs. Without the property nothing is
 * recorded.
 *
 * <p>Classes of one JVM run one after the other. A class is therefore charged with all that its JVM and the JVM's
 * descendants used between its start and its end. Servers that the first class of a JVM starts for all later ones (a
 * database server, an exchange) are charged to that first class.
 */
public final class TestClassListener implements TestExecutionListener {

    private static final @Nullable String FILE = System.getProperty("flowex.test.times");

    /** Matches a test jar by its name, and a folder of classes by the module's folder. */
    private static final Pattern MODULE = Pattern.compile(
            "/(?:flowex-)?([a-z][a-z0-9-]*?)(?:-[0-9][^/]*)?(?:-tests)?[.]jar$|/([^/]+)/target/test-classes/$");

    private final AtomicInteger tests = new AtomicInteger();
    private final AtomicInteger failures = new AtomicInteger();
    private long startedCpuMillis;
    private long startedNanos;

    /** Makes a listener; JUnit's service loader calls it. */
    public TestClassListener() {}

    @Override
    public void executionStarted(TestIdentifier identifier) {
        if (FILE == null || !isTestClass(identifier)) {
            return;
        }
        tests.set(0);
        failures.set(0);
        startedCpuMillis = ProcessorTime.ofProcessTreeMillis();
        startedNanos = System.nanoTime();
    }

    @Override
    public void executionFinished(TestIdentifier identifier, TestExecutionResult result) {
        if (isTestClass(identifier)) {
            ClassCleanup.run();
        }
        if (FILE == null) {
            return;
        }
        if (identifier.isTest()) {
            tests.incrementAndGet();
        }
        if (result.getStatus() == TestExecutionResult.Status.FAILED) {
            failures.incrementAndGet();
        }
        if (isTestClass(identifier)) {
            long cpuMillis = ProcessorTime.ofProcessTreeMillis() - startedCpuMillis;
            long elapsedMillis = (System.nanoTime() - startedNanos) / 1_000_000;
            append(
                    Path.of(FILE),
                    String.join(
                            "\t",
                            moduleOf(identifier),
                            identifier.getDisplayName(),
                            Long.toString(cpuMillis),
                            Long.toString(elapsedMillis),
                            tests.toString(),
                            failures.toString()));
        }
    }

    /** True for a class at the top level, directly below the engine; nested classes are part of it. */
    private static boolean isTestClass(TestIdentifier identifier) {
        return identifier.getSource().filter(ClassSource.class::isInstance).isPresent()
                && identifier.getUniqueIdObject().getSegments().size() == 2;
    }

    /** Returns the name of the module whose folder or jar holds the class; empty if it is not known. */
    private static String moduleOf(TestIdentifier identifier) {
        return identifier
                .getSource()
                .map(ClassSource.class::cast)
                .map(source -> source.getJavaClass().getProtectionDomain().getCodeSource())
                .map(code -> MODULE.matcher(code.getLocation().getPath()))
                .filter(Matcher::find)
                .map(module -> module.group(1) == null ? module.group(2) : module.group(1))
                .orElse("");
    }

    /** Appends in one write: several JVMs share the file. */
    private static void append(Path file, String line) {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            Files.writeString(file, line + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot record the processor time of a test class in " + file, e);
        }
    }
}
