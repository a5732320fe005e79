package com.flowex.engine.ids;

import com.flowex.domain.value.ClientOrderId;
import com.flowex.engine.ids.ClientOrderIds.Kind;

/** Client order ids with their answers, 64 bytes each. */
final class ClientOrderIdEntries {

    private static final int WORDS_SHIFT = 3;
    private static final int FINGERPRINT = 4;
    private static final int ANSWER = 5;
    private static final int SEQUENCE = 6;
    private static final int OWNER_KIND = 7;
    private static final Kind[] KINDS = Kind.values();

    private final Slab entries = new Slab(WORDS_SHIFT);

    int add(int owner, ClientOrderId id, Kind kind, long fingerprint, long answer, long sequence) {
        int entry = entries.take();
        entries.set(entry, 0, id.w0());
        entries.set(entry, 1, id.w1());
        entries.set(entry, 2, id.w2());
        entries.set(entry, 3, id.w3());
        entries.set(entry, FINGERPRINT, fingerprint);
        entries.set(entry, ANSWER, answer);
        entries.set(entry, SEQUENCE, sequence);
        entries.set(entry, OWNER_KIND, (long) owner << Integer.SIZE | code(kind));
        return entry;
    }

    void giveBack(int entry) {
        entries.giveBack(entry);
    }

    private static int code(Kind kind) {
        return switch (kind) {
            case ACCEPTED -> 0;
            case REFUSED -> 1;
            case BURNT -> 2;
        };
    }

    boolean is(int entry, int owner, ClientOrderId id) {
        return entries.get(entry, 0) == id.w0()
                && entries.get(entry, 1) == id.w1()
                && entries.get(entry, 2) == id.w2()
                && entries.get(entry, 3) == id.w3()
                && owner(entry) == owner;
    }

    Kind kind(int entry) {
        return KINDS[(int) entries.get(entry, OWNER_KIND)];
    }

    int owner(int entry) {
        return (int) (entries.get(entry, OWNER_KIND) >>> Integer.SIZE);
    }

    long answer(int entry) {
        return entries.get(entry, ANSWER);
    }

    long sequence(int entry) {
        return entries.get(entry, SEQUENCE);
    }

    long fingerprint(int entry) {
        return entries.get(entry, FINGERPRINT);
    }

    ClientOrderId id(int entry) {
        return new ClientOrderId(
                entries.get(entry, 0), entries.get(entry, 1), entries.get(entry, 2), entries.get(entry, 3));
    }
}
