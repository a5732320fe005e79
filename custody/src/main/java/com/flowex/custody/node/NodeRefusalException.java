package com.flowex.custody.node;

import java.util.Locale;

/** A node understood the question and answered that it will not do it. */
public final class NodeRefusalException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** JSON-RPC: there is no such method. */
    private static final int NO_SUCH_METHOD = -32601;

    /** JSON-RPC of Ethereum (EIP-1474): a method that is not supported. */
    private static final int NOT_SUPPORTED = -32004;

    /** Of Bitcoin: an address, transaction or block that is not there. */
    private static final int NO_SUCH_THING = -5;

    private final int code;

    NodeRefusalException(int code, String why) {
        super(why);
        this.code = code;
    }

    /** Whether the node does not know the question at all. */
    public boolean isOfUnknownMethod() {
        return code == NO_SUCH_METHOD || code == NOT_SUPPORTED;
    }

    /** Whether the node says that it has no such transaction or block. */
    public boolean isOfUnknownThing() {
        return code == NO_SUCH_THING || why().toLowerCase(Locale.ROOT).contains("not found");
    }

    /** In the node's words. */
    public String why() {
        return String.valueOf(getMessage());
    }
}
