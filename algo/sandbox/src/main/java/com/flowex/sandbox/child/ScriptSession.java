package com.flowex.sandbox.child;

import com.flowex.sandbox.wire.DeclarationCodec;
import com.flowex.sandbox.wire.FrameReader;
import com.flowex.sandbox.wire.FrameWriter;
import com.flowex.sandbox.wire.ScriptProblem;
import com.flowex.sandbox.wire.ToChild;
import com.flowex.sandbox.wire.ToParent;
import com.flowex.sandbox.wire.Wire;
import com.flowex.sandbox.wire.WireException;
import com.flowex.strategy.data.DataRequest;
import java.io.EOFException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.mozilla.javascript.Context;

/** Serves calls of the parent: one source, and runs of it one after the other. */
final class ScriptSession {

    private static final ToChild[] KINDS = ToChild.values();

    private final FrameReader in;
    private final FrameWriter out;
    private final ScriptScope scopes = new ScriptScope();
    // Made at the first use, since the engine's classes cost more than the start of the process.
    private @Nullable ScriptContextFactory engines;
    private @Nullable ScriptProgram program;
    private @Nullable ScriptRun run;

    ScriptSession(FrameReader in, FrameWriter out) {
        this.in = in;
        this.out = out;
    }

    /** Serves until the pipe ends. */
    void serve() throws IOException {
        out.begin(ToParent.HELLO).putInt(Wire.VERSION).end();
        out.flush();
        while (true) {
            ToChild kind;
            try {
                kind = in.next(KINDS);
            } catch (EOFException e) {
                return;
            }
            try {
                handle(kind);
            } catch (ScriptFailure e) {
                out.begin(ToParent.FAILED)
                        .putText(e.code())
                        .putInt(e.line())
                        .putText(ScriptErrors.cut(String.valueOf(e.getMessage())))
                        .end();
            }
            out.flush();
        }
    }

    private void handle(ToChild kind) throws IOException {
        switch (kind) {
            case LOAD -> load();
            case RUN -> begin();
            default -> {
                ScriptRun current = run;
                if (current == null) {
                    throw new IllegalStateException("no run has begun");
                }
                int handled = current.handle(kind, in);
                out.begin(ToParent.DONE).putInt(handled).end();
            }
        }
    }

    private void load() throws IOException {
        List<String> markets = texts();
        String source = in.getText(Wire.TO_CHILD_MAX);
        ScriptProgram.Loaded loaded = ScriptProgram.load(engine(), scopes, source, markets);
        program = loaded.program();
        try {
            write(loaded);
        } catch (WireException e) {
            program = null;
            write(ScriptProgram.Loaded.refused(
                    new ScriptProblem(0, "parameter", "the texts of the parameters are too long together")));
        }
    }

    private void write(ScriptProgram.Loaded loaded) throws IOException {
        out.begin(ToParent.LOADED).putInt(loaded.problems().size());
        for (ScriptProblem problem : loaded.problems()) {
            out.putInt(problem.line()).putText(problem.rule()).putText(ScriptErrors.cut(problem.message()));
        }
        Definition definition = loaded.definition();
        if (definition != null && loaded.problems().isEmpty()) {
            out.putByte(definition.callbackBits());
            DeclarationCodec.writeSpecs(out, definition.parameters());
        }
        out.end();
    }

    private void begin() throws IOException {
        List<String> markets = texts();
        Map<String, String> values = new LinkedHashMap<>();
        int size = in.getInt(0, Wire.LIST_MAX);
        for (int i = 0; i < size; i++) {
            values.put(in.getText(Wire.TO_CHILD_MAX), in.getText(Wire.TO_CHILD_MAX));
        }
        ScriptProgram loaded = program;
        if (loaded == null) {
            throw new IllegalStateException("no source is loaded");
        }
        run = null;
        ScriptRun started = new ScriptRun(engine(), loaded, new ParentLink(in, out), markets, values);
        List<DataRequest> requests = started.requests();
        run = started;
        out.begin(ToParent.RUNNING);
        DeclarationCodec.writeRequests(out, requests);
        out.end();
    }

    private List<String> texts() {
        int size = in.getInt(0, Wire.LIST_MAX);
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            texts.add(in.getText(Wire.TO_CHILD_MAX));
        }
        return texts;
    }

    /** Enters a new context, in which no microtask of the run before waits. */
    private Context engine() {
        if (Context.getCurrentContext() != null) {
            Context.exit();
        }
        ScriptContextFactory factory = engines;
        if (factory == null) {
            factory = new ScriptContextFactory();
            engines = factory;
        }
        return factory.enterContext();
    }
}
