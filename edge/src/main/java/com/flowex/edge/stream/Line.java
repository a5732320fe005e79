package com.flowex.edge.stream;

import java.util.Set;
import java.util.function.Supplier;

/** A connection, as its {@link Conversation} uses it; by the conversation's own calls alone, but for {@link #close}. */
public interface Line {

    /** Sends one message, with what else is said before the next wait; waits as long as the client does not read. */
    void say(String text);

    /**
     * Follows a channel from now on, instead of what was followed under the same topic. It begins with what {@link #say} says
     * after this behind it: an acknowledgement comes before the channel's first message.
     *
     * @param topic what the channel is called here; equal topics are the same one
     * @return false, and nothing is done, if the connection has as many channels as it may
     */
    boolean follow(Object topic, Channel channel);

    /** Follows it no more; returns whether it did. */
    boolean leave(Object topic);

    /** What is followed now, in the order in which it began; a copy. */
    Set<Object> topics();

    /**
     * Answers later, so that other messages need not wait: {@code answer} is made on a thread of its own and said when it is
     * there, if anybody is left to hear it. What it throws ends the connection.
     *
     * @return false, and nothing is done, if so many are being made already
     */
    boolean sayLater(Supplier<String> answer);

    /** What went over it until now, what is being said not yet among it. */
    ConnectionFigures figures();

    /** Says goodbye with status 1008, by any thread; the first reason counts. */
    void close(String reason);
}
