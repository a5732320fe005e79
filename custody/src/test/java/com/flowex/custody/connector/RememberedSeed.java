package com.flowex.custody.connector;

import com.flowex.custody.SeedRegistry;
import java.util.Optional;

/** Facts that a database knows of the seed of its addresses. */
public final class RememberedSeed implements SeedRegistry {

    private volatile Optional<String> seed;

    /** There are no addresses yet. */
    public RememberedSeed() {
        seed = Optional.empty();
    }

    /** There are addresses of this seed. */
    public RememberedSeed(String fingerprint) {
        seed = Optional.of(fingerprint);
    }

    @Override
    public Optional<String> known() {
        return seed;
    }

    @Override
    public void remember(String fingerprint) {
        seed = Optional.of(seed.orElse(fingerprint));
    }
}
