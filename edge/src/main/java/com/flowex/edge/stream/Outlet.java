package com.flowex.edge.stream;

import java.util.List;

/** The way out to one client. One thread at a time; a send may block for as long as the client does not read. */
public interface Outlet {

    /** Whether the client's side is still read; when not, nobody will hear anything any more. */
    boolean isOpen();

    /** Sends messages, in this order, and keeps nothing of the list. */
    void send(List<String> texts);

    /** Asks the client's side whether it is still there. */
    void ping();

    /** Answers the client's ping. */
    void pong();

    /**
     * Says goodbye.
     *
     * @param code of RFC 6455
     * @param reason at most 123 bytes
     */
    void close(int code, String reason);

    /** Cuts the connection; may be called by any thread, also while a send is blocked. */
    void cut();
}
