package com.flowex.sandbox;

import com.flowex.domain.order.Side;
import com.flowex.sandbox.child.SandboxMain;
import com.flowex.strategy.Strategy;
import com.sun.management.HotSpotDiagnosticMXBean;
import java.io.File;
import java.lang.management.ManagementFactory;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.mozilla.javascript.Context;

/**
 * Command line of the process: the same Java with the same compilers, a small heap, and the class path of only the
 * classes that it needs.
 */
final class ChildCommand {

    private static final String JAVA =
            Path.of(System.getProperty("java.home"), "bin", "java").toString();

    /** Highest compiler of this process. Where that is the first one, the second would not pay off in a child either. */
    private static final String COMPILERS = "-XX:TieredStopAtLevel="
            + ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class)
                    .getVMOption("TieredStopAtLevel")
                    .getValue();

    private ChildCommand() {}

    static List<String> of(int heapMegabytes, Path folder, List<Path> classPath) {
        List<String> command = new ArrayList<>(List.of(
                JAVA,
                "-Xmx" + heapMegabytes + "m",
                "-Xss512k",
                "-XX:+UseSerialGC",
                COMPILERS,
                "-XX:MaxDirectMemorySize=8m",
                "-XX:MaxMetaspaceSize=64m",
                "-XX:ReservedCodeCacheSize=48m",
                "-XX:+ExitOnOutOfMemoryError",
                // The kernel's limit forbids files; the virtual machine would end at its first one.
                "-XX:-UsePerfData",
                "-XX:ErrorFile=/dev/null",
                "-XX:-CreateCoredumpOnCrash",
                "-XX:+DisableAttachMechanism",
                // Standard output has messages only.
                "-XX:+DisplayVMOutputToStderr",
                "-Djava.io.tmpdir=" + folder,
                "-Duser.home=" + folder,
                "-Duser.language=en",
                "-Duser.country=US",
                "-Duser.timezone=UTC",
                "-Dfile.encoding=UTF-8",
                "-Dstderr.encoding=UTF-8",
                "-cp"));
        command.add(classPath.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator)));
        command.add(SandboxMain.class.getName());
        return command;
    }

    /** Returns a command line that ends with 0 if Java can run. */
    static List<String> probe() {
        return List.of(JAVA, "-Xmx16m", "-Xshare:auto", "-XX:-UsePerfData", "-XX:+UseSerialGC", "-version");
    }

    /** Returns the files and folders that hold this module, those that it is written against, and the script engine. */
    static List<Path> classPath() {
        return Stream.of(SandboxMain.class, Strategy.class, Side.class, Context.class)
                .map(ChildCommand::source)
                .distinct()
                .toList();
    }

    private static Path source(Class<?> type) {
        try {
            return Path.of(
                    type.getProtectionDomain().getCodeSource().getLocation().toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException("the class path has an entry that is no file", e);
        }
    }
}
