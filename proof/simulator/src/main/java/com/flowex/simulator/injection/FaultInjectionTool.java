package com.flowex.simulator.injection;

import com.flowex.simulator.linear.HistoryCall;
import com.flowex.simulator.lobster.BadInputException;
import com.flowex.simulator.options.ToolExit;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** {@code ./flowex chaos --minutes M}: a cluster on machines of its own under fault injection, and a verdict. */
public final class FaultInjectionTool {

    /** Exit code if nothing was lost and no fault was found. */
    static final int FINE = 0;

    /** Exit code if a fault was found. */
    static final int WRONG = 1;

    /** Exit code if the options or this machine cannot be used. */
    static final int BAD_INPUT = 2;

    private FaultInjectionTool() {}

    /** Runs the tool; the property {@code flowex.root} names the root of FlowEx's files. */
    public static void main(String[] arguments) {
        ToolExit.exit(
                "chaos",
                run(List.of(arguments), Path.of(System.getProperty("flowex.root", ".")), System.out, System.err));
    }

    /**
     * Runs the tool once.
     *
     * @param root root of FlowEx's own files, which are built
     * @param out stream for the report
     * @param err stream for progress and errors
     * @return the process's exit code
     */
    public static int run(List<String> words, Path root, PrintStream out, PrintStream err) {
        try {
            FaultOptions options = FaultOptions.of(words);
            MachineCapabilities capabilities = MachineCapabilities.find();
            FaultReport report = new FaultInjectionRun(
                            options, capabilities, root.toAbsolutePath().normalize(), err)
                    .run();
            Files.writeString(options.folder().resolve("report.json"), report.json() + "\n");
            (options.asJson() ? List.of(report.json()) : report.lines()).forEach(out::println);
            err.println("chaos: seed " + options.seed()
                    + ", the history, the faults and what every process said are in " + options.folder());
            return report.isAccepted() ? FINE : WRONG;
        } catch (BadInputException | HistoryCall.InvalidHistoryException e) {
            err.println("chaos: " + e.getMessage());
        } catch (IOException e) {
            err.println("chaos: " + e.getMessage());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            err.println("chaos: interrupted");
        }
        return BAD_INPUT;
    }
}
