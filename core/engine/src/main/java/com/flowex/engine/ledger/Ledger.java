package com.flowex.engine.ledger;

import com.flowex.engine.layout.IntPair;
import java.util.Arrays;
import java.util.BitSet;
import org.agrona.collections.Long2LongHashMap;

/**
 * Balances and holds of every account in every asset, by index. A slot is one account's balance for one asset.
 *
 * <p>Balances change only by {@link #move}, and holds only by {@link #hold}, which {@link HoldsByReason} alone calls. Nothing
 * is refused here: the caller has checked, and {@link #isSound} verifies it after each command.
 */
public final class Ledger {

    /** Number that means "no balance". */
    public static final int NO_BALANCE = -1;

    private static final int WORDS_SHIFT = 2;
    private static final int BALANCE = 0;
    private static final int HELD = 1;
    private static final int OWNER = 2;
    private static final int TOUCHED = 3;

    /** Bit of an owner whose account may owe; accounts are far below 2^31. */
    private static final long MAY_OWE = Long.MIN_VALUE;

    private static final int ACCOUNT_MASK = Integer.MAX_VALUE;

    private final Long2LongHashMap slots = new Long2LongHashMap(1 << 10, 0.55f, NO_BALANCE);
    private final BitSet debtors = new BitSet();
    private long[] words = new long[1 << 8];
    private int count;

    private long[] sums = new long[16];
    private long[] debts = new long[16];

    private int[] touched = new int[64];
    private int touchedCount;
    private long command = 1;

    /** Returns the number of balances; they are numbered from 0 in the order of first use. */
    public int count() {
        return count;
    }

    /** Allows an account to owe; must be called before its first balance is opened. */
    public void letOwe(int account) {
        debtors.set(account);
    }

    /** Returns the balance of an account for an asset, opening it at first use. */
    public int slotOf(int account, int asset) {
        int balance = balanceIndexOf(account, asset);
        return balance == NO_BALANCE ? open(account, asset) : balance;
    }

    /** Returns the balance of an account for an asset, {@link #NO_BALANCE} if it was never used; opens none. */
    public int balanceIndexOf(int account, int asset) {
        return (int) slots.get(keyOf(account, asset));
    }

    /** Returns the units of an asset that an account may spend; opens no balance. */
    public long availableOf(int account, int asset) {
        int balance = balanceIndexOf(account, asset);
        return balance == NO_BALANCE ? 0 : available(balance);
    }

    /** Returns the units of an asset that an account owns, the held part included; opens no balance. */
    public long balanceOf(int account, int asset) {
        int balanceIndex = balanceIndexOf(account, asset);
        return balanceIndex == NO_BALANCE ? 0 : balance(balanceIndex);
    }

    private static long keyOf(int account, int asset) {
        return IntPair.of(account, asset);
    }

    private int open(int account, int asset) {
        long key = keyOf(account, asset);
        int at = count << WORDS_SHIFT;
        if (at == words.length) {
            words = Arrays.copyOf(words, words.length * 2);
        }
        if (asset >= sums.length) {
            int length = Math.max(asset + 1, sums.length * 2);
            sums = Arrays.copyOf(sums, length);
            debts = Arrays.copyOf(debts, length);
        }
        words[at + OWNER] = debtors.get(account) ? key | MAY_OWE : key;
        slots.put(key, count);
        return count++;
    }

    public int account(int slot) {
        return IntPair.high(words[(slot << WORDS_SHIFT) + OWNER]) & ACCOUNT_MASK;
    }

    public int asset(int slot) {
        return IntPair.low(words[(slot << WORDS_SHIFT) + OWNER]);
    }

    public long balance(int slot) {
        return words[(slot << WORDS_SHIFT) + BALANCE];
    }

    public long held(int slot) {
        return words[(slot << WORDS_SHIFT) + HELD];
    }

    /** Returns the units that may be spent: balance minus holds. */
    public long available(int slot) {
        return balance(slot) - held(slot);
    }

    /** Returns the total debt in an asset of all accounts that may owe: their holds beyond their balances. */
    public long owedOf(int asset) {
        return asset < debts.length ? debts[asset] : 0;
    }

    /**
     * Moves money from one balance to another of the same asset.
     *
     * @param units units to move, 0 or more; 0 is no change
     */
    public void move(int from, int to, long units) {
        if (units != 0) {
            add(from, -units);
            add(to, units);
        }
    }

    private void add(int slot, long units) {
        int at = slot << WORDS_SHIFT;
        long before = words[at + BALANCE];
        long after = Math.addExact(before, units);
        words[at + BALANCE] = after;
        sums[(int) words[at + OWNER]] += units;
        if (words[at + OWNER] < 0) {
            countDebt(at, words[at + HELD] - before, words[at + HELD] - after);
        }
        touch(slot);
    }

    private void countDebt(int at, long before, long after) {
        debts[(int) words[at + OWNER]] += Math.max(0, after) - Math.max(0, before);
    }

    /**
     * Sets units aside.
     *
     * @param units units to hold; negative to release them; 0 is no change
     */
    void hold(int slot, long units) {
        if (units == 0) {
            return;
        }
        int at = slot << WORDS_SHIFT;
        long before = words[at + HELD];
        words[at + HELD] = before + units;
        if (words[at + OWNER] < 0) {
            countDebt(at, before - words[at + BALANCE], before + units - words[at + BALANCE]);
        }
        touch(slot);
    }

    /** Restores a balance; the sums follow. */
    public void restore(int account, int asset, long balance, long held) {
        int slot = slotOf(account, asset);
        int at = slot << WORDS_SHIFT;
        words[at + BALANCE] = balance;
        words[at + HELD] = held;
        sums[asset] += balance;
        if (words[at + OWNER] < 0) {
            countDebt(at, 0, held - balance);
        }
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

    /** Returns the number of balances changed since {@link #settle}. */
    public int touchedCount() {
        return touchedCount;
    }

    /** Returns a balance changed since {@link #settle}; balances are in the order of their first change. */
    public int touched(int index) {
        return touched[index];
    }

    /** Ends a command; later changes belong to the next one. */
    public void settle() {
        touchedCount = 0;
        command++;
    }

    /**
     * Returns true if a balance is valid, as every command must leave each balance that it changed.
     *
     * @return true if the hold is within the balance, or its owner may owe, and the asset sums to zero over all
     *     accounts
     */
    public boolean isSound(int slot) {
        long held = held(slot);
        boolean mayOwe = words[(slot << WORDS_SHIFT) + OWNER] < 0;
        return held >= 0 && (mayOwe || held <= balance(slot)) && sums[asset(slot)] == 0;
    }
}
