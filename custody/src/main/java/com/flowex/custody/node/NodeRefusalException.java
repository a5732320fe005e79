package com.flowex.custody.node;

import java.util.Locale;

/** Thrown if a node understood a call and refused it. */
public final class NodeRefusalException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** JSON-RPC: there is no such method. */
    private static final int NO_SUCH_METHOD = -32601;

    /** JSON-RPC of Ethereum (EIP-1474): a method that is not supported. */
    private static final int NOT_SUPPORTED = -32004;

    /** Bitcoin: an address, transaction or block that does not exist. */
    private static final int NO_SUCH_THING = -5;

    private final int code;

    NodeRefusalException(int code, String why) {
        super(why);
        this.code = code;
    }

    /** Returns true if the node does not know the method. */
    public boolean isOfUnknownMethod() {
        return code == NO_SUCH_METHOD || code == NOT_SUPPORTED;
    }

    /** Returns true if the node has no such transaction or block. */
    public boolean isOfUnknownThing() {
        return code == NO_SUCH_THING || why().toLowerCase(Locale.ROOT).contains("not found");
    }

    /** Returns the reason in the node's words. */
    public String why() {
        return String.valueOf(getMessage());
    }
}
