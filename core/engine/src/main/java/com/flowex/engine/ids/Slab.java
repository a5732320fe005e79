package com.flowex.engine.ids;

import java.util.Arrays;

/**
 * Slab of entries of a few longs each, in pages: growing copies nothing, so no command waits for it. An entry is
 * identified by its number; {@link #NONE} means "no entry".
 */
final class Slab {

    static final int NONE = 0;

    /** A page has 2^15 longs, 256 kB. */
    private static final int PAGE_SHIFT = 15;

    private final int wordsShift;

    /** Number of entries of a page, as a power of two. */
    private final int entriesShift;

    private final int entriesMask;
    private long[][] pages = {new long[1 << PAGE_SHIFT]};
    private int used = 1;
    private int free = NONE;

    /** @param wordsShift logarithm to the base of two of the number of longs of an entry */
    Slab(int wordsShift) {
        this.wordsShift = wordsShift;
        this.entriesShift = PAGE_SHIFT - wordsShift;
        this.entriesMask = (1 << entriesShift) - 1;
    }

    /** Returns an entry whose words have arbitrary values. */
    int take() {
        if (free != NONE) {
            int entry = free;
            free = (int) get(entry, 0);
            return entry;
        }
        int page = used >>> entriesShift;
        if (page == pages.length) {
            pages = Arrays.copyOf(pages, page + Math.max(1, page / 2));
        }
        if (pages[page] == null) {
            pages[page] = new long[1 << PAGE_SHIFT];
        }
        return used++;
    }

    void giveBack(int entry) {
        set(entry, 0, free);
        free = entry;
    }

    /** Returns the number of entries ever taken; the first is 1. */
    int used() {
        return used - 1;
    }

    long get(int entry, int word) {
        return pages[entry >>> entriesShift][at(entry, word)];
    }

    void set(int entry, int word, long value) {
        pages[entry >>> entriesShift][at(entry, word)] = value;
    }

    private int at(int entry, int word) {
        return ((entry & entriesMask) << wordsShift) + word;
    }
}
