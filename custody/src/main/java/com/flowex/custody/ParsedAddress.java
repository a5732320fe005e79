package com.flowex.custody;

/** Result of parsing an address that a user typed. */
public sealed interface ParsedAddress {

    /**
     * An address of this network.
     *
     * @param canonical canonical form, always the same for the same address: with its checksum, in the network's own
     *     case
     */
    record Valid(String canonical) implements ParsedAddress {}

    /**
     * Not an address of this network.
     *
     * @param why continues "address must be ...": the expected form, and the network that the address belongs to where
     *     that can be seen
     */
    record Invalid(String why) implements ParsedAddress {}
}
