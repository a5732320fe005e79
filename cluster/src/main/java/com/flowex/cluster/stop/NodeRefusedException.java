package com.flowex.cluster.stop;

/** The node does not start. The message is one line for the operator: what is wrong and what to do. */
public class NodeRefusedException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public NodeRefusedException(String message) {
        super(message);
    }

    public NodeRefusedException(String message, Throwable cause) {
        super(message, cause);
    }
}
