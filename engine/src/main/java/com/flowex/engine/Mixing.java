package com.flowex.engine;

/** Folds numbers into 64 bits so that every bit of each counts (the finalizer of SplitMix64). */
final class Mixing {

    static final long SEED = 0x9E37_79B9_7F4A_7C15L;

    private Mixing() {}

    /** What was folded so far, and one number more. */
    static long mix(long folded, long next) {
        long mixed = folded * 31 + next + SEED;
        mixed = (mixed ^ mixed >>> 30) * 0xBF58_476D_1CE4_E5B9L;
        mixed = (mixed ^ mixed >>> 27) * 0x94D0_49BB_1331_11EBL;
        return mixed ^ mixed >>> 31;
    }
}
