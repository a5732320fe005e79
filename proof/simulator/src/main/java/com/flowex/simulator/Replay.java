package com.flowex.simulator;

import com.flowex.backtest.data.DataException;
import com.flowex.simulator.lobster.BadInputException;
import com.flowex.simulator.lobster.LobsterReplay;
import com.flowex.simulator.lobster.LobsterResult;
import com.flowex.simulator.options.ToolExit;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.OptionalInt;

/** {@code ./flowex replay}: replay of recorded order flow through the engine. */
public final class Replay {

    /** Exit code if everything was as recorded. */
    static final int FINE = 0;

    /** Exit code if the engine and the record differ. */
    static final int DIFFERENT = 1;

    /** Exit code if the options or a file cannot be used. */
    static final int BAD_INPUT = 2;

    private Replay() {}

    public static void main(String[] arguments) {
        ToolExit.exit("replay", run(arguments, System.out, System.err));
    }

    /**
     * Runs one replay.
     *
     * @param out stream for the one line of the result
     * @param err stream for progress and errors
     * @return the process's exit code
     */
    static int run(String[] arguments, PrintStream out, PrintStream err) {
        try {
            LobsterResult result = replay(ReplayOptions.of(arguments), err);
            out.println(result.line());
            return result.mismatches() == 0 ? FINE : DIFFERENT;
        } catch (BadInputException | DataException e) {
            err.println("replay: " + e.getMessage());
        } catch (IOException e) {
            err.println("replay: cannot read: " + e.getMessage());
        }
        return BAD_INPUT;
    }

    private static LobsterResult replay(ReplayOptions options, PrintStream err) throws BadInputException, IOException {
        LobsterReplay replay = new LobsterReplay(err);
        if (options.book().isEmpty()) {
            err.println("replay: " + options.messages() + " without --book: there is no book to compare with");
            return replay.replay(options.messages());
        }
        Path book = options.book().get();
        OptionalInt levels = options.levels();
        err.println("replay: " + options.messages() + " against " + book);
        return replay.replay(options.messages(), book, levels);
    }
}
