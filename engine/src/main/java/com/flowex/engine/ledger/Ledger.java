package com.flowex.engine.ledger;

import java.util.Arrays;
import org.agrona.collections.Long2LongHashMap;

/**
 * Balances and holds of every account in every asset, by index. A slot is one account's purse for one asset.
 *
 * <p>All changes are {@link #move}, {@link #hold} and {@link #release}. Nothing is refused here: the caller has checked,
 * and {@link #isSound} proves it after each command.
 */
public final class Ledger {

    private static final int WORDS_SHIFT = 2;
    private static final int BALANCE = 0;
    private static final int HELD = 1;
    private static final int OWNER = 2;
    private static final int TOUCHED = 3;
    private static final long MISSING = -1;

    private final Long2LongHashMap slots = new Long2LongHashMap(1 << 10, 0.55f, MISSING);
    private long[] words = new long[1 << 8];
    private int count;

    private long[] sums = new long[16];
    private long[] heldSums = new long[16];

    private int[] touched = new int[64];
    private int touchedCount;
    private long command = 1;

    /** Number of purses; they are numbered from 0 in the order of first use. */
    public int count() {
        return count;
    }

    /** The purse of an account for an asset, opened at first use. */
    public int slotOf(int account, int asset) {
        long key = (long) account << 32 | asset;
        long slot = slots.get(key);
        return slot == MISSING ? open(key, asset) : (int) slot;
    }

    /** What an account may spend of an asset; asking opens no purse. */
    public long availableOf(int account, int asset) {
        long slot = slots.get((long) account << 32 | asset);
        return slot == MISSING ? 0 : available((int) slot);
    }

    private int open(long key, int asset) {
        int at = count << WORDS_SHIFT;
        if (at == words.length) {
            words = Arrays.copyOf(words, words.length * 2);
        }
        if (asset >= sums.length) {
            int length = Math.max(asset + 1, sums.length * 2);
            sums = Arrays.copyOf(sums, length);
            heldSums = Arrays.copyOf(heldSums, length);
        }
        words[at + OWNER] = key;
        slots.put(key, count);
        return count++;
    }

    public int account(int slot) {
        return (int) (words[(slot << WORDS_SHIFT) + OWNER] >>> 32);
    }

    public int asset(int slot) {
        return (int) words[(slot << WORDS_SHIFT) + OWNER];
    }

    public long balance(int slot) {
        return words[(slot << WORDS_SHIFT) + BALANCE];
    }

    public long held(int slot) {
        return words[(slot << WORDS_SHIFT) + HELD];
    }

    /** What may be spent: balance minus holds. */
    public long available(int slot) {
        return balance(slot) - held(slot);
    }

    /** Everything held of an asset. */
    public long heldOf(int asset) {
        return asset < heldSums.length ? heldSums[asset] : 0;
    }

    /**
     * Moves money from one purse to another of the same asset.
     *
     * @param units 0 or more
     */
    public void move(int from, int to, long units) {
        add(from, -units);
        add(to, units);
    }

    private void add(int slot, long units) {
        int at = slot << WORDS_SHIFT;
        words[at + BALANCE] = Math.addExact(words[at + BALANCE], units);
        sums[(int) words[at + OWNER]] += units;
        touch(slot);
    }

    /** Sets units aside. */
    public void hold(int slot, long units) {
        words[(slot << WORDS_SHIFT) + HELD] += units;
        heldSums[asset(slot)] += units;
        touch(slot);
    }

    /** Gives held units back to what may be spent. */
    public void release(int slot, long units) {
        hold(slot, -units);
    }

    /** Puts a purse back as it was; the sums follow. */
    public void restore(int account, int asset, long balance, long held) {
        int slot = slotOf(account, asset);
        words[(slot << WORDS_SHIFT) + BALANCE] = balance;
        words[(slot << WORDS_SHIFT) + HELD] = held;
        sums[asset] += balance;
        heldSums[asset] += held;
    }

    private void touch(int slot) {
        int at = (slot << WORDS_SHIFT) + TOUCHED;
        if (words[at] == command) {
            return;
        }
        words[at] = command;
        if (touchedCount == touched.length) {
            touched = Arrays.copyOf(touched, touched.length * 2);
        }
        touched[touchedCount++] = slot;
    }

    /** Number of purses changed since {@link #settle}. */
    public int touchedCount() {
        return touchedCount;
    }

    /** The purses changed since {@link #settle}, in the order of their first change. */
    public int touched(int index) {
        return touched[index];
    }

    /** Ends a command: what changes from now on belongs to the next. */
    public void settle() {
        touchedCount = 0;
        command++;
    }

    /**
     * What every command must leave behind in a purse it changed.
     *
     * @param mayBeNegative whether its owner is the outside world
     * @return whether the hold is within the balance and the asset sums to zero over all accounts
     */
    public boolean isSound(int slot, boolean mayBeNegative) {
        long held = held(slot);
        return held >= 0 && (mayBeNegative || held <= balance(slot)) && sums[asset(slot)] == 0;
    }
}
