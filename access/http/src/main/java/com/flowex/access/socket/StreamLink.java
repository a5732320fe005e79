package com.flowex.access.socket;

import java.util.Set;
import java.util.function.Supplier;

/**
 * Connection of a stream, as its {@link StreamProtocol} uses it; only the conversation's own calls may use it, except for
 * {@link #close}.
 */
public interface StreamLink {

    /**
     * Sends one message, together with other messages before the next wait; it blocks while the client does not read.
     */
    void say(String text);

    /**
     * Subscribes to a channel, in place of an earlier one of the same topic. The channel's first message comes behind
     * the messages that {@link #say} sends after this call, such as an acknowledgement.
     *
     * @param topic name of the subscription; equal topics are the same one
     * @return false, without effect, if the connection has its limit of channels
     */
    boolean follow(Object topic, Channel channel);

    /** Ends a subscription; returns true if there was one. */
    boolean leave(Object topic);

    /** Returns a copy of the subscribed topics, oldest first. */
    Set<Object> topics();

    /**
     * Answers asynchronously, so that other messages need not wait: {@code answer} runs on a thread of its own, and its
     * result is sent if the connection still exists. An exception ends the connection.
     *
     * @return false, without effect, if too many answers are in progress already
     */
    boolean sayLater(Supplier<String> answer);

    /** Returns the connection's statistics, without the message in progress. */
    ConnectionStatistics figures();

    /** Closes the connection with status 1008, on any thread; the first reason counts. */
    void close(String reason);
}
