package com.flowex.engine.ids;

import com.flowex.domain.AccountId;
import com.flowex.domain.Amount;
import com.flowex.domain.AssetId;
import com.flowex.domain.RejectReason;
import com.flowex.domain.Transfer;
import com.flowex.domain.TransferId;
import com.flowex.domain.TransferKind;
import com.flowex.domain.TransferStep;
import com.flowex.domain.state.ReservationState.Fate;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What became of every step of a transfer ever asked for. Nothing expires: a deposit must never be credited twice.
 *
 * <p>A step is eight longs in a slab and a cell of at most 16 bytes in a table: 80 bytes, ten million are 0.8 GB. The slab
 * grows by chunks and the table in 256 parts, so that no command pays for copying all of it. Entries are numbered from 1 in
 * the order of asking; the steps of a chain follow each other.
 */
public final class TransferIds {

    /** The entry that is none. */
    public static final int UNKNOWN = 0;

    private static final RejectReason[] REASONS = RejectReason.values();
    private static final TransferKind[] KINDS = TransferKind.values();
    private static final Fate[] FATES = Fate.values();

    private static final int CHUNK_SHIFT = 10;
    private static final int CHUNK_MASK = (1 << CHUNK_SHIFT) - 1;
    private static final int WORDS_SHIFT = 3;
    private static final int ID_HIGH = 0;
    private static final int ID_LOW = 1;
    /** The giver, or the upper half of the reservation's id. */
    private static final int FROM = 2;
    /** The receiver, or the lower half of the reservation's id. */
    private static final int TO = 3;

    private static final int UNITS = 4;
    /** The sequence of its event; of a refused step the reason, negative. */
    private static final int ANSWER = 5;

    private static final int TIMEOUT = 6;
    /** From below: asset 32 bits, shape 2, kind 2, fate 2, place in its chain 7, length of the chain 7. */
    private static final int SHAPE = 7;

    private static final int POST = 0;
    private static final int RESERVE = 1;
    private static final int POST_RESERVED = 2;
    private static final int VOID_RESERVED = 3;

    private static final int SHAPE_AT = 32;
    private static final int KIND_AT = 34;
    private static final int FATE_AT = 36;
    private static final int PLACE_AT = 38;
    private static final int LENGTH_AT = 45;
    private static final int TWO_BITS = 3;
    private static final int SEVEN_BITS = 127;

    private static final int TABLES = 256;
    private static final int CELLS_AT_FIRST = 8;
    private static final int[] NO_CELLS = {UNKNOWN};
    private static final int NUMBER_BITS = 40;

    private long[][] chunks = {new long[1 << CHUNK_SHIFT + WORDS_SHIFT]};
    private int count;
    private final int[][] tables = new int[TABLES][];
    private final int[] tableCounts = new int[TABLES];

    public TransferIds() {
        Arrays.fill(tables, NO_CELLS);
    }

    /** The entry of a step, {@link #UNKNOWN} if it was never asked for. */
    public int find(TransferId id) {
        long hash = hash(id.high(), id.low());
        int[] cells = tables[tableOf(hash)];
        int mask = cells.length - 1;
        for (int at = (int) hash & mask; cells[at] != UNKNOWN; at = at + 1 & mask) {
            if (word(cells[at], ID_HIGH) == id.high() && word(cells[at], ID_LOW) == id.low()) {
                return cells[at];
            }
        }
        return UNKNOWN;
    }

    /** Number of steps; the youngest has this entry. */
    public int count() {
        return count;
    }

    /**
     * Remembers a step that was done; a reservation is open from now on.
     *
     * @param place how many steps of its chain were remembered before it
     * @param length steps in its chain
     * @param sequence of its event
     */
    public int done(TransferStep step, int place, int length, long sequence) {
        return add(step, place, length, sequence);
    }

    /** Remembers a step that was refused. */
    public int refuse(TransferStep step, int place, int length, RejectReason reason) {
        return add(step, place, length, -1 - number(reason));
    }

    /** Puts a step of a snapshot back. */
    public void restore(
            TransferStep step, TransferId chain, int length, long sequence, @Nullable RejectReason refusal) {
        int first = find(chain);
        int place = first == UNKNOWN ? 0 : count + 1 - first;
        add(step, place, length, refusal == null ? sequence : -1 - number(refusal));
    }

    /** The number never leaves the process: snapshots and events carry the reason itself. */
    @SuppressWarnings("EnumOrdinal")
    private static int number(Enum<?> constant) {
        return constant.ordinal();
    }

    public TransferId id(int entry) {
        return new TransferId(word(entry, ID_HIGH), word(entry, ID_LOW));
    }

    /** The step as it was asked for. */
    public TransferStep step(int entry) {
        return switch (bits(entry, SHAPE_AT, TWO_BITS)) {
            case POST -> new TransferStep.Post(transfer(entry));
            case RESERVE -> new TransferStep.Reserve(transfer(entry), word(entry, TIMEOUT));
            case POST_RESERVED -> new TransferStep.PostReserved(id(entry), pending(entry), word(entry, UNITS));
            default -> new TransferStep.VoidReserved(id(entry), pending(entry));
        };
    }

    /** What a step that posts or reserves moves. */
    public Transfer transfer(int entry) {
        AssetId asset = new AssetId((int) word(entry, SHAPE));
        return new Transfer(
                id(entry),
                account(word(entry, FROM)),
                account(word(entry, TO)),
                new Amount(asset, word(entry, UNITS)),
                KINDS[bits(entry, KIND_AT, TWO_BITS)]);
    }

    private TransferId pending(int entry) {
        return new TransferId(word(entry, FROM), word(entry, TO));
    }

    /** Why a step was refused, null if it was done. */
    public @Nullable RejectReason refusal(int entry) {
        long answer = word(entry, ANSWER);
        return answer < 0 ? REASONS[(int) (-1 - answer)] : null;
    }

    /** Sequence of the step's event, 0 if it was refused. */
    public long sequence(int entry) {
        return Math.max(0, word(entry, ANSWER));
    }

    /** The first step of the chain that a step belongs to. */
    public int chain(int entry) {
        return entry - bits(entry, PLACE_AT, SEVEN_BITS);
    }

    public int chainLength(int entry) {
        return bits(entry, LENGTH_AT, SEVEN_BITS);
    }

    /** Whether the step reserved money. */
    public boolean isReservation(int entry) {
        return bits(entry, SHAPE_AT, TWO_BITS) == RESERVE && word(entry, ANSWER) >= 0;
    }

    /** What became of a reservation. */
    public Fate fate(int reservation) {
        return FATES[bits(reservation, FATE_AT, TWO_BITS)];
    }

    public void fate(int reservation, Fate fate) {
        long[] chunk = chunks[reservation - 1 >>> CHUNK_SHIFT];
        int at = at(reservation, SHAPE);
        chunk[at] = chunk[at] & ~((long) TWO_BITS << FATE_AT) | (long) number(fate) << FATE_AT;
    }

    private int add(TransferStep step, int place, int length, long answer) {
        int entry = take();
        long[] words = chunks[entry - 1 >>> CHUNK_SHIFT];
        int at = at(entry, 0);
        words[at + ID_HIGH] = step.id().high();
        words[at + ID_LOW] = step.id().low();
        words[at + ANSWER] = answer;
        words[at + SHAPE] = (long) place << PLACE_AT | (long) length << LENGTH_AT;
        switch (step) {
            case TransferStep.Post(var transfer) -> put(words, at, POST, transfer);
            case TransferStep.Reserve(var transfer, var timeoutNanos) -> {
                put(words, at, RESERVE, transfer);
                words[at + TIMEOUT] = timeoutNanos;
            }
            case TransferStep.PostReserved post -> {
                put(words, at, POST_RESERVED, post.pending());
                words[at + UNITS] = post.units();
            }
            case TransferStep.VoidReserved empty -> put(words, at, VOID_RESERVED, empty.pending());
        }
        insert(entry);
        return entry;
    }

    private static void put(long[] words, int at, int shape, Transfer transfer) {
        words[at + FROM] = key(transfer.from());
        words[at + TO] = key(transfer.to());
        words[at + UNITS] = transfer.amount().units();
        words[at + SHAPE] |= transfer.amount().asset().value()
                | (long) shape << SHAPE_AT
                | (long) number(transfer.kind()) << KIND_AT;
    }

    private static void put(long[] words, int at, int shape, TransferId pending) {
        words[at + FROM] = pending.high();
        words[at + TO] = pending.low();
        words[at + SHAPE] |= (long) shape << SHAPE_AT;
    }

    private int take() {
        int chunk = count >>> CHUNK_SHIFT;
        if (chunk == chunks.length) {
            chunks = Arrays.copyOf(chunks, chunk * 2);
            for (int i = chunk; i < chunks.length; i++) {
                chunks[i] = NOT_YET;
            }
        }
        if (chunks[chunk].length == 0) {
            chunks[chunk] = new long[1 << CHUNK_SHIFT + WORDS_SHIFT];
        }
        return ++count;
    }

    private static final long[] NOT_YET = {};

    private void insert(int entry) {
        long hash = hash(entry);
        int table = tableOf(hash);
        if (++tableCounts[table] * 2 > tables[table].length) {
            enlarge(table);
        }
        insert(tables[table], hash, entry);
    }

    private static void insert(int[] cells, long hash, int entry) {
        int mask = cells.length - 1;
        int at = (int) hash & mask;
        while (cells[at] != UNKNOWN) {
            at = at + 1 & mask;
        }
        cells[at] = entry;
    }

    private void enlarge(int table) {
        int[] cells = new int[Math.max(CELLS_AT_FIRST, tables[table].length * 2)];
        for (int entry : tables[table]) {
            if (entry != UNKNOWN) {
                insert(cells, hash(entry), entry);
            }
        }
        tables[table] = cells;
    }

    private static int at(int entry, int word) {
        return (entry - 1 & CHUNK_MASK) << WORDS_SHIFT | word;
    }

    private long word(int entry, int word) {
        return chunks[entry - 1 >>> CHUNK_SHIFT][at(entry, word)];
    }

    private int bits(int entry, int from, int mask) {
        return (int) (word(entry, SHAPE) >>> from) & mask;
    }

    private static long key(AccountId account) {
        return (long) account.tenant() << NUMBER_BITS | account.number();
    }

    private static AccountId account(long key) {
        return new AccountId((int) (key >>> NUMBER_BITS), key & AccountId.NUMBER_MAX);
    }

    private static int tableOf(long hash) {
        return (int) (hash >>> Long.SIZE - 8);
    }

    private long hash(int entry) {
        return hash(word(entry, ID_HIGH), word(entry, ID_LOW));
    }

    private static long hash(long high, long low) {
        return mix(mix(high) ^ low);
    }

    /** The finalizer of SplitMix64. */
    private static long mix(long value) {
        long mixed = value + 0x9E37_79B9_7F4A_7C15L;
        mixed = (mixed ^ mixed >>> 30) * 0xBF58_476D_1CE4_E5B9L;
        mixed = (mixed ^ mixed >>> 27) * 0x94D0_49BB_1331_11EBL;
        return mixed ^ mixed >>> 31;
    }
}
