package com.flowex.engine.ids;

/**
 * Ring of entries of eight longs that leave in the order in which they came, in pages. Coming and leaving copy nothing,
 * and an empty page is released. An entry is identified by a number from 0 on, which begins at 0 again after
 * {@link #LAST}; {@link #NONE} means "no entry".
 */
final class TransferStepRing {

    static final int NONE = -1;

    /** Largest number of an entry; at most that many entries fit at a time. */
    static final int LAST = Integer.MAX_VALUE;

    private static final int WORDS_SHIFT = 3;

    /** A page has 2^12 entries, 256 kB. */
    private static final int PAGE_SHIFT = 12;

    private static final int PAGE_LENGTH = 1 << PAGE_SHIFT;
    private static final int PAGE_MASK = PAGE_LENGTH - 1;

    /** The low bits of a page's number are its index; the length is a power of two. */
    private long[][] pages = new long[16][];

    private int first;
    private int next;

    TransferStepRing() {
        this(1);
    }

    /** @param first number of the first entry */
    TransferStepRing(int first) {
        this.first = first;
        this.next = first;
        pages[slotOf(first)] = newPage();
    }

    private static long[] newPage() {
        return new long[PAGE_LENGTH << WORDS_SHIFT];
    }

    /** Returns a new youngest entry, whose words have arbitrary values. */
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

    /** Removes the oldest entry, which must exist. */
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

    /** Returns the oldest entry; {@link #NONE} if there is no entry. */
    int oldest() {
        return first == next ? NONE : first;
    }

    /** Returns the number {@code more} places after another. */
    static int plus(int entry, int more) {
        return entry + more & LAST;
    }

    /** Returns the distance from an older number to a number. */
    static int minus(int entry, int older) {
        return entry - older & LAST;
    }

    /** Returns the number that the next entry will have. */
    int next() {
        return next;
    }

    long get(int entry, int word) {
        return pages[slotOf(entry)][at(entry, word)];
    }

    void set(int entry, int word, long value) {
        pages[slotOf(entry)][at(entry, word)] = value;
    }

    /** Returns the number of pages. */
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
