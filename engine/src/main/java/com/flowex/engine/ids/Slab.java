package com.flowex.engine.ids;

import java.util.Arrays;

/**
 * Entries of a few longs each, in pages: growing copies nothing, so no command waits for it. An entry is named by its
 * number; {@link #NONE} is none.
 */
final class Slab {

    static final int NONE = 0;

    /** A page is 2^15 longs, 256 kB. */
    private static final int PAGE_SHIFT = 15;

    private final int wordsShift;

    /** Entries of a page, as a power of two. */
    private final int entriesShift;

    private final int entriesMask;
    private long[][] pages = {new long[1 << PAGE_SHIFT]};
    private int used = 1;
    private int free = NONE;

    /** @param wordsShift an entry has two to the power of this longs */
    Slab(int wordsShift) {
        this.wordsShift = wordsShift;
        this.entriesShift = PAGE_SHIFT - wordsShift;
        this.entriesMask = (1 << entriesShift) - 1;
    }

    /** An entry whose words are whatever they were. */
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

    /** Number of entries ever taken, the first being 1. */
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
