package com.flowex.custody.bitcoin;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.flowex.custody.bitcoin.ReceivedOutputs.Outpoint;
import org.junit.jupiter.api.Test;

class SpentOutputsTest {

    private static final Outpoint OUTPUT = new Outpoint("ab", 0);

    private final SpentOutputs spent = new SpentOutputs(6);

    @Test
    void outputMissingTwiceAFinalityApartIsGoneForever() {
        spent.gone(OUTPUT, 100);
        assertFalse(spent.isForEver(OUTPUT));
        spent.gone(OUTPUT, 105);
        assertFalse(spent.isForEver(OUTPUT));
        spent.gone(OUTPUT, 106);
        assertTrue(spent.isForEver(OUTPUT));
        assertFalse(spent.isForEver(new Outpoint("ab", 1)));
    }

    @Test
    void reappearedOutputStartsAgain() {
        spent.gone(OUTPUT, 100);
        spent.there(OUTPUT);
        spent.gone(OUTPUT, 110);
        assertFalse(spent.isForEver(OUTPUT));
    }
}
