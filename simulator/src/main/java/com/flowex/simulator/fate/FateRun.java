package com.flowex.simulator.fate;

import com.flowex.simulator.model.BrokenLawException;
import com.flowex.simulator.model.Promises;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** One run: a world is made, moves are taken, then nothing breaks any more and everything is compared. */
final class FateRun {
    /** Lists the markets of a random log and funds its accounts. */
    private static final int BEGINNING = 80;

    /**
     * What a run came to.
     *
     * @param broken the law that did not hold, with how; empty if all did
     * @param step at which it was found, from 0; as many as there were moves at the end
     * @param digest over all that was applied until then
     * @param commands what clients had asked for, in words; none where all laws held
     */
    record Ended(Optional<BrokenLawException> broken, int step, long digest, FateTally tally, List<String> commands) {
        Ended {
            commands = List.copyOf(commands);
        }

        /** In words that are the same whenever the same happens. */
        String line() {
            return broken.map(law -> "step " + step + ": " + law.getMessage()).orElse("all laws held");
        }
    }

    private FateRun() {}

    static Ended of(Setup setup, List<Move> moves, Promises promises) {
        World world = new World(setup, promises);
        Steps steps = new Steps(world);
        int step = 0;
        try {
            Calm calm = new Calm(world);
            calm.begin(BEGINNING);
            for (Move move : moves) {
                steps.take(move);
                step++;
            }
            calm.come();
            world.checkEnd();
            return new Ended(Optional.empty(), step, world.digest(), world.tally(), List.of());
        } catch (BrokenLawException broken) {
            return new Ended(Optional.of(broken), step, world.digest(), world.tally(), commands(world));
        }
    }

    private static List<String> commands(World world) {
        List<String> commands = new ArrayList<>();
        for (ModelClient client : world.clients()) {
            for (Errand errand : client.errands()) {
                commands.add(String.format(
                        Locale.ROOT,
                        "session %d requests %s %s %s",
                        client.session(),
                        errand.requests(),
                        errand.known(),
                        errand.command()));
            }
        }
        return commands;
    }
}
