package com.flowex.custody;

import java.util.Optional;

/** From which seed there are addresses: no other one is ever taken, for what was paid to them would be lost. */
public interface KnownSeed {

    /** Its fingerprint; empty if no address was ever made. */
    Optional<String> known();

    /** From now on addresses are made from this one and no other, unless one is known already. */
    void remember(String fingerprint);
}
