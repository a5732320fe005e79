package com.flowex.simulator.options;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Goal: a report that a tool could not write is no success. Method: processes whose output is a full device. */
@Tag("process")
@Timeout(300)
class ToolExitTest {

    private static final String INCOMPLETE = "sim: the output is incomplete: its disk is full, or its reader has ended";

    @TempDir
    private Path folder;

    /** A tool that prints and ends with a code. */
    static final class PrintingTool {
        public static void main(String[] arguments) {
            System.out.println("no seed failed");
            ToolExit.exit("sim", Integer.parseInt(arguments[0]));
        }
    }

    private record ToolResult(int code, String errors) {}

    private ToolResult ended(File output, String code) throws IOException, InterruptedException {
        Path errors = folder.resolve("errors");
        Process tool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        PrintingTool.class.getName(),
                        code)
                .redirectOutput(output)
                .redirectError(errors.toFile())
                .start();
        return new ToolResult(tool.waitFor(), Files.readString(errors));
    }

    @Test
    void outputThatIsCutTurnsSuccessIntoFailureAndKeepsOtherCodes() throws IOException, InterruptedException {
        File full = new File("/dev/full");
        ToolResult success = ended(full, "0");
        assertEquals(1, success.code(), success.errors());
        assertTrue(success.errors().contains(INCOMPLETE), success.errors());
        assertEquals(2, ended(full, "2").code(), "misuse stays misuse");

        File whole = folder.resolve("output").toFile();
        assertEquals(new ToolResult(0, ""), ended(whole, "0"));
        assertEquals("no seed failed", Files.readString(whole.toPath()).strip());
        assertEquals(3, ended(whole, "3").code());
    }
}
