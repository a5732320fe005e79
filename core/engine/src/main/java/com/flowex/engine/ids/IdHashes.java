package com.flowex.engine.ids;

import com.flowex.domain.value.ClientOrderId;

/**
 * Hashes that place ids and traces in their tables. They include a secret of this process, so that a client cannot
 * choose ids that collide. The secret is in nothing that is answered, written or compared.
 */
final class IdHashes {

    private long secret;

    void hideBehind(long number) {
        secret = number;
    }

    /**
     * Returns 64 well-mixed bits of owner and id, which are a trace. Snapshots contain them, so they include no secret.
     */
    static long of(int owner, ClientOrderId id) {
        return hash(HashMixing.SEED * (owner + 1L), id);
    }

    /** Returns the hash by which an id is looked up. */
    long placeOf(int owner, ClientOrderId id) {
        return hash(secret + HashMixing.SEED * (owner + 1L), id);
    }

    /** Returns the hash by which a trace is looked up. */
    long placeOfTrace(long hash) {
        return HashMixing.scramble(hash ^ secret);
    }

    private static long hash(long begin, ClientOrderId id) {
        long hash = HashMixing.scramble(id.w0() + begin);
        hash = HashMixing.scramble(hash ^ id.w1());
        hash = HashMixing.scramble(hash ^ id.w2());
        return HashMixing.scramble(hash ^ id.w3());
    }
}
