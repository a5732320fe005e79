package com.flowex.custody.bitcoin;

import com.flowex.custody.bitcoin.ReceivedOutputs.Outpoint;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Outputs that are spent for good, as observed since the start, so they need not be looked up again. One look is not
 * enough: it may fall between a block and its replacement.
 */
final class SpentOutputs {

    private static final int MEMORY_MAX = 200_000;

    private final int finality;
    private final Map<Outpoint, MissingOutput> gone = new ConcurrentHashMap<>();

    SpentOutputs(int finality) {
        this.finality = finality;
    }

    /**
     * Tip at which the output was first missing; {@code isForEver} is true if it was still missing when that block was
     * final.
     */
    private record MissingOutput(long since, boolean isForEver) {}

    boolean isForEver(Outpoint output) {
        MissingOutput known = gone.get(output);
        return known != null && known.isForEver();
    }

    /** Records that the output is not in the blocks up to the tip. */
    void gone(Outpoint output, long tip) {
        if (gone.size() < MEMORY_MAX) {
            gone.merge(
                    output,
                    new MissingOutput(tip, false),
                    (known, now) ->
                            new MissingOutput(known.since(), known.isForEver() || tip - known.since() >= finality));
        }
    }

    /** Records that the output is there, possibly again. */
    void there(Outpoint output) {
        gone.remove(output);
    }
}
