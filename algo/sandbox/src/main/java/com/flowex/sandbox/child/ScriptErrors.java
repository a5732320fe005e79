package com.flowex.sandbox.child;

import java.io.UncheckedIOException;
import org.mozilla.javascript.RhinoException;

/** Turns everything that a script can end with into a {@link ScriptFailure} with its line. */
final class ScriptErrors {

    static final int MESSAGE_MAX = 1_000;

    private ScriptErrors() {}

    /** Code of a script, or of the engine on its behalf. */
    interface Call<T> {
        T run();
    }

    static <T> T guard(Call<T> call) {
        try {
            return call.run();
        } catch (ScriptFailure | UncheckedIOException e) {
            throw e;
        } catch (RhinoException e) {
            throw new ScriptFailure(ScriptFailure.ERROR, Math.max(0, e.lineNumber()), text(e));
        } catch (StackOverflowError e) {
            throw new ScriptFailure(ScriptFailure.ERROR, 0, "calls are nested too deep");
        } catch (OutOfMemoryError e) {
            // Sizes beyond any array: the virtual machine ends by itself where its heap is full.
            throw new ScriptFailure(ScriptFailure.MEMORY, 0, "a value is larger than the memory of the strategy");
        } catch (RuntimeException | LinkageError e) {
            throw new ScriptFailure(
                    ScriptFailure.ERROR,
                    0,
                    "the script engine failed: " + e.getClass().getSimpleName());
        }
    }

    /** Returns the text of an error, which a script may compute. */
    private static String text(RhinoException error) {
        String text;
        try {
            text = String.valueOf(error.details());
        } catch (RuntimeException | StackOverflowError e) {
            text = "an error without a text";
        }
        return cut(text);
    }

    static String cut(String text) {
        return text.substring(0, Math.min(text.length(), MESSAGE_MAX));
    }
}
