package com.flowex.simulator.injection.shell;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Network interface whose frames this process reads and writes: a packet socket of Linux (packet(7)). Each frame is
 * preceded by a header with the work that its sender left to the hardware ({@code struct virtio_net_hdr}). The frame is
 * sent with the same header, so that missing checksums and frames larger than the wire accepts stay as they were.
 */
final class PacketSocket {

    /** Length of {@code struct virtio_net_hdr}. */
    static final int HEADER_BYTES = 10;

    private static final int FRAME_BYTES_MAX = 1 << 17;

    private static final int AF_PACKET = 17;
    private static final int SOCK_RAW = 3;
    private static final short EVERY_PROTOCOL = 3;
    private static final int SOL_SOCKET = 1;
    private static final int SO_RCVBUFFORCE = 33;
    private static final int SOL_PACKET = 263;
    private static final int PACKET_VNET_HDR = 15;
    private static final int PACKET_IGNORE_OUTGOING = 23;
    private static final int MSG_DONTWAIT = 0x40;
    private static final int WAITING_BYTES_MAX = 8 << 20;

    private static final int ADDRESS_BYTES = 20;
    private static final int ADDRESS_PROTOCOL = 2;
    private static final int ADDRESS_INTERFACE = 4;

    private static final MethodHandle SOCKET =
            function("socket", ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.JAVA_INT);
    private static final MethodHandle SET_OPTION = function(
            "setsockopt",
            ValueLayout.JAVA_INT,
            ValueLayout.JAVA_INT,
            ValueLayout.JAVA_INT,
            ValueLayout.JAVA_INT,
            ValueLayout.ADDRESS,
            ValueLayout.JAVA_INT);
    private static final MethodHandle INTERFACE = function("if_nametoindex", ValueLayout.JAVA_INT, ValueLayout.ADDRESS);
    private static final MethodHandle BIND =
            function("bind", ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.ADDRESS, ValueLayout.JAVA_INT);
    private static final MethodHandle RECEIVE = function(
            "recv",
            ValueLayout.JAVA_LONG,
            ValueLayout.JAVA_INT,
            ValueLayout.ADDRESS,
            ValueLayout.JAVA_LONG,
            ValueLayout.JAVA_INT);
    private static final MethodHandle SEND = function(
            "send",
            ValueLayout.JAVA_LONG,
            ValueLayout.JAVA_INT,
            ValueLayout.ADDRESS,
            ValueLayout.JAVA_LONG,
            ValueLayout.JAVA_INT);

    private final int socket;
    private final MemorySegment arriving = Arena.global().allocate(FRAME_BYTES_MAX);

    /** Lock for sending, because frames of several ports may leave here at once. */
    private final ReentrantLock sending = new ReentrantLock();

    private final MemorySegment leaving = Arena.global().allocate(FRAME_BYTES_MAX);

    /** @throws IOException if there is no such interface, or the process is not root */
    PacketSocket(String name) throws IOException {
        try (Arena arena = Arena.ofConfined()) {
            short protocol = Short.reverseBytes(EVERY_PROTOCOL);
            // The socket has no protocol until it is bound; otherwise it would receive from every interface.
            socket = check("socket", (int) SOCKET.invokeExact(AF_PACKET, SOCK_RAW, 0));
            set(arena, SOL_PACKET, PACKET_VNET_HDR, 1);
            set(arena, SOL_PACKET, PACKET_IGNORE_OUTGOING, 1);
            set(arena, SOL_SOCKET, SO_RCVBUFFORCE, WAITING_BYTES_MAX);
            int index = (int) INTERFACE.invokeExact(arena.allocateFrom(name));
            if (index == 0) {
                throw new IOException("no interface " + name);
            }
            MemorySegment address = arena.allocate(ADDRESS_BYTES);
            address.set(ValueLayout.JAVA_SHORT_UNALIGNED, 0, (short) AF_PACKET);
            address.set(ValueLayout.JAVA_SHORT_UNALIGNED, ADDRESS_PROTOCOL, protocol);
            address.set(ValueLayout.JAVA_INT_UNALIGNED, ADDRESS_INTERFACE, index);
            check("bind to " + name, (int) BIND.invokeExact(socket, address, ADDRESS_BYTES));
        } catch (IOException | RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }

    private void set(Arena arena, int level, int option, int value) throws Throwable {
        MemorySegment given = arena.allocateFrom(ValueLayout.JAVA_INT, value);
        check("setsockopt " + option, (int) SET_OPTION.invokeExact(socket, level, option, given, Integer.BYTES));
    }

    private static int check(String subject, int code) throws IOException {
        if (code < 0) {
            throw new IOException(subject + " is refused");
        }
        return code;
    }

    @SuppressWarnings("restricted") // functions of the C library with the signatures above
    private static MethodHandle function(String name, MemoryLayout result, MemoryLayout... arguments) {
        Linker linker = Linker.nativeLinker();
        return linker.downcallHandle(
                linker.defaultLookup().findOrThrow(name), FunctionDescriptor.of(result, arguments));
    }

    /**
     * Waits for the next frame that a machine sends; used by one thread. An empty array means that none could be read.
     */
    byte[] take() {
        return take(0);
    }

    /** Discards all frames received so far. */
    void forget() {
        while (take(MSG_DONTWAIT).length > 0) {
            // Reads until no frame is left.
        }
    }

    private byte[] take(int flags) {
        try {
            long length = (long) RECEIVE.invokeExact(socket, arriving, arriving.byteSize(), flags);
            return length <= 0 ? new byte[0] : arriving.asSlice(0, length).toArray(ValueLayout.JAVA_BYTE);
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }

    /** Sends a frame to the machine; a frame that it does not accept is lost, as on a wire. */
    void give(byte[] frame) {
        sending.lock();
        try {
            MemorySegment.copy(frame, 0, leaving, ValueLayout.JAVA_BYTE, 0, frame.length);
            // The result is ignored, because a full wire loses frames.
            long _ = (long) SEND.invokeExact(socket, leaving, (long) frame.length, 0);
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        } finally {
            sending.unlock();
        }
    }
}
