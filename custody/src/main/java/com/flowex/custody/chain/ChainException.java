package com.flowex.custody.chain;

import com.flowex.platform.failure.TransientFault;

/**
 * Thrown if a node does not answer, answers late, or gives an impossible answer. The outcome is unknown, and the call
 * can be repeated.
 */
public final class ChainException extends RuntimeException implements TransientFault {

    private static final long serialVersionUID = 1L;

    public ChainException(String why) {
        super(why);
    }

    public ChainException(String why, Throwable cause) {
        super(why, cause);
    }

    @Override
    public String away() {
        return "the node of the network";
    }
}
