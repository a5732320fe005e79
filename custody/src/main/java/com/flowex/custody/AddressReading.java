package com.flowex.custody;

/** What an address that somebody typed is. */
public sealed interface AddressReading {

    /**
     * An address of this network.
     *
     * @param canonical always the same for the same address: with its checksum, in the network's own case
     */
    record Valid(String canonical) implements AddressReading {}

    /**
     * No address of this network.
     *
     * @param why continues "address must be ...": what it should be, and which network it is of where that can be seen
     */
    record Invalid(String why) implements AddressReading {}
}
