package com.flowex.engine.ids;

import java.util.Arrays;

/** Array of numbers in pages: growing copies nothing, so no command waits for it. An index that was never set is 0. */
final class PagedIntArray {

    /** A page has 2^15 numbers, 128 kB. */
    private static final int PAGE_SHIFT = 15;

    private static final int PAGE_MASK = (1 << PAGE_SHIFT) - 1;
    private static final int[] NOTHING = {};

    private int[][] pages = {NOTHING};

    /** @param index index below the largest ever set, or in its page */
    int get(int index) {
        return pages[index >>> PAGE_SHIFT][index & PAGE_MASK];
    }

    void set(int index, int number) {
        int page = index >>> PAGE_SHIFT;
        if (page >= pages.length || pages[page].length == 0) {
            addPage(page);
        }
        pages[page][index & PAGE_MASK] = number;
    }

    private void addPage(int page) {
        if (page >= pages.length) {
            int length = Math.max(page + 1, pages.length + pages.length / 2);
            int known = pages.length;
            pages = Arrays.copyOf(pages, length);
            Arrays.fill(pages, known, length, NOTHING);
        }
        pages[page] = new int[1 << PAGE_SHIFT];
    }
}
