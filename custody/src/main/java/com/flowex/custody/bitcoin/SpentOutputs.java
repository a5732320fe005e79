package com.flowex.custody.bitcoin;

import com.flowex.custody.bitcoin.Coins.Outpoint;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Outputs that are spent for ever, as far as it was seen since the start: they need not be asked for again. One look is not enough, it
 * may have fallen between a block and the one that took its place.
 */
final class SpentOutputs {

    private static final int MEMORY_MAX = 200_000;

    private final int finality;
    private final Map<Outpoint, Gone> gone = new ConcurrentHashMap<>();

    SpentOutputs(int finality) {
        this.finality = finality;
    }

    /** Since which tip, and whether it was gone still when that block was final. */
    private record Gone(long since, boolean isForEver) {}

    boolean isForEver(Outpoint output) {
        Gone known = gone.get(output);
        return known != null && known.isForEver();
    }

    /** In the blocks up to the tip it is not there. */
    void gone(Outpoint output, long tip) {
        if (gone.size() < MEMORY_MAX) {
            gone.merge(
                    output,
                    new Gone(tip, false),
                    (known, now) -> new Gone(known.since(), known.isForEver() || tip - known.since() >= finality));
        }
    }

    /** It is there, perhaps again. */
    void there(Outpoint output) {
        gone.remove(output);
    }
}
