package com.flowex.engine.ids;

/** Mixing of numbers into 64 bits so that every bit of each counts. */
public final class HashMixing {

    public static final long SEED = 0x9E37_79B9_7F4A_7C15L;

    private HashMixing() {}

    /** Mixes one more number into a hash. */
    public static long mix(long folded, long next) {
        return scramble(folded * 31 + next + SEED);
    }

    /** Returns one number, well mixed; 0 stays 0 (the finalizer of SplitMix64). */
    static long scramble(long value) {
        long mixed = (value ^ value >>> 30) * 0xBF58_476D_1CE4_E5B9L;
        mixed = (mixed ^ mixed >>> 27) * 0x94D0_49BB_1331_11EBL;
        return mixed ^ mixed >>> 31;
    }
}
