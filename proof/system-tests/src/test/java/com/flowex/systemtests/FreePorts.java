package com.flowex.systemtests;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;

/** Free ports, some of them in a row. */
public final class FreePorts {

    /** Above are those that connections of this machine begin at. */
    private static final int LAST = 32_000;

    private FreePorts() {}

    /** The first of so many in a row. */
    public static int of(int count) {
        while (true) {
            int first = freePort() % 20_000 + 10_000;
            if (first + count < LAST && areFree(first, count)) {
                return first;
            }
        }
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean areFree(int first, int count) {
        for (int port = first; port < first + count; port++) {
            try (ServerSocket socket = new ServerSocket(port)) {
                socket.setReuseAddress(true);
            } catch (IOException taken) {
                return false;
            }
        }
        return true;
    }
}
