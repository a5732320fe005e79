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

    private static final int PAGE_MASK = (1 << PAGE_SHIFT) - 1;

    private final int wordsShift;
    private long[][] pages = {new long[1 << PAGE_SHIFT]};
    private int used = 1;
    private int free = NONE;

    /** @param wordsShift an entry has two to the power of this longs */
    Slab(int wordsShift) {
        this.wordsShift = wordsShift;
    }

    /** An entry whose words are whatever they were. */
    int take() {
        if (free != NONE) {
            int entry = free;
            free = (int) get(entry, 0);
            return entry;
        }
        int page = used << wordsShift >>> PAGE_SHIFT;
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

    long get(int entry, int word) {
        int at = (entry << wordsShift) + word;
        return pages[at >>> PAGE_SHIFT][at & PAGE_MASK];
    }

    void set(int entry, int word, long value) {
        int at = (entry << wordsShift) + word;
        pages[at >>> PAGE_SHIFT][at & PAGE_MASK] = value;
    }
}
