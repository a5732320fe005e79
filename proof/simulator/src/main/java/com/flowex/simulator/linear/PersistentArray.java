package com.flowex.simulator.linear;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Persistent array: a changed copy shares everything unchanged with its original. Equality is by content, and hashes
 * are compared first. It has at most 2^30 elements.
 */
final class PersistentArray<T> {

    private static final int BITS = 5;
    private static final int WIDTH = 1 << BITS;
    private static final long MIX = 0x9E37_79B9_7F4A_7C15L;

    private final @Nullable Object[] root;
    private final int shift;
    private final long hash;

    private PersistentArray(@Nullable Object[] root, int shift, long hash) {
        this.root = root;
        this.shift = shift;
        this.hash = hash;
    }

    /** Returns an empty array. */
    static <T> PersistentArray<T> ofSize(int size) {
        int shift = 0;
        while (size > WIDTH << shift) {
            shift += BITS;
        }
        return new PersistentArray<>(new @Nullable Object[WIDTH], shift, 0);
    }

    /** Returns the element, null if there is none. */
    @SuppressWarnings("unchecked")
    @Nullable
    T get(int index) {
        @Nullable Object[] at = root;
        for (int level = shift; level > 0; level -= BITS) {
            Object below = at[index >>> level & WIDTH - 1];
            if (below == null) {
                return null;
            }
            at = (@Nullable Object[]) below;
        }
        return (T) at[index & WIDTH - 1];
    }

    PersistentArray<T> with(int index, T value) {
        long changed = hash - part(index, get(index)) + part(index, value);
        return new PersistentArray<>(copy(root, shift, index, value), shift, changed);
    }

    private static @Nullable Object[] copy(@Nullable Object[] from, int level, int index, Object value) {
        @Nullable Object[] copy = from.clone();
        int at = index >>> level & WIDTH - 1;
        if (level == 0) {
            copy[at] = value;
        } else {
            Object below = from[at];
            copy[at] = copy(
                    below == null ? new @Nullable Object[WIDTH] : (@Nullable Object[]) below,
                    level - BITS,
                    index,
                    value);
        }
        return copy;
    }

    private static long part(int index, @Nullable Object value) {
        if (value == null) {
            return 0;
        }
        long mixed = (value.hashCode() * 31L + index + 1) * MIX;
        return mixed ^ mixed >>> 29;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof PersistentArray<?> that && hash == that.hash && same(root, that.root, shift);
    }

    private static boolean same(@Nullable Object[] one, @Nullable Object[] other, int level) {
        if (one == other) {
            return true;
        }
        if (level == 0) {
            return Arrays.equals(one, other);
        }
        for (int i = 0; i < WIDTH; i++) {
            Object left = one[i];
            Object right = other[i];
            if (left != right
                    && (left == null
                            || right == null
                            || !same((@Nullable Object[]) left, (@Nullable Object[]) right, level - BITS))) {
                return false;
            }
        }
        return true;
    }

    @Override
    public int hashCode() {
        return Long.hashCode(hash);
    }
}
