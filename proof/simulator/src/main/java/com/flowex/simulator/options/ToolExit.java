package com.flowex.simulator.options;

/** End of a tool's process. */
public final class ToolExit {

    private ToolExit() {}

    /** Ends the process with the code; with 1 instead of 0 if output could not be written, which streams only note. */
    public static void exit(String tool, int code) {
        boolean isCut = System.out.checkError();
        if (isCut) {
            System.err.println(tool + ": the output is incomplete: its disk is full, or its reader has ended");
        }
        System.exit(isCut && code == 0 ? 1 : code);
    }
}
