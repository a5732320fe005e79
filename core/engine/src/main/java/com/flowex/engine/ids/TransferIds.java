package com.flowex.engine.ids;

import com.flowex.domain.RejectReason;
import com.flowex.domain.account.Transfer;
import com.flowex.domain.account.TransferKind;
import com.flowex.domain.account.TransferStep;
import com.flowex.domain.state.ReservationState.ReservationStatus;
import com.flowex.domain.value.AccountId;
import com.flowex.domain.value.Amount;
import com.flowex.domain.value.AssetId;
import com.flowex.domain.value.TransferId;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Recent transfer steps with their results, and the ids used before: no id ever moves money twice.
 *
 * <p>A step takes eight longs in a ring and a cell of 16 to 32 bytes in a table: up to 96 bytes. The ring grows by
 * pages and the table in parts, so that no command pays for copying all of it. Entries are numbered in the order of the
 * requests; the steps of a chain are consecutive.
 *
 * <p>By the first rules a step stays for ever. By later rules ({@link #letLeave}, ADR 0162) it leaves
 * {@link #KEPT_DAYS} days after it was requested: whole chains, oldest first. An id that contains its time
 * ({@link TransferId#dated}) leaves nothing: if that time is older than everything remembered, the id is
 * {@link #isForgotten forgotten}, used or not. Any other id leaves 64 bits for ever ({@link ExpiredTransferIds}). A
 * reservation that is open when its time comes is checked again {@link #KEPT_DAYS} days later, as the youngest entry.
 * It is checked once more when it is over.
 */
public final class TransferIds {

    /** Number that means "no entry". */
    public static final int UNKNOWN = TransferStepRing.NONE;

    /** Number of whole days of log time for which a step is kept. */
    public static final long KEPT_DAYS = 30;

    /** Receiver of the days and entries, oldest first. */
    public interface TransferSink {
        /** Begins a day: the steps that follow were requested on it, or are reservations that were checked on it. */
        void day(long day);

        void step(int entry);
    }

    private static final RejectReason[] REASONS = RejectReason.values();
    private static final TransferKind[] KINDS = TransferKind.values();
    private static final ReservationStatus[] STATUSES = ReservationStatus.values();

    private static final int ID_HIGH = 0;
    private static final int ID_LOW = 1;
    /** The paying account, or the upper half of the reservation's id. */
    private static final int FROM = 2;
    /** The receiving account, or the lower half of the reservation's id. */
    private static final int TO = 3;

    private static final int UNITS = 4;
    /** Sequence of the step's event; for a refused step the reason, as a negative number. */
    private static final int ANSWER = 5;

    private static final int TIMEOUT = 6;
    /**
     * From the lowest bit: asset 32 bits, shape 2, kind 2, fate 2, place in its chain 7, length of the chain 7. A
     * reservation that was kept past its time has length 0, and place 1 if it was already over.
     */
    private static final int SHAPE = 7;

    private static final int POST = 0;
    private static final int RESERVE = 1;
    private static final int POST_RESERVED = 2;
    private static final int VOID_RESERVED = 3;

    private static final int SHAPE_AT = 32;
    private static final int KIND_AT = 34;
    private static final int STATUS_AT = 36;
    private static final int PLACE_AT = 38;
    private static final int LENGTH_AT = 45;
    private static final int TWO_BITS = 3;
    private static final int SEVEN_BITS = 127;

    private final TransferStepRing entries = new TransferStepRing();

    /** Table from hashes to entry numbers plus one, because a table has no 0. */
    private final HashTable table = new HashTable();

    private final ExpiredTransferIds forgotten = new ExpiredTransferIds();

    private final TransferDays days = new TransferDays();
    private long secret;

    /** Sets the secret that decides the places in the table, before anything is added: clients cannot choose collisions. */
    public void hideBehind(long number) {
        secret = number;
    }

    /** Lets steps leave from now on; present ones count as requested today unless {@link #restoreDay} came before. */
    public void letLeave() {
        if (!days.mayLeave()) {
            days.letLeave();
            days.date(entries.count());
        }
    }

    /** Sets the day, counted since 1970, of the steps that are restored from now on. */
    public void restoreDay(long day) {
        days.restore(day);
    }

    /** Advances the log time. */
    public void now(long nanos) {
        days.now(nanos);
    }

    /** Returns true if the oldest step is past its time. */
    public boolean isDue() {
        return days.isDue();
    }

    /** Returns the oldest step, {@link #UNKNOWN} if there is none. */
    public int oldest() {
        return entries.oldest();
    }

    /** Returns the entry after another one; the caller must know that there is one. */
    public static int next(int entry) {
        return TransferStepRing.plus(entry, 1);
    }

    /** Returns true if a step follows others of its chain. */
    public boolean isInsideChain(int entry) {
        return chain(entry) != entry;
    }

    /** Returns true if a due entry stays: a reservation that was not over at its last check, or was never checked. */
    public boolean mustStay(int due) {
        return isReservation(due) && !isLeaving(due);
    }

    /** Removes the oldest step; the fact that its id was used stays known. */
    public void leave() {
        TransferId id = id(entries.oldest());
        drop();
        if (!days.isPast(id)) {
            forgotten.add(ExpiredTransferIds.printOf(id));
        }
    }

    /** Moves the oldest step, a reservation, to the young end. It gets another number and no longer has a chain. */
    public int limit() {
        int old = entries.oldest();
        Transfer reserved = transfer(old);
        ReservationStatus reservation = reservation(old);
        drop();
        return restoreRetained(reserved, reservation, reservation != ReservationStatus.OPEN);
    }

    /** Restores a reservation that was kept past its time. */
    public int restoreRetained(Transfer reserved, ReservationStatus reservation, boolean isLeaving) {
        int entry = add(new TransferStep.Reserve(reserved, 0), isLeaving ? 1 : 0, 0, 0);
        setStatus(entry, reservation);
        return entry;
    }

    private void drop() {
        int old = entries.oldest();
        table.remove(hash(id(old)), old + 1);
        entries.drop();
        days.drop();
    }

    /** Returns true if a step is a reservation that was kept past its time: its request is gone, its status is not. */
    public boolean isKept(int entry) {
        return chainLength(entry) == 0;
    }

    /** Returns true if a kept reservation was over at its last check. */
    public boolean isLeaving(int entry) {
        return isKept(entry) && bits(entry, PLACE_AT, SEVEN_BITS) == 1;
    }

    /** Returns true if an id without a record was used before, or contains a time so old that it may have been. */
    public boolean isForgotten(TransferId id) {
        return days.mayLeave() && (days.isPast(id) || forgotten.has(ExpiredTransferIds.printOf(id)));
    }

    /** Gives the fingerprints of forgotten ids, in an order that depends on nothing else. */
    public void forgotten(LongConsumer out) {
        forgotten.forEach(out);
    }

    public long forgottenCount() {
        return forgotten.count();
    }

    /** Restores the fingerprint of a forgotten id. */
    public void restoreForgotten(long print) {
        forgotten.add(print);
    }

    /** Gives every step. */
    public void walk(TransferSink out) {
        int[] next = {entries.oldest()};
        days.forEach((day, steps) -> {
            out.day(day);
            next[0] = walk(next[0], steps, out);
        });
        if (!days.mayLeave()) {
            walk(next[0], entries.count(), out);
        }
    }

    private int walk(int from, int steps, TransferSink out) {
        int entry = from;
        for (int i = 0; i < steps; i++) {
            out.step(entry);
            entry = TransferStepRing.plus(entry, 1);
        }
        return entry;
    }

    /** Returns the entry of a step, {@link #UNKNOWN} if nothing is remembered of it. */
    public int find(TransferId id) {
        int number = table.first(hash(id));
        while (number != HashTable.NONE && !is(number - 1, id)) {
            number = table.next();
        }
        return number - 1;
    }

    private boolean is(int entry, TransferId id) {
        return entries.get(entry, ID_HIGH) == id.high() && entries.get(entry, ID_LOW) == id.low();
    }

    /** Returns the number of remembered steps. */
    public int count() {
        return entries.count();
    }

    /**
     * Stores a step that was done; a reservation is open from now on.
     *
     * @param place number of steps of its chain that were stored before it
     * @param length number of steps in its chain
     * @param sequence sequence of its event
     */
    public int done(TransferStep step, int place, int length, long sequence) {
        return add(step, place, length, sequence);
    }

    /** Stores a step that was refused. */
    public int refuse(TransferStep step, int place, int length, RejectReason reason) {
        return add(step, place, length, -1 - number(reason));
    }

    /** Restores a step from a snapshot. */
    public void restore(
            TransferStep step, TransferId chain, int length, long sequence, @Nullable RejectReason refusal) {
        int first = find(chain);
        int place = first == UNKNOWN ? 0 : TransferStepRing.minus(entries.next(), first);
        add(step, place, length, refusal == null ? sequence : -1 - number(refusal));
    }

    /** The number never leaves the process: snapshots and events carry the reason itself. */
    @SuppressWarnings("EnumOrdinal")
    private static int number(Enum<?> constant) {
        return constant.ordinal();
    }

    public TransferId id(int entry) {
        return new TransferId(entries.get(entry, ID_HIGH), entries.get(entry, ID_LOW));
    }

    /** Returns the step as it was requested. */
    public TransferStep step(int entry) {
        return switch (bits(entry, SHAPE_AT, TWO_BITS)) {
            case POST -> new TransferStep.Post(transfer(entry));
            case RESERVE -> new TransferStep.Reserve(transfer(entry), entries.get(entry, TIMEOUT));
            case POST_RESERVED -> new TransferStep.PostReserved(id(entry), pending(entry), entries.get(entry, UNITS));
            default -> new TransferStep.VoidReserved(id(entry), pending(entry));
        };
    }

    /** Returns the transfer of a step that posts or reserves. */
    public Transfer transfer(int entry) {
        AssetId asset = new AssetId((int) entries.get(entry, SHAPE));
        return new Transfer(
                id(entry),
                AccountId.unpacked(entries.get(entry, FROM)),
                AccountId.unpacked(entries.get(entry, TO)),
                new Amount(asset, entries.get(entry, UNITS)),
                KINDS[bits(entry, KIND_AT, TWO_BITS)]);
    }

    private TransferId pending(int entry) {
        return new TransferId(entries.get(entry, FROM), entries.get(entry, TO));
    }

    /** Returns the reason why a step was refused, null if it was done. */
    public @Nullable RejectReason refusal(int entry) {
        long answer = entries.get(entry, ANSWER);
        return answer < 0 ? REASONS[(int) (-1 - answer)] : null;
    }

    /** Returns the sequence of the step's event, 0 if it was refused. */
    public long sequence(int entry) {
        return Math.max(0, entries.get(entry, ANSWER));
    }

    /** Returns the first step of a step's chain; a reservation that was kept past its time is its own chain. */
    public int chain(int entry) {
        return isKept(entry) ? entry : TransferStepRing.minus(entry, bits(entry, PLACE_AT, SEVEN_BITS));
    }

    /** Returns the step at this place of a chain, if it was stored with the chain; otherwise {@link #UNKNOWN}. */
    public int ofChain(int first, int place) {
        int entry = TransferStepRing.plus(first, place);
        boolean isThere = place < TransferStepRing.minus(entries.next(), first);
        return isThere && chain(entry) == first ? entry : UNKNOWN;
    }

    public int chainLength(int entry) {
        return bits(entry, LENGTH_AT, SEVEN_BITS);
    }

    /** Returns true if the step reserved money. */
    public boolean isReservation(int entry) {
        return bits(entry, SHAPE_AT, TWO_BITS) == RESERVE && entries.get(entry, ANSWER) >= 0;
    }

    /** Returns the status of a reservation. */
    public ReservationStatus reservation(int reservation) {
        return STATUSES[bits(reservation, STATUS_AT, TWO_BITS)];
    }

    public void setStatus(int reservation, ReservationStatus status) {
        long shape = entries.get(reservation, SHAPE) & ~((long) TWO_BITS << STATUS_AT);
        entries.set(reservation, SHAPE, shape | (long) number(status) << STATUS_AT);
    }

    /** Returns the number of cells read to find an id. */
    int probes(TransferId id) {
        return table.probes(hash(id));
    }

    private int add(TransferStep step, int place, int length, long answer) {
        int entry = entries.take();
        entries.set(entry, ID_HIGH, step.id().high());
        entries.set(entry, ID_LOW, step.id().low());
        entries.set(entry, ANSWER, answer);
        entries.set(entry, SHAPE, (long) place << PLACE_AT | (long) length << LENGTH_AT);
        switch (step) {
            case TransferStep.Post(var transfer) -> put(entry, POST, transfer);
            case TransferStep.Reserve(var transfer, var timeoutNanos) -> {
                put(entry, RESERVE, transfer);
                entries.set(entry, TIMEOUT, timeoutNanos);
            }
            case TransferStep.PostReserved post -> {
                put(entry, POST_RESERVED, post.pending());
                entries.set(entry, UNITS, post.units());
            }
            case TransferStep.VoidReserved empty -> put(entry, VOID_RESERVED, empty.pending());
        }
        table.add(hash(step.id()), entry + 1);
        days.add();
        return entry;
    }

    private void put(int entry, int shape, Transfer transfer) {
        entries.set(entry, FROM, transfer.from().packed());
        entries.set(entry, TO, transfer.to().packed());
        entries.set(entry, UNITS, transfer.amount().units());
        long kind = (long) number(transfer.kind()) << KIND_AT;
        addShape(entry, transfer.amount().asset().value() | (long) shape << SHAPE_AT | kind);
    }

    private void put(int entry, int shape, TransferId pending) {
        entries.set(entry, FROM, pending.high());
        entries.set(entry, TO, pending.low());
        addShape(entry, (long) shape << SHAPE_AT);
    }

    private void addShape(int entry, long bits) {
        entries.set(entry, SHAPE, entries.get(entry, SHAPE) | bits);
    }

    private int bits(int entry, int from, int mask) {
        return (int) (entries.get(entry, SHAPE) >>> from) & mask;
    }

    private long hash(TransferId id) {
        return HashMixing.mix(HashMixing.mix(HashMixing.SEED ^ secret, id.high()), id.low());
    }
}
