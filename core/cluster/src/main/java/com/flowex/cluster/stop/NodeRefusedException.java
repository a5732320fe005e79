package com.flowex.cluster.stop;

/** Thrown if the node does not start. The message is one line for the operator, with the fault and the remedy. */
public class NodeRefusedException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public NodeRefusedException(String message) {
        super(message);
    }

    public NodeRefusedException(String message, Throwable cause) {
        super(message, cause);
    }
}
