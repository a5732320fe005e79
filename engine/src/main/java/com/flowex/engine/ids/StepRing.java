package com.flowex.engine.ids;

/**
 * Entries of eight longs that leave in the order in which they came, in pages: coming and leaving copy nothing, and a page that is left is
 * free. An entry is named by a number from 0 on, which begins at 0 again after {@link #LAST}; {@link #NONE} is none.
 */
final class StepRing {

    static final int NONE = -1;

    /** The largest number. No more entries than that fit at a time. */
    static final int LAST = Integer.MAX_VALUE;

    private static final int WORDS_SHIFT = 3;

    /** A page has 2^12 entries, 256 kB. */
    private static final int PAGE_SHIFT = 12;

    private static final int PAGE_LENGTH = 1 << PAGE_SHIFT;
    private static final int PAGE_MASK = PAGE_LENGTH - 1;

    /** A page stands at the end of its number; the length is a power of two. */
    private long[][] pages = new long[16][];

    private int first;
    private int next;

    StepRing() {
        this(1);
    }

    /** @param first number of the first entry */
    StepRing(int first) {
        this.first = first;
        this.next = first;
        pages[slotOf(first)] = newPage();
    }

    private static long[] newPage() {
        return new long[PAGE_LENGTH << WORDS_SHIFT];
    }

    /** An entry whose words are whatever they were; the youngest. */
    int take() {
        int entry = next;
        if ((entry & PAGE_MASK) == 0) {
            addPage(entry);
        }
        next = plus(entry, 1);
        return entry;
    }

    private void addPage(int entry) {
        int before = minus(entry, first) + (first & PAGE_MASK) >>> PAGE_SHIFT;
        if (before == pages.length) {
            enlarge();
        }
        pages[slotOf(entry)] = newPage();
    }

    private void enlarge() {
        long[][] larger = new long[pages.length * 2][];
        for (int i = 0; i < pages.length; i++) {
            int page = (first >>> PAGE_SHIFT) + i;
            larger[page & larger.length - 1] = pages[page & pages.length - 1];
        }
        pages = larger;
    }

    /** The oldest entry leaves, which there must be. */
    void drop() {
        int left = first;
        first = plus(left, 1);
        if ((first & PAGE_MASK) == 0) {
            pages[slotOf(left)] = null;
        }
    }

    int count() {
        return minus(next, first);
    }

    /** {@link #NONE} if there is no entry. */
    int oldest() {
        return first == next ? NONE : first;
    }

    /** The number that is so many after another. */
    static int plus(int entry, int more) {
        return entry + more & LAST;
    }

    /** How many numbers one comes after another. */
    static int minus(int entry, int older) {
        return entry - older & LAST;
    }

    /** The number that the next entry will have. */
    int next() {
        return next;
    }

    long get(int entry, int word) {
        return pages[slotOf(entry)][at(entry, word)];
    }

    void set(int entry, int word, long value) {
        pages[slotOf(entry)][at(entry, word)] = value;
    }

    /** How many pages there are. */
    int pages() {
        int count = 0;
        for (long[] page : pages) {
            count += page == null ? 0 : 1;
        }
        return count;
    }

    private int slotOf(int entry) {
        return entry >>> PAGE_SHIFT & pages.length - 1;
    }

    private static int at(int entry, int word) {
        return ((entry & PAGE_MASK) << WORDS_SHIFT) + word;
    }
}
