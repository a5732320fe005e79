package com.flowex.simulator.injection.shell;

import java.io.IOException;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Network switch that delays every frame, for kernels without netem. It runs as a process of its own in the namespace
 * of the ports. It prints {@code ready} and begins at its next line of input, because the ports belong to another
 * switch until then. It ends with its standard input.
 */
final class DelayingSwitch {

    static final String READY = "ready";

    /** Length of the destination address; the source address follows it. */
    private static final int MAC_BYTES = 6;

    private static final int GROUP_BIT = 1;

    private final long delayNanos;
    private final Map<String, PacketSocket> ports;
    private final Map<Long, PacketSocket> known = new ConcurrentHashMap<>();
    private final BlockingQueue<DelayedFrame> held = new LinkedBlockingQueue<>();

    /** Frame that is not due yet. */
    private static final class DelayedFrame {

        private final byte[] frame;
        private final PacketSocket from;
        private final long dueNanos;

        private DelayedFrame(byte[] frame, PacketSocket from, long dueNanos) {
            this.frame = frame;
            this.from = from;
            this.dueNanos = dueNanos;
        }
    }

    private DelayingSwitch(long delayNanos, Map<String, PacketSocket> ports) {
        this.delayNanos = delayNanos;
        this.ports = ports;
    }

    /**
     * Runs the switch. Its arguments are the milliseconds, a port whose frames are not delayed, and the other ports.
     */
    public static void main(String[] args) throws IOException {
        PrintStream out = System.out;
        Map<String, PacketSocket> ports = new LinkedHashMap<>();
        for (int i = 1; i < args.length; i++) {
            ports.put(args[i], new PacketSocket(args[i]));
        }
        DelayingSwitch slow = new DelayingSwitch(TimeUnit.MILLISECONDS.toNanos(Integer.parseInt(args[0])), ports);
        out.println(READY);
        if (System.in.read() >= 0) {
            slow.begin(args[1]);
            while (System.in.read() >= 0) {
                // Waits until the parent process ends it, or ends itself.
            }
        }
        System.exit(0);
    }

    private void begin(String prompt) {
        ports.values().forEach(PacketSocket::forget);
        ports.forEach((name, port) -> thread(name, () -> {
            while (true) {
                byte[] frame = port.take();
                if (frame.length < PacketSocket.HEADER_BYTES + 2 * MAC_BYTES) {
                    continue;
                }
                known.put(mac(frame, MAC_BYTES), port);
                if (name.equals(prompt)) {
                    pass(frame, port);
                } else {
                    held.add(new DelayedFrame(frame, port, System.nanoTime() + delayNanos));
                }
            }
        }));
        thread("late", this::passLate);
    }

    private static void thread(String name, Runnable work) {
        Thread.ofPlatform().daemon().name("port-" + name).start(work);
    }

    /** Passes delayed frames. All are held for the same time, so the first received is the first due. */
    private void passLate() {
        while (true) {
            try {
                DelayedFrame next = held.take();
                for (long left = left(next); left > 0; left = left(next)) {
                    LockSupport.parkNanos(left);
                }
                pass(next.frame, next.from);
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    private static long left(DelayedFrame next) {
        return next.dueNanos - System.nanoTime();
    }

    /**
     * Passes a frame to the port of its destination; to all others if it is a multicast, or the destination is unknown.
     */
    private void pass(byte[] frame, PacketSocket from) {
        boolean isForMany = (frame[PacketSocket.HEADER_BYTES] & GROUP_BIT) != 0;
        PacketSocket to = isForMany ? null : known.get(mac(frame, 0));
        List<PacketSocket> out = new ArrayList<>(to == null ? ports.values() : List.of(to));
        out.remove(from);
        out.forEach(port -> port.give(frame));
    }

    private static long mac(byte[] frame, int offset) {
        long mac = 0;
        for (int i = 0; i < MAC_BYTES; i++) {
            mac = mac << Byte.SIZE | frame[PacketSocket.HEADER_BYTES + offset + i] & 0xff;
        }
        return mac;
    }
}
