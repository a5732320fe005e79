package com.flowex.sandbox.child;

import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Input of the process. Its end means that the parent is gone, also if it was killed; the process then halts. While a
 * script runs and reads nothing, {@link #probe} waits in its place.
 */
final class ParentPipe extends InputStream {

    private static final int NONE = -1;

    private final InputStream in;
    private final ReentrantLock reading = new ReentrantLock();
    // Byte that a probe read, for the next reader; guarded by the lock.
    private int ahead = NONE;

    ParentPipe(InputStream in) {
        this.in = in;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        reading.lock();
        try {
            if (ahead != NONE) {
                target[offset] = (byte) ahead;
                ahead = NONE;
                return 1;
            }
            int count = in.read(target, offset, length);
            if (count < 0) {
                Runtime.getRuntime().halt(0);
            }
            return count;
        } finally {
            reading.unlock();
        }
    }

    /** Waits for a byte or the end of the pipe, if no other thread does and none is kept. */
    void probe() throws IOException {
        if (!reading.tryLock()) {
            return;
        }
        try {
            if (ahead == NONE) {
                ahead = in.read();
                if (ahead < 0) {
                    Runtime.getRuntime().halt(0);
                }
            }
        } finally {
            reading.unlock();
        }
    }
}
