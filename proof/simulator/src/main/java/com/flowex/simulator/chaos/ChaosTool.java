package com.flowex.simulator.chaos;

import com.flowex.simulator.history.HistoryFormat;
import com.flowex.simulator.linear.HistoryCall;
import com.flowex.simulator.linear.HistoryCheck;
import com.flowex.simulator.linear.HistoryReport;
import com.flowex.simulator.lobster.BadInputException;
import com.flowex.simulator.options.GivenOptions;
import com.flowex.simulator.options.ToolExit;
import com.flowex.simulator.streams.StreamReport;
import java.io.IOException;
import java.io.PrintStream;
import java.util.List;

/**
 * {@code ./flowex chaos}: loads a running exchange with clients that record a history and with readers of its streams,
 * and judges their records.
 */
public final class ChaosTool {

    /** Exit code if the history is accepted. */
    static final int FINE = 0;

    /** Exit code if the history is not accepted, or could not be decided. */
    static final int WRONG = 1;

    /** Exit code if the options, the file or the exchange cannot be used. */
    static final int BAD_INPUT = 2;

    private ChaosTool() {}

    public static void main(String[] arguments) {
        ToolExit.exit("chaos", run(List.of(arguments), System.out, System.err));
    }

    /**
     * Runs one verb.
     *
     * @param out stream for the report
     * @param err stream for progress and errors
     * @return the process's exit code
     */
    public static int run(List<String> words, PrintStream out, PrintStream err) {
        try {
            ChaosLoad.LoadResult left = left(words, err);
            HistoryReport report = new HistoryCheck(left.lines(), HistoryCheck.STANDINGS_MAX).report();
            left.readers().lines().forEach(out::println);
            report.lines().forEach(out::println);
            return report.isAccepted() && left.readers().isAccepted() ? FINE : WRONG;
        } catch (BadInputException | HistoryCall.InvalidHistoryException e) {
            err.println("chaos: " + e.getMessage());
        } catch (IOException e) {
            err.println("chaos: cannot read or write: " + e.getMessage());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            err.println("chaos: interrupted");
        }
        return BAD_INPUT;
    }

    private static ChaosLoad.LoadResult left(List<String> words, PrintStream err)
            throws IOException, BadInputException, InterruptedException {
        if (words.size() == 2 && words.getFirst().equals("check")) {
            return new ChaosLoad.LoadResult(
                    HistoryFormat.read(GivenOptions.path("the history", words.getLast())), StreamReport.NONE);
        }
        if (!words.isEmpty() && words.getFirst().equals("load")) {
            return ChaosLoad.run(ChaosOptions.of(words.subList(1, words.size())), err);
        }
        throw new BadInputException("load or check FILE must be given; see ./flowex chaos --help");
    }
}
