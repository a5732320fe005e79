package com.flowex.custody;

import com.flowex.ground.work.Passing;

/** A signer did not sign. */
public final class SignerException extends RuntimeException implements Passing {

    private static final long serialVersionUID = 1L;

    private final boolean refused;

    /** @param refused whether its policy says no, so that asking again is no use; else it could not be asked */
    public SignerException(String why, boolean refused) {
        super(why);
        this.refused = refused;
    }

    @Override
    public String away() {
        return "whoever holds the keys of this exchange";
    }

    public boolean isRefused() {
        return refused;
    }
}
