package com.flowex.sandbox.child;

import com.flowex.sandbox.wire.FrameReader;
import com.flowex.sandbox.wire.FrameWriter;
import com.flowex.sandbox.wire.Wire;
import java.io.BufferedInputStream;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/**
 * Program of the process: one thread runs the strategy, the main thread ends the process with its parent. It starts
 * without lambdas, which would cost as much as the rest of the start.
 */
public final class SandboxMain extends Thread {

    /** Stack of the script: calls and brackets nested deeper end the strategy. */
    private static final long STACK_BYTES = 4 << 20;

    private static final long PROBE_MILLIS = 250;
    private static final int BUFFER_BYTES = 64 << 10;

    private final ScriptSession session;

    private SandboxMain(ScriptSession session) {
        super(null, null, "script", STACK_BYTES);
        this.session = session;
    }

    /** Serves the parent until it closes the pipe. */
    public static void main(String[] args) throws IOException, InterruptedException {
        ParentPipe pipe = new ParentPipe(new FileInputStream(FileDescriptor.in));
        OutputStream output = new FileOutputStream(FileDescriptor.out);
        // Only messages leave by standard output.
        System.setOut(new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8));
        SandboxMain script = new SandboxMain(new ScriptSession(
                new FrameReader(new BufferedInputStream(pipe, BUFFER_BYTES), Wire.TO_CHILD_MAX),
                new FrameWriter(output, Wire.TO_PARENT_MAX)));
        script.start();
        script.join(PROBE_MILLIS);
        while (script.isAlive()) {
            pipe.probe();
            script.join(PROBE_MILLIS);
        }
    }

    @Override
    public void run() {
        try {
            session.serve();
        } catch (IOException e) {
            // The parent has closed its end: no reader is left for a message about it.
            Runtime.getRuntime().halt(1);
        }
    }
}
