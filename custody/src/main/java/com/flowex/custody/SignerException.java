package com.flowex.custody;

import com.flowex.platform.failure.TransientFault;

/** Thrown if a signer did not sign. */
public final class SignerException extends RuntimeException implements TransientFault {

    private static final long serialVersionUID = 1L;

    private final boolean refused;

    /** @param refused true if its policy refuses, so that a retry is useless; false if it could not be asked */
    public SignerException(String why, boolean refused) {
        super(why);
        this.refused = refused;
    }

    @Override
    public String away() {
        return "the holder of this exchange's keys";
    }

    public boolean isRefused() {
        return refused;
    }
}
