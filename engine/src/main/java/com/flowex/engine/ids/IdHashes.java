package com.flowex.engine.ids;

import com.flowex.domain.ClientOrderId;

/**
 * Where ids and traces stand in their tables. A secret of this process is in it, so that nobody can choose ids that stand in each
 * other's way; it is in nothing that is answered, written or compared.
 */
final class IdHashes {

    private long secret;

    void hideBehind(long number) {
        secret = number;
    }

    /** 64 bits of owner and id, well mixed: what a trace is. Snapshots have it, so no secret is in it. */
    static long of(int owner, ClientOrderId id) {
        return hash(Mixing.SEED * (owner + 1L), id);
    }

    /** By what an id is looked up. */
    long placeOf(int owner, ClientOrderId id) {
        return hash(secret + Mixing.SEED * (owner + 1L), id);
    }

    /** By what a trace is looked up. */
    long placeOfTrace(long hash) {
        return Mixing.scramble(hash ^ secret);
    }

    private static long hash(long begin, ClientOrderId id) {
        long hash = Mixing.scramble(id.w0() + begin);
        hash = Mixing.scramble(hash ^ id.w1());
        hash = Mixing.scramble(hash ^ id.w2());
        return Mixing.scramble(hash ^ id.w3());
    }
}
