package com.flowex.p2p.app;

/** Confirmation of a release by the seller's second factor. */
@FunctionalInterface
public interface ReleaseConfirmation {

    /**
     * Checks the code; a user without a second factor passes.
     *
     * @param code code as sent; empty if none was
     * @throws com.flowex.platform.errors.Refusal {@code second_factor_required}, {@code invalid_code}, {@code
     *     too_many_attempts}
     */
    void require(int tenant, long user, String code);
}
