package com.flowex.custody;

import java.util.Optional;

/**
 * Store of the seed that existing addresses were made from. No other seed is ever accepted, since payments to those
 * addresses would be lost.
 */
public interface SeedRegistry {

    /** Returns the seed's fingerprint; empty if no address was ever made. */
    Optional<String> known();

    /** Stores the fingerprint, unless one is stored already. */
    void remember(String fingerprint);
}
