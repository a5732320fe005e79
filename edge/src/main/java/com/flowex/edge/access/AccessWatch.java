package com.flowex.edge.access;

import java.net.InetAddress;

/** Is told what the door sees of callers; must not wait, and throws nothing. */
public interface AccessWatch {

    /** Looks away. */
    AccessWatch NONE = new AccessWatch() {
        @Override
        public void forbidden(Caller caller, InetAddress from) {
            // Nobody asked.
        }

        @Override
        public void keyUsed(Caller caller, InetAddress from) {
            // Nobody asked.
        }
    };

    /** A caller tried what they may not. */
    void forbidden(Caller caller, InetAddress from);

    /** A key has signed a request from where this process did not see it within the last hour. */
    void keyUsed(Caller caller, InetAddress from);
}
