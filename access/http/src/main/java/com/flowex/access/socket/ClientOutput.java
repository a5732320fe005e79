package com.flowex.access.socket;

import java.util.List;

/** Output to one client. One thread at a time may use it; a send may block for as long as the client does not read. */
public interface ClientOutput {

    /** Returns true if the client's side is still read; otherwise further messages are lost. */
    boolean isOpen();

    /** Sends messages in this order; it does not keep the list. */
    void send(List<String> texts);

    /** Sends a ping, to find out if the client is still there. */
    void ping();

    /** Answers the client's ping. */
    void pong();

    /**
     * Sends a close frame.
     *
     * @param code close code of RFC 6455
     * @param reason at most 123 bytes
     */
    void close(int code, String reason);

    /** Cuts the connection; any thread may call it, also while a send is blocked. */
    void cut();
}
