package com.flowex.access.auth;

import java.net.InetAddress;

/** Listener of callers' access; it must not block, and it throws nothing. */
public interface AccessListener {

    /** Listener that ignores everything. */
    AccessListener NONE = new AccessListener() {
        @Override
        public void forbidden(Caller caller, InetAddress from) {
            // Ignored.
        }

        @Override
        public void keyUsed(Caller caller, InetAddress from) {
            // Ignored.
        }
    };

    /** Handles a caller's attempt that was forbidden. */
    void forbidden(Caller caller, InetAddress from);

    /** Handles a key's use from an address where this process did not see it within the last hour. */
    void keyUsed(Caller caller, InetAddress from);
}
