package com.flowex.protocol.body;

import com.flowex.protocol.sbe.GroupSizeEncodingDecoder;
import com.flowex.protocol.sbe.GroupSizeEncodingEncoder;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;

/**
 * Group of equal composites at the end of a message. If several messages have the same group, its entries are read and
 * written here and not by the flyweight of each message.
 */
public final class Groups {

    public static final int HEADER_LENGTH = GroupSizeEncodingEncoder.ENCODED_LENGTH;

    private Groups() {}

    /**
     * Begins a group.
     *
     * @return offset of its first entry
     */
    public static int begin(int count, int entryLength, MutableDirectBuffer buffer, int at) {
        new GroupSizeEncodingEncoder().wrap(buffer, at).blockLength(entryLength).numInGroup(count);
        return at + HEADER_LENGTH;
    }

    /**
     * Returns the end of a group that another group follows.
     *
     * @param end offset at which the body of the message ends
     */
    static int end(int entryLength, DirectBuffer buffer, int at, int end) {
        if (at + HEADER_LENGTH > end) {
            throw new GarbledException("a message cut short before a group");
        }
        int count = new GroupSizeEncodingDecoder().wrap(buffer, at).numInGroup();
        int itsEnd = at + HEADER_LENGTH + count * entryLength;
        if (itsEnd > end) {
            throw new GarbledException(count + " entries do not fit " + (end - at - HEADER_LENGTH) + " bytes");
        }
        return itsEnd;
    }

    /**
     * Checks that a group is the rest of a message, before its entries are allocated.
     *
     * @param end offset at which the body of the message ends
     * @return number of its entries
     */
    public static int count(int entryLength, DirectBuffer buffer, int at, int end) {
        if (at + HEADER_LENGTH > end) {
            throw new GarbledException("a message cut short before a group");
        }
        GroupSizeEncodingDecoder group = new GroupSizeEncodingDecoder().wrap(buffer, at);
        int count = group.numInGroup();
        if (group.blockLength() != entryLength || at + HEADER_LENGTH + count * entryLength != end) {
            throw new GarbledException(count + " entries of " + group.blockLength() + " bytes do not fill "
                    + (end - at - HEADER_LENGTH) + " bytes");
        }
        return count;
    }
}
